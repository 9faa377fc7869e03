"""An import asked for from a page: its files kept, its batch and its work written."""

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction

from accounts.permissions import Permission
from casework import files, jobs
from casework.file_names import clean_name
from complaints.imports.mapping import Mapping, read_mapping
from complaints.imports.reading import BadFile, Source, pair
from complaints.models import ImportBatch
from pages.refusals import NotAllowed, Refused

IMPORT_JOB = "case-import"
DELETE_JOB = "case-import-delete"
FOLDER = "imports"
KEPT_FOR = timedelta(hours=48)
SIZE_LIMIT = 500 * 1_048_576
EXAMPLES = Path(__file__).parent / "mappings"


class FilesGone(Refused):
    """The files of an import are deleted some time after they came."""

    code = "files_gone"
    heading = "The files are no longer here"
    what_next = "Choose them again on the page of a new import."


def check_can_import(by) -> None:
    if not by.rights.allow(Permission.CASE_IMPORT):
        raise NotAllowed("Your role does not allow you to import cases.")


def examples() -> dict[str, Path]:
    """Mappings that come with Candour, by their names."""
    return {path.stem: path for path in sorted(EXAMPLES.glob("*.toml"))}


def shipped() -> dict[str, Mapping]:
    """The same mappings, read."""
    return {
        name: read_mapping(path.read_text(encoding="utf-8"))
        for name, path in examples().items()
    }


def ask(*, by, at: datetime, uploads: Sequence[Any], mapping_text: str) -> ImportBatch:
    """Keep the files and have a worker try them: a dry run, which writes no case."""
    check_can_import(by)
    mapping = read_mapping(mapping_text)
    names = [clean_name(upload.name or "") for upload in uploads]
    if len(set(names)) != len(names):
        raise BadFile("Two of the files have the same name.")
    pair([Source(Path(name), name) for name in names], mapping.files)
    folder = files.path_of(FOLDER) / uuid4().hex
    kept = []
    try:
        for number, (name, upload) in enumerate(zip(names, uploads, strict=True)):
            _keep(upload, name, folder / str(number))
            kept.append({"name": name, "path": f"{FOLDER}/{folder.name}/{number}"})
        return _write(mapping, kept, by=by, at=at, dry_run=True, good_rows=False)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def ask_again(
    batch: ImportBatch, *, by, at: datetime, accept_good_rows: bool
) -> ImportBatch:
    """After a dry run: have the same files imported."""
    check_can_import(by)
    kept = batch.job.arguments["files"]
    if not all(files.path_of(each["path"]).exists() for each in kept):
        raise FilesGone("The files of this import have been deleted since.")
    return _write(
        read_mapping(batch.mapping),
        kept,
        by=by,
        at=at,
        dry_run=False,
        good_rows=accept_good_rows,
    )


def _write(
    mapping: Mapping, kept, *, by, at: datetime, dry_run: bool, good_rows: bool
) -> ImportBatch:
    key = f"{IMPORT_JOB} {kept[0]['path']} {dry_run} {good_rows}"
    with transaction.atomic():
        batch = ImportBatch(
            source=mapping.source,
            mapping=mapping.text,
            dry_run=dry_run,
            accept_good_rows=good_rows,
            at=at,
        )
        work = jobs.enqueue(IMPORT_JOB, key, {"files": kept}, by=by, at=at)
        earlier = ImportBatch.objects.filter(job=work).first()
        if earlier is not None:  # asked for twice
            return earlier
        batch.job = work
        batch.save(force_insert=True)
        folder = kept[0]["path"].rpartition("/")[0]
        jobs.enqueue(
            DELETE_JOB,
            f"{DELETE_JOB} {folder}",
            {"folder": folder},
            by=None,
            at=at,
            due_at=at + KEPT_FOR,
        )
    return batch


def _keep(upload: Any, name: str, path: Path) -> None:
    if upload.size > SIZE_LIMIT:
        raise BadFile(f"{name} is larger than {SIZE_LIMIT // 1_048_576} MB.")
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    try:
        with path.open("wb") as target:
            for piece in upload.chunks():
                target.write(piece)
    except OSError as error:
        raise files.NoRoom("There is no room left for files.") from error


def sources_of(batch: ImportBatch) -> list[Source]:
    """The kept files of an import; raises FilesGone."""
    kept = batch.job.arguments["files"]
    found = [Source(files.path_of(each["path"]), each["name"]) for each in kept]
    if not all(source.path.exists() for source in found):
        raise FilesGone("The files of this import have been deleted.")
    return found


def forget(folder: str) -> None:
    """Delete the files of an import."""
    shutil.rmtree(files.path_of(folder), ignore_errors=True)
