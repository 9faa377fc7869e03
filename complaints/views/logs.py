"""The whole of one log of a case: page by page, looked through by words, or printed."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from complaints.views.log_sections import LOGS
from complaints.views.parts import PartsFrame
from complaints.views.sections import Section
from pages.filters import refuse_unknown
from pages.lists import PARAMETERS, KeysetPage, Sort

_NEWEST = Sort("number", "Number", ("number", "pk"), descending=True)
LONGEST_SEARCH = 200
PRINTED = 2_000  # more than any log has; a page of it ends all the same
_BY_NAME = {section.whole: section for section in LOGS}


def _section(name: str) -> Section:
    if name not in _BY_NAME:
        raise Http404
    return _BY_NAME[name]


@require_safe
def log_whole(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One log, the newest first; words are looked for by whom they are shown to."""
    section = _section(name)
    refuse_unknown(request.GET, {"q", *PARAMETERS})
    frame = PartsFrame(request, slug, "logs")
    asked = ""
    if frame.sight.identity:
        asked = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    rows = frame.rows_of(section)
    if asked:
        rows = rows.filter(_holding(section, asked))
    page = KeysetPage(rows, sorts=[_NEWEST], default="-number", params=request.GET)
    return frame.render(
        "log",
        section=section,
        page=page,
        asked=asked,
        cards=frame.cards(section, page.rows),
        print_url=frame.address("log-print", name),
        begins=frame.begins(section),
    )


def _holding(section: Section, asked: str) -> Q:
    """Each of the words, in any of the fields that are looked through."""

    def anywhere(word):
        return reduce(or_, (Q(**{f"{name}__icontains": word}) for name in names))

    names = section.searched
    return reduce(and_, map(anywhere, asked.split()))


@require_safe
def log_print(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One log from its beginning, as it is printed for the file."""
    section = _section(name)
    refuse_unknown(request.GET, set())
    frame = PartsFrame(request, slug, "logs")
    rows = list(frame.rows_of(section).order_by("number")[:PRINTED])
    return frame.render(
        "log_print", section=section, cards=frame.cards(section, rows), whole=len(rows)
    )


log_urls = [
    path("<str:slug>/logs/<slug:name>/", log_whole, name="log-whole"),
    path("<str:slug>/logs/<slug:name>/print/", log_print, name="log-print"),
]
