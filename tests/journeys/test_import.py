"""An import with bad rows: tried first, its report read, then the good rows taken."""

import pytest
from django.utils import timezone

from casework import jobs
from casework.models import Job
from complaints.models import Case
from tests.complaints.importing import MAPPING, ROWS, lines, written

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

BAD = ("A4", "31/02/2012", "", "A day that never was", "RUDE", "9", "")


def work() -> None:
    """What a worker does when it ticks."""
    for pk in Job.objects.filter(kind="case-import", state="waiting").values_list(
        "pk", flat=True
    ):
        jobs.run(pk, clock=timezone.now)


def test_an_import_with_bad_rows(sign_in, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    cases = written(tmp_path, lines([*ROWS, BAD]))
    mapping = written(tmp_path, MAPPING, "mapping.toml")
    manager = sign_in("cst-manager")
    manager.visit("/complaints/imports/")
    manager.reads("Nothing has been imported yet.")
    manager.follow("Import files")
    manager.press("Try the import", wrong=True)
    manager.page.get_by_label("Files", exact=True).set_input_files(cases)
    manager.choose("A mapping file of my own")
    manager.press("Try the import", wrong=True)
    manager.page.get_by_label("Files", exact=True).set_input_files(cases)
    manager.page.locator("[name=mapping_file]").set_input_files(mapping)
    manager.press("Try the import")
    manager.reads("You can leave this page")
    work()
    manager.visit(manager.path)
    manager.reads("1 row would be refused")
    manager.reads("is not a date like 31/03/2026")
    manager.does_not_read("31/02/2012")
    assert not Case.objects.exists()
    with manager.page.expect_download() as downloading:
        manager.page.get_by_role("link", name="All refused rows as CSV").click()
    assert "received" in downloading.value.path().read_text(encoding="utf-8-sig")
    manager.press("Import the good rows")
    work()
    manager.visit(manager.path)
    manager.reads("Created")
    assert Case.objects.count() == 3
    manager.visit("/complaints/imports/")
    manager.visit("/complaints/")
    manager.follow(Case.objects.order_by("pk").first().reference)
    manager.reads("old")
    manager.visit("/jobs/")
