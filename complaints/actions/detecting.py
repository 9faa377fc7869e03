"""Find whom the rules of the intervention scheme bring in, and open it for them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import connection

from audit import trail
from casework import deadlines, guard, notifications, references
from complaints.actions.coming_due import action_due
from complaints.actions.interventions import (
    champions_of,
    last_of,
    tell_managers,
)
from complaints.models import Case, Intervention, InterventionRule
from complaints.rules.interventions import window_from
from complaints.workflow import InterventionStatus, Status
from organisation.models import Member

DETECT_JOB = "detect-interventions"
EVENT = "intervention.open"
# Members with so many complaints in the window, none of them under way already, and
# after an earlier intervention only with a complaint that came in since.
_FOUND = """
    SELECT subject.member_id, array_agg(DISTINCT concerned.id)
    FROM complaints_case concerned
    JOIN complaints_subject subject ON subject.case_id = concerned.id
    JOIN organisation_member member
        ON member.id = subject.member_id AND NOT member.placeholder
        AND (member.left_on IS NULL OR member.left_on >= %(on)s)
    LEFT JOIN LATERAL (
        SELECT max(triggered_on) AS triggered_on FROM complaints_intervention earlier
        WHERE earlier.member_id = subject.member_id
    ) earlier ON true
    WHERE concerned.kind = 'PC'
    AND concerned.sort_received_on BETWEEN %(since)s AND %(on)s
    AND concerned.status <> ALL(%(leaving_out)s)
    AND (%(any_category)s OR concerned.categories && %(categories)s::varchar[])
    AND (%(events_count)s OR NOT EXISTS (
        SELECT FROM complaints_casetag tagged WHERE tagged.case_id = concerned.id
    ))
    AND NOT EXISTS (
        SELECT FROM complaints_intervention running
        WHERE running.member_id = subject.member_id
        AND running.status = ANY(%(running)s)
    )
    GROUP BY subject.member_id, earlier.triggered_on
    HAVING count(DISTINCT concerned.id) >= %(cases)s
    AND (earlier.triggered_on IS NULL
        OR max(concerned.received_on) > earlier.triggered_on)
    ORDER BY subject.member_id
"""


def detect(
    *,
    on: date,
    at: datetime,
    say: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Open an intervention for each member whom a rule of the day brings in; how many.

    Safe to run twice: whoever has one under way is left out.
    """
    opened, known = 0, deadlines.load()
    for rule in InterventionRule.objects.on(on).order_by("code"):
        found = _found(rule, on)
        for place, (member, cases) in enumerate(found, start=1):
            with guard.writing(EVENT):
                _open(Member.objects.get(pk=member), cases, rule, known, on=on, at=at)
            opened += 1
            say(place, len(found))
    return opened


def _found(rule: InterventionRule, on: date) -> list[tuple[int, list[int]]]:
    leaving_out = [Status.NOT_RECORDED]
    if not rule.withdrawn_count:
        leaving_out.append(Status.WITHDRAWN)
    asked: dict[str, Any] = {
        "on": on,
        "since": window_from(on, rule.months),
        "leaving_out": leaving_out,
        "any_category": not rule.categories,
        "categories": rule.categories,
        "events_count": rule.events_count,
        "running": [InterventionStatus.TRIGGERED, InterventionStatus.PLANNED],
        "cases": rule.cases,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, asked)
        return cursor.fetchall()


def _unit_of_latest(cases: list[int]) -> int:
    rows = Case.objects.filter(pk__in=cases).order_by("-sort_received_on", "-pk")
    return rows.values_list("responsible_unit", flat=True)[0]


def _open(  # noqa: PLR0913 - what an intervention is of
    member: Any, cases: list[int], rule: Any, known: Any, *, on: date, at: datetime
) -> None:
    """Open it, record by which rule, and tell the champions and the line manager.

    Of somebody without a unit it is with the unit that has the latest of their cases.
    """
    unit_id = member.unit_id or _unit_of_latest(cases)
    reference, year, serial = references.issue(Intervention.prefix, on=on)
    row = Intervention.objects.create(
        reference=reference,
        reference_year=year,
        reference_serial=serial,
        responsible_unit_id=unit_id,
        status=InterventionStatus.TRIGGERED,
        member=member,
        rule=rule,
        triggered_on=on,
        repeat_of=last_of(member),
        due_on=action_due(known, rule, on),
        at=at,
        updated_at=at,
    )
    row.cases.set(cases)
    trail.record(
        EVENT,
        kind=trail.Kind.ALTERATION,
        subject=row,
        by=trail.SYSTEM,
        unit=row.responsible_unit,
        changes={"rule": (None, str(rule)), "cases": (None, len(cases))},
    )
    tell_managers(row, on=on, at=at)
    for user in champions_of(unit_id, on):
        if Intervention.objects.visible_to(user).filter(pk=row.pk).exists():
            notifications.tell(
                user,
                event=EVENT,
                sentence=f"{row} was opened in the intervention scheme.",
                url=row.get_absolute_url(),
                key=f"{EVENT}:{row.pk}:{user.pk}",
                at=at,
            )
