import enum
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils.translation import gettext_lazy

from audit.models import Kind
from audit.trail import Subject
from audit.values import kept, kept_changes


class Risk(enum.IntEnum):
    HIGH = 3


class Something:
    trail_subject = Subject("case", "PC/1", 1)


@pytest.mark.parametrize(
    ("value", "json"),
    [
        (None, None),
        (True, True),
        (7, 7),
        ("text", "text"),
        (1.5, 1.5),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
        (Decimal("1.50"), "1.50"),
        (date(2026, 11, 21), "2026-11-21"),
        (datetime(2026, 11, 21, 12, tzinfo=UTC), "2026-11-21T12:00:00+00:00"),
        (time(9, 30), "09:30:00"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Kind.ERASURE, "erasure"),
        (Risk.HIGH, 3),
        (b"\x01", "01"),
        (memoryview(b"\x01"), "01"),
        ([1, {2}], [1, [2]]),
        ((1, date(2026, 1, 1)), [1, "2026-01-01"]),
        ({"b", "a"}, ["a", "b"]),
        ({1: Decimal(2)}, {"1": "2"}),
        (gettext_lazy("Yes"), "Yes"),
        (Something(), "PC/1"),
    ],
)
def test_kept(value, json):
    assert kept(value) == json


def test_kept_changes():
    assert kept_changes({"due_on": (None, date(2026, 1, 1))}) == {
        "due_on": [None, "2026-01-01"]
    }
    assert kept_changes({}) is None
    assert kept_changes(None) is None
