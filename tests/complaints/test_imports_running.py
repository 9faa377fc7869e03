"""Files into cases: once, whole or not at all, and gently over what is here."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit import trail
from casework import guard
from casework.models import ReferenceCounter
from complaints import actions, search
from complaints.imports.mapping import read_mapping
from complaints.imports.reading import Source
from complaints.imports.running import UnderWay, run
from complaints.models import Allegation, Case, ImportBatch, LegacyRecord, Outcome
from config.database import owner_connection
from organisation.models import Member
from tests.complaints.importing import ROWS, imported, lines, written
from tests.factories.accounts import user_with_role

pytestmark = pytest.mark.django_db


def case(reference: str) -> Case:
    return Case.objects.get(legacy__source_reference=reference)


@pytest.fixture
def first(tmp_path):
    return imported(written(tmp_path, lines(ROWS)))


def rows_with(**changes):
    """The rows with other cells: rows_with(A1={"what": ...}) for a case."""
    names = ("ref", "received", "closed", "what", "code", "officer", "found")
    found = []
    for row in ROWS:
        cells = dict(zip(names, row, strict=True)) | changes.get(row[0], {})
        found.append(tuple(cells.values()))
    return found


class TestImport:
    def test_the_report_reconciles(self, first):
        assert first["result"] == "imported"
        assert first["rows"] == 4
        assert first["cases"]["created"] == first["cases"]["in_files"] == 3
        assert first["allegations"]["created"] == 4
        assert first["subjects"]["created"] == 3
        assert first["members"]["created"] == 2
        assert dict(first["years"]) == {"2009": 1, "2012": 1, "undated": 1}
        assert first["units"] == [["Unknown location", 3]]
        assert first["uncovered"] == [["category", "code", "LOST", 1]]
        assert first["files"][0]["encoding"] == "utf-8"
        assert len(first["files"][0]["sha256"]) == 64

    def test_a_case_comes_with_all_below_it(self, first):
        found = case("A1")

        assert found.origin == "legacy"
        assert found.received_on == date(2009, 2, 1)
        assert found.status == "finalised"
        assert found.said == "Swore at her"
        assert found.categories == ["C", "U"]
        assert (found.allegation_count, found.subject_count) == (2, 2)
        members = found.subjects.order_by("number").values_list(
            "member__number", "unit__code"
        )
        assert list(members) == [
            ("old-101", "unknown-location"),
            ("old-102", "unknown-location"),
        ]
        outcome = Outcome.objects.get(allegation__case=found, subject__number=1)
        assert outcome.result.name == "Substantiated"

    def test_originals_stand_beside(self, first):
        record = case("A1").legacy

        assert record.original["received"] == "01/02/2009"
        assert record.original["(rows)"][0]["officer"] == "101.0"
        assert record.mapped["received_on"] == "2009-02-01"

    def test_it_is_found_by_its_old_reference(self, first):
        reader = user_with_role("cst-manager")

        assert [row.pk for row in search.search("A3", user=reader).rows] == [
            case("A3").pk
        ]

    def test_references_come_from_the_counter_of_the_year(self, first):
        last = {
            row.year: row.last_serial
            for row in ReferenceCounter.objects.filter(prefix="PC")
        }
        this_year = timezone.localdate().year

        assert case("A1").reference == f"PC/{last[2009]:05}/09"
        assert case("A3").reference == f"PC/{last[2012]:05}/12"
        assert case("A2").reference_year == this_year
        assert case("A2").reference_serial == last[this_year]

    def test_nobody_waits_for_its_counters(self, first):
        """The transaction of the import is still open here: it is the test's own."""
        apart = connection.copy()
        try:
            with apart.cursor() as cursor:
                cursor.execute(
                    "SELECT last_serial FROM casework_referencecounter "
                    "WHERE prefix = 'PC' AND year = 2009 FOR UPDATE NOWAIT"
                )
                assert cursor.fetchone()[0] == case("A1").reference_serial
        finally:
            apart.close()

    def test_the_report_is_kept_together_with_the_cases(self, tmp_path):
        with CaptureQueriesContext(connection) as asked:
            imported(written(tmp_path, lines(ROWS)))

        said = [query["sql"] for query in asked]
        kept = [n for n, sql in enumerate(said) if 'complaints_importbatch" SET' in sql]
        ended = [n for n, sql in enumerate(said) if sql.startswith("RELEASE")]
        assert len(kept) == 1
        assert kept[0] < ended[-1]

    def test_faults_stay_and_are_listed(self, first):
        assert case("A2").legacy.faults == ["received_missing"]
        assert case("A3").legacy.faults == ["category_missing", "category_unmapped"]
        assert dict(first["faults"])["received_missing"] == 1

    def test_the_trail_says_so_for_each_case(self, first):
        entries = trail.history_of(case("A1"))

        assert [entry.event for entry in entries] == ["case.import"]
        assert entries[0].kind == trail.Kind.COLLECTION
        assert "Imported from old" in entries[0].reason

    def test_an_impossible_order_of_dates_is_kept(self, tmp_path):
        rows = [("B1", "05/06/2012", "04/06/2012", "x", "RUDE", "7", "")]
        imported(written(tmp_path, lines(rows)))

        assert case("B1").legacy.faults == ["closed_before_received"]

    def test_a_year_that_two_figures_confuse_is_numbered_today(self, tmp_path):
        rows = [("B1", "05/06/1926", "", "x", "RUDE", "7", "")]
        imported(written(tmp_path, lines(rows)))

        assert case("B1").reference_year == timezone.localdate().year

    def test_a_key_in_many_cases_is_nobody(self, tmp_path):
        rows = [(f"C{n}", "05/06/2012", "", "x", "RUDE", "900", "") for n in range(4)]
        imported(written(tmp_path, lines(rows)))

        assert case("C1").subjects.get().kind == "unidentified"
        assert not Member.objects.filter(number="old-900").exists()

    def test_the_organisation_is_not_a_person(self, tmp_path):
        rows = [("D1", "05/06/2012", "", "x", "RUDE", "Organisational", "")]
        imported(written(tmp_path, lines(rows)))

        assert case("D1").subjects.get().kind == "organisation"

    def test_a_row_about_somebody_without_words_is_still_an_allegation(self, tmp_path):
        rows = [("E1", "05/06/2012", "", "x", "", "7", "Sustained")]
        imported(written(tmp_path, lines(rows)))

        outcome = Outcome.objects.get(allegation__case=case("E1"))
        assert outcome.result.code == "upheld"
        assert outcome.allegation.category is None


