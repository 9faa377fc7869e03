"""A subject's trail as people read it: sentences, by day, with runs of reads folded.

An app says how its events read, when it is ready:

    timeline.tell_as("case.determine", "Decided the outcome", Group.DECISIONS)
    timeline.word_as("case", lambda entries: CaseWording(entries))

and a page builds what templates/casework/_timeline.html draws:

    entries = timeline.entries_of(case, group=group, before=before, limit=50)
    timeline.build(entries, looked_at=looked_at, sees=lambda entry, field: ...)
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone

from audit import trail
from audit.trail import Entry, Kind, Outcome
from casework.clocks import NO_DATE_YEAR
from pages.words import counted, day_words, listed, weekday

WITHHELD = "(withheld)"
NOTHING = "(nothing)"
READING = frozenset({Kind.CONSULTATION, Kind.DISCLOSURE})
NAMES_SHOWN = 3


class Group(StrEnum):
    """The filters above a timeline."""

    DECISIONS = "decisions"
    CONTACTS = "contacts"
    DOCUMENTS = "documents"
    CHANGES = "changes"
    READS = "reads"


@dataclass(frozen=True)
class Told:
    """How an event reads, and the filter it falls under."""

    sentence: str
    group: Group


@dataclass(frozen=True)
class Item:
    """One entry of the timeline, or a run of reads as one."""

    id: int
    title: str
    by: str
    at: datetime
    group: Group
    body: str = ""
    reason: str = ""
    refused: bool = False
    marks_last_look: bool = False  # the first item that was there at the last look
    run: Sequence["Item"] = ()


@dataclass(frozen=True)
class Day:
    on: date
    label: str
    items: list[Item]


@dataclass(frozen=True)
class Timeline:
    days: list[Day] = field(default_factory=list)
    looked_at: datetime | None = None
    new: int = 0
    oldest_id: int | None = None


class Wording:
    """How the fields and values of one kind of subject read: here as they are kept."""

    def label(self, name: str) -> str:
        return name.replace("_", " ").capitalize()

    def value(self, name: str, value: object) -> str:
        return value_words(value)

    def of(self, entry: Entry) -> "Wording":
        """How one of the entries reads, where it hangs on what the entry is about."""
        return self


PLAIN = Wording()
WordingOf = Callable[[Sequence[Entry]], Wording]

_told: dict[str, Told] = {}
_wordings: dict[str, WordingOf] = {}

Sees = Callable[[Entry, str], bool]
SeesWords = Callable[[Entry], bool]


def tell_as(event: str, sentence: str, group: Group = Group.CHANGES) -> None:
    """Register how an event reads."""
    _told[event] = Told(sentence, group)


def sentences() -> dict[str, str]:
    """Every event that was registered, and how it reads."""
    return {event: words.sentence for event, words in _told.items()}


def word_as(subject_kind: str, wording_of: WordingOf) -> None:
    """Register how changes of a kind of subject read; asked once for many entries."""
    _wordings[subject_kind] = wording_of


def wordings(entries: Sequence[Entry]) -> dict[str, Wording]:
    """The wording of each kind of subject that these entries are about."""
    return {
        kind: _wordings[kind](
            [entry for entry in entries if entry.subject_kind == kind]
        )
        if kind in _wordings
        else PLAIN
        for kind in {entry.subject_kind for entry in entries}
    }


def told(event: str, kind: str) -> Told:
    """How an event reads; one that nobody registered by its own name."""
    if event in _told:
        return _told[event]
    subject, _, verb = event.partition(".")
    words = (verb or subject).replace("-", " ").replace("_", " ")
    if kind in READING:
        return Told(f"Read ({words})" if words != "consult" else "Read", Group.READS)
    sentence = f"{words[:1].upper()}{words[1:]}"
    return Told(sentence, Group.DOCUMENTS if subject == "document" else Group.CHANGES)


def entries_of(
    subject: trail.SomeSubject,
    *,
    group: Group | None = None,
    before: int | None = None,
    until: datetime | None = None,
    limit: int = 50,
) -> list[Entry]:
    """A subject's entries of one group, newest first."""
    found = trail.entries(subject=subject, before=before, until=until)
    return list(_of_group(found, group)[:limit])


def _of_group(found: QuerySet[Entry], group: Group | None) -> QuerySet[Entry]:
    if group is None:
        return found
    events = [event for event, words in _told.items() if words.group is group]
    elsewhere = [event for event in _told if event not in events]
    if group is Group.READS:
        reads = Q(event__in=events) | Q(kind__in=READING)
        return found.filter(reads).exclude(event__in=elsewhere)
    if group is Group.CHANGES:
        unnamed = Q(kind__in=READING) | Q(event__startswith="document.")
        return found.exclude(event__in=elsewhere).exclude(
            unnamed & ~Q(event__in=events)
        )
    if group is Group.DOCUMENTS:
        unnamed = Q(event__startswith="document.") & ~Q(kind__in=READING)
        return found.filter(Q(event__in=events) | unnamed).exclude(event__in=elsewhere)
    return found.filter(event__in=events)


