"""The register of appeals to the IPCC, and how often people appealed in each unit."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters
from django.db.models import Count, Q

from complaints.filters.choices import choices_for, unit_keys
from complaints.models import Appeal, Case, Direction
from complaints.models.choices import AppealKind, AppealOutcome, Kind
from complaints.workflow import AppealStatus, DirectionStatus
from organisation.classification import FieldClass
from organisation.models import Unit
from pages.filters import DateFilter, StrictFilterSet
from pages.lists import Sort

UNDECIDED, TO_CARRY_OUT = "undecided", "to_carry_out"
STATES = [
    (UNDECIDED, "The IPCC has not decided"),
    *AppealStatus.choices,
    (TO_CARRY_OUT, "A direction is to be carried out"),
]
# Below this many cases a rate says little: a single appeal moves it by 5 points.
FEW = 20


def _choice(label: str, choices: Any = (), **more: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label="Any", **more
    )


class _OfUnits(StrictFilterSet):
    """Of cases whose state the user may know; the unit is the one responsible."""

    unit = _choice("Unit", method="in_unit")
    unit_field = "responsible_unit"

    def __init__(self, data, *, user):
        self.user = user
        self.cases = Case.objects.showing(user, FieldClass.OFFICIAL)
        super().__init__(data, self.visible())

    def get_form_class(self):
        unit = self.filters["unit"]
        unit.extra = unit.extra | {"choices": choices_for(self.user).units}
        return super().get_form_class()

    def in_unit(self, rows, name, code):
        keys = unit_keys(self.user, code)
        return rows.filter(**{f"{self.unit_field}__in": keys})


class AppealFilters(_OfUnits):
    """Every appeal in a case that the user sees, the newest first."""

    sorts = (Sort("received", "Received", ("received_on",), descending=True),)
    default = "-received"
    unit_field = "case__responsible_unit"

    kind = _choice("What is appealed", AppealKind.choices)
    state = _choice("State", STATES, method="in_state")
    outcome = _choice("What the IPCC decided", AppealOutcome.choices)
    received_from = DateFilter(
        label="Received from", field_name="received_on", lookup_expr="gte"
    )
    received_to = DateFilter(
        label="Received to", field_name="received_on", lookup_expr="lte"
    )

    class Meta:
        model = Appeal
        fields: list[str] = []

    def visible(self):
        rows = Appeal.objects.filter(case__in=self.cases)
        return rows.select_related("case__responsible_unit")

    def in_state(self, rows, name, state):
        if state == UNDECIDED:
            return rows.exclude(status=AppealStatus.DECIDED)
        if state == TO_CARRY_OUT:
            still = Direction.objects.filter(status=DirectionStatus.OPEN)
            return rows.filter(pk__in=still.values("appeal"))
        return rows.filter(status=state)


class RateFilters(_OfUnits):
    """Complaints whose complainants were told the outcome in a period, by unit."""

    told_from = DateFilter(label="Told from", method="keep")
    told_to = DateFilter(label="Told to", method="keep")

    class Meta:
        model = Case
        fields: list[str] = []

    def visible(self):
        return self.cases.filter(kind=Kind.COMPLAINT)

    def keep(self, rows, name, value):
        """The period is asked of the letters as well as of the cases: see `rates`."""
        return rows

    def period(self, *, today: date) -> tuple[date, date]:
        """The days asked for; else the year that ends today."""
        given = self.form.cleaned_data if self.asked and self.is_valid() else {}
        to_on = given.get("told_to") or today
        from_on = given.get("told_from") or _year_before(to_on)
        return from_on, to_on


def _year_before(day: date) -> date:
    """The day after the same day a year before; of 29 February, 1 March."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 3, 1)
    return date(day.year - 1, day.month, day.day)


@dataclass
class Rate:
    """Of one unit, or of all: how many were told, appealed, and were right to."""

    unit: str
    told: int = 0  # cases
    appealed: int = 0  # of these cases, those with an appeal
    appeals: int = 0
    decided: int = 0  # of the appeals
    upheld: int = 0

    @property
    def rate(self) -> str:
        return _share(self.appealed, self.told)

    @property
    def upheld_rate(self) -> str:
        return _share(self.upheld, self.decided)

    def add(self, other: "Rate") -> None:
        for name in ("told", "appealed", "appeals", "decided", "upheld"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def _share(part: int, whole: int) -> str:
    """12.5 %; of too few it is said that they are."""
    if not whole:
        return "None"
    if whole < FEW:
        return "Too few"
    return f"{100 * part / whole:.1f} %"


def rates(filters: RateFilters, *, today: date) -> tuple[list[Rate], Rate]:
    """(one row for each unit, the highest number told first; their sum).

    Each appeal counts in the period of the letter that it is against. A case that was
    taken up again has lost the date on which people were told: its appeal says that
    they were.
    """
    told = Q(notified_on__range=filters.period(today=today))
    cases = filters.qs
    found: Mapping[int, Rate] = defaultdict(lambda: Rate(""))
    by_unit = cases.filter(told).values("responsible_unit").order_by()
    for row in by_unit.annotate(number=Count("pk")):
        found[row["responsible_unit"]].told = row["number"]
    for row in _appealed(cases, filters.period(today=today)):
        rate = found[row["case__responsible_unit"]]
        rate.told += row["taken_up"]
        rate.appealed, rate.appeals = row["appealed"], row["appeals"]
        rate.decided, rate.upheld = row["decided"], row["upheld"]
    names = dict(Unit.objects.filter(pk__in=found).values_list("pk", "name"))
    total = Rate("All of these")
    for key, rate in found.items():
        rate.unit = names[key]
        total.add(rate)
    return sorted(found.values(), key=lambda one: (-one.told, one.unit)), total


def _appealed(cases, period):
    """By unit, the appeals against what people were told in the period."""
    told_again = Q(case__notified_on__range=period)
    decided = Q(status=AppealStatus.DECIDED)
    rows = Appeal.objects.filter(case__in=cases, letter_on__range=period)
    rows = rows.exclude(kind=AppealKind.RECORDING).order_by()
    return rows.values("case__responsible_unit").annotate(
        appealed=Count("case", distinct=True),
        taken_up=Count(
            "case",
            distinct=True,
            filter=~told_again | Q(case__notified_on__isnull=True),
        ),
        appeals=Count("pk"),
        decided=Count("pk", filter=decided),
        upheld=Count("pk", filter=Q(outcome=AppealOutcome.UPHELD)),
    )
