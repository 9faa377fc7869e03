"""What the log of a case should have and has not: said plainly, and who waits to hear.

Members found neither a decision log nor an action log on files in 2011 (domain.md 9).
"""

from datetime import date
from typing import Any

from django.db.models import Max

from complaints.models.clocks import Ended
from complaints.rules import limits
from complaints.views.case import who
from complaints.workflow import Status
from pages.words import counted, day_words, listed, weekday

_UNDER_WAY: dict[str, str] = {
    Status.INVESTIGATING: "under investigation",
    Status.REPORTED: "reported on",
    Status.DETERMINED: "determined",
}


def log_notices(frame: Any) -> list[dict[str, Any]]:
    """What stands above the logs."""
    return [*_missing(frame), *_review(frame), *_heard(frame)]


def late_updates(frame: Any) -> list[str]:
    """Who should have heard by now, in sentences: for the first page of the case."""
    case = frame.case
    if not (frame.sight.official and limits.owes_updates(case.status)):
        return []
    return [
        f"{_party(frame, row.of)} has not heard for "
        f"{counted((frame.today - row.starts_on).days, 'day')}."
        for row in _running(case, limits.UPDATES)
        if row.due_on < frame.today
    ]


def _party(frame: Any, of: str) -> str:
    """The complainant, or "Subject 2"."""
    if of:
        return of.capitalize()
    many = frame.case.complainant_count > 1
    return "One of the complainants" if many else "The complainant"


def _running(case: Any, codes: tuple[str, ...]) -> Any:
    rows = case.clocks.filter(code__in=codes, ended=Ended.RUNNING)
    return rows.order_by("due_on", "number")


def _missing(frame: Any) -> list[dict[str, Any]]:
    """A case under investigation with no reasons, nothing done or nothing to find."""
    case = frame.case
    if case.status not in _UNDER_WAY:
        return []
    lacks = [
        words
        for there, words in (
            (case.policyentrys.exists(), "no decision in the policy log"),
            (case.loggedactions.exists(), "nothing in the action log"),
            (case.enquirys.exists(), "no line of enquiry"),
        )
        if not there
    ]
    if not lacks:
        return []
    words = listed(lacks)
    return [_notice(f"The case is {_UNDER_WAY[case.status]}, and has {words}.", True)]


def _review(frame: Any) -> list[dict[str, Any]]:
    """When a supervisor reviews it next."""
    row = _running(frame.case, limits.REVIEWS).first()
    if row is None:
        return []
    late = row.due_on < frame.today
    was = "was due on" if late else "is due by"
    return [
        _notice(f"The next review by a supervisor {was} {weekday(row.due_on)}.", late)
    ]


def _heard(frame: Any) -> list[dict[str, Any]]:
    """Since when each party has not heard, and by when they have to."""
    case = frame.case
    if not limits.owes_updates(case.status):
        return []
    due = {row.of: row for row in _running(case, limits.UPDATES)}
    if not due:
        return []
    last = dict(
        case.contacts.filter(is_update=True, complainant__isnull=False)
        .values_list("complainant")
        .annotate(on=Max("on"))
    )
    told = []
    if "" in due:
        for row in case.complainants.select_related("person").order_by("number"):
            name = f"Complainant {row.number}"
            if frame.sight.identity:
                name = str(row.person)
            told.append(_since(frame, name, last.get(row.pk), due[""]))
    officers = [of for of in due if of]
    names = _subjects(frame) if officers else {}
    return told + [
        _since(frame, names.get(of, of.capitalize()), due[of].starts_on, due[of])
        for of in officers
    ]


def _subjects(frame: Any) -> dict[str, str]:
    """Who the subjects of the case are, by the names that clocks have for them."""
    rows = frame.case.subjects.select_related("member")
    return {f"subject {row.number}": who(frame.sight, row) for row in rows}


def _since(frame: Any, name: str, heard_on: date | None, row: Any) -> dict[str, Any]:
    """Ms Ada Field heard on 3 March 2026, 12 days ago: the next update is due..."""
    late = row.due_on < frame.today
    if heard_on is None:
        days = counted((frame.today - row.starts_on).days, "day")
        said = f"{name} has not heard yet, for {days}"
    else:
        passed = (frame.today - heard_on).days
        days = counted(passed, "day")
        ago = f"{days} ago" if passed else "today"
        said = f"{name} heard on {day_words(heard_on)}, {ago}"
        if late:
            said = f"{name} has not heard for {days}, since {day_words(heard_on)}"
    was = "was due on" if late else "is due by"
    return _notice(f"{said}. The next update {was} {weekday(row.due_on)}.", late)


def _notice(text: str, warns: bool = False) -> dict[str, Any]:
    return {"text": text, "warns": warns}
