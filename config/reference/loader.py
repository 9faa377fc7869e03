"""Brings reference data from the repository's files into the database.

Loading again changes nothing. A file that has changed since it was last loaded changes
the fields that nobody has changed here since; the rest is left, and reported, unless
`refresh` is asked for. A row that no file names any more stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from accounts.reference import changes
from accounts.reference.registry import Table
from accounts.reference.values import kept_values, values_of
from audit import trail
from config.reference.files import Line, read
from config.reference.tables import ALL
from organisation.models import LoadedRow

FILES = Path(__file__).parent
DEMONSTRATION = FILES / "demonstration"
EVENT = "reference.load"


@dataclass
class Report:
    """What loading did to one table."""

    table: Table
    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    left: list[str] = field(default_factory=list)  # edited here and in the file
    refused: list[str] = field(default_factory=list)  # in the way of a row from here
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)


def load(*, demonstration: bool, refresh: bool = False) -> list[Report]:
    """Load every file; `demonstration` adds invented people. One transaction."""
    folders = [FILES, DEMONSTRATION] if demonstration else [FILES]
    reports = []
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [EVENT])
        # All of them first: a change of some holds the stamp, for which an editor would
        # wait with a row that we come to later.
        for table in ALL:
            list(table.rows().select_for_update(of=("self",)).values_list("pk"))
        for table in ALL:
            for folder in folders:
                path = folder / f"{table.slug.replace('-', '_')}.csv"
                if path.exists():
                    reports.append(_Loading(table, refresh).run(read(table, path)))
    return reports


class _Loading:
    """The loading of one file into one table."""

    def __init__(self, table: Table, refresh: bool) -> None:
        self.table = table
        self.refresh = refresh
        self.report = Report(table)
        rows = list(table.rows().select_for_update(of=("self",)))
        self.by_key = {table.key_of(row): row for row in rows}
        self.by_id = {row.pk: row for row in rows}
        remembered = LoadedRow.objects.filter(table=table.slug)
        self.loaded = {entry.key: entry for entry in remembered}
        fields = map(table.model._meta.get_field, table.fields)
        self.fresh = kept_values({each.name: each.get_default() for each in fields})

    def run(self, lines: Iterable[Line]) -> Report:
        new = []
        for line in lines:
            row = self._row_of(line)
            if row is None:
                new.append(line)
            else:
                self._compare(line, row)
        self._add(new)
        self._record()
        return self.report

    def _row_of(self, line: Line) -> Model | None:
        entry = self.loaded.get(line.key)
        if entry and entry.row_id in self.by_id:
            return self.by_id[entry.row_id]
        return self.by_key.get(line.key)

    def _compare(self, line: Line, row: Model) -> None:
        """Take over what the file changed and nobody here did."""
        now = kept_values(values_of(row, line.values))
        entry = self.loaded.get(line.key)
        # A column that the file has only now is untouched while it holds its default.
        before = self.fresh | entry.values if entry else {}
        told = [
            name
            for name in line.kept
            if name not in before or before[name] != line.kept[name]
        ]
        differ = [name for name in line.kept if now[name] != line.kept[name]]
        take = [
            name
            for name in differ
            if self.refresh
            or (name in told and name in before and now[name] == before[name])
        ]
        if take:
            self._change(line, row, now, take)
        elif set(told) & set(differ):
            self.report.left.append(line.key)
        else:
            self.report.unchanged += 1
        if entry is None or entry.values != line.kept or entry.row_id != row.pk:
            self._remember([(line, row)])

    def _change(self, line: Line, row: Model, now: dict, take: list[str]) -> None:
        for name in take:
            setattr(row, name, line.values[name])
        row.save(update_fields=take)
        self.report.changed.append(line.key)
        self.report.changes[line.key] = (
            {name: now[name] for name in take},
            {name: line.kept[name] for name in take},
        )

    def _add(self, lines: list[Line]) -> None:
        """Add rows all at once, or one by one where a row made here is in the way."""
        rows = [self.table.model(**line.values) for line in lines]
        try:
            with transaction.atomic():
                self.table.model._default_manager.bulk_create(rows)
        except IntegrityError:
            added = self._add_singly(lines)
        else:
            added = list(zip(lines, rows, strict=True))
        for line, _row in added:
            self.report.created.append(line.key)
            self.report.changes[line.key] = (None, line.kept)
        self._remember(added)

    def _add_singly(self, lines: list[Line]) -> list[tuple[Line, Model]]:
        added = []
        for line in lines:
            row = self.table.model(**line.values)
            try:
                with transaction.atomic():
                    row.save(force_insert=True)
            except IntegrityError:
                self.report.refused.append(line.key)
            else:
                added.append((line, row))
        return added

    def _remember(self, pairs: list[tuple[Line, Model]]) -> None:
        LoadedRow.objects.bulk_create(
            [
                LoadedRow(
                    table=self.table.slug,
                    key=line.key,
                    row_id=row.pk,
                    values=line.kept,
                )
                for line, row in pairs
            ],
            update_conflicts=True,
            unique_fields=["table", "key"],
            update_fields=["row_id", "values"],
        )

    def _record(self) -> None:
        if self.report.changes:
            trail.record(
                EVENT,
                kind=trail.Kind.ALTERATION,
                subject=trail.Subject("reference", self.table.slug),
                by=trail.SYSTEM,
                changes=self.report.changes,
                count=len(self.report.changes),
            )
            changes.changed(self.table.slug, list(self.report.changes.values()))
