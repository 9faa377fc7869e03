"""A list of cases as CSV: what is filtered, in its order, as far as the asker may see.

Columns follow the asker's field classes. Where somebody sees a class in some of the
cases only, the cells of the others say so.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    CharField,
    F,
    Func,
    OuterRef,
    Subquery,
    Value,
    When,
)
from django.db.models import Case as Whether
from django.db.models.functions import Concat, NullIf, TruncDate

from casework.models.cases import Origin
from complaints.models import (
    Appeal,
    Assessment,
    Case,
    CaseTag,
    Complainant,
    Outcome,
    StatusChange,
)
from complaints.models import Subject as SubjectRow
from complaints.models.choices import (
    AppealOutcome,
    CaseMode,
    Channel,
    Confidentiality,
    Kind,
    Risk,
)
from complaints.models.decided import RESULTS_STAND
from complaints.querysets import within_reach
from complaints.rules import highest_risk
from complaints.workflow import REOPENING, Route, Status
from organisation.classification import FieldClass
from pages.exports import read_lines

AT_ONCE = 10_000
CHUNK = 2_000
WITHHELD = "withheld"
PUBLIC, OFFICIAL = FieldClass.PUBLIC, FieldClass.OFFICIAL
IDENTITY = FieldClass.IDENTITY


@dataclass(frozen=True)
class Column:
    """A column: its header, its class, the expression read and how it is written."""

    header: str
    field_class: FieldClass
    expression: Any
    write: Callable[[Any], Any] = lambda value: value


def _chosen(choices) -> Callable[[Any], Any]:
    return dict(choices.choices).get


def _listed(values):
    return "; ".join(values or ())


def _days(values):
    return _listed(each.isoformat() for each in values or ())


def _due(day):
    return None if day.year == 9999 else day


def _risk(levels):
    highest = highest_risk(*(levels or "").split(","))
    return Risk(highest).label if highest else ""


def _mode(code):
    return CaseMode(code).label if code else ""


def _outcomes(codes):
    return _listed(AppealOutcome(each).label for each in codes or ())


def _below(rows, name):
    """One field of the rows below a case, as a list."""
    return ArraySubquery(rows.values(name).distinct().order_by(name))


def _names(model, *parts):
    """The names of a case's people; whom nobody has named yet is left out."""
    pieces = [NullIf(F(part), Value("")) for part in parts]
    spoken = Func(Value(" "), *pieces, function="concat_ws", output_field=CharField())
    spoken = NullIf(spoken, Value(""))
    rows = model.objects.filter(case=OuterRef("pk")).values("case")
    joined = rows.annotate(joined=StringAgg(spoken, "; ", ordering="number"))
    return Subquery(joined.values("joined"), output_field=CharField())


def _latest_risk():
    levels = Concat(
        "risk_public", Value(","), "risk_officers", Value(","), "risk_organisation"
    )
    latest = Assessment.objects.filter(case=OuterRef("pk")).order_by("-number")
    return Subquery(latest.values(levels=levels)[:1], output_field=CharField())


_decided = Outcome.objects.filter(allegation__case=OuterRef("pk"), result__isnull=False)
_results = Whether(When(RESULTS_STAND, then=_below(_decided, "result__name")))
_moves = StatusChange.objects.filter(case=OuterRef("pk"))
_reopened = _moves.filter(verb__in=REOPENING).order_by("-pk")
# Of a reopened case, whose own date of determination was taken off or is a later one.
_determined_before = _moves.filter(
    verb="determine",
    pk__lt=StatusChange.objects.filter(case=OuterRef("case"), verb__in=REOPENING)
    .order_by("-pk")
    .values("pk")[:1],
).annotate(on=TruncDate("at"))
_appealed = Appeal.objects.filter(case=OuterRef("pk")).exclude(outcome="")
_tagged = CaseTag.objects.filter(case=OuterRef("pk"))

