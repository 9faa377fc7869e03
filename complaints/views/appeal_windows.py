"""Until when each complainant may appeal, and why that day."""

from typing import Any

from complaints import rules
from complaints.models.clocks import Ended
from pages.words import day_words

_ENDED = {
    Ended.DONE: "They appealed on {day}.",
    Ended.DROPPED: "A later letter took its place on {day}.",
    Ended.PASSED: "It passed on {day}.",
}


def windows(frame: Any) -> dict[str, Any]:
    """What stands above the appeals of a case: its right to appeal, and the times."""
    case = frame.case
    notes = []
    if not rules.has_right(case.mode):
        notes.append(
            "No appeal lies against an investigation that the IPCC manages or makes "
            "itself. One that comes is recorded all the same, and the IPCC decides."
        )
    rows = list(case.clocks.filter(code="appeal").order_by("number"))
    people = dict(_people(frame)) if rows else {}
    shown = [
        {
            "who": people.get(row.of, row.of.capitalize()),
            "letter": row.starts_on,
            "until": row.due_on,
            "state": _state(frame, row),
            "due": frame.why(row),
        }
        for row in rows
    ]
    if not rows and case.appeal_ends_on:
        ends_on = case.appeal_ends_on
        length = frame.deadlines.length_of("appeal", on=case.received_on or ends_on)
        why = f": {length} from the day after the last letter" if length else ""
        notes.append(f"The time for an appeal ends on {day_words(ends_on)}{why}.")
    return {"windows": shown, "notes": notes}


def _people(frame):
    """(what a clock calls them, how the reader may): names only for whom they are."""
    rows = frame.case.complainants.select_related("person")
    for row in rows.order_by("number"):
        called = f"complainant {row.number}"
        shown = str(row.person) if frame.sight.identity else called.capitalize()
        yield called, shown


def _state(frame, row):
    if row.runs:
        over = row.due_on < frame.today
        return "Over" if over else "Open"
    return _ENDED[Ended(row.ended)].format(day=day_words(row.done_on))
