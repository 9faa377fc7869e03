"""What must be there before measuring: a long case, a client, cases for each verb."""

from datetime import date

from django.utils import timezone

from accounts.actions.clients import create_client, issue_token
from accounts.models import User
from accounts.models.users import UserKind
from audit import trail
from benchmarks.reads import INTAKE, long_case, person
from complaints import actions, rules
from complaints.actions.ending import closing_facts
from complaints.forms.steps import Intake
from complaints.models import Case, Complainant, Conflict
from complaints.permissions import check_verb
from complaints.workflow import CASE
from pages.refusals import Refused

LONG = 60
CONFLICTS = 40
DECLARED = "Measured."
CLIENT = "Benchmark"
LOOKED_THROUGH = 400


def prepare() -> None:
    """Fill the timeline of one case, and have some people declare conflicts, once.

    And begin an intake, of somebody who complained before on the day of the incident.
    """
    begin_intake()
    if not Conflict.objects.filter(reason=DECLARED).exists():
        newest = Case.objects.order_by("-pk")[:CONFLICTS]
        for by, case in zip(User.objects.filter(is_active=True), newest, strict=False):
            if Case.objects.visible_to(by).filter(pk=case.pk).exists():
                actions.declare_conflict(
                    case=case, by=by, at=timezone.now(), reason=DECLARED
                )
    if long_case() is None:
        investigator = person("cst-officer")
        case = (
            Case.objects.filter(status="notified", allegation_count__gte=2)
            .exclude(confidentiality="restricted")
            .order_by("-pk")
            .first()
        )
        for _ in range(LONG):
            actions.note(
                case=case, by=investigator, at=timezone.now(), text="Measured."
            )


def begin_intake() -> None:
    """Type the steps that people and cases alike are looked for by."""
    user, now = person("cst-officer"), timezone.now()
    intake = Intake(user, INTAKE, timezone.localdate())
    row = Complainant.objects.exclude(case__incident_on=None).order_by("-pk")
    before = row.select_related("case", "person").first()
    known, case = before.person, before.case
    started = {"kind": "PC", "channel": "telephone", "unit": "customer-service-team"}
    said = {"said": case.said, "place": case.place}
    steps = {
        "start/": started | day_fields("received_on"),
        "said/": said | day_fields("incident_on", case.incident_on),
        "people/1/": {
            "named": "known",
            "forenames": known.forenames,
            "surname": known.surname,
            "telephone": known.telephone,
            "email": known.email,
            "capacity": "victim",
        },
    }
    for step, fields in steps.items():
        intake.keep(step, {name: [str(v)] for name, v in fields.items()}, at=now)


def day_fields(name: str, day: date | None = None) -> dict[str, int]:
    """The three fields of a day in a form: today, unless it is another."""
    day = day or timezone.localdate()
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}_{part}": value for part, value in parts.items()}


def token() -> str:
    """A token of a client that reads every case, one for each run."""
    client = User.objects.filter(kind=UserKind.CLIENT, name=CLIENT).first()
    if client is None:
        issued = create_client(
            CLIENT, "cst-officer", None, by=trail.SYSTEM, on=timezone.localdate()
        )
    else:
        issued = issue_token(client, by=trail.SYSTEM)
    return issued.token


def cases_for(verb: str, slug: str, wanted: int) -> list[tuple[Case, User]]:
    """Cases to which somebody may do the verb now, and that somebody.

    `slug` is an account of the demonstration, or "handler" for the case's own.
    """
    found = []
    by = None if slug == "handler" else person(slug)
    # A handler who declared a conflict is no handler any more.
    reach = Case.objects if by is None else Case.objects.visible_to(by)
    rows = reach.filter(status__in=CASE[verb].sources, subject_count=1)
    rows = rows.select_related("handler", "responsible_unit").order_by("-pk")
    if by is None:
        rows = rows.filter(handler__isnull=False)
    if verb == "allocate":  # to the investigator
        rows = rows.exclude(pk__in=Case.objects.barred_to(person("investigator")))
    if verb == "finalise":
        rows = rows.filter(appeal_ends_on__lt=timezone.localdate())
    for case in rows.exclude(confidentiality="restricted")[:LOOKED_THROUGH]:
        user = by or case.handler
        try:
            check_verb(verb, case, by=user)
        except Refused:
            continue
        if verb == "finalise" and _waits(case):
            continue
        found.append((case, user))
        if len(found) == wanted:
            break
    return found


def _waits(case) -> str:
    """What a case waits for before it can be finalised."""
    today = timezone.localdate()
    items = rules.before_finalising(closing_facts(case, on=today), today=today)
    return rules.waits_for(items)
