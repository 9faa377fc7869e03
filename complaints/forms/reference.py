"""Reference rows as a form offers them: those in force when the case came in."""

from complaints.models import Category, Result, Standard
from organisation.models import Unit
from organisation.models.units import UnitKind

# Units that a case can be with or about, in the order in which people look for them.
_KINDS = (
    UnitKind.BOROUGH,
    UnitKind.OCU,
    UnitKind.BUSINESS_GROUP,
    UnitKind.COMMAND,
    UnitKind.REGION,
    UnitKind.TEAM,
    UnitKind.DESK,
    UnitKind.SUPPORT_UNIT,
    UnitKind.FORCE,
    UnitKind.RESIDUAL,
)
# Units that cases are given to.
_TAKING = (UnitKind.BOROUGH, UnitKind.OCU, UnitKind.TEAM, UnitKind.DESK)


def day_of(case):
    """The day whose law and names a case goes by: when it came to notice."""
    return case.received_on or case.sort_received_on


def categories(case):
    """Categories of allegation, by group of behaviour and then by code."""
    return Category.objects.on(day_of(case)).order_by("behaviour", "code")


def standards(case):
    return Standard.objects.on(day_of(case)).order_by("pk")


def findings(case):
    """Results that an investigator recommends and an authority decides."""
    return (
        Result.objects.on(day_of(case))
        .filter(finding=True, kinds__contains=[case.kind])
        .order_by("pk")
    )


def units(day, kinds=_KINDS):
    """Units open on the day, in the order of `kinds` and then by name."""
    rows = Unit.objects.open_on(day).filter(kind__in=kinds).order_by("name")
    return sorted(rows, key=lambda unit: kinds.index(unit.kind))


def taking_units(day):
    """Units that a case can be allocated to."""
    return units(day, _TAKING)


def taking_unit(day, code):
    """The one of them with this code, or None."""
    return Unit.objects.open_on(day).filter(kind__in=_TAKING, code=code).first()


def group_of_unit(unit) -> str:
    return unit.get_kind_display()
