"""Loading the files of reference data."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from audit import trail
from complaints.models import Category, Result
from config.reference import loader
from config.reference.tables import CATEGORIES, MEMBERSHIPS, UNITS
from organisation.models import AuthorityMember, LoadedRow, Membership, Unit

pytestmark = pytest.mark.django_db


def load(**options):
    reports = loader.load(demonstration=True, **options)
    return {report.table.slug: report for report in reports}


def entries():
    return trail.entries(events=[loader.EVENT]).count()


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A folder of files of one's own; write(slug, rows) makes one."""
    monkeypatch.setattr(loader, "FILES", tmp_path)
    monkeypatch.setattr(loader, "DEMONSTRATION", tmp_path / "none")

    def write(name, *rows):
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)

    return write


def unit_row(**fields):
    return {
        "code": "loaded",
        "name": "Loaded",
        "kind": "team",
        "opened_on": "2000-04-01",
        "closed_on": "",
    } | fields


class TestAgain:
    def test_a_second_load_changes_nothing(self):
        before = entries()
        for report in load().values():
            assert (report.created, report.changed) == ([], [])
            assert (report.left, report.refused) == ([], [])
            assert report.unchanged > 0
        assert entries() == before

    def test_the_command_prints_what_it_did(self):
        out = StringIO()
        call_command("load_reference_data", stdout=out)
        assert "units: 0 created, 0 changed, 111 unchanged" in out.getvalue()

    def test_quiet_when_asked(self):
        out = StringIO()
        call_command("load_reference_data", stdout=out, verbosity=0)
        assert out.getvalue() == ""

    def test_each_table_changed_is_one_entry_by_the_system(self, files):
        before = entries()
        files("units", unit_row(), unit_row(code="loaded-too"))
        load()
        entry = trail.entries(events=[loader.EVENT]).first()
        assert entries() == before + 1
        assert (entry.actor_key, entry.subject_key) == ("system", "units")
        assert set(entry.changes) == {"loaded", "loaded-too"}

    def test_invented_people_only_in_a_demonstration(self):
        LoadedRow.objects.filter(table="authority-members").delete()
        AuthorityMember.objects.filter(link_boroughs=None).delete()
        slugs = {report.table.slug for report in loader.load(demonstration=False)}
        assert not slugs & {"authority-members", "link-boroughs", "contacts"}


