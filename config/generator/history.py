"""The trail of synthetic cases: dated in the past, chained as the database does it.

The trail's own trigger dates every entry now, so a history that began before today can
only be written beside it, by the owner, with the database's own `audit_entry_hash`.
`verify_audit_trail` accepts no other.
"""

import json
from datetime import datetime

from config.generator.copying import Tables
from config.generator.multiplying import Times, key
from config.generator.staff import Worker

STAGE = "told_history"
_TOLD = (
    "id", "at", "event", "kind", "chain", "subject_id", "unit_key", "actor_id",
    "actor_key", "actor_name", "actor_role", "reason", "changes",
)  # fmt: skip
_CREATE_STAGE = f"""
CREATE TEMP TABLE {STAGE} (
    id bigint, at timestamptz, event text, kind text, chain text, subject_id bigint,
    unit_key text, actor_id bigint, actor_key text, actor_name text, actor_role text,
    reason text, changes jsonb
) ON COMMIT DROP
"""
# The line of `audit_entry_hash` begins with the hash before it in the chain. All other
# parts are put together at once, because a call for each entry costs three times.
_REST = """
substr(jsonb_build_array(
    chain, sequence, id,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    {transaction}, event, kind, 'done', '', 'case', subject_key, subject_id, unit_key,
    fields, NULL, actor_id, actor_key, actor_name, actor_role, '', reason, '', '',
    encode(detail_digest, 'hex')
)::text, 2)
"""
_CREATE_CHAINED = """
CREATE FUNCTION pg_temp.chain_on(last bytea, rest text) RETURNS bytea
LANGUAGE sql IMMUTABLE
RETURN sha256(convert_to('["' || encode(last, 'hex') || '", ' || rest, 'UTF8'));
CREATE AGGREGATE pg_temp.chained(text) (
    SFUNC = pg_temp.chain_on, STYPE = bytea, INITCOND = ''
);
"""
# Numbered below everything recorded so far: ids rise with time. Nobody whose chain has
# begun gets a past before its beginning.
_COPY = """
CREATE TEMP TABLE told_entry ON COMMIT DROP AS
SELECT {base} + (t.place - 1) * {times} + k AS id, t.at, t.event, t.kind,
    CASE WHEN t.chain IS NULL THEN 'case:' || c.id ELSE t.chain END AS chain,
    c.reference AS subject_key, c.id AS subject_id, t.unit_key, t.actor_id, t.actor_key,
    t.actor_name, t.actor_role, t.reason, t.changes, t.fields, t.detail_digest
FROM (
    SELECT *, row_number() OVER (ORDER BY at, id) AS place,
        coalesce((
            SELECT array_agg(name ORDER BY name) FROM jsonb_object_keys(changes) name
        ), '{{}}') AS fields,
        audit_detail_digest(changes) AS detail_digest
    FROM {stage}
) t
CROSS JOIN generate_series(0, {last_copy}) k
JOIN complaints_case c ON c.id = {case}
WHERE {bound} AND NOT EXISTS (
    SELECT FROM audit_chainhead h WHERE h.chain = t.chain
)
"""
_INSERT = """
INSERT INTO audit_entry (
    id, at, event, kind, outcome, sentence, subject_kind, subject_key, subject_id,
    unit_key, fields, actor_id, actor_key, actor_name, actor_role, on_behalf_of, reason,
    recipient, request_id, detail_digest, transaction, chain, sequence, previous_hash,
    hash
)
SELECT
    id, at, event, kind, 'done', '', 'case', subject_key, subject_id,
    unit_key, fields, actor_id, actor_key, actor_name, actor_role, '', reason,
    '', '', detail_digest, {transaction}, chain, sequence, lag(hash, 1, '') OVER w, hash
FROM (
    SELECT *, pg_temp.chained({rest}) OVER (PARTITION BY chain ORDER BY id) AS hash
    FROM (
        SELECT *, row_number() OVER (PARTITION BY chain ORDER BY id) AS sequence
        FROM told_entry
    ) numbered
) chained
WINDOW w AS (PARTITION BY chain ORDER BY id)
ORDER BY id
"""
_HEADS = """
INSERT INTO audit_chainhead (chain, sequence, hash)
SELECT chain, sequence, hash
FROM audit_entry
JOIN (
    SELECT chain, count(*) AS sequence FROM told_entry GROUP BY chain
) last USING (chain, sequence)
"""


class History:
    """Entries gathered case by case, then written in the order of time."""

    def __init__(self, tables: Tables, transaction: int):
        self.tables = tables
        self.cursor = tables.cursor
        self.transaction = transaction
        self.told = 0
        self.cursor.execute(_CREATE_STAGE)

    def tell(
        self,
        *,
        event: str,
        kind: str,
        case: int,
        by: Worker,
        at: datetime,
        unit: str,
        reason: str = "",
        changes: dict[str, list] | None = None,
        of_person: bool = False,
    ) -> None:
        """Gather one entry about a case, in its chain or in that of the person."""
        self.told += 1
        row = (
            self.told, at, event, kind, f"person:{by.id}" if of_person else None, case,
            unit, by.id, by.email, by.name, by.role, reason,
            json.dumps(changes, ensure_ascii=False) if changes else None,
        )  # fmt: skip
        self.tables.put(STAGE, _TOLD, row)

    def finish(self, times: Times) -> None:
        """Write all that was gathered, oldest first, and the heads of the chains."""
        self.cursor.execute(
            _COPY.format(
                base=self._room(times),
                times=times.times,
                last_copy=times.times - 1,
                stage=STAGE,
                case=key("t.subject_id", "complaints_case", self.tables, times),
                bound=times.of(STAGE),
            )
        )
        self.cursor.execute("ANALYZE told_entry")
        self.cursor.execute(
            "INSERT INTO audit_detail (entry_id, changes) "
            "SELECT id, changes FROM told_entry WHERE changes IS NOT NULL"
        )
        self.cursor.execute(_CREATE_CHAINED)
        rest = _REST.format(transaction=self.transaction)
        insert = _INSERT.format(transaction=self.transaction, rest=rest)
        self.cursor.execute(insert)
        self.cursor.execute(_HEADS)

    def _room(self, times: Times) -> int:
        """The first of the ids, below everything recorded so far."""
        self.cursor.execute("SELECT least(1, min(id)) FROM audit_entry")
        return self.cursor.fetchone()[0] - self.told * times.times
