"""What leaves the system as a table: how it is marked, made harmless, and the trail's.

The room furthest inwards has the rules that every table keeps; `pages.exports` makes
the downloads of pages by them.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localtime

from audit.models import Entry
from audit.sentences import sentence_of

HEADINGS = (
    "Entry",
    "Time (UTC)",
    "What happened",
    "Event",
    "Kind",
    "Outcome",
    "Subject kind",
    "Subject",
    "Unit",
    "Fields",
    "Number of records",
    "Person",
    "Person's key",
    "Role",
    "On behalf of",
    "Reason",
    "Recipient",
    "Request",
    "Chain",
    "Place in chain",
    "Hash",
)
MARKING = "OFFICIAL-SENSITIVE"
# Without it Excel in Britain reads names as Windows-1252.
BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet takes a cell that begins so for a formula, and some fold the full-width
# forms into the plain ones. An apostrophe too, so that one more can be taken off again.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def first_line(
    recipient: str, made_at: datetime, marking: str = MARKING
) -> tuple[str, str, str]:
    """The protective marking, for whom and when: a file's name alone gets lost."""
    return (
        BYTE_ORDER_MARK + marking,
        harmless(f"Made for {recipient}"),
        f"Made at {localtime(made_at):%Y-%m-%d %H:%M}",
    )


def rows(entries: Iterator[Entry]) -> Iterator[list[str]]:
    """One row of harmless text for each entry; values before and after stay inside."""
    for entry in entries:
        yield [harmless(cell) for cell in _cells(entry)]


def harmless(cell: object) -> str:
    """The cell as text that no spreadsheet will run."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _cells(entry: Entry) -> tuple[object, ...]:
    return (
        entry.pk,
        entry.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        sentence_of(entry),
        entry.event,
        entry.kind,
        entry.outcome,
        entry.subject_kind,
        entry.subject_key,
        entry.unit_key,
        " ".join(entry.fields),
        entry.count,
        entry.actor_name,
        entry.actor_key,
        entry.actor_role,
        entry.on_behalf_of,
        entry.reason,
        entry.recipient,
        entry.request_id,
        entry.chain,
        entry.sequence,
        bytes(entry.hash).hex(),
    )
