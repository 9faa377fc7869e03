"""The shipped facts against sources that nobody here wrote."""

import csv
from datetime import date
from pathlib import Path

import holidays
import pytest
from django.db.models import Q

from casework.models import BankHoliday
from complaints.models import Category
from organisation.models import Membership, Unit

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
    units = [
        list(Unit.objects.filter(Q(name=name) | Q(other_names__contains=[name])))
        for name in names
    ]
    assert len(names) == 51
    assert [name for name, found in zip(names, units, strict=True) if not found] == []
    assert len({unit for (unit,) in units}) == 51


def test_the_eight_rows_of_westminster_are_its_parts():
    parts = Membership.objects.on(date(2009, 1, 1)).filter(
        group__code="westminster", kind="part_of"
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
    ours = Unit.objects.filter(kind="borough").values_list("name", "force_code")
    assert set(ours) == theirs


@pytest.mark.parametrize("year", range(1998, 2031))
def test_bank_holidays_agree_with_an_independent_calendar(year):
    """On weekdays: calendars differ in listing a weekend day beside its substitute."""
    theirs = holidays.country_holidays("GB", subdiv="ENG", years=year)
    ours = BankHoliday.objects.filter(on_date__year=year)
    assert weekdays(ours.values_list("on_date", flat=True)) == weekdays(theirs)


def weekdays(days) -> set[date]:
    return {day for day in days if day.weekday() < SATURDAY}
