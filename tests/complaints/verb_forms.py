"""Each verb's page, as somebody who may would fill it in and send it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import timezone

from casework import guard
from complaints.models import Case, Document, Recommendation, Report
from complaints.workflow import Status
from tests.complaints.route_forms import ROUTE_PAGES, Page
from tests.complaints.sending import day, send, signed_in
from tests.factories.accounts import user_with_role
from tests.factories.appeals import DirectionFactory
from tests.factories.complaints import (
    CaseFactory,
    ComplainantFactory,
    SubjectFactory,
    also_alleged,
    result,
    whole_case,
)
from tests.factories.conduct import ready_to_answer
from tests.factories.ipcc import ReferralFactory
from tests.factories.organisation import UnitFactory
from tests.factories.papers import DocumentFactory
from tests.factories.routes import on_its_route

RISK = {
    "public": "low",
    "officers": "medium",
    "organisation": "low",
    "reasons": "One remark, no force.",
}


SIGNED = UUID("5f0c1d52-6f2b-4c1e-9a55-0d1f3f8f7a10")
REQUEST = {"document": str(SIGNED), "reason": "They are content with it."}


def signed(case):
    """The complainant's signed request, among the documents of the case."""
    with guard.writing("test"):  # of a case that came before
        Document.objects.filter(key=SIGNED).update(key=uuid4())
    DocumentFactory(case=case, key=SIGNED, name="request.txt")


def today():
    return timezone.localdate()


def outcome_letter(party):
    """What is asked of the outcome letter to a party."""
    said = {f"{party}_text": "This is what came of it.", f"{party}_how": "post"}
    return day(party, today()) | said


def allegation(**changes):
    card = {
        "category": "U",
        "text": "Swore at the complainant.",
        "against": "1",
    } | changes
    return {
        "allegations-TOTAL_FORMS": "1",
        "allegations-INITIAL_FORMS": "0",
    } | {f"allegations-0-{name}": value for name, value in card.items()}


FINDING = {
    "text": "Two witnesses agree, and the recording has it.",
    "outcome-1-1-result": "upheld",
    "outcome-1-1-reasons": "Heard by two.",
}
RULING = {
    "outcome-1-1-result": "upheld",
    "outcome-1-1-reasons": "",
    "outcome-1-1-case_to_answer": "yes",
    "outcome-1-1-severity": "misconduct",
    "outcome-1-1-forum": "meeting",
    "to_cps": "no",
    "reasons": "The report is right in everything.",
    "confirmed": "yes",
}


