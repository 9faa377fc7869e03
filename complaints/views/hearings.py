"""Proceedings over all cases: the calendar, consistency, the public register."""

import calendar
from datetime import date, timedelta
from typing import Any

from django.db.models import TextChoices
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.roles import Reach, who_sees
from complaints import actions
from complaints.apps import FORCE, SHOWING
from complaints.filters.choices import choices_for, unit_name
from complaints.filters.courts import KINDS as COURTS
from complaints.filters.courts import days_in_court
from complaints.filters.hearings import (
    DIMENSIONS,
    SPECIAL,
    month_of,
    outcomes_by,
    published,
    to_publish,
)
from complaints.forms.hearings import ConsistencyForm
from complaints.forms.parts import problems
from complaints.models import law
from complaints.models.law import ForumKind
from complaints.rules.counts import SMALL, shown_rows
from organisation.classification import FieldClass
from organisation.models.members import MemberKind, Rank
from pages.filters import refuse_unknown
from pages.lists import PARAMETERS, changed_url
from pages.refusals import BadInput, NotAllowed
from pages.widgets import DateInputs

# What the calendar can be asked for: nothing sits outside these.
YEARS = range(1900, 2101)
# Kinds of forum that sit on a day that the calendar shows.
SITTING = [
    kind
    for kind in ForumKind
    if kind not in (ForumKind.NOTHING, ForumKind.DISPOSAL, ForumKind.PERFORMANCE)
]
KINDS = {kind.value: kind.label for kind in SITTING} | COURTS
_KEPT = ("month", "forum", "per_page")


def shows(user, field_class, reaches=SHOWING):
    """Whether a role of theirs shows anything of this class."""
    return bool(user.rights.reaches(field_class) & reaches)


def check_shows(user, field_class, what, reaches=SHOWING):
    """Refuse whom no role shows anything of this class."""
    if not shows(user, field_class, reaches):
        who = who_sees(field_class, reaches)
        raise NotAllowed(f"Your role does not show you {what}.{who}")


@require_safe
def hearings(request):
    """What sits in a month: who, where, before whom, and what cannot be."""
    user, today, asked = request.user, timezone.localdate(), request.GET
    check_shows(user, FieldClass.OFFICIAL, "the calendar of hearings")
    refuse_unknown(asked, ("month", "forum", "unit", *PARAMETERS))
    first = _month(asked.get("month", ""), today)
    after = (first + timedelta(days=32)).replace(day=1)
    kind, unit = asked.get("forum", ""), asked.get("unit", "")
    if kind and kind not in SITTING and kind not in COURTS:
        raise BadInput("There is no such forum.", field="forum")
    where = unit_name(user, unit) if unit else ""
    if where is None:
        raise BadInput("There is no such unit.", field="unit")
    page, rows = month_of(user, asked, first, after, kind=kind, unit=unit)
    # Whole, beside the first page of what sits.
    courts = (
        []
        if page.has_previous
        else days_in_court(user, first, after, kind=kind, unit=unit)
    )
    _keep_reading(user, first, [*rows, *courts])

    def also(**changes):
        return changed_url(asked, cursor="", **changes)

    before = first - timedelta(days=1)
    context = {
        "title": f"Hearings in {calendar.month_name[first.month]} {first.year}",
        "before_url": before.year in YEARS and also(month=f"{before:%Y-%m}"),
        "after_url": after.year in YEARS and also(month=f"{after:%Y-%m}"),
        "page": page,
        "rows": rows,
        "courts": courts,
        "today": today,
        "compares": shows(user, FieldClass.OFFICIAL, FORCE),
        "forums": [
            {"label": label, "href": also(forum=each), "current": each == kind}
            for each, label in (("", "Everything"), *KINDS.items())
        ],
        "court_kinds": [(label, also(forum=each)) for each, label in COURTS.items()],
        "kind": kind,
        "nothing": _nothing(KINDS.get(kind, ""), where),
        "unit": unit,
        "where": where,
        "units": _units_offered(user, unit, where),
        # What the form keeps beside the unit that is chosen in it.
        "keeps": [(name, asked[name]) for name in _KEPT if asked.get(name)],
        "all_url": also(forum="", unit="") if kind or unit else "",
    }
    return render(request, "complaints/hearings/calendar.html", context)


def _keep_reading(user, first, days):
    """Record it of whoever reads names only as long as that is recorded."""
    if any(one.is_recorded for one in days):
        month = f"{first:%Y-%m}"
        actions.look_up(by=user, register="hearings", asked=month, found=len(days))


def _units_offered(user, code, name):
    """(code, name) of the units to choose from; nothing where there is no choice."""
    offered = choices_for(user).unit_names
    if code and (code, name) not in offered:
        offered = [(code, name), *offered]
    return offered if code or len(offered) > 1 else []


def _nothing(kind, where):
    """No hearing of Camden sits in this month."""
    what = f"No {kind.lower()}" if kind else "Nothing"
    return f"{what}{f' of {where}' if where else ''} sits in this month."


def _month(text, today):
    if not text:
        return today.replace(day=1)
    try:
        year, month = map(int, text.split("-"))
        first = date(year, month, 1)
    except (ValueError, OverflowError):
        raise BadInput(
            "A month is written as year and month, like 2026-11.", field="month"
        ) from None
    if year not in YEARS:
        sentence = f"The calendar shows the years from {YEARS[0]} to {YEARS[-1]}."
        raise BadInput(sentence, field="month")
    return first


@require_safe
def consistency(request):
    """What came of proceedings by rank, gender and ethnicity: counts alone."""
    user, today = request.user, timezone.localdate()
    check_shows(user, FieldClass.OFFICIAL, "the report on consistency", FORCE)
    boxes = DateInputs()
    days = [*boxes.parameter_names("first"), *boxes.parameter_names("last")]
    refuse_unknown(request.GET, [*days, "regime"])
    asked: dict[str, Any] = {"first": today - timedelta(days=365), "last": today}
    regimes = law.of_request(request).regimes
    form = ConsistencyForm(request.GET or None, initial=asked, regimes=regimes)
    if form.is_bound:
        asked = form.cleaned_data if form.is_valid() else {}
    reaches = user.rights.reaches(FieldClass.SPECIAL)
    counts_special = bool(reaches & (FORCE | {Reach.COUNTS}))
    every_count = bool(reaches & FORCE)
    names = [n for n in DIMENSIONS if counts_special or n not in SPECIAL]
    tables = [
        _table(name, outcomes_by(user, name, **asked), every_count)
        for name in (names if asked else ())
    ]
    context = {
        "form": form,
        "problems": problems(form),
        "page_has_errors": form.is_bound and not form.is_valid(),
        "asked": asked,
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


@require_safe
def outcomes(request):
    """The register of outcomes that were published: of nobody by name."""
    user, today = request.user, timezone.localdate()
    check_shows(user, FieldClass.PUBLIC, "the register of outcomes")
    refuse_unknown(request.GET, ("year",))
    text = request.GET.get("year", "")
    if text and not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise BadInput("A year has four digits, like 2026.", field="year")
    decides = user.rights.allow(Permission.CASE_DECIDE_PUBLICATION)
    context = {
        "undecided": to_publish(user, today) if decides else [],
        "rows": published(today, year=int(text) if text else None),
        "year": text,
        "today": today,
    }
    return render(request, "complaints/hearings/outcomes.html", context)


hearing_urls = [
    path("hearings/", hearings, name="hearings"),
    path("consistency/", consistency, name="consistency"),
    path("outcomes/", outcomes, name="outcomes"),
]
