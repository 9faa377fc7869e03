from collections.abc import Iterator
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit import trail
from audit.trail import Entry
from casework import timeline, trail_scope
from casework.filters import TrailFilter
from pages.exports import csv_response
from pages.lists import KeysetPage, Sort
from pages.refusals import BadInput

SORTS = [Sort("when", "When", ("id",), descending=True)]
EXPORT_CAP = 10_000
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
    sees = trail_scope.sees_values(request.user)
    rows = [_shown(entry, sees) for entry in page]
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
        "export_cap": EXPORT_CAP,
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
    trail.disclosed(
        trail.Subject("trail", ""),
        request.user,
        recipient=request.user.email,
        count=count,
        event="trail.export",
        reason=filterset.words()[:500],
    )
    sees = trail_scope.sees_values(request.user)
    found = islice(filterset.qs.iterator(chunk_size=1_000), count)
    return csv_response(
        "trail",
        HEADERS,
        (tuple(_cells(entry, sees)) for entry in found),
        recipient=request.user.email,
        made_at=now,
    )


def _shown(entry: Entry, sees: bool) -> dict[str, object]:
    words = timeline.told(entry.event, entry.kind)
    return {
        "entry": entry,
        "title": words.sentence,
        "lines": list(timeline.change_lines(entry, lambda name: sees)),
        "reason": _words(entry, sees),
    }


def _words(entry: Entry, sees: bool) -> str:
    """A reason is free text; those given to the trail itself only name filters."""
    if sees or not entry.reason or entry.subject_kind == "trail":
        return entry.reason
    return timeline.WITHHELD


def _cells(entry: Entry, sees: bool) -> Iterator[object]:
    yield from (
        entry.at, entry.event, entry.get_kind_display(), entry.get_outcome_display(),
        entry.sentence, entry.subject_kind, entry.subject_key, entry.unit_key,
        ", ".join(entry.fields), entry.count, entry.actor_key, entry.actor_name,
        entry.actor_role, entry.on_behalf_of, _words(entry, sees), entry.recipient,
        entry.request_id,
    )  # fmt: skip
