"""Files on disk: stored under a random name below MEDIA_ROOT, outside the web root.

A file is complete before it has its name, and its row is written after it. What a
crash leaves behind is a file without a row, which the sweeper deletes after a day.
"""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.conf import settings

from audit.folders import sync
from casework.file_checks import PIECE, Checked, check_file
from casework.models import Document
from casework.periods import once
from pages.refusals import Refused

FOLDER = "documents"
ORPHAN_AFTER = timedelta(hours=24)
LOOKED_BACK = timedelta(days=8)
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NoRoom(Refused):
    """The disk is full, or does not answer."""

    status = HTTPStatus.INSUFFICIENT_STORAGE
    code = "no_room"
    heading = "The file could not be kept"
    what_next = "Nothing was saved. Tell a system administrator, and try again later."


@dataclass(frozen=True)
class Stored:
    """A file on disk that no row names yet."""

    key: UUID
    name: str
    content_type: str
    size: int
    sha256: str
    stored_as: str


def receive(upload: Any, *, at: datetime) -> Stored:
    """Look through an uploaded file and store it; the action then writes its row."""
    checked = check_file(upload)
    key = uuid4()
    stored_as = f"{FOLDER}/{at.astimezone(UTC):%Y/%m/%d}/{key.hex}"
    try:
        digest = _write(upload.file, path_of(stored_as))
    except OSError as error:
        if error.errno in FULL:
            raise NoRoom("There is no room left for files.") from error
        raise NoRoom("The store of files does not answer.") from error
    return _stored(key, checked, digest, stored_as)


@contextmanager
def received(upload: Any, *, at: datetime) -> Iterator[Stored]:
    """Store an uploaded file for the action inside; a refused one leaves no file.

    Begun before the action's own transaction, which holds locks. After any other
    failure the row may be there all the same: the sweeper sees to it.
    """
    stored = receive(upload, at=at)
    try:
        yield stored
    except Refused:
        discard(stored)
        raise


def path_of(stored_as: str) -> Path:
    return Path(settings.MEDIA_ROOT) / stored_as


def _stored(key: UUID, checked: Checked, digest: str, stored_as: str) -> Stored:
    return Stored(
        key=key,
        name=checked.name,
        content_type=checked.type.content_type,
        size=checked.size,
        sha256=digest,
        stored_as=stored_as,
    )


def _write(source: Any, path: Path) -> str:
    """Copy to a temporary name, force it to disk, then give it its own name."""
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    digest = hashlib.sha256()
    try:
        mode = settings.FILE_UPLOAD_PERMISSIONS
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(opened, "wb") as target:
            source.seek(0)
            while piece := source.read(PIECE):
                digest.update(piece)
                target.write(piece)
            target.flush()
            os.fsync(target.fileno())
        part.rename(path)
        sync(path.parent)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def discard(stored: Stored) -> None:
    """Delete a file that got no row, as soon as that is known."""
    with suppress(OSError):
        path_of(stored.stored_as).unlink(missing_ok=True)


def document_models() -> list[type[Document]]:
    """The tables of documents of every app."""
    return [model for model in apps.get_models() if issubclass(model, Document)]


def sweep_orphans(now: datetime) -> int:
    """Delete files a day old that no row names; how many. Works once an hour."""
    if not once("orphan-files", f"{now:%Y-%m-%dT%H}", now):
        return 0
    deleted = 0
    for folder in _recent_folders(now):
        deleted += _sweep_folder(folder, now)
    return deleted


def _recent_folders(now: datetime) -> Iterator[Path]:
    """Folders of the last days; older ones were looked through when they were new."""
    for days in range(LOOKED_BACK.days + 1):
        day = now.astimezone(UTC) - timedelta(days=days)
        folder = path_of(f"{FOLDER}/{day:%Y/%m/%d}")
        if folder.is_dir():
            yield folder


def _sweep_folder(folder: Path, now: datetime) -> int:
    before = (now - ORPHAN_AFTER).timestamp()
    old = [path for path in folder.iterdir() if path.stat().st_mtime < before]
    root = Path(settings.MEDIA_ROOT)
    names = {path.relative_to(root).as_posix(): path for path in old}
    for model in document_models():
        kept = model.objects.filter(stored_as__in=list(names))
        for stored_as in kept.values_list("stored_as", flat=True):
            names.pop(stored_as)
    for path in names.values():
        path.unlink(missing_ok=True)
    return len(names)
