"""The whole of one section of a case page by page, and of its logs.

A log is looked through by words, and printed from its beginning.
"""

from functools import reduce
from operator import and_, or_

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from complaints.filters.wording import PAGES
from complaints.views.log_sections import LOGS
from complaints.views.parts import PART_PAGES, PartsFrame
from complaints.views.sections import Section
from pages.capped import capped
from pages.filters import refuse_unknown
from pages.lists import PARAMETERS, KeysetPage, Sort

_NEWEST = Sort("number", "Number", ("number", "pk"), descending=True)
LONGEST_SEARCH = 200
PRINTED = 2_000  # more than any log has; a page of it ends all the same
_LOGS = {section.whole: section for section in LOGS}
_SECTIONS = {
    (page, section.name): section
    for page, sections in PART_PAGES.items()
    for section in sections
}


def _log(name: str) -> Section:
    if name not in _LOGS:
        raise Http404
    return _LOGS[name]


@require_safe
def section_whole(
    request: HttpRequest, slug: str, page: str, name: str
) -> HttpResponse:
    """All records of a kind, the newest first."""
    section = _SECTIONS.get((page, name))
    if section is None:
        raise Http404
    refuse_unknown(request.GET, PARAMETERS)
    return _render(PartsFrame(request, slug, page), section)


@require_safe
def log_whole(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One log, the newest first; words are looked for by whom they are shown to."""
    section = _log(name)
    refuse_unknown(request.GET, {"q", *PARAMETERS})
    frame = PartsFrame(request, slug, "logs")
    asked = ""
    if frame.sight.identity:
        asked = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    print_url = frame.address("log-print", name)
    return _render(frame, section, asked, print_url=print_url)


def _render(
    frame: PartsFrame, section: Section, asked: str = "", print_url: str = ""
) -> HttpResponse:
    """A page of it: of a log with what prints it, and looks for words in it."""
    rows, params = frame.rows_of(section), frame.request.GET
    if asked:
        rows = rows.filter(_holding(section, asked))
    page = KeysetPage(rows, sorts=[_NEWEST], default="-number", params=params)
    return frame.render(
        "log",
        section=section,
        page=page,
        asked=asked,
        cards=frame.cards(section, page.rows),
        print_url=print_url,
        back={"href": frame.address(frame.page), "text": PAGES[frame.page]},
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
    section = _log(name)
    refuse_unknown(request.GET, set())
    frame = PartsFrame(request, slug, "logs")
    rows = capped(frame.rows_of(section).order_by("number"), PRINTED)
    return frame.render(
        "log_print",
        section=section,
        cards=frame.cards(section, rows),
        whole=len(rows),
        cut=rows.more,
    )


log_urls = [
    path(
        "<str:slug>/<slug:page>/all/<slug:name>/", section_whole, name="section-whole"
    ),
    path("<str:slug>/logs/<slug:name>/", log_whole, name="log-whole"),
    path("<str:slug>/logs/<slug:name>/print/", log_print, name="log-print"),
]
