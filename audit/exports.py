"""The trail as a table for people outside the system."""

from collections.abc import Iterator

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
# A spreadsheet takes a cell that begins so for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


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
