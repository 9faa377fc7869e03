"""The intervention scheme of the demonstration, day by day as its rule brings it in.

Done by the actions themselves, each on the day it would have been done.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Min
from django.utils import timezone

from accounts.demonstration import DOMAIN
from accounts.models import User
from complaints import actions
from complaints.actions.detecting import detect
from complaints.models import Case, Intervention
from complaints.workflow import InterventionStatus

INSPECTOR = "team-inspector"
LEFT_ONE_IN = 9  # is without a plan when it is due
LET_GO_AFTER = 40
LET_GO = "Two of the complaints were not upheld, and one was of somebody else."
_TOLD = (
    (
        "Most of them are of how people are spoken to when stopped.",
        "Two shifts with the sergeant of the search team, and feedback after each.",
    ),
    (
        "All of one relief, late at night, after a refusal to give a name.",
        "The course on talking people down, and a partner of longer service.",
    ),
    (
        "People say that they were not told what became of what they reported.",
        "A weekly look at the open reports with the sergeant.",
    ),
)


def add_interventions(now: datetime) -> None:
    """From the first complaint to today: opened, planned, completed, followed up."""
    today = timezone.localdate(now)
    first = Case.objects.aggregate(first=Min("received_on"))["first"]
    for ago in range((today - first).days if first else -1, -1, -1):
        day = today - timedelta(days=ago)
        at = now if day == today else _noon(day)
        detect(on=day, at=at)
        _plan(day, at)
        _end(day, at)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _do(action: Any, row: Intervention, at: datetime, **given: Any) -> None:
    by = User.objects.get(email=INSPECTOR + DOMAIN)
    action(record=row, by=by, at=at, version=row.version, **given)


def _plan(day: date, at: datetime) -> None:
    """Ten to nineteen days after it was opened; some are left, and then let go."""
    rows = Intervention.objects.filter(status=InterventionStatus.TRIGGERED)
    for row in rows.order_by("pk"):
        serial, ago = row.reference_serial, (day - row.triggered_on).days
        if serial % LEFT_ONE_IN == 0:
            if ago == LET_GO_AFTER:
                _do(actions.dismiss_intervention, row, at, outcome=LET_GO)
            continue
        if ago != 10 + serial % 10:
            continue
        pattern, plan = _TOLD[serial % len(_TOLD)]
        _do(
            actions.plan_intervention,
            row,
            at,
            interviewed_on=day,
            pattern=pattern,
            plan=plan,
            review_on=day + timedelta(days=180),
        )


def _end(day: date, at: datetime) -> None:
    """Complete what is to be reviewed, and look again at what was completed."""
    for row in Intervention.objects.filter(review_on=day).order_by("pk"):
        _do(
            actions.complete_intervention,
            row,
            at,
            completed_on=day,
            outcome="No complaint since the plan was made. The sergeant is content.",
        )
    for row in Intervention.objects.filter(follow_up_on=day).order_by("pk"):
        _do(
            actions.follow_up_intervention,
            row,
            at,
            on_day=day,
            summary="Nothing new. Closed with thanks to the sergeant.",
        )
