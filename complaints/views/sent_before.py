"""What the CPS was sent and advised before, on the card of what it considers."""

from typing import Any

from complaints.models import CpsSending
from pages.words import day_words


def sent_before(frame: Any, rows: list[Any]) -> dict[int, list[dict[str, Any]]]:
    """Each earlier sending as a line of its card, the first one first."""
    found: dict[int, list[dict[str, Any]]] = {}
    kept = CpsSending.objects.filter(referral__in=[row.pk for row in rows])
    for each in kept.order_by("number"):
        words = each.get_advice_display()
        if each.advice_on:  # what another system holds may have none
            words = f"{words}, received {day_words(each.advice_on)}"
        words = f"{words}."
        if each.advice_text and frame.sight.shows(each, "advice_text"):
            words = f"{words} {each.advice_text}"
        line = {"key": f"Sent before, {day_words(each.sent_on)}", "value": words}
        found.setdefault(each.referral_id, []).append(line | {"masked": False})
    return found
