"""The trail of synthetic cases: dated in the past, chained as the database does it.

The trail's own trigger dates every entry now, so a history that began before today can
only be written beside it, by the owner, with the hash worked out here in the way that
`audit_entry_hash` documents. `verify_audit_trail` accepts no other.
"""

import hashlib
import json
from datetime import datetime

from config.generator.copying import Tables
from config.generator.staff import Worker

BATCH = 20_000
STAGE = "generated_history"
_COLUMNS = (
    "at", "event", "kind", "chain", "subject_key", "subject_id", "unit_key",
    "actor_id", "actor_key", "actor_name", "actor_role", "reason", "changes",
)  # fmt: skip


class History:
    """Entries gathered case by case, then written in the order of time."""

    def __init__(self, tables: Tables, transaction: int):
        self.tables = tables
        self.cursor = tables.cursor
        self.transaction = transaction
        self.cursor.execute(
            f"CREATE TEMP TABLE {STAGE} (id bigserial, at timestamptz, event text, "
            "kind text, chain text, subject_key text, subject_id bigint, "
            "unit_key text, actor_id bigint, actor_key text, actor_name text, "
            "actor_role text, reason text, changes text) ON COMMIT DROP"
        )

    def tell(
        self,
        *,
        event: str,
        kind: str,
        chain: str,
        subject: tuple[str, int],
        by: Worker,
        at: datetime,
        unit: str,
        reason: str = "",
        changes: dict[str, list] | None = None,
    ) -> None:
        """Gather one entry about a case."""
        self.tables.add(
            STAGE,
            has_id=False,
            at=at,
            event=event,
            kind=kind,
            chain=chain,
            subject_key=subject[0],
            subject_id=subject[1],
            unit_key=unit,
            actor_id=by.id,
            actor_key=by.email,
            actor_name=by.name,
            actor_role=by.role,
            reason=reason,
            changes=_jsonb(changes) if changes else None,
        )

    def finish(self) -> None:
        """Write all that was gathered, oldest first, and the heads of the chains."""
        heads: dict[str, tuple[int, bytes]] = {}
        self._make_room()
        self.cursor.execute("SET LOCAL work_mem = '256MB'")
        self.cursor.execute(
            f"DECLARE generated NO SCROLL CURSOR FOR "  # noqa: S608 - our own names
            f"SELECT {', '.join(_COLUMNS)} FROM {STAGE} ORDER BY at, id"
        )
        while True:
            self.cursor.execute(f"FETCH {BATCH} FROM generated")
            rows = self.cursor.fetchall()
            if not rows:
                break
            for row in rows:
                self._chain(dict(zip(_COLUMNS, row, strict=True)), heads)
            self.tables.write()
        self.cursor.execute("CLOSE generated")
        for chain, (sequence, digest) in heads.items():
            self.tables.add(
                "audit_chainhead",
                has_id=False,
                chain=chain,
                sequence=sequence,
                hash=digest,
            )

    def _make_room(self) -> None:
        """Number the past below everything recorded so far: ids rise with time.

        Nobody whose chain has begun gets a past before its beginning.
        """
        self.cursor.execute(
            f"DELETE FROM {STAGE} WHERE chain IN "  # noqa: S608
            "(SELECT chain FROM audit_chainhead)"
        )
        self.cursor.execute(
            "SELECT least(1, (SELECT min(id) FROM audit_entry)) "  # noqa: S608
            f"- count(*) FROM {STAGE}"
        )
        self.tables.start("audit_entry", self.cursor.fetchone()[0])

    def _chain(self, told: dict, heads: dict[str, tuple[int, bytes]]) -> None:
        sequence, previous = heads.get(told["chain"], (0, b""))
        changes = told.pop("changes")
        row = told | {
            "outcome": "done",
            "sentence": "",
            "subject_kind": "case",
            "fields": sorted(json.loads(changes)) if changes else [],
            "count": None,
            "on_behalf_of": "",
            "recipient": "",
            "request_id": "",
            "detail_digest": hashlib.sha256(changes.encode()).digest()
            if changes
            else None,
            "transaction": self.transaction,
            "sequence": sequence + 1,
            "previous_hash": previous,
        }
        key = self.tables.next_id("audit_entry")
        row["hash"] = _hash(key, row)
        self.tables.add("audit_entry", **row)
        if changes:
            self.tables.add("audit_detail", has_id=False, entry_id=key, changes=changes)
        heads[told["chain"]] = (sequence + 1, row["hash"])


def _jsonb(value) -> str:
    """JSON in the text that PostgreSQL gives a jsonb value."""
    return json.dumps(value, ensure_ascii=False)


_HASHED = (
    "event", "kind", "outcome", "sentence", "subject_kind", "subject_key",
    "subject_id", "unit_key", "fields", "count", "actor_id", "actor_key",
    "actor_name", "actor_role", "on_behalf_of", "reason", "recipient", "request_id",
)  # fmt: skip


def _hash(key: int, row: dict) -> bytes:
    digest = row["detail_digest"]
    line = [
        row["previous_hash"].hex(),
        row["chain"],
        row["sequence"],
        key,
        row["at"].strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        row["transaction"],
        *(row[name] for name in _HASHED),
        digest.hex() if digest else None,
    ]
    return hashlib.sha256(_jsonb(line).encode()).digest()