class TestAgain:
    def test_the_same_file_changes_nothing(self, first, tmp_path):
        before = list(Case.objects.order_by("pk").values())

        again = imported(tmp_path / "cases.csv")

        assert again["result"] == "unchanged"
        assert again["cases"]["unchanged"] == 3
        assert list(Case.objects.order_by("pk").values()) == before

    def test_nor_does_the_same_content_in_another_file(self, first, tmp_path):
        again = imported(written(tmp_path, lines(ROWS) + ",,,,,,\n"))

        assert again["result"] == "imported"
        assert again["cases"] | {"fields_updated": 0} == {
            "in_files": 3,
            "created": 0,
            "updated": 0,
            "unchanged": 3,
            "kept_ours": 0,
            "fields_updated": 0,
        }
        assert len(trail.history_of(case("A1"))) == 1

    def test_an_updated_file_updates(self, first, tmp_path):
        rows = rows_with(A3={"closed": "01/01/2013", "found": "Not sustained"})
        again = imported(written(tmp_path, lines(rows)))

        found = case("A3")
        assert again["cases"]["updated"] == 1
        assert found.finalised_on == date(2013, 1, 1)
        assert found.status == "finalised"
        assert found.version == 2
        assert Outcome.objects.get(allegation__case=found).result.code == "not-upheld"
        entry = trail.history_of(found)[0]
        assert entry.kind == trail.Kind.ALTERATION
        assert entry.detail.changes["finalised_on"] == [None, "2013-01-01"]
        assert found.legacy.mapped["finalised_on"] == "2013-01-01"

    def test_what_was_changed_here_is_kept(self, first, tmp_path):
        found = case("A3")
        actions.amend(
            case=found,
            by=user_with_role("cst-manager"),
            at=timezone.now(),
            version=1,
            said="Told again by telephone",
        )
        rows = rows_with(A3={"what": "Lost a wallet", "received": "06/06/2012"})
        again = imported(written(tmp_path, lines(rows)))

        found = case("A3")
        assert found.said == "Told again by telephone"
        assert found.received_on == date(2012, 6, 6)
        assert again["cases"]["kept_ours"] == 1
        assert again["kept_ours"] == [[found.reference, "said"]]

    def test_it_is_reported_once(self, first, tmp_path):
        self.test_what_was_changed_here_is_kept(first, tmp_path)
        rows = rows_with(A3={"what": "Lost a wallet", "received": "06/06/2012"})

        again = imported(written(tmp_path, lines(rows) + "\n\n"))

        assert again["cases"]["kept_ours"] == 0
        assert case("A3").said == "Told again by telephone"

    def test_new_lines_of_a_case_are_added(self, first, tmp_path):
        rows = [*ROWS, ("A3", "05/06/2012", "", "Lost property", "RUDE", "300", "")]
        again = imported(written(tmp_path, lines(rows)))

        found = case("A3")
        assert again["cases"]["updated"] == 1
        assert found.allegation_count == found.subject_count == 2
        assert found.categories == ["U"]
        assert sorted(found.allegations.values_list("number", flat=True)) == [1, 2]
        assert found.legacy.faults == ["category_unmapped"]

    def test_lines_that_are_gone_are_not_deleted(self, first, tmp_path):
        again = imported(written(tmp_path, lines(ROWS[:1] + ROWS[2:])))

        assert again["gone"] == 3  # an allegation, a subject and what links them
        assert case("A1").allegations.count() == 2

    def test_a_member_added_by_hand_is_not_added_twice(self, first, tmp_path):
        found = case("A3")
        member = Member.objects.get(number="old-102")
        with guard.writing("test"):
            found.subjects.create(number=2, kind="member", member=member)
        rows = [*ROWS, ("A3", "05/06/2012", "", "Lost property", "LOST", "102", "")]

        imported(written(tmp_path, lines(rows)))

        assert case("A3").subjects.count() == 2

    def test_a_file_that_says_less_takes_nothing_away(self, first, tmp_path):
        less = """
        source = "old"
        [[files]]
        reference = "number"
        [files.case]
        said = "words"
        """
        path = written(tmp_path, "number,words\nA1,Swore loudly\n", "less.csv")
        report = imported(path, mapping=less)

        found = case("A1")
        assert report["cases"]["updated"] == 1
        assert found.said == "Swore loudly"
        assert found.status == "finalised"
        assert found.received_on == date(2009, 2, 1)
        assert found.allegations.count() == 2


