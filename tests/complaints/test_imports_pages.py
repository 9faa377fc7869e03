"""An import from its page: tried, looked at, done by a worker, reported."""

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from casework import jobs
from casework.models import Job
from complaints import actions, tasks
from complaints.imports import asking
from complaints.models import Case, ImportBatch
from tests.complaints.importing import MAPPING, ROWS, lines, written
from tests.complaints.sending import errors, fill, signed_in
from tests.factories.accounts import user_with_role

pytestmark = [pytest.mark.django_db]
BAD = ("Z9", "31/02/2012", "", "x", "RUDE", "7", "")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def user():
    return user_with_role("cst-manager")


@pytest.fixture
def client(user):
    return signed_in(user)


def upload(name, content):
    return SimpleUploadedFile(name, content.encode())


def send(client, rows=ROWS, mapping=MAPPING):
    return fill(
        client,
        reverse("complaints:new-import"),
        files=upload("cases.csv", lines(rows)),
        mapping="own",
        mapping_file=upload("mapping.toml", mapping),
    )


def work():
    """Do the import that waits, as a worker would; answers its batch."""
    job = Job.objects.filter(kind=asking.IMPORT_JOB, state="waiting").latest("pk")
    assert jobs.kind_of(job.kind).run is tasks.import_cases
    result = tasks.import_cases(job, Said())
    Job.objects.filter(pk=job.pk).update(state="done", result=result)
    return ImportBatch.objects.get(job=job)


class Said:
    """Progress that nobody reads."""

    def now(self):
        return datetime(2026, 11, 21, 12, tzinfo=UTC)

    def report(self, done, total=None, message=None):
        pass


def test_tried_first_then_imported(client):
    answer = send(client)
    assert answer.status_code == 302

    batch = work()
    assert batch.dry_run
    assert not Case.objects.exists()
    page = client.get(answer["Location"])
    assert "Import now" in page.content.decode()

    answer = client.post(reverse("complaints:do-import", args=[batch.pk]))
    done = work()
    assert answer["Location"] == reverse("complaints:import", args=[done.pk])
    assert Case.objects.count() == 3
    page = client.get(answer["Location"]).content.decode()
    assert "Imported." in page
    assert "LOST" in page
    assert "Import now" not in page
    assert done.source in client.get(reverse("complaints:imports")).content.decode()


def test_refused_rows_are_shown_and_downloaded(client):
    send(client, [*ROWS, BAD])
    batch = work()

    page = client.get(reverse("complaints:import", args=[batch.pk])).content.decode()
    assert "1 row would be refused" in page
    assert "Import the good rows" in page
    assert f'href="{reverse("complaints:new-import")}"' in page
    url = reverse("complaints:import-refused", args=[batch.pk])
    content = b"".join(client.get(url).streaming_content).decode()
    assert "cases.csv,6,received,date-like" in content

    client.post(reverse("complaints:do-import", args=[batch.pk]), {"good_rows": "yes"})
    assert work().report["cases"]["created"] == 3


def seen(client, batch) -> str:
    """The page of an import, as its reader sees it."""
    page = client.get(reverse("complaints:import", args=[batch.pk]))
    apart = re.sub("</(th|td|dt|dd)>", " ", page.content.decode())
    return " ".join(strip_tags(apart).split())


def test_a_dry_run_speaks_of_what_would_be(client):
    send(client, ROWS[:1])
    batch = work()

    page = seen(client, batch)
    assert "What would become of 1 row" in page
    assert "cases.csv: 1 row, 0 blank" in page
    assert "Would be created Would be updated Would stay unchanged" in page
    assert "Created" not in page
    listed = client.get(reverse("complaints:imports")).content.decode()
    assert ">would be 1</td>" in listed

    client.post(reverse("complaints:do-import", args=[batch.pk]))
    page = seen(client, work())
    assert "What became of 1 row" in page
    assert "Created Updated Unchanged Kept as changed here" in page
    assert "ould be" not in page
    listed = client.get(reverse("complaints:imports")).content.decode()
    assert ">1</td>" in listed


def test_the_report_is_in_words(client):
    send(client)
    page = seen(client, work())

    assert "No date received 1" in page
    assert "Category not in the mapping 1" in page
    assert "Category, from column “code”: “LOST” in 1 row" in page
    assert "Investigating 2" in page
    assert "Upheld 1" in page  # as it is called now
    assert "No result 2" in page
    for code in ("received_missing", "unmapped", "investigating 2", "upheld 1"):
        assert code not in page


def test_open_cases_that_lack_what_they_need_are_told_before(client):
    send(client)
    batch = work()

    page = seen(client, batch)
    warning = (
        "3 cases would be created: 1 of them would be an open case without a date "
        "received, and 2 of them would be open cases without a handler."
    )
    assert warning in page
    assert page.index(warning) < page.index("Import now")

    client.post(reverse("complaints:do-import", args=[batch.pk]))
    assert "without a handler" not in seen(client, work())


@pytest.mark.parametrize(
    ("rows", "mapping"),
    [
        (ROWS[:1], MAPPING),
        (
            ROWS,
            MAPPING.replace(
                "[files.case]", '[files.case]\nstatus = { constant = "finalised" }'
            ),
        ),
    ],
)
def test_closed_cases_are_not_warned_of(client, rows, mapping):
    send(client, rows, mapping)

    assert "open case" not in seen(client, work())