PAGES = (
    Page(
        "record",
        "cst-officer",
        {},
        Status.RECORDED,
        lambda: day("recorded_on", today()) | allegation(),
        "allegations-0-text",
        ("recorded_on",),
    ),
    Page(
        "decline",
        "cst-officer",
        {},
        Status.NOT_RECORDED,
        lambda: (
            day("letter_on", today())
            | {"ground": "outside-the-act", "reason": "Outside the Act altogether."}
            | {"letter": "We do not record it.", "served_how": "post"}
        ),
        "reason",
        ("letter_on",),
    ),
    Page(
        "check",
        "cst-manager",
        {"recorded": True},
        Status.CHECKED,
        lambda: {"issues": "Whether the words were said."} | RISK,
        "issues",
    ),
    Page(
        "assess",
        "team-inspector",
        {"checked": True},
        Status.ASSESSED,
        lambda: {"response": "dps_investigation"} | RISK,
        "reasons",
    ),
    Page(
        "reassess-risk",
        "team-inspector",
        {"investigating": True},
        Status.INVESTIGATING,
        lambda: dict(RISK),
        "reasons",
    ),
    Page(
        "allocate",
        "team-inspector",
        {"assessed": True},
        Status.ALLOCATED,
        lambda: {"handler": "unit", "reason": "To be shared out there."},
        "reason",
    ),
    Page(
        "start",
        "investigator",
        {"allocated": True},
        Status.INVESTIGATING,
        lambda: {"terms": "Take statements from both of them."},
        "terms",
    ),
    Page(
        "submit-report",
        "investigator",
        {"investigating": True},
        Status.REPORTED,
        lambda: dict(FINDING),
        "text",
    ),
    Page(
        "return",
        "appropriate-authority",
        {"reported": True},
        Status.INVESTIGATING,
        lambda: {"missing": "The custody record of that night."},
        "missing",
    ),
    Page(
        "determine",
        "appropriate-authority",
        {"reported": True},
        Status.DETERMINED,
        lambda: dict(RULING),
        "reasons",
        ready=ready_to_answer,
    ),
    Page(
        "notify",
        "cst-officer",
        {"determined": True},
        Status.NOTIFIED,
        lambda: outcome_letter("complainant_1") | outcome_letter("officer_1"),
        "complainant_1_text",
        ("complainant_1", "officer_1"),
    ),
    Page(
        "finalise",
        "cst-manager",
        {"notified": True},
        Status.FINALISED,
        dict,
    ),
    Page(
        "reopen",
        "appropriate-authority",
        {"finalised": True},
        Status.INVESTIGATING,
        lambda: {"reason": "A witness came forward."},
        "reason",
    ),
    Page(
        "withdraw",
        "cst-manager",
        {"investigating": True},
        Status.WITHDRAWN,
        lambda: dict(REQUEST) | day("request_on", today()),
        "reason",
        ("request_on",),
        ready=signed,
    ),
    Page(
        "withdraw-allegations",
        "cst-manager",
        {"investigating": True},
        Status.INVESTIGATING,
        lambda: REQUEST | {"allegations": ["2"]} | day("request_on", today()),
        "reason",
        ("request_on",),
        ready=lambda case: (signed(case), also_alleged(case)),
    ),
    Page(
        "receive-ipcc-report",
        "team-inspector",
        {"investigating": True},
        Status.REPORTED,
        lambda: dict(FINDING) | day("reported_on", today()),
        "text",
        ("reported_on",),
        ready=lambda case: ReferralFactory(
            case=case,
            number=1,
            decided=True,
            mode="independent",
            decided_on=case.allocated_on,
        ),
    ),
    *(
        Page(
            verb,
            role,
            {state: True},
            target,
            lambda: {"reason": "The IPCC wants the sister heard."},
            "reason",
            ready=lambda case, kind=kind: DirectionFactory(case=case, kind=kind),
        )
        for verb, role, state, target, kind in (
            (
                "direct-recording",
                "cst-manager",
                "not_recorded",
                Status.RECEIVED,
                "record",
            ),
            (
                "reinvestigate",
                "appropriate-authority",
                "notified",
                Status.INVESTIGATING,
                "reinvestigate",
            ),
            (
                "redetermine",
                "appropriate-authority",
                "finalised",
                Status.REPORTED,
                "redetermine",
            ),
            (
                "resolve-anew",
                "appropriate-authority",
                "notified",
                Status.RESOLVING,
                "resolve",
            ),
        )
    ),
    *ROUTE_PAGES,
)


@dataclass
class Scene:
    """A case before a verb, and who may do it."""

    case: object
    user: object
    unit: object


def scene(page: Page, *, state=None) -> Scene:
    """The case as it stands before the verb, and somebody who may do it now."""
    unit = UnitFactory(team=True)
    user = user_with_role(page.role, unit)
    handler = user if page.role == "investigator" else user_with_role("investigator")
    received_on = today() - timedelta(days=60)
    traits = page.state if state is None else state
    fields = {"received_on": received_on, "responsible_unit": unit, "version": 4}
    if not traits:
        case = CaseFactory(**fields)
        ComplainantFactory(case=case, number=1)
        SubjectFactory(case=case, number=1)
        return Scene(case, user, unit)
    if traits.keys() & {"notified", "finalised"}:
        fields["appeal_ends_on"] = today() - timedelta(days=1)
    decided = bool(traits.keys() & {"determined", "notified", "finalised"})
    case = whole_case(decided=decided, handler=handler, **fields, **traits)
    on_its_route(case)
    with guard.writing("test"):
        _report(case, handler)
        if decided:
            _letters(case, user)
    if page.ready is not None and traits == page.state:
        page.ready(case)
    return Scene(case, user, unit)


def _report(case, handler):
    outcome = case.allegations.get().outcomes.get()
    outcome.recommended = result("upheld")
    outcome.save()
    report = Report.objects.create(
        case=case, number=1, by=handler, at=timezone.now(), text="Two agree."
    )
    Recommendation.objects.create(
        report=report, outcome=outcome, result=result("upheld"), reasons="Heard by two."
    )


def _letters(case, user):
    if case.status == Status.DETERMINED:
        return
    for name, row in (
        ("complainant", case.complainants.get()),
        ("subject", case.subjects.get()),
    ):
        case.letters.create(
            kind="outcome",
            dated_on=case.determined_on,
            by=user,
            at=timezone.now(),
            **{name: row},
        )


def address(case, verb):
    return reverse(f"complaints:{verb}", args=[case.slug])


def post(page, play, client=None, **changes):
    client = client or signed_in(play.user)
    data = page.data() | changes
    if page.verb == "allocate":
        data.setdefault("unit", play.unit.code)
    data.setdefault("version", str(play.case.version))
    return send(client, address(play.case, page.verb), **data)


def unmoved(play):
    fresh = Case.objects.get(pk=play.case.pk)
    return (fresh.status, fresh.version) == (play.case.status, play.case.version)
