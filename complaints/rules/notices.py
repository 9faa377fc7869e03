"""What the notice of a date must say: when and where it is held."""

import re
from datetime import date, time

from complaints.rules.dates import Problem
from pages.words import day_words, listed


def check_says_when(
    name: str, text: str, *, on: date, at: time | None, place: str
) -> list[Problem]:
    """That the words of a notice give the day, and the time and place where fixed.

    However people write them: 24 November, 24th Nov. 2026, 24/11/2026; 14:30, 2.30 pm.
    """
    said = " ".join(text.casefold().split())
    missing = []
    if not re.search(_day(on), said):
        missing.append(f"the date ({day_words(on)})")
    if at and not re.search(_time(at), said):
        missing.append(f"the time ({at:%H:%M})")
    if place and " ".join(place.casefold().split()) not in said:
        missing.append(f"the place ({place})")
    if not missing:
        return []
    return [Problem(name, f"The notice does not say {listed(missing)}: write it in.")]


def _day(on: date) -> str:
    """A date in words, with its year or none; or in figures."""
    month = f"(?:{on:%B}|{on:%b}\\.?)".lower()
    words = rf"{on.day}(?:st|nd|rd|th)?(?: of)? {month}"
    figures = rf"0?{on.day}[/.-]0?{on.month}[/.-](?:{on:%Y}|{on:%y})"
    return rf"(?<!\d)(?:{words}(?!\w)(?!,? (?!{on:%Y})\d{{4}}(?!\d))|{figures}(?!\d))"


def _time(at: time) -> str:
    """By the clock of 24 hours, or of 12 with its half of the day; noon by name."""
    half, other = ("a", "p") if at.hour < 12 else ("p", "a")
    minutes = "" if at.minute else "?"
    ways = [
        rf"0?{at.hour}[:.]{at:%M}(?!\d)(?! ?{other}\.?m)",
        rf"{at:%H%M} ?(?:hours|hrs)",
        rf"0?{at.hour % 12 or 12}(?:[:.]{at:%M}){minutes} ?{half}\.?m",
    ]
    if (at.hour, at.minute) == (12, 0):
        ways.append("noon|midday")
    return rf"(?<![\d:.])(?:{'|'.join(ways)})"