REFERENCE = "Reference"
COLUMNS = (
    Column(REFERENCE, PUBLIC, F("reference")),
    Column("Kind", PUBLIC, F("kind"), _chosen(Kind)),
    Column("State", OFFICIAL, F("status"), _chosen(Status)),
    Column("Route", OFFICIAL, F("route"), _chosen(Route)),
    Column("Unit", PUBLIC, F("responsible_unit__name")),
    Column("Categories", PUBLIC, F("categories"), _listed),
    Column("Allegations", PUBLIC, F("allegation_count")),
    Column("Subjects", PUBLIC, F("subject_count")),
    Column("Results", PUBLIC, _results, _listed),
    Column("Date of the incident", PUBLIC, F("incident_on")),
    Column("Date received", PUBLIC, F("received_on")),
    Column("Date recorded", PUBLIC, F("recorded_on")),
    Column("Date allocated", PUBLIC, F("allocated_on")),
    Column("Date determined", PUBLIC, F("determined_on")),
    Column("Date notified", PUBLIC, F("notified_on")),
    Column("Date finalised", PUBLIC, F("finalised_on")),
    Column(
        "Date reopened", OFFICIAL, Subquery(_reopened.values(on=TruncDate("at"))[:1])
    ),
    Column("Earlier determinations", OFFICIAL, _below(_determined_before, "on"), _days),
    Column("Next date", OFFICIAL, F("next_due_on"), _due),
    Column("What is due", OFFICIAL, F("next_due")),
    Column("Handler", OFFICIAL, F("handler__name")),
    Column("Authority", OFFICIAL, F("authority__name")),
    Column("How received", OFFICIAL, F("channel"), _chosen(Channel)),
    Column("Highest risk", OFFICIAL, _latest_risk(), _risk),
    Column("Events", OFFICIAL, _below(_tagged, "tag__name"), _listed),
    Column("Confidentiality", OFFICIAL, F("confidentiality"), _chosen(Confidentiality)),
    Column("Where recorded", OFFICIAL, F("origin"), _chosen(Origin)),
    Column("With the IPCC", OFFICIAL, F("mode"), _mode),
    Column("Appeals decided", OFFICIAL, _below(_appealed, "outcome"), _outcomes),
    Column("Place", IDENTITY, F("place")),
    Column(
        "Complainants",
        IDENTITY,
        _names(Complainant, "person__forenames", "person__surname"),
    ),
    Column(
        "Officers",
        IDENTITY,
        _names(SubjectRow, "member__forenames", "member__surname", "member__number"),
    ),
)

_CLASSES = {column.header: column.field_class for column in COLUMNS}


class CaseExport:
    """The rows of a list, read in order and in pieces; they are never all in memory."""

    def __init__(self, rows, *, user, ordering):
        self.rows = rows
        self.ordering = ordering
        self.reaches = {
            each: within_reach(user, each) for each in (PUBLIC, OFFICIAL, IDENTITY)
        }
        self.columns = [
            column for column in COLUMNS if self.reaches[column.field_class] is not None
        ]

    @property
    def headers(self) -> list[str]:
        return [column.header for column in self.columns]

    def count(self, cap: int) -> int:
        """How many cases there are; `cap + 1` stands for more."""
        return self.rows.order_by()[: cap + 1].count()

    def __iter__(self) -> Iterator[list[Any]]:
        """The cells of each case. A server-side cursor reads on as they are taken."""
        width = len(self.columns)
        gates = [self._gate(column) for column in self.columns]
        for row in self._values().iterator(chunk_size=CHUNK):
            yield [
                column.write(cell) if gate is None or row[width + gate] else WITHHELD
                for column, cell, gate in zip(self.columns, row, gates, strict=False)
            ]

    @property
    def _partly(self) -> list[FieldClass]:
        """Classes that are seen in some of the cases and not in others."""
        return [each for each, reach in self.reaches.items() if reach]

    def _gate(self, column) -> int | None:
        """Which flag at the end of a row opens the column; None: always open."""
        partly = self._partly
        return (
            partly.index(column.field_class) if column.field_class in partly else None
        )

    def _values(self):
        cells = {f"cell_{n}": each.expression for n, each in enumerate(self.columns)}
        flags = {
            f"sees_{n}": _whether(self.reaches[each])
            for n, each in enumerate(self._partly)
        }
        rows = self.rows.order_by(*self.ordering).annotate(**cells, **flags)
        return rows.values_list(*cells, *flags)


def _whether(reach):
    return Whether(
        When(reach, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )


def is_seen(source: Iterable[str], user, *, count: int) -> bool:
    """Whether the user may still see all that a file tells, which was written earlier.

    That is each of its cases, and of each the classes of fields that are not withheld
    in it. A file with a column that is not known any more does not pass, nor one that
    does not hold the `count` of cases that were written to it, each whole.
    """
    headers, rows = read_lines(source)
    if REFERENCE not in headers or not _CLASSES.keys() >= set(headers):
        return False
    while batch := list(islice(rows, AT_ONCE)):
        whole = all(len(row) == len(headers) for row in batch)
        if not whole or not _all_seen(headers, batch, user):
            return False
        count -= len(batch)
    return count == 0


def _all_seen(headers, rows, user) -> bool:
    reference = headers.index(REFERENCE)
    for each in {_CLASSES[header] for header in headers}:
        places = [n for n, name in enumerate(headers) if _CLASSES[name] is each]
        told = {
            row[reference] for row in rows if any(row[n] != WITHHELD for n in places)
        }
        seen = Case.objects.showing(user, each).filter(reference__in=told)
        if seen.count() < len(told):
            return False
    return True
