"""A complaint from a telephone call to finalisation, by its actions alone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from audit import trail
from casework import guard
from complaints import actions
from complaints.actions.inputs import (
    Finding,
    NewAllegation,
    NewComplainant,
    NewSubject,
    Risks,
    Ruling,
)
from complaints.actions.investigating import outcomes_of
from complaints.models import Category, Result
from complaints.workflow import Status
from pages.refusals import BadInput, NotAllowed, Refused, Stale, WrongState
from tests.complaints.verbs import posted
from tests.factories.accounts import user_with_role
from tests.factories.conduct import ready_to_answer
from tests.factories.organisation import MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
LOW = Risks("low", "low", "low", "A single rude remark.")


def at(day, hour=10):
    return datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)


@pytest.fixture
def people():
    return {
        slug: user_with_role(slug)
        for slug in (
            "cst-officer",
            "cst-manager",
            "team-inspector",
            "investigator",
            "appropriate-authority",
        )
    }


@pytest.fixture
def case(people):
    return actions.log(
        kind="PC",
        channel="telephone",
        said="The officer swore at me at the station counter.",
        received_on=date(2026, 9, 1),
        incident_on=date(2026, 8, 30),
        unit=UnitFactory(),
        risks=LOW,
        complainants=[NewComplainant(details={"surname": "Okonjo-Field"})],
        subjects=[NewSubject("member", member=MemberFactory())],
        by=people["cst-officer"],
        at=at(date(2026, 9, 1)),
    )


def record(case, by, **changes):
    incivility = Category.objects.get(code="U")
    values = {
        "recorded_on": date(2026, 9, 2),
        "allegations": [NewAllegation(incivility, "Swore at the complainant.")],
    } | changes
    return actions.record(
        case=case, by=by, at=at(date(2026, 9, 2)), version=case.version, **values
    )


def reported(case, people):
    """The case as it stands when its report is in."""
    case = record(case, people["cst-officer"])
    for day, verb, by, values in (
        (3, actions.check, "cst-manager", {"risks": LOW, "issues": "Confirmed."}),
        (
            4,
            actions.assess,
            "team-inspector",
            {"risks": LOW, "response": "dps_investigation"},
        ),
        (
            5,
            actions.allocate,
            "team-inspector",
            {"unit": case.responsible_unit, "handler": people["investigator"]},
        ),
        (6, actions.start, "investigator", {"terms": "Take statements."}),
    ):
        case = verb(
            case=case,
            by=people[by],
            at=at(date(2026, 9, day)),
            version=case.version,
            **values,
        )
    upheld = Result.objects.on(date(2026, 9, 20)).get(code="upheld")
    return actions.submit_report(
        case=case,
        by=people["investigator"],
        at=at(date(2026, 9, 20)),
        version=case.version,
        text="Three witnesses agree.",
        findings=[
            Finding(outcome, upheld, "Heard by three.") for outcome in outcomes_of(case)
        ],
    )


def determine(case, by, **changes):
    ready_to_answer(case)
    rulings = [
        Ruling(
            outcome,
            changes.get("result", outcome.recommended),
            changes.get("reasons", ""),
            case_to_answer=True,
            severity="misconduct",
            forum="none",
        )
        for outcome in outcomes_of(case)
    ]
    return actions.determine(
        case=case,
        by=by,
        at=at(date(2026, 9, 25)),
        version=changes.get("version", case.version),
        rulings=rulings,
        to_cps=False,
        reasons="The evidence is consistent.",
    )


def test_a_complaint_goes_from_call_to_finalisation(case, people):
    case = determine(reported(case, people), people["appropriate-authority"])
    case = actions.notify(
        case=case,
        by=people["cst-officer"],
        at=at(date(2026, 9, 28)),
        version=case.version,
        letters=[
            posted(date(2026, 9, 28), complainant=case.complainants.get()),
            posted(date(2026, 9, 28), subject=case.subjects.get()),
        ],
    )
    assert case.appeal_ends_on == date(2026, 10, 26)

    with pytest.raises(WrongState, match="appeal"):
        actions.finalise(
            case=case,
            by=people["cst-manager"],
            at=at(date(2026, 10, 26)),
            version=case.version,
        )
    case = actions.finalise(
        case=case,
        by=people["cst-manager"],
        at=at(date(2026, 10, 27)),
        version=case.version,
    )

    assert case.status == Status.FINALISED
    assert case.finalised_on == date(2026, 10, 27)
    verbs = [move.verb for move in case.status_changes.order_by("id")]
    assert verbs == [
        "log",
        "record",
        "check",
        "assess",
        "allocate",
        "start",
        "submit-report",
        "determine",
        "notify",
        "finalise",
    ]
    done = [e.event for e in trail.history_of(case) if e.outcome == "done"]
    assert done == [f"case.{verb}" for verb in reversed(verbs)]


def test_a_row_for_officers_nobody_identified_has_no_case_to_answer(case, people):
    case = reported(case, people)
    with guard.writing("test"):
        case.subjects.update(member=MemberFactory(unknown_officer=True))

    with pytest.raises(BadInput, match="known member of the force"):
        determine(case, people["appropriate-authority"])


def test_the_investigator_is_never_the_authority(case, people):
    case = reported(case, people)
    both = user_with_role("appropriate-authority")
    investigator = people["investigator"]
    investigator.postings.create(role="appropriate-authority", from_on=date(2026, 1, 1))
    del investigator.__dict__["rights"]

    with pytest.raises(NotAllowed, match="handler"):
        determine(case, investigator)

    refused = [e for e in trail.history_of(case) if e.outcome == "refused"]
    assert [e.event for e in refused] == ["case.determine"]
    assert determine(case, both).status == Status.DETERMINED


def test_a_stale_form_is_refused(case, people):
    case = reported(case, people)

    with pytest.raises(Stale):
        determine(case, people["appropriate-authority"], version=case.version - 1)


def test_a_departure_needs_reasons(case, people):
    case = reported(case, people)
    not_upheld = Result.objects.on(date(2026, 9, 25)).get(code="not-upheld")

    with pytest.raises(Refused, match="departing"):
        determine(case, people["appropriate-authority"], result=not_upheld)


def test_recording_before_receipt_is_refused(case, people):
    with pytest.raises(Refused, match="1 September 2026"):
        record(
            case,
            people["cst-officer"],
            recorded_on=date(2026, 9, 1) - timedelta(days=1),
        )
