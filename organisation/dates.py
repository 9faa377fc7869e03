"""Rows that hold from one date to another."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


def in_order(table: str, *, first: str = "from_on", last: str = "to_on"):
    """A constraint: the last day is not before the first."""
    return models.CheckConstraint(
        name=f"{table}_{last}_not_before_{first}",
        condition=Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F(first)}),
    )


def one_at_a_time(table: str, *columns: str) -> ExclusionConstraint:
    """A constraint: for the same columns, periods do not overlap."""
    return ExclusionConstraint(
        name=f"{table}_one_at_a_time",
        expressions=[
            *((column, RangeOperators.EQUAL) for column in columns),
            (DateRange("from_on", "to_on", Value("[]")), RangeOperators.OVERLAPS),
        ],
    )


class DatedQuerySet(models.QuerySet):
    """Rows with `from_on` and an optional, inclusive `to_on`."""

    def on(self, day):
        """Rows in force on `day`."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)
