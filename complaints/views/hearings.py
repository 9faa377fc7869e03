"""Proceedings over all cases: the calendar, consistency, the public register."""

import calendar
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.roles import Reach
from complaints.apps import SHOWING
from complaints.filters.hearings import (
    DIMENSIONS,
    SPECIAL,
    month_of,
    outcomes_by,
    published,
    to_publish,
)
from complaints.models import Case, ImposedSanction, law
from complaints.models.law import ForumKind
from complaints.rules.counts import SMALL, shown_rows
from complaints.views.officer_notes import Note, note
from organisation.classification import FieldClass
from organisation.models.members import MemberKind, Rank
from pages.fields import read_date
from pages.refusals import BadInput, NotAllowed
from pages.words import day_words

_FORCE = {Reach.ALL, Reach.RECORDED}
# Kinds of forum that sit on a day that the calendar shows.
SITTING = [
    kind
    for kind in ForumKind
    if kind not in (ForumKind.NOTHING, ForumKind.DISPOSAL, ForumKind.PERFORMANCE)
]


def check_shows(user, field_class, what, reaches=SHOWING):
    """Refuse whom no role shows anything of this class."""
    if not user.rights.reaches(field_class) & reaches:
        raise NotAllowed(f"Your role does not show you {what}.")


@require_safe
def hearings(request):
    """What sits in a month: who, where, before whom, and what cannot be."""
    user, today = request.user, timezone.localdate()
    check_shows(user, FieldClass.OFFICIAL, "the calendar of hearings")
    first = _month(request.GET.get("month", ""), today)
    after = (first + timedelta(days=32)).replace(day=1)
    kind, unit = request.GET.get("forum", ""), request.GET.get("unit", "")
    if kind and kind not in SITTING:
        raise BadInput("There is no such forum.", field="forum")
    page, rows = month_of(user, request.GET, first, after, kind=kind, unit=unit)
    context = {
        "first": first,
        "title": f"Hearings in {calendar.month_name[first.month]} {first.year}",
        "before": (first - timedelta(days=1)).strftime("%Y-%m"),
        "after": after.strftime("%Y-%m"),
        "page": page,
        "rows": rows,
        "today": today,
        "kind": kind,
        "unit": unit,
        "kinds": [(each.value, each.label) for each in SITTING],
    }
    return render(request, "complaints/hearings/calendar.html", context)


def _month(text, today):
    if not text:
        return today.replace(day=1)
    try:
        year, month = map(int, text.split("-"))
        return date(year, month, 1)
    except ValueError:
        raise BadInput(
            "A month is written as year and month, like 2026-11.", field="month"
        ) from None


@require_safe
def consistency(request):
    """What came of proceedings by rank, gender and ethnicity: counts alone."""
    user, today = request.user, timezone.localdate()
    check_shows(user, FieldClass.OFFICIAL, "the report on consistency", _FORCE)
    first = _day(request, "from", today - timedelta(days=365))
    last = _day(request, "to", today)
    if last < first:
        raise BadInput("The last day must be on or after the first.", field="to")
    known = law.of_request(request)
    regimes = [(one.code, one.name) for one in known.regimes]
    regime = request.GET.get("regime", "")
    if regime and regime not in dict(regimes):
        raise BadInput("There are no such regulations.", field="regime")
    reaches = user.rights.reaches(FieldClass.SPECIAL)
    counts_special = bool(reaches & (_FORCE | {Reach.COUNTS}))
    every_count = bool(reaches & _FORCE)
    names = [n for n in DIMENSIONS if counts_special or n not in SPECIAL]
    tables = [
        _table(name, outcomes_by(user, name, first, last, regime=regime), every_count)
        for name in names
    ]
    context = {
        "first": first,
        "last": last,
        "regime": regime,
        "regimes": regimes,
        "today": today,
        "small": None if every_count else SMALL,
        "tables": [each for each in tables if each["rows"]],
        "without_special": not counts_special,
    }
    return render(request, "complaints/hearings/consistency.html", context)


_WORDS: dict[str, type[TextChoices]] = {"rank": Rank, "kind": MemberKind}


def _table(name, found, every_count):
    """A table of one dimension: its columns are what came of proceedings."""
    columns = sorted({what for counts in found.values() for what in counts})
    words = dict(_WORDS[name].choices) if name in _WORDS else {}
    rows = {
        words.get(value, value) or "Not known": [counts[what] for what in columns]
        for value, counts in sorted(found.items())
    }
    return {
        "title": DIMENSIONS[name][0],
        "columns": columns,
        "rows": shown_rows(rows, every_count=every_count),
        "total": sum(sum(counts.values()) for counts in found.values()),
    }


def _day(request, name, usual):
    text = request.GET.get(name, "")
    try:
        return read_date(text, f"the date “{name}”") if text else usual
    except ValidationError as error:
        raise BadInput(error.messages[0], field=name) from error


@require_safe
def outcomes(request):
    """The register of outcomes that were published: of nobody by name."""
    user, today = request.user, timezone.localdate()
    check_shows(user, FieldClass.PUBLIC, "the register of outcomes")
    text = request.GET.get("year", "")
    if text and not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise BadInput("A year has four digits, like 2026.", field="year")
    decides = user.rights.allow(Permission.CASE_DECIDE_PUBLICATION)
    context = {
        "undecided": to_publish(user) if decides else [],
        "rows": published(today, year=int(text) if text else None),
        "year": text,
        "today": today,
    }
    return render(request, "complaints/hearings/outcomes.html", context)


@note
def live_sanctions(member, on, user) -> list[Note]:
    """What is live of the member on a day, of cases whose people the reader sees."""
    cases = Case.objects.showing(user, FieldClass.IDENTITY).values("pk")
    rows = ImposedSanction.objects.of(member).live_on(on).filter(case__in=cases)
    return [
        Note(
            row.sanction_name,
            [
                {"key": "Imposed", "value": day_words(row.imposed_on)},
                {"key": "Live until", "value": day_words(row.live_until)},
            ],
            [
                {
                    "text": str(row.case),
                    "href": f"{row.case.get_absolute_url()}proceedings/",
                }
            ],
        )
        for row in rows.select_related("case")
    ]


hearing_urls = [
    path("hearings/", hearings, name="hearings"),
    path("consistency/", consistency, name="consistency"),
    path("outcomes/", outcomes, name="outcomes"),
]
