"""How long units hold cases: of one case, and of many."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    Aggregate,
    Count,
    DateField,
    F,
    FloatField,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from audit.days import midnight
from complaints.models import Allocation, Case
from complaints.rules.holdings import Handover, Holding, holdings
from organisation.models import Unit

PERIOD = timedelta(days=91)  # a quarter


class Median(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def held_of(case, *, until: date) -> tuple[list[Holding], dict[int, str]]:
    """(which unit held the case from when to when, the names of those units)."""
    rows = case.allocations.order_by("number").values_list("at", "from_unit", "unit")
    handovers = [
        Handover(timezone.localdate(at), source, target) for at, source, target in rows
    ]
    began_on = case.received_on or timezone.localdate(case.created_at)
    found = holdings(began_on, handovers, now=case.responsible_unit_id, until=until)
    keys = {each.unit for each in found if each.unit}
    names = Unit.objects.filter(pk__in=keys).values_list("pk", "name")
    return found, dict(names)


@dataclass(frozen=True)
class Kept:
    """How long cases are with a unit: how many, the days in the middle, the most."""

    cases: int
    median: float | None
    longest: int | None

    @property
    def words(self) -> str:
        if not self.cases:
            return "none"
        return f"{self.median:.0f} days in the middle, {self.longest} at most"


class _Days(Func):
    """Whole days from the second date to the first, none of them below nought."""

    template = "greatest(%(expressions)s, 0)"
    arg_joiner = " - "
    output_field = IntegerField()


def _counted(rows) -> Kept:
    found = rows.aggregate(cases=Count("pk"), median=Median("held"), most=Max("held"))
    return Kept(found["cases"], found["median"], found["most"])


def held_now(user, unit: Unit, today: date) -> Kept:
    """The open cases that are with a unit, each since it came to it."""
    came = Allocation.objects.filter(case=OuterRef("pk"), unit=unit)
    came = came.exclude(from_unit=unit).order_by("-number").values(day=TruncDate("at"))
    rows = Case.objects.visible_to(user).open().filter(responsible_unit=unit)
    since = Coalesce(Subquery(came[:1]), F("received_on"), output_field=DateField())
    held = _Days(Value(today, output_field=DateField()), since)
    return _counted(rows.annotate(held=held).exclude(held=None))


def passed_on(user, unit: Unit, today: date) -> Kept:
    """The cases that a unit gave to another within a quarter, each since it came."""
    came = Allocation.objects.filter(
        case=OuterRef("case"), number__lt=OuterRef("number"), unit=unit
    )
    came = came.exclude(from_unit=unit).order_by("-number").values(day=TruncDate("at"))
    rows = Allocation.objects.filter(
        from_unit=unit,
        at__gte=midnight(today - PERIOD),
        case__in=Case.objects.visible_to(user),
    ).exclude(unit=unit)
    since = Coalesce(
        Subquery(came[:1]), F("case__received_on"), output_field=DateField()
    )
    held = _Days(TruncDate("at"), since)
    return _counted(rows.annotate(held=held).exclude(held=None))
