"""What cannot be begun yet though nothing forbids it: there would be no choice."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from complaints.actions.officer_appeals import appeals_to
from complaints.actions.proceedings import check_time_is_over, openable, regime_of
from complaints.forms.sittings import free_seats, proceedings_of
from complaints.models import Proceeding, law
from complaints.permissions.verbs import ARRANGING
from pages.refusals import WrongState


def check_has_choices(verb: str, case: Any, request: HttpRequest) -> None:
    """Refuse a form that would offer nothing to choose, and say when it will."""
    if verb not in _CHOICES:
        return
    choices, when = _CHOICES[verb]
    if not choices(case, law.of_request(request)):
        raise WrongState(when)


def check_drawn(verb: str, drawn: dict[Any, list[Any]], frame: Any) -> None:
    """The same for a page of records, from what it shows as far as that says it."""
    if verb == "open-proceeding":
        _check_opens(frame, drawn.get(Proceeding, ()))
    if Proceeding not in drawn:  # of one section alone: the form itself says it
        return
    rows = drawn[Proceeding]
    appealable = any(row.told_on and row.proved for row in rows)
    to_hold = any(row.panel_is_open for row in rows)
    shown = {
        "lodge-officer-appeal": appealable,
        "record-representation": to_hold,
        "name-panel-member": appealable or to_hold,
    }
    if not shown.get(verb, True):
        raise WrongState(_CHOICES[verb][1])


def _check_opens(frame: Any, rows: Iterable[Proceeding]) -> None:
    """Ask what was ruled only where some of it may be left, as the case keeps it."""
    waits = {right.value for right in ARRANGING} & {*frame.case.awaits}
    if not waits and not any(row.leads_on for row in rows):
        raise WrongState(_CHOICES["open-proceeding"][1])
    check_has_choices("open-proceeding", frame.case, frame.request)


def check_is_time(verb: str, part: Any, *, today: date) -> None:
    """Refuse what may be done to a record of a case only after a day."""
    if verb == "decide-publication":
        check_time_is_over(part, on=today)


def is_time(verb: str, part: Any, *, today: date) -> bool:
    """Whether the step leads to more than a refusal today."""
    try:
        check_is_time(verb, part, today=today)
    except WrongState:
        return False
    return True


def _openable(case: Any, known: Any) -> bool:
    return bool(openable(case, known, on=timezone.localdate()))


def _appealable(case: Any, known: Any) -> bool:
    rows = proceedings_of(case, told=True)
    return any(appeals_to(regime_of(known, row), row) for row in rows)


def _in_hand(case: Any, known: Any) -> bool:
    return bool(proceedings_of(case))


_CHOICES: dict[str, tuple[Callable[..., Any], str]] = {
    "open-proceeding": (
        _openable,
        "Nothing is left to open: proceedings are opened once the authority has "
        "determined that an officer goes before a forum.",
    ),
    "lodge-officer-appeal": (
        _appealable,
        "An officer can appeal once the written outcome of proceedings in which "
        "something was proved is recorded.",
    ),
    "name-panel-member": (
        free_seats,
        "No seat is free: a panel is named while proceedings are to be held, or an "
        "appeal is to be decided.",
    ),
    "record-representation": (
        _in_hand,
        "Who represents an officer is recorded while proceedings are to be held.",
    ),
}
