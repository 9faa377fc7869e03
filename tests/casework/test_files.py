import errno
import hashlib
import os
import stat
from datetime import timedelta

import pytest
from django.db import OperationalError

from casework import files
from casework.models import Period
from pages.refusals import BadInput
from tests.casework.hostile import EXE, PDF
from tests.factories.casework import NOW, upload
from tests.factories.complaints import CaseFactory
from tests.factories.papers import DocumentFactory


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def everything(root):
    return [path for path in root.rglob("*") if path.is_file()]


class TestReceive:
    def test_stored_under_a_random_name(self, media):
        stored = files.receive(upload("../../Smith, J.pdf", PDF), at=NOW)
        assert stored.name == "Smith, J.pdf"
        assert stored.stored_as == f"documents/2026/11/21/{stored.key.hex}"
        assert everything(media) == [media / stored.stored_as]
        assert (media / stored.stored_as).read_bytes() == PDF
        assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
        assert (stored.size, stored.content_type) == (len(PDF), "application/pdf")

    def test_nobody_else_can_read_or_run_it(self, media):
        stored = files.receive(upload("a.pdf", PDF), at=NOW)
        mode = stat.S_IMODE((media / stored.stored_as).stat().st_mode)
        assert mode & 0o137 == 0

    def test_refused_leaves_nothing(self, media):
        with pytest.raises(BadInput):
            files.receive(upload("a.pdf", EXE), at=NOW)
        assert not media.exists()

    @pytest.mark.parametrize(
        ("code", "words"), [(errno.ENOSPC, "no room"), (errno.EIO, "not answer")]
    )
    def test_full_disk_is_a_sentence_and_leaves_nothing(
        self, media, monkeypatch, code, words
    ):
        def fail(descriptor):
            raise OSError(code, "injected")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(files.NoRoom, match=words) as refusal:
            files.receive(upload("a.pdf", PDF), at=NOW)
        assert refusal.value.status == 507
        assert everything(media) == []

    def test_discard(self, media):
        stored = files.receive(upload("a.pdf", PDF), at=NOW)
        files.discard(stored)
        files.discard(stored)
        assert everything(media) == []


class TestReceived:
    def test_stays_when_it_was_used(self, media):
        with files.received(upload("a.pdf", PDF), at=NOW) as stored:
            pass
        assert everything(media) == [media / stored.stored_as]

    def test_refused_leaves_nothing(self, media):
        with (
            pytest.raises(BadInput),
            files.received(upload("a.pdf", PDF), at=NOW) as stored,
        ):
            assert (media / stored.stored_as).exists()
            raise BadInput("A case holds at most 1 documents.")
        assert everything(media) == []

    def test_stays_when_nobody_knows_whether_its_row_was_saved(self, media):
        with (
            pytest.raises(OperationalError),
            files.received(upload("a.pdf", PDF), at=NOW) as stored,
        ):
            raise OperationalError("The connection was lost.")
        assert everything(media) == [media / stored.stored_as]


@pytest.mark.django_db
class TestSweepOrphans:
    def _stored(self, media, hours):
        stored = files.receive(upload("a.pdf", PDF), at=NOW - timedelta(hours=hours))
        path = media / stored.stored_as
        then = (NOW - timedelta(hours=hours)).timestamp()
        os.utime(path, (then, then))
        return stored, path

    def test_deletes_what_no_row_names_after_a_day(self, media):
        orphan, orphan_path = self._stored(media, 30)
        fresh, fresh_path = self._stored(media, 2)
        kept, kept_path = self._stored(media, 30)
        DocumentFactory(case=CaseFactory(), stored_as=kept.stored_as)
        part = orphan_path.with_suffix(".part")
        part.write_bytes(b"half")
        os.utime(part, (0, 0))
        assert files.sweep_orphans(NOW) == 2
        assert sorted(everything(media)) == sorted([fresh_path, kept_path])

    def test_once_an_hour(self, media):
        assert files.sweep_orphans(NOW) == 0
        self._stored(media, 30)
        assert files.sweep_orphans(NOW + timedelta(minutes=1)) == 0
        assert files.sweep_orphans(NOW + timedelta(hours=1)) == 1
        assert Period.objects.filter(schedule="orphan-files").count() == 2


def test_every_apps_documents_are_known():
    names = {model._meta.label for model in files.document_models()}
    assert "complaints.Document" in names
