from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit import trail
from audit.trail import Entry, Kind
from casework import timeline, trail_scope, trail_words
from casework.filters import TrailFilter
from pages.exports import csv_response
from pages.lists import KeysetPage, Sort
from pages.refusals import BadInput

SORTS = [Sort("when", "When", ("id",), descending=True)]
EXPORT_CAP = 10_000
SIZES = (10, 100, 1_000, 10_000)  # of what was taken away, told to others
LINES_SHOWN = 8  # of a table loaded from a file the others unfold
HEADERS = (
    "When", "Event", "Kind", "Outcome", "Sentence", "About", "Reference", "Unit",
    "Fields", "Rows", "Person", "Name", "Roles", "On behalf of", "Reason",
    "Recipient", "Request",
)  # fmt: skip


@require_safe
def trail_list(request: HttpRequest) -> HttpResponse:
    """Who did and read what; looking is itself recorded."""
    filterset = TrailFilter(
        request.GET, trail_scope.visible_to(request.user), request=request
    )
    page = KeysetPage(filterset.qs, sorts=SORTS, default="-when", params=request.GET)
    sight = trail_scope.Sight(request.user)
    entries = list(page)
    worded = timeline.wordings(entries)
    units = trail_words.unit_names(entries)
    rows = [
        _shown(entry, sight, worded[entry.subject_kind])
        | {"unit": units.get(entry.unit_key, entry.unit_key)}
        for entry in entries
    ]
    trail.consulted(
        trail.Subject("trail", ""),
        request.user,
        count=len(rows),
        reason=filterset.words()[:500],
    )
    context = {
        "page": page,
        "filterset": filterset,
        "form": filterset.form,
        "rows": rows,
    }
    return render(request, "casework/trail.html", context)


@require_POST
def trail_export(request: HttpRequest) -> HttpResponse:
    """The entries that the filters find, as a file; recorded as disclosed."""
    entries = trail_scope.visible_to(request.user)
    filterset = TrailFilter(request.GET, entries, request=request)
    filterset.check()
    keys = filterset.qs.order_by()[: EXPORT_CAP + 1]
    count = keys.count()
    if count > EXPORT_CAP:
        raise BadInput(
            f"One file holds at most {EXPORT_CAP:,} entries.",
            what_next="Go back and narrow the dates or the other filters.",
        )
    now = timezone.now()
    disclosure = trail.disclosed(
        trail.Subject("trail", ""),
        request.user,
        recipient=request.user.email,
        count=count,
        event="trail.export",
        reason=filterset.words()[:500],
    )
    sight = trail_scope.Sight(request.user)
    earlier = filterset.qs.filter(id__lt=disclosure.pk).iterator(chunk_size=1_000)
    return csv_response(
        "trail",
        HEADERS,
        (tuple(_cells(entry, sight)) for entry in earlier),
        recipient=request.user.email,
        made_at=now,
    )


def _shown(
    entry: Entry, sight: trail_scope.Sight, wording: timeline.Wording
) -> dict[str, object]:
    lines = list(
        timeline.change_lines(entry, lambda name: sight.field(entry, name), wording)
    )
    return {
        "entry": entry,
        "title": trail_words.title_of(entry),
        "roles": trail_words.roles_of(entry),
        "lines": lines[:LINES_SHOWN],
        "more": lines[LINES_SHOWN:],
        "about": trail_words.about(entry),
        "key": trail_words.key_words(entry) if sight.key(entry) else timeline.WITHHELD,
        "rows": _rows(entry, sight),
        "sentence": _words(entry, entry.sentence, sight),
        "reason": _words(entry, entry.reason, sight),
        "recipient": _recipient(entry, sight),
    }


def _words(entry: Entry, words: str, sight: trail_scope.Sight) -> str:
    return words if not words or sight.words(entry) else timeline.WITHHELD


def _key(entry: Entry, sight: trail_scope.Sight) -> str:
    return entry.subject_key if sight.key(entry) else timeline.WITHHELD


def _count(entry: Entry, sight: trail_scope.Sight) -> int | str | None:
    """How many rows it was about: of what others took away roughly, of finds not."""
    if entry.count is None or sight.counts(entry):
        return entry.count
    if entry.kind != Kind.DISCLOSURE or sight.names_barred(entry):
        return None
    most = next((size for size in SIZES if entry.count <= size), None)
    return f"up to {most:,}" if most else f"over {SIZES[-1]:,}"


def _rows(entry: Entry, sight: trail_scope.Sight) -> str:
    """How many rows it was about, in words; nothing if it was about none."""
    count = _count(entry, sight)
    if count is None:
        return ""
    number = f"{count:,}" if isinstance(count, int) else count
    return f"{number} row" if count == 1 else f"{number} rows"


def _recipient(entry: Entry, sight: trail_scope.Sight) -> str:
    """Every reader of the trail sees it, unless the entry names what they may not."""
    withheld = entry.recipient and sight.names_barred(entry)
    return timeline.WITHHELD if withheld else entry.recipient


def _cells(entry: Entry, sight: trail_scope.Sight) -> Iterator[object]:
    yield from (
        entry.at, entry.event, entry.get_kind_display(), entry.get_outcome_display(),
        _words(entry, entry.sentence, sight), entry.subject_kind,
        _key(entry, sight), entry.unit_key, ", ".join(entry.fields),
        _count(entry, sight), entry.actor_key, entry.actor_name, entry.actor_role,
        entry.on_behalf_of,
        _words(entry, entry.reason, sight), _recipient(entry, sight), entry.request_id,
    )  # fmt: skip
