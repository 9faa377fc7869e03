"""Does the trail hold? Finds what somebody with full rights over it did to it.

An entry is compared with its own hash, with its neighbours in the chain, with the
chain's head, with its detail and with the seals on file. The hash is computed here and
not by the database's own function, which its owner could replace.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, transaction

from audit import seals
from audit.models import Seal

CHANGED = """
    SELECT chain, sequence, id, 'is not what was recorded' FROM audit_entry
    WHERE hash IS DISTINCT FROM sha256(convert_to(jsonb_build_array(
        encode(previous_hash, 'hex'), chain, sequence, id,
        to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        transaction, event, kind, outcome, sentence,
        subject_kind, subject_key, subject_id, unit_key, fields, count,
        actor_id, actor_key, actor_name, actor_role, on_behalf_of,
        reason, recipient, request_id, encode(detail_digest, 'hex')
    )::text, 'UTF8'))
"""
# Within a chain time is taken under a lock, so it never runs backwards by itself; five
# seconds allow for a clock being corrected.
UNLINKED = """
    SELECT told.chain, told.sequence, told.id, concat_ws(' and ',
        CASE WHEN told.sequence <> told.due
            THEN 'follows a gap: entry ' || told.due || ' is missing' END,
        CASE WHEN told.previous_hash IS DISTINCT FROM told.hash_before
            THEN 'does not follow from the entry before it' END,
        CASE WHEN told.at < told.at_before - interval '5 seconds'
            THEN 'is earlier than the entry before it: the clock was set back' END,
        CASE WHEN told.is_last AND head.hash IS DISTINCT FROM told.hash
            THEN 'is not where the chain ended, at entry '
                || coalesce(head.sequence::text, 'unknown') END
        )
    FROM (
        SELECT chain, sequence, id, at, hash, previous_hash,
            coalesce(lag(sequence) OVER link, 0) + 1 AS due,
            coalesce(lag(hash) OVER link, '') AS hash_before,
            lag(at) OVER link AS at_before,
            lead(id) OVER link IS NULL AS is_last
        FROM audit_entry
        WINDOW link AS (PARTITION BY chain ORDER BY sequence)
    ) told
    LEFT JOIN audit_chainhead head ON head.chain = told.chain AND told.is_last
    WHERE told.sequence <> told.due
        OR told.previous_hash IS DISTINCT FROM told.hash_before
        OR told.at < told.at_before - interval '5 seconds'
        OR (told.is_last AND head.hash IS DISTINCT FROM told.hash)
"""
GONE = """
    SELECT chain, sequence, NULL, 'is gone, with all entries of its chain'
    FROM audit_chainhead head
    WHERE NOT EXISTS (SELECT FROM audit_entry WHERE chain = head.chain)
"""
# Across chains the order of ids is only roughly that of time: a writer may wait.
SET_BACK = """
    SELECT chain, sequence, id,
        'is over an hour earlier than the entry recorded before it: '
        'the clock was set back'
    FROM (
        SELECT chain, sequence, id, at, lag(at) OVER (ORDER BY id) AS at_before
        FROM audit_entry
    ) told
    WHERE at < at_before - interval '1 hour'
"""
DETAIL_CHANGED = """
    SELECT entry.chain, entry.sequence, detail.entry_id,
        'has a detail that is not what was recorded'
    FROM audit_detail detail LEFT JOIN audit_entry entry ON entry.id = detail.entry_id
    WHERE sha256(convert_to(detail.changes::text, 'UTF8'))
        IS DISTINCT FROM entry.detail_digest
"""
DETAIL_GONE = """
    SELECT chain, sequence, id, 'has lost its detail without a recorded erasure'
    FROM audit_entry entry
    WHERE detail_digest IS NOT NULL
        AND NOT EXISTS (SELECT FROM audit_detail WHERE entry_id = entry.id)
        AND NOT EXISTS (
            SELECT FROM audit_entry erasure
            WHERE erasure.event = 'detail.erase' AND erasure.kind = 'erasure'
                AND erasure.outcome = 'done' AND erasure.id > entry.id
                AND erasure.subject_kind = entry.subject_kind
                AND erasure.subject_key = entry.subject_key
        )
