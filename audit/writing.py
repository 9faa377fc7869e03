"""Entries into their table, in statements of our own.

The ORM would spend more time making the statement than the database spends on it. Each
statement takes what it is told as one JSON parameter, and answers with what the
database's trigger made of it.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection
from psycopg2 import sql

from audit.models import Entry

TOLD = (
    "event",
    "kind",
    "outcome",
    "sentence",
    "subject_kind",
    "subject_key",
    "subject_id",
    "unit_key",
    "fields",
    "count",
    "actor_id",
    "actor_key",
    "actor_name",
    "actor_role",
    "on_behalf_of",
    "reason",
    "recipient",
    "request_id",
    "incoming",
    "chain",
)
FOUND_OUT = (
    "id",
    "at",
    "detail_digest",
    "transaction",
    "sequence",
    "previous_hash",
    "hash",
)
INSERT = """
    INSERT INTO audit_entry (
        event, kind, outcome, sentence, subject_kind, subject_key, subject_id,
        unit_key, fields, count, actor_id, actor_key, actor_name, actor_role,
        on_behalf_of, reason, recipient, request_id, incoming, chain
    )
    SELECT event, kind, outcome, sentence, subject_kind, subject_key, subject_id,
        unit_key, fields, count, actor_id, actor_key, actor_name, actor_role,
        on_behalf_of, reason, recipient, request_id, incoming, chain
    FROM ROWS FROM (jsonb_to_recordset(%s) AS (
        event text, kind text, outcome text, sentence text, subject_kind text,
        subject_key text, subject_id bigint, unit_key text, fields text[],
        count integer, actor_id bigint, actor_key text, actor_name text,
        actor_role text, on_behalf_of text, reason text, recipient text,
        request_id text, incoming jsonb, chain text
    )) WITH ORDINALITY
    ORDER BY ordinality
    RETURNING id, at, detail_digest, transaction, sequence, previous_hash, hash
"""
INSERT_SELECTED = sql.SQL(
    """
    INSERT INTO audit_entry (
        event, kind, subject_kind, subject_key, subject_id, unit_key, fields, actor_id,
        actor_key, actor_name, actor_role, on_behalf_of, reason, recipient, request_id,
        incoming, chain
    )
    SELECT event, kind, subject_kind, told.subject_key, told.subject_id, told.unit_key,
        ARRAY(SELECT jsonb_object_keys(told.changes) ORDER BY 1), actor_id, actor_key,
        actor_name, actor_role, on_behalf_of, reason, recipient, request_id,
        told.changes, {chain}
    FROM jsonb_to_record(%s) AS same (
        event text, kind text, subject_kind text, actor_id bigint, actor_key text,
        actor_name text, actor_role text, on_behalf_of text, reason text,
        recipient text, request_id text, chain text
    ), ({select}) told
    ORDER BY told.subject_id
    """
)


def write(batch: Sequence[Entry]) -> None:
    """Insert the entries in their order and tell each what the database made of it."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [json.dumps([_told(entry) for entry in batch])])
        for entry, answer in zip(batch, cursor.fetchall(), strict=True):
            for name, value in zip(FOUND_OUT, answer, strict=True):
                setattr(entry, name, value)


def write_selected(
    sample: Entry, select: str, params: Sequence[Any], *, chained_by_subject: bool
) -> int:
    """Insert an entry like the sample for each row of a query; how many it were."""
    chain = "subject_kind || ':' || told.subject_id" if chained_by_subject else "chain"
    statement = INSERT_SELECTED.format(chain=sql.SQL(chain), select=sql.SQL(select))
    with connection.cursor() as cursor:
        text = statement.as_string(cursor.cursor)
        cursor.execute(text, [json.dumps(_told(sample)), *params])
        return cursor.rowcount


def _told(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in TOLD}