class TestWhatPeopleChanged:
    @pytest.fixture
    def unit(self, files):
        files("units", unit_row())
        load()
        return Unit.objects.get(code="loaded")

    def edit(self, unit, **fields):
        Unit.objects.filter(pk=unit.pk).update(**fields)

    def test_stays_when_the_file_has_not_changed(self, unit):
        self.edit(unit, name="Edited here")
        report = load()["units"]
        unit.refresh_from_db()
        assert unit.name == "Edited here"
        assert report.unchanged == 1

    def test_the_file_changes_what_nobody_did(self, unit, files):
        files("units", unit_row(name="From the file"))
        report = load()["units"]
        unit.refresh_from_db()
        assert unit.name == "From the file"
        assert report.changed == ["loaded"]
        assert report.changes["loaded"] == (
            {"name": "Loaded"},
            {"name": "From the file"},
        )

    def test_one_field_is_taken_and_the_edited_one_left(self, unit, files):
        self.edit(unit, name="Edited here")
        files("units", unit_row(name="From the file", kind="desk"))
        load()
        unit.refresh_from_db()
        assert (unit.name, unit.kind) == ("Edited here", "desk")

    def test_a_column_that_the_file_has_only_now_is_taken(self, unit, files):
        files("units", unit_row(force_code="QX"))
        assert load()["units"].changed == ["loaded"]
        unit.refresh_from_db()
        assert unit.force_code == "QX"

    def test_but_not_over_what_somebody_wrote_in_it(self, unit, files):
        self.edit(unit, force_code="QY")
        files("units", unit_row(force_code="QX"))
        assert load()["units"].left == ["loaded"]
        unit.refresh_from_db()
        assert unit.force_code == "QY"

    def test_what_is_left_is_told_once(self, unit, files):
        self.edit(unit, name="Edited here")
        files("units", unit_row(name="From the file"))
        err = StringIO()
        call_command("load_reference_data", stderr=err, stdout=StringIO())
        assert "loaded was changed both here and in the file" in err.getvalue()
        assert load()["units"].left == []

    def test_refresh_takes_the_files_values(self, unit):
        self.edit(unit, name="Edited here")
        assert load(refresh=True)["units"].changed == ["loaded"]
        unit.refresh_from_db()
        assert unit.name == "Loaded"

    def test_a_row_no_longer_in_the_file_stays(self, unit, files):
        files("units", unit_row(code="another"))
        load()
        assert Unit.objects.filter(pk=unit.pk).exists()

    def test_a_corrected_key_is_not_added_again(self, files, unit):
        row = {
            "unit": "loaded",
            "group": "merton",
            "kind": "part_of",
            "from_on": "2001-01-01",
        }
        files("memberships", row)
        load()
        Membership.objects.filter(unit=unit).update(from_on=date(2002, 2, 2))
        assert load()["memberships"].created == []
        assert Membership.objects.get(unit=unit).from_on == date(2002, 2, 2)

    def test_a_row_made_here_is_adopted_as_it_is(self, files):
        made = Unit.objects.create(
            code="loaded", name="Made here", kind="team", opened_on=date(2000, 4, 1)
        )
        files("units", unit_row())
        assert load()["units"].left == ["loaded"]
        made.refresh_from_db()
        assert made.name == "Made here"

    def test_nor_is_what_was_left_empty_here_filled(self, files):
        made = Unit.objects.create(
            code="loaded", name="Loaded", kind="team", opened_on=date(2000, 4, 1)
        )
        files("units", unit_row(closed_on="2010-06-01"))
        assert load()["units"].left == ["loaded"]
        made.refresh_from_db()
        assert made.closed_on is None

    def test_a_row_made_here_may_be_in_the_way(self, files, unit):
        Membership.objects.create(
            unit=unit,
            group=Unit.objects.get(code="merton"),
            kind="area",
            from_on=date(2001, 1, 1),
        )
        row = {"unit": "loaded", "group": "bexley", "kind": "area"}
        files(
            "memberships",
            row | {"from_on": "2005-01-01"},
            row | {"kind": "part_of", "from_on": "2005-01-01"},
        )
        err = StringIO()
        call_command("load_reference_data", stderr=err, stdout=StringIO())
        assert "loaded.area.2005-01-01 was not added" in err.getvalue()
        assert Membership.objects.filter(unit=unit).count() == 2


class TestWhatIsLoaded:
    def test_every_file_belongs_to_a_table(self):
        files = [*loader.FILES.glob("*.csv"), *loader.DEMONSTRATION.glob("*.csv")]
        slugs = {path.stem.replace("_", "-") for path in files}
        assert slugs <= {table.slug for table in loader.ALL}
        assert {UNITS.slug, MEMBERSHIPS.slug, CATEGORIES.slug} <= slugs

    def test_every_row_with_a_source_names_it(self):
        for path in loader.FILES.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            assert all(row.get("source", "no column") for row in rows), path.name

    def test_what_is_invented_says_so(self):
        groups = Membership.objects.filter(kind="family_group")
        invented = groups.filter(source__startswith="INVENTED")
        real = groups.exclude(pk__in=invented)
        assert {row.group.code for row in real} == {"family-group-2"}
        assert not Membership.objects.filter(kind__in=["supported_by", "area"]).exclude(
            source__startswith="INVENTED"
        )

    @pytest.mark.parametrize("kind", ["supported_by", "family_group", "area"])
    def test_every_borough_belongs_to_one(self, kind):
        day = date(2011, 1, 1)
        boroughs = set(Unit.objects.filter(kind="borough"))
        groups = Membership.objects.on(day).filter(kind=kind, unit__in=boroughs)
        assert len(boroughs) == 32
        assert {row.unit for row in groups.select_related("unit")} == boroughs

    def test_seven_areas_then_five(self):
        areas = Unit.objects.filter(kind="area")
        assert areas.open_on(date(2010, 5, 31)).count() == 7
        assert areas.open_on(date(2010, 6, 1)).count() == 5

    def test_only_discriminatory_behaviour_names_a_strand(self):
        assert Category.objects.count() == 23
        assert Category.objects.get(discriminatory=True).code == "F"

    def test_a_result_has_the_name_of_its_time(self):
        def name(day):
            return Result.objects.on(day).get(code="upheld").name

        assert name(date(2010, 3, 31)) == "Substantiated"
        assert name(date(2010, 4, 1)) == "Upheld"
