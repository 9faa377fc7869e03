"""The Risk Register of the demonstration, and the meetings that looked at it.

Done by the actions themselves, each on the day it would have been done.
"""

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.demonstration import DOMAIN
from accounts.models import User
from accounts.reference.actions import add
from casework import deadlines
from complaints import actions
from complaints.forms.risks import THE_MEETING
from complaints.models import Case, Risk
from complaints.workflow import OPEN
from config.reference.tables import MEETINGS
from organisation.models import Committee, Meeting, Unit

HELD, NEXT = (-141, -80, -19), 42  # days from today: every two months
BETWEEN = timedelta(days=61)
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
EARLY = 4  # of the risks are of the oldest cases, the others of the newest
GRAVE = 12  # from which rating on the next meeting looks at a risk again
_FIRST = (
    "Whoever may be in danger is to be rung every week.",
    "Two more officers for a month",
    "One for a month",
)
_AGAIN = ("What was decided goes on: nothing new has come of it.", "", "")


def add_risks(now: datetime) -> None:
    """Risks of cases and one of the force, looked at by each meeting since."""
    today = timezone.localdate(now)
    held, to_come = _meetings(today)
    _enter_that_of_the_force(held[0].held_on - timedelta(days=7))
    for case, told in zip(_old_and_new(), RISKS, strict=False):
        _enter(case, told, now)
    days = [*(each.held_on for each in held[1:]), to_come.held_on]
    for meeting, following in zip(held, days, strict=True):
        _hold(meeting, following)


def person(slug: str) -> User:
    """Fresh for each action, as each request of theirs would be."""
    return User.objects.get(email=slug + DOMAIN)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _meetings(today: date) -> tuple[list[Meeting], Meeting]:
    """Those that were held, and the next, each on a working day."""
    board = Committee.objects.get(code=THE_MEETING)
    by, known = person("system-administrator"), deadlines.load().days
    *held, to_come = (
        add(MEETINGS, {"committee": board, "held_on": known.add(day, 0)}, by=by)
        for day in (today + timedelta(days=each) for each in (*HELD, NEXT))
    )
    return held, to_come


def grave_cases() -> QuerySet[Case]:
    """Open cases of high risk that anybody in DPS may read."""
    rows = Case.objects.filter(
        status__in=OPEN,
        assessments__stage="assess",
        assessments__risk_public="high",
        confidentiality="sensitive",
    )
    return rows.distinct()


def _old_and_new() -> list[Case]:
    rows = grave_cases()
    old = rows.order_by("sort_received_on", "pk")[:EARLY]
    new = rows.order_by("-sort_received_on", "-pk")[: len(RISKS) - EARLY]
    return list(dict.fromkeys((*old, *new)))


def _enter(case: Case, told: tuple[int, int, str], now: datetime) -> None:
    """On the day of its assessment, by the inspector who made it."""
    likelihood, impact, reasons = told
    assessed = case.assessments.filter(stage="assess").latest("at")
    actions.enter_risk(
        by=person("team-inspector"),
        at=min(assessed.at + timedelta(minutes=5), now),
        unit=case.responsible_unit,
        case=case,
        title=f"High risk assessed in {case}",
        likelihood=likelihood,
        impact=impact,
        reasons=reasons,
    )


def _enter_that_of_the_force(day: date) -> None:
    title, about = OF_THE_FORCE
    actions.enter_risk(
        by=person("command"),
        at=_at(day, 11),
        unit=Unit.objects.filter(kind="command").order_by("pk").first(),
        title=title,
        about=about,
        likelihood=3,
        impact=3,
        reasons="Found by the last internal audit.",
    )


def _hold(meeting: Meeting, following: date) -> None:
    """Decide on what stood on its agenda: the grave comes back to the next."""
    at = _at(meeting.held_on, 14)
    entered = Risk.objects.filter(at__lt=at).for_meeting(meeting.held_on)
    for risk in entered.order_by("-rating", "pk"):
        grave = risk.rating >= GRAVE
        first = grave and not risk.decisions.exists()
        decision, asked, given = _FIRST if first else _AGAIN
        when = "at the next meeting" if grave else "at the one after the next"
        actions.decide_risk(
            record=risk,
            by=person("command"),
            at=at,
            version=risk.version,
            meeting=meeting,
            decision=f"{decision} Looked at again {when}.",
            asked=asked,
            given=given,
            next_review_on=following if grave else following + BETWEEN,
        )