"""
CHECKS = (CHANGED, UNLINKED, GONE, SET_BACK, DETAIL_CHANGED, DETAIL_GONE)

UNSEALED = """
    SELECT sealed.chain, sealed.sequence, entry.id,
        CASE WHEN entry.id IS NULL THEN 'is gone' ELSE 'is not what was sealed' END
        || ', see seal ' || %s
    FROM unnest(%s::text[], %s::bigint[], %s::text[]) sealed (chain, sequence, hash)
    LEFT JOIN audit_entry entry
        ON entry.chain = sealed.chain AND entry.sequence = sealed.sequence
    WHERE encode(entry.hash, 'hex') IS DISTINCT FROM sealed.hash
"""
GUARDS = """
    SELECT guard FROM unnest(%s::text[]) guard
    WHERE NOT EXISTS (
        SELECT FROM pg_trigger
        WHERE tgname = guard AND tgenabled IN ('O', 'A') AND NOT tgisinternal
    )
"""
TRIGGERS = (
    "audit_entry_append",
    "audit_entry_move_heads",
    "audit_entry_keep",
    "audit_entry_keep_all",
    "audit_detail_keep",
    "audit_detail_keep_all",
    "audit_detail_keep_unless_erasing",
    "audit_chainhead_keep",
    "audit_chainhead_keep_all",
    "audit_seal_keep",
    "audit_seal_keep_all",
)


def faults() -> Iterator[str]:
    """A sentence for everything that does not hold; nothing if the trail holds."""
    # A seal's file is there before its row is committed, and what it holds before that:
    # rows first, then files, then entries, or a seal made meanwhile would seem a fault.
    rows = dict(Seal.objects.values_list("number", "digest"))
    on_file = seals.files()
    for stray in seals.strays():
        yield f"{stray} is not the file of a seal."
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL statement_timeout = 0;"
            "SET LOCAL idle_in_transaction_session_timeout = 0;"
            "SET LOCAL work_mem = '128MB'; SET LOCAL jit = off"
        )
        cursor.execute(GUARDS, [list(TRIGGERS)])
        for (trigger,) in cursor.fetchall():
            yield f"The trigger {trigger} is missing or switched off."
        for check in CHECKS:
            cursor.execute(check)
            yield from map(_sentence, cursor.fetchall())
        yield from _seal_faults(on_file, rows)
        for file in filter(seals.SealFile.is_whole, on_file):
            yield from _head_faults(cursor, file)


def _seal_faults(
    on_file: Sequence[seals.SealFile], rows: dict[int, str]
) -> Iterator[str]:
    """Whether the files are whole and follow one another, and none is missing."""
    number, previous, at = 0, "", ""
    for file in on_file:
        name = f"Seal {file.number}"
        remembered = rows.pop(file.number, None)
        if not file.is_whole():
            yield f"{name}: its file was changed."
            continue
        closing = file.closing()
        if closing["previous"] != previous or file.number != number + 1:
            yield f"{name}: the file before it was changed or is missing."
        if closing["at"] < at:
            yield f"{name} is earlier than the one before it: the clock was set back."
        if remembered not in (None, closing["digest"]):
            yield f"{name}: file and database do not agree."
        number, previous, at = file.number, closing["digest"], closing["at"]
    for missing in sorted(rows):
        yield f"Seal {missing}: its file is missing."


def _head_faults(cursor: Any, file: seals.SealFile) -> Iterator[str]:
    for heads in file.heads():
        chains, sequences, hashes = zip(*heads, strict=True)
        cursor.execute(
            UNSEALED, [file.number, list(chains), list(sequences), list(hashes)]
        )
        yield from map(_sentence, cursor.fetchall())


def _sentence(row: tuple[str | None, int | None, int | None, str]) -> str:
    chain, sequence, entry_id, wrong = row
    if chain is None:
        return f"Entry id {entry_id} {wrong}, and there is no such entry."
    which = f"{chain}, entry {sequence}"
    if entry_id is not None:
        which += f" (id {entry_id})"
    return f"{which}: {wrong}."
