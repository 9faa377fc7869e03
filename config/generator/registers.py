"""The registers of the demonstration: done by the actions, as its people would."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from complaints import actions
from complaints.models import Subject
from config.generator.interventions import add_interventions
from config.generator.risk_register import add_risks, grave_cases, person

WHY_KEPT_FROM = "What is alleged was done to a member of the public met on duty."


def add_registers(now: datetime) -> None:
    """Risks with decisions, suspensions and restrictions, interventions, markers."""
    today = timezone.localdate(now)
    grave = grave_cases().order_by("-sort_received_on", "-pk")[:12]
    add_risks(now)
    _restrictions(grave, now, today)
    add_interventions(now)


def _restrictions(grave, now, today):
    kinds = ("suspended", "restricted", "non_operational", "restricted")
    found = 0
    for case in grave:
        subject = _known_subject(case)
        if subject is None or found == len(kinds):
            continue
        kind = kinds[found]
        row = actions.propose_restriction(
            by=person("team-inspector"),
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
        by=person("director"),
        at=now,
        version=row.version,
        from_on=begun,
        review_on=begun + timedelta(days=28),
        decision="The public interest requires it, and nothing less would do.",
    )
    actions.care_restriction(
        record=row,
        by=person("team-inspector"),
        at=now,
        version=row.version,
        on_day=begun + timedelta(days=1) if begun < today else today,
        summary="At home, in touch with the Federation. Asks when it is reviewed.",
    )
