"""Reads a file of reference data into values of the model's own types."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, DecimalField, Field, ForeignKey

from accounts.reference.registry import Table, get
from accounts.reference.values import kept_values

YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True)
class Line:
    """One row of a file: its key, and its values ready for the model."""

    key: str
    values: dict[str, Any]

    @property
    def kept(self) -> dict[str, Any]:
        """The values as JSON, to compare and to remember."""
        return kept_values(self.values)


def read(table: Table, path: Path) -> Iterator[Line]:
    """The rows of the file; the names in its header are names of fields."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        fields = [table.field(name) for name in rows.fieldnames or ()]
        targets = {field.name: _targets(field) for field in fields if field.many_to_one}
        for row in rows:
            values = {
                field.name: _value(field, row[field.name], targets) for field in fields
            }
            yield Line(table.key_of(table.model(**values)), values)


def _targets(field: ForeignKey) -> dict[str, Any]:
    target = get(field.related_model)
    return {target.key_of(row): row for row in target.rows()}


def _value(field: Field, text: str, targets: dict[str, dict[str, Any]]) -> Any:
    if field.many_to_one:
        return targets[field.name][text] if text else None
    if isinstance(field, BooleanField):
        return YES_NO[text]
    if isinstance(field, ArrayField):
        return text.split("|") if text else []
    if not text and field.null:
        return None
    if isinstance(field, DecimalField):
        # As the database keeps it, so that both compare as the same text.
        return Decimal(text).quantize(Decimal(1).scaleb(-field.decimal_places))
    return field.to_python(text)
