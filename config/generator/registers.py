"""The registers of the demonstration: done by the actions, as its people would."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.demonstration import DOMAIN
from accounts.models import User
from complaints import actions
from complaints.forms.risks import THE_MEETING
from complaints.models import Case, Subject
from complaints.workflow import OPEN
from config.generator.interventions import add_interventions
from organisation.models import Meeting, Unit

RISKS = (
    (4, 5, "A witness has moved twice since, and says that she was followed."),
    (3, 5, "The officer still works with the people who complain of him."),
    (5, 3, "The neighbourhood has asked three times at public meetings."),
    (2, 5, "Firearms: a mistake would cost a life."),
    (3, 4, "Two further complaints of the same team are expected."),
    (2, 4, "An article is announced."),
)
OF_THE_FORCE = (
    "Body of records kept outside the system",
    "Investigators' teams keep lists of their own, which nobody backs up.",
)
WHY_KEPT_FROM = "What is alleged was done to a member of the public met on duty."


def add_registers(now: datetime) -> None:
    """Risks with decisions, suspensions and restrictions, interventions, markers."""
    today = timezone.localdate(now)
    grave = list(_grave_cases())
    _risks(grave, now, today)
    _restrictions(grave, now, today)
    add_interventions(now)


def _user(slug: str) -> User:
    """Fresh for each action, as each request of theirs would be."""
    return User.objects.get(email=slug + DOMAIN)


def _grave_cases():
    """Open cases of high risk that anybody in DPS may read, the newest first."""
    rows = Case.objects.filter(
        status__in=OPEN,
        assessments__stage="assess",
        assessments__risk_public="high",
        confidentiality="sensitive",
    )
    return rows.order_by("-sort_received_on", "-pk").distinct()[:12]


def _risks(grave, now, today):
    meeting = Meeting.objects.filter(
        committee__code=THE_MEETING, held_on__lte=today
    ).order_by("-held_on")
    for case, (likelihood, impact, reasons) in zip(grave, RISKS, strict=False):
        risk = actions.enter_risk(
            by=_user("team-inspector"),
            at=now,
            unit=case.responsible_unit,
            case=case,
            title=f"High risk assessed in {case}",
            likelihood=likelihood,
            impact=impact,
            reasons=reasons,
        )
        if likelihood * impact < 12:
            continue
        actions.decide_risk(
            record=risk,
            by=_user("command"),
            at=now,
            version=risk.version,
            meeting=meeting.first(),
            decision="Looked at again at the next meeting; the witness is to be "
            "rung every week.",
            asked="Two more officers for a month",
            given="One for a month",
            next_review_on=today + timedelta(days=60),
        )
    title, about = OF_THE_FORCE
    actions.enter_risk(
        by=_user("command"),
        at=now,
        unit=Unit.objects.filter(kind="command").order_by("pk").first(),
        title=title,
        about=about,
        likelihood=3,
        impact=3,
        reasons="Found by the last internal audit.",
    )


def _restrictions(grave, now, today):
    kinds = ("suspended", "restricted", "non_operational", "restricted")
    found = 0
    for case in grave:
        subject = _known_subject(case)
        if subject is None or found == len(kinds):
            continue
        kind = kinds[found]
        row = actions.propose_restriction(
            by=_user("team-inspector"),
            at=now,
            unit=case.responsible_unit,
            case=case,
            member=subject.member,
            kind=kind,
            basis="public-interest",
            reasons=WHY_KEPT_FROM,
            alternatives="Another team, and duties with a colleague.",
            conditions="" if kind == "suspended" else "No contact with the public.",
            welfare="The unit's welfare officer",
        )
        found += 1
        if found == len(kinds):
            break  # the last waits for the director
        _impose(row, now, today)


def _known_subject(case) -> Subject | None:
    rows = case.subjects.filter(member__placeholder=False, member__left_on=None)
    return rows.select_related("member").order_by("number").first()


def _impose(row, now: datetime, today: date) -> None:
    begun = max(row.case.received_on, today - timedelta(days=40))
    row = actions.impose_restriction(
        record=row,
        by=_user("director"),
        at=now,
        version=row.version,
        from_on=begun,
        review_on=begun + timedelta(days=28),
        decision="The public interest requires it, and nothing less would do.",
    )
    actions.care_restriction(
        record=row,
        by=_user("team-inspector"),
        at=now,
        version=row.version,
        on_day=begun + timedelta(days=1) if begun < today else today,
        summary="At home, in touch with the Federation. Asks when it is reviewed.",
    )
