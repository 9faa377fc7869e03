"""The example mappings on the published records they were written for."""

from pathlib import Path

import pytest

from audit import trail
from complaints.imports.asking import examples
from complaints.models import (
    Allegation,
    Case,
    Complainant,
    LegacyRecord,
    Outcome,
    Subject,
)
from organisation.models import Member
from tests.complaints.importing import imported, written

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
CHICAGO, PHILADELPHIA = DATA / "chicago", DATA / "philadelphia"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not DATA.is_dir(), reason="The published records are not beside the project"
    ),
]
SMALL = (
    "chicago_cases_2000.csv",
    "chicago_allegations_for_2000_cases.csv",
    "chicago_officers_for_2000_cases_id_only.csv",
    "chicago_complainants_for_2000_cases.csv",
)
CURRENT = (
    "ppd_complaints.csv",
    "ppd_complaint_disciplines.csv",
    "ppd_complainant_demographics.csv",
)
EARLIER = "ppd_complaints_earlier_export_other_headers.csv"


def mapping(name: str) -> str:
    return examples()[name].read_text()


def chicago():
    paths = [CHICAGO / name for name in SMALL]
    return imported(*paths, mapping=mapping("chicago_linked"))


def philadelphia():
    """One complainant of the export belongs to no complaint in it."""
    paths = [PHILADELPHIA / name for name in CURRENT]
    return imported(*paths, mapping=mapping("philadelphia"), accept_good_rows=True)


def earlier():
    return imported(PHILADELPHIA / EARLIER, mapping=mapping("philadelphia_earlier"))


def test_chicago_in_linked_files():
    report = chicago()

    assert report["refused"]["count"] == 0
    assert report["rows"] == 2_000 + 3_735 + 3_020 + 2_059
    assert report["cases"]["created"] == Case.objects.count() == 2_000
    assert Subject.objects.count() == report["subjects"]["created"]
    assert Outcome.objects.count() == report["outcomes"]["created"]
    assert Complainant.objects.count() == 2_059
    # Every officer of every line is there, whatever way the number was written.
    assert Member.objects.filter(number__startswith="chi-").count() == 3_020
    assert not Outcome.objects.filter(subject__member__number__contains=".").exists()


def test_chicago_again_and_from_the_flat_file(tmp_path):
    chicago()
    some = Case.objects.filter(allegation_count__gt=1).first()
    before = some.legacy.mapped

    linked = [(CHICAGO / name).read_bytes() for name in SMALL]
    paths = [
        written(tmp_path, content + b"\n", name)
        for name, content in zip(SMALL, linked, strict=True)
    ]
    again = imported(*paths, mapping=mapping("chicago_linked"))

    assert again["result"] == "imported"
    assert again["cases"]["unchanged"] == 2_000
    assert again["cases"]["kept_ours"] == 0
    some.legacy.refresh_from_db()
    assert some.legacy.mapped == before


def test_philadelphia():
    report = philadelphia()

    assert report["refused"]["rows"] == [
        [CURRENT[2], 5_661, "complaint_id", "", "no case has this reference"]
    ]
    assert report["cases"]["created"] == 5_296
    assert report["complainants"]["created"] == 5_659
    years = dict(report["years"])
    assert set(years) == {str(year) for year in range(2013, 2021)}
    assert not report["uncovered"] or report["uncovered"][0][0] == "category"
    assert Member.objects.filter(number__startswith="phl-").count() == 3_120
    assert dict(report["faults"])["characters_mended"] == 2
    with_narrative = Case.objects.exclude(said="").count()
    assert with_narrative == 5_296 - 1_510


def test_the_earlier_export_updates_and_does_not_duplicate():
    first = earlier()
    assert first["cases"]["created"] == 3_786
    second = philadelphia()

    assert second["cases"]["in_files"] == 5_296
    assert second["cases"]["created"] == 5_296 - 3_785
    assert second["cases"]["kept_ours"] == 0
    assert Case.objects.count() == 5_297  # one stands in the earlier export only
    assert LegacyRecord.objects.filter(case__allegation_count=0).count() < 100


def test_nor_does_it_take_anything_away():
    philadelphia()
    allegations, finalised = Allegation.objects.count(), count_finalised()

    report = earlier()

    assert report["cases"]["created"] == 1
    # It has narratives and a few dates of its own, and nothing else to say.
    entries = trail.entries(events=["case.import"], kinds=[trail.Kind.ALTERATION])
    named = {name for entry in entries for name in entry.fields}
    assert named <= {"said", "received_on", "legacy record"}
    assert report["cases"]["kept_ours"] == 0
    assert Allegation.objects.count() == allegations
    assert count_finalised() == finalised


def count_finalised():
    return Case.objects.filter(status="finalised").count()


@pytest.mark.slow
def test_links_of_the_met():
    path = DATA / "met" / "met_foi_case_subject_2017_2022.csv"
    report = imported(path, mapping=mapping("met_foi_links"))

    assert report["rows"] == 58_129
    assert report["cases"]["created"] == 31_271
    assert dict(report["years"]) == {"undated": 31_271}
    assert dict(report["faults"])["received_missing"] == 31_271
    assert Subject.objects.filter(kind="unidentified").count() == 8_815
    assert Subject.objects.filter(kind="organisation").count() == 439
    assert Member.objects.filter(number__startswith="foi-").count() == 22_060
