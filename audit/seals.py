"""Seals: what the trail's heads were, written where the database cannot reach.

A hash chain alone cannot show that somebody with full rights over the database wrote
all of it again. So the heads that moved since the last seal are written to a file of
their own outside it, at most a thousand to a line, and then a closing line::

    {"seal": 12, "heads": [["case:17", 5, "9f86..."], ...]}
    {"seal": 12, "at": "2026-11-21T12:00:00.000000Z", "entries": 90210, "heads": 3,
     "highest": 90355, "horizon": 70812, "previous": "<digest of seal 11>",
     "digest": "..."}

The digest is the SHA-256 of the seal's lines, the closing one without the digest
itself, so no seal can be changed or taken out unseen. Copy the
folder to write-once storage: it is the witness.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection, transaction

from audit.folders import sync
from audit.models import Seal

HEADS_IN_A_LINE = 1_000
LOCK = 0x5EA1
NAME = "seal-{:09}.jsonl"

# Every entry that an earlier seal could not see has a higher id, or was still being
# written at the time: its transaction is not older than the oldest then running.
HORIZON = """
    SELECT to_char(
            clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
        ),
        coalesce((SELECT max(id) FROM audit_entry), 0),
        pg_snapshot_xmin(pg_current_snapshot())::text::bigint
"""
# Whatever this cluster wrote and shows is below its own upper bound. Above it stand
# entries that came with a backup of another: each seal would hold their chains again.
MOVED = """
    SELECT chain, sequence, encode(hash, 'hex') FROM audit_chainhead
    WHERE chain IN (
        SELECT chain FROM audit_entry
        WHERE id > %s OR (
            transaction >= %s
            AND transaction < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        )
    )
"""


@dataclass(frozen=True)
class SealFile:
    """One seal's file, read line by line."""

    path: Path
    number: int

    def lines(self) -> Iterator[dict[str, Any]]:
        with self.path.open("rb") as file:
            for line in file:
                yield json.loads(line)

    def heads(self) -> Iterator[list[tuple[str, int, str]]]:
        for line in self.lines():
            if "at" not in line:
                yield line["heads"]

    def closing(self) -> dict[str, Any]:
        closing: dict[str, Any] = {}
        for line in self.lines():
            closing = line
        return closing

    def true_digest(self) -> str:
        """What the digest must be, from the lines as they stand."""
        digest = hashlib.sha256()
        for line in self.lines():
            line.pop("digest", None)
            digest.update(_line(line))
        return digest.hexdigest()

    def is_whole(self) -> bool:
        """Whether the lines are what was written; a broken line is not."""
        try:
            return self.true_digest() == self.closing()["digest"]
        except (ValueError, KeyError, TypeError, AttributeError):
            return False


def files() -> list[SealFile]:
    """Every seal's file, oldest first."""
    found = [SealFile(path, _number_of(path)) for path in _paths()]
    return sorted((file for file in found if file.number), key=lambda file: file.number)


def strays() -> list[Path]:
    """What is called like a seal's file and has no number: somebody's copy, perhaps."""
    return sorted(path for path in _paths() if not _number_of(path))


def _paths() -> Iterator[Path]:
    return Path(settings.CANDOUR_SEALS).glob("*/seal-*.jsonl")


def _number_of(path: Path) -> int:
    """Seals count from one; 0 is none."""
    text = path.stem.removeprefix("seal-")
    return int(text) if text.isascii() and text.isdecimal() else 0


def seal() -> Seal | None:
    """Seal what moved; None if nothing did, or somebody else is sealing now."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return None
        number, previous, highest, horizon = _last()
        cursor.execute(HORIZON)
        at, now_highest, now_horizon = cursor.fetchone()
        if now_horizon < horizon:
            # Restored into a cluster that counts transactions anew: who was still
            # writing at the last seal cannot be told any more.
            highest = horizon = 0
        cursor.execute("SELECT coalesce(sum(sequence), 0) FROM audit_chainhead")
        entries = int(cursor.fetchone()[0])
        closing = {
            "seal": number,
            "at": at,
            "entries": entries,
            "heads": 0,
            "highest": now_highest,
            "horizon": now_horizon,
            "previous": previous,
        }
        return _written(closing, highest, horizon)


def _last() -> tuple[int, str, int, int]:
    """The next number, the last digest, and the highest id and horizon sealed so far.

    Where file and database disagree about the last seal, as after a restore, nothing
    counts as sealed, and the next seal holds every head.
    """
    on_file = files()[-1:]
    closing = on_file[0].closing() if on_file and on_file[0].is_whole() else {}
    row = Seal.objects.order_by("-number").first()
    number = 1 + max(
        on_file[0].number if on_file else 0, row.number if row is not None else 0
    )
    previous = closing.get("digest", "")
    if row is None or row.digest != previous:
        return number, previous, 0, 0
    return number, previous, row.highest, row.horizon


def _written(closing: dict[str, Any], highest: int, horizon: int) -> Seal | None:
    """Write the file whole or not at all, then the row that remembers it."""
    path = Path(settings.CANDOUR_SEALS) / closing["at"][:7]
    path.mkdir(parents=True, exist_ok=True)
    path /= NAME.format(closing["seal"])
    draft = path.with_suffix(".draft")
    with draft.open("wb") as out:
        digest = _write_lines(out, closing, highest, horizon)
        out.flush()
        os.fsync(out.fileno())
    if not closing["heads"]:
        draft.unlink()
        return None
    row = Seal.objects.create(
        number=closing["seal"],
        at=datetime.fromisoformat(closing["at"]),
        entries=closing["entries"],
        heads=closing["heads"],
        highest=closing["highest"],
        horizon=closing["horizon"],
        digest=digest,
    )
    draft.replace(path)
    sync(path.parent)
    return row


def _write_lines(
    out: BinaryIO, closing: dict[str, Any], highest: int, horizon: int
) -> str:
    digest = hashlib.sha256()
    with connection.chunked_cursor() as cursor:
        cursor.execute(MOVED, [highest, horizon])
        while heads := cursor.fetchmany(HEADS_IN_A_LINE):
            closing["heads"] += len(heads)
            line = _line({"seal": closing["seal"], "heads": heads})
            digest.update(line)
            out.write(line)
    digest.update(_line(closing))
    closing["digest"] = digest.hexdigest()
    out.write(_line(closing))
    return closing["digest"]


def _line(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode() + b"\n"