def test_what_was_changed_here_is_named_as_its_page_names_it(client, user):
    send(client)
    client.post(reverse("complaints:do-import", args=[work().pk]))
    work()
    found = Case.objects.get(legacy__source_reference="A3")
    actions.amend(case=found, by=user, at=timezone.now(), version=1, said="Told again")
    rows = [(*ROWS[3][:3], "Lost a wallet", *ROWS[3][4:])]
    send(client, rows)

    page = seen(client, work())
    assert "Would be kept as changed here since the last import" in page
    assert f"{found.reference}: What was said" in page


def test_a_refused_import_offers_another_try(client):
    send(client, mapping=MAPPING.replace('"what"', '"whatever"'))
    job = Job.objects.get(kind=asking.IMPORT_JOB)
    jobs.run(job.pk, clock=timezone.now)

    batch = ImportBatch.objects.get()
    assert "Refused: cases.csv has no column “whatever”." in seen(client, batch)
    page = client.get(reverse("complaints:import", args=[batch.pk])).content.decode()
    assert f'href="{reverse("complaints:new-import")}">Try again' in page


def test_an_import_under_way_does_not(client):
    send(client)

    assert "Try again" not in seen(client, ImportBatch.objects.get())


def test_rows_refused_offer_another_try(client):
    send(client, [*ROWS, BAD])
    client.post(reverse("complaints:do-import", args=[work().pk]))

    page = seen(client, work())
    assert "Refused: nothing was written. " in page
    assert "1 refused row" in page
    assert "What would become of 5 rows" in page
    assert "Try again" in page


def test_pressed_twice_is_imported_once(client):
    send(client)
    batch = work()
    url = reverse("complaints:do-import", args=[batch.pk])

    first, second = client.post(url), client.post(url)

    assert first["Location"] == second["Location"]
    assert ImportBatch.objects.count() == 2


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("source = ", "not valid TOML"),
        (MAPPING.replace('name = "cases"', 'match = "other*"'), "does not know cases"),
    ],
)
def test_what_cannot_be_is_said_at_once(client, mapping, sentence):
    page = send(client, mapping=mapping)

    assert page.status_code == 422
    assert sentence in " ".join(errors(page))
    assert not ImportBatch.objects.exists()


def test_nothing_chosen(client):
    page = fill(client, reverse("complaints:new-import"), mapping="own")

    assert "Choose one file or several." in errors(page)
    assert "Choose the mapping file." in errors(page)


def test_the_form_tells_what_each_mapping_is_for_and_needs(client):
    page = client.get(reverse("complaints:new-import"))
    read = " ".join(strip_tags(page.content.decode()).split())

    for mapping in asking.shipped().values():
        assert mapping.about in read
        assert f"What “{mapping.title}” needs" in read
    assert "Complaints: a file named ppd_complaints*.csv, with these columns" in read
    assert "date_received, a date like 03/31/26" in read
    assert "these columns and any others" in read
    assert "docs/operating.md, “Mapping files”" in read


def test_files_are_deleted_in_time(client, settings):
    send(client)
    batch = work()
    job = Job.objects.get(kind=asking.DELETE_JOB)
    tasks.delete_import_files(job, Said())

    page = client.post(reverse("complaints:do-import", args=[batch.pk]))
    assert page.status_code == 409
    assert job.due_at > timezone.now()


@pytest.mark.parametrize("name", ["imports", "new-import"])
def test_others_may_not(name):
    other = signed_in(user_with_role("investigator"))

    assert other.get(reverse(f"complaints:{name}")).status_code == 403


class TestCommand:
    def run(self, tmp_path, rows=ROWS, **options):
        mapping = written(tmp_path, MAPPING, "mapping.toml")
        path = written(tmp_path, lines(rows))
        call_command("import_cases", str(path), mapping=str(mapping), **options)

    def test_it_prints_the_report(self, tmp_path, capsys):
        self.run(tmp_path)

        said = capsys.readouterr().out
        assert "created 3, updated 0, unchanged 0" in said
        assert "category from code: “LOST” 1" in said
        assert Case.objects.count() == 3

    def test_it_fails_when_rows_are_refused(self, tmp_path, capsys):
        with pytest.raises(CommandError, match="Nothing was imported"):
            self.run(tmp_path, [*ROWS, BAD])

        assert "line 6, column received" in capsys.readouterr().out

    def test_it_names_a_file_that_is_not_there(self, tmp_path):
        mapping = written(tmp_path, MAPPING, "mapping.toml")

        with pytest.raises(CommandError, match=r"no\.csv: No such file"):
            call_command("import_cases", "no.csv", mapping=str(mapping))

    def test_a_dry_run(self, tmp_path, capsys):
        self.run(tmp_path, dry_run=True)

        said = capsys.readouterr().out
        assert "Dry run: nothing was written." in said
        assert "would be created 3, would be updated 0" in said
        assert "1 of them would be an open case without a date received" in said
        assert not Case.objects.exists()
