"""The shipped facts against sources that nobody here wrote."""

import csv
from datetime import date
from pathlib import Path

import holidays
import pytest

from casework.models import BankHoliday
from complaints.models import Category
from organisation.models import Unit

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
MPS_TABLE = SHARED / "met" / "mps_allegations_recorded_by_bocu_and_behaviour.tsv"
LONDON = SHARED / "london" / "london_boroughs.csv"
SATURDAY = 5


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    if not path.exists():
        pytest.skip(f"{path.name} is not here: real records stay outside the project.")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def test_every_row_of_the_mps_table_is_a_unit():
    names = [row["Name"] for row in rows_of(MPS_TABLE, "\t")]
    units = [Unit.objects.named(name) for name in names]
    assert len(names) == 51
    assert [name for name, unit in zip(names, units, strict=True) if not unit] == []
    assert len(set(units)) == 51


def test_the_eight_rows_of_westminster_are_its_parts():
    parts = Unit.objects.in_group(
        Unit.objects.get(code="westminster"), "part_of", date(2009, 1, 1)
    )
    assert parts.count() == 8


def test_the_behaviours_are_the_columns_of_the_mps_table():
    columns = [name.lower() for name in rows_of(MPS_TABLE, "\t")[0]][1:8]
    behaviours = {category.behaviour.lower() for category in Category.objects.all()}
    assert behaviours == set(columns)


def test_every_borough_but_the_city_is_a_unit():
    theirs = {
        (row["name"], row["mps_borough_code_unverified"])
        for row in rows_of(LONDON)
        if row["name"] != "City of London"
    }
    ours = Unit.objects.boroughs().values_list("name", "force_code")
    assert set(ours) == theirs


@pytest.mark.parametrize("year", range(1998, 2031))
def test_bank_holidays_agree_with_an_independent_calendar(year):
    """On weekdays: calendars differ in listing a weekend day beside its substitute."""
    theirs = holidays.country_holidays("GB", subdiv="ENG", years=year)
    ours = BankHoliday.objects.filter(on_date__year=year)
    assert weekdays(ours.values_list("on_date", flat=True)) == weekdays(theirs)


def weekdays(days) -> set[date]:
    return {day for day in days if day.weekday() < SATURDAY}