def months_of(subject: trail.SomeSubject) -> list[date]:
    """The months in which something happened, newest first, to jump to."""
    moments = trail.entries(subject=subject).order_by()
    zone = timezone.get_default_timezone()
    months = moments.datetimes("at", "month", order="DESC", tzinfo=zone)
    return [month.date() for month in months]


def build(
    entries: Iterable[Entry],
    *,
    looked_at: datetime | None = None,
    sees: Sees = lambda entry, name: True,
    sees_words: SeesWords = lambda entry: True,
) -> Timeline:
    """A timeline of entries, newest first.

    `sees` answers which fields' values are shown; `sees_words` whether the reason and
    the sentence of a refusal are, which are free text.
    """
    entries = list(entries)
    worded = wordings(entries)
    items = [
        _item(entry, sees, sees_words, worded[entry.subject_kind]) for entry in entries
    ]
    new = 0
    if looked_at is not None:
        new = sum(item.at > looked_at for item in items)
    marked = _mark(items, new) if 0 < new < len(items) else items
    days = [
        Day(on, weekday(on), list(_folded(list(of_day))))
        for on, of_day in groupby(marked, lambda item: timezone.localdate(item.at))
    ]
    oldest = items[-1].id if items else None
    return Timeline(days, looked_at, new, oldest)


def _mark(items: list[Item], new: int) -> list[Item]:
    first_seen = Item(**vars(items[new]) | {"marks_last_look": True})
    return [*items[:new], first_seen, *items[new + 1 :]]


def _item(entry: Entry, sees: Sees, sees_words: SeesWords, wording: Wording) -> Item:
    words = told(entry.event, entry.kind)
    refused = entry.outcome == Outcome.REFUSED
    title = f"Refused: {words.sentence.lower()}" if refused else words.sentence
    shown = sees_words(entry)
    if refused:
        lines = [entry.sentence if shown else WITHHELD]
    else:
        lines = list(change_lines(entry, lambda name: sees(entry, name), wording))
    if entry.count is not None:
        lines.append(counted(entry.count, "row"))
    if entry.recipient:
        lines.append(f"To {entry.recipient}")
    reason = entry.reason if shown or not entry.reason else WITHHELD
    return Item(
        id=entry.pk,
        title=title,
        by=_who(entry),
        at=entry.at,
        group=words.group,
        body="\n".join(lines),
        reason=reason,
        refused=refused,
    )


def _who(entry: Entry) -> str:
    """Who did it, and for whom, where another's power was lent to them."""
    if entry.on_behalf_of:
        return f"{entry.actor_name}, for {entry.on_behalf_of}"
    return entry.actor_name


def change_lines(
    entry: Entry, sees: Callable[[str], bool], wording: Wording = PLAIN
) -> Iterator[str]:
    """`Handler: from A to B`, for each field of the entry."""
    detail = getattr(entry, "detail", None)
    wording = wording.of(entry)
    for name in entry.fields:
        label = wording.label(name)
        if not sees(name):
            yield f"{label}: {WITHHELD}"
        elif detail is None:
            yield f"{label}: erased"
        else:
            before, after = detail.changes[name]
            words = wording.value(name, after)
            if before not in (None, "", [], after):
                words = f"from {wording.value(name, before)} to {words}"
            yield f"{label}: {words}"


def value_words(value: object) -> str:
    """A kept value as people read it."""
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value_words(one) for one in value)
    if isinstance(value, str) and len(value) == len("2026-11-21"):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return value
        return NOTHING if day.year == NO_DATE_YEAR else day_words(day)
    return str(value)


def _folded(items: list[Item]) -> Iterator[Item]:
    """Runs of reads become one item that opens."""
    for is_read, run in groupby(items, _folds):
        members = list(run)
        if not is_read or len(members) == 1:
            yield from members
            continue
        names = list(dict.fromkeys(member.by for member in members))
        shown = names[:NAMES_SHOWN]
        if len(names) > NAMES_SHOWN:
            shown.append(f"{len(names) - NAMES_SHOWN} more")
        first = members[0]
        yield Item(
            id=first.id,
            title=f"Read {len(members)} times",
            by=listed(shown),
            at=first.at,
            group=Group.READS,
            marks_last_look=any(member.marks_last_look for member in members),
            run=members,
        )


def _folds(item: Item) -> bool:
    return item.group is Group.READS and not item.refused