class TestRefusal:
    BAD = ("Z9", "31/02/2012", "", "x", "RUDE", "7", "")

    def test_one_bad_row_refuses_all(self, tmp_path):
        report = imported(written(tmp_path, lines([*ROWS, self.BAD])))

        assert report["result"] == "refused"
        assert report["refused"]["rows"] == [
            [
                *("cases.csv", 6, "received", "date-like"),
                "is not a date like 31/03/2026",
            ]
        ]
        assert not Case.objects.exists()
        assert not LegacyRecord.objects.exists()
        assert not trail.entries(events=["case.import"]).exists()

    def test_good_rows_may_be_accepted(self, tmp_path):
        bad = ("A3", "05/06/2012", "", "Lost property", "RUDE", "9" * 30, "")
        path = written(tmp_path, lines([*ROWS, self.BAD, bad]))

        report = imported(path, accept_good_rows=True)

        assert report["result"] == "imported"
        assert report["refused"]["count"] == 2
        assert Case.objects.count() == 3
        assert "rows_refused" in case("A3").legacy.faults

    def test_a_dry_run_writes_nothing_and_says_the_same(self, tmp_path):
        path = written(tmp_path, lines(ROWS))
        tried = imported(path, dry_run=True)

        assert tried["result"] == "dry_run"
        assert not Case.objects.exists()
        assert not Member.objects.filter(number__startswith="old-").exists()
        done = imported(path)
        for key in ("cases", "allegations", "faults", "years", "categories"):
            assert tried[key] == done[key]

    def test_a_reference_twice_in_a_list_of_cases(self, tmp_path):
        mapping = "source='old'\n[[files]]\nreference='r'\n[files.case]\nsaid='w'"
        path = written(tmp_path, "r,w\nA,one\nB,two\nA,three\n")

        report = imported(path, mapping=mapping)

        assert report["refused"]["rows"][0][1] == 4
        assert "stands on line 2" in report["refused"]["rows"][0][4]

    def test_lines_below_no_case(self, tmp_path):
        mapping = (
            "source='old'\n[[files]]\nname='c'\nmatch='c*'\nreference='r'\n"
            "[files.case]\nsaid='w'\n[[files]]\nname='a'\nmatch='a*'\nreference='r'\n"
            "[files.allegation]\ntext='t'\n"
        )
        cases = written(tmp_path, "r,w\nA,one\n", "c.csv")
        below = written(tmp_path, "r,t\nA,rude\nB,ruder\n", "a.csv")

        report = imported(cases, below, mapping=mapping)

        assert report["refused"]["rows"] == [
            ["a.csv", 3, "r", "", "no case has this reference"]
        ]
        report = imported(cases, below, mapping=mapping, accept_good_rows=True)
        assert Allegation.objects.get().text == "rude"

    def test_many_bad_rows_are_all_in_the_file(self, tmp_path, settings):
        settings.MEDIA_ROOT = tmp_path / "files"
        path = written(tmp_path, lines([self.BAD] * 300))
        report = imported(path)

        assert report["refused"]["count"] == 300
        assert len(report["refused"]["rows"]) == 200
        kept = (settings.MEDIA_ROOT / report["refused"]["file"]).read_text()
        assert len(kept.splitlines()) == 301
        assert "31/02" not in kept

    @pytest.mark.slow
    def test_a_hundred_thousand_rows_with_one_bad_at_the_end(self, tmp_path):
        rows = [
            (f"R{n}", "05/06/2012", "", "x", "RUDE", str(n % 5_000), "")
            for n in range(1, 100_001)
        ]
        rows[99_998] = ("R99999", "2012-06-05", "", "x", "RUDE", "1", "")
        report = imported(written(tmp_path, lines(rows)))

        assert report["refused"]["count"] == 1
        assert report["refused"]["rows"][0][1] == 100_000
        assert not Case.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_two_imports_at_once(self, tmp_path):
        path = written(tmp_path, lines(ROWS))
        another = owner_connection()
        with another.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext('case-import old'))")

            with pytest.raises(UnderWay):
                imported(path)
        another.close()

        assert ImportBatch.objects.get().report == {}


def test_a_batch_that_has_ended_is_not_done_again(tmp_path):
    path = written(tmp_path, lines(ROWS))
    report = imported(path)
    batch = ImportBatch.objects.get()
    mapping = read_mapping(batch.mapping)

    again = run(
        batch, mapping, [Source(path, path.name)], by=trail.SYSTEM, now=timezone.now()
    )

    assert again == report
