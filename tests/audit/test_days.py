from datetime import UTC, date, datetime

import pytest

from audit.days import midnight


@pytest.mark.parametrize(
    ("day", "hour_before"),
    [
        (date(2026, 11, 22), False),
        (date(2026, 7, 1), True),
        (date(2024, 3, 31), False),  # the clocks go forward an hour later
        (date(2024, 4, 1), True),
        (date(2024, 10, 27), True),
        (date(2024, 10, 28), False),
    ],
)
def test_a_day_begins_at_midnight_in_london(day, hour_before):
    begins = midnight(day).astimezone(UTC)

    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    assert (noon - begins).total_seconds() == (13 if hour_before else 12) * 3600
