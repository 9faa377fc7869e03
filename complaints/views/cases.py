"""The list of cases, its quick summary and its file."""

from dataclasses import dataclass
from typing import TypedDict

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from casework import deadlines
from casework.clocks import Clock, ClockState
from casework.clocks import clock as case_clock
from complaints import exports
from complaints.actions import consult
from complaints.actions.exporting import ask_for_export, check_can_export, export
from complaints.filters import ME, MINE, NOBODY, CaseList
from complaints.models import Case
from complaints.models.choices import Confidentiality
from complaints.permissions import Sight
from complaints.templatetags import case_tags
from complaints.workflow import Status
from pages.exports import csv_response
from pages.templatetags.components import nothing, short_day
from pages.words import counted

LIST_KEY = "case_list"


class Row(TypedDict):
    """A case as the list shows it; a mapping, which templates read quickest."""

    reference: str
    url: str
    what: str
    second: str
    received: str
    select_url: str
    selected: bool
    restricted: bool
    state: str
    clock: str
    handler: str
    changed: str


@dataclass(frozen=True)
class Queue:
    """A list that many people need, as a link with its filters."""

    label: str
    query: str
    empty: str

    @property
    def url(self):
        return f"?{self.query}"


QUEUES = (
    Queue("All I may see", "", "There is no case that you may see yet."),
    Queue("My work", f"handler={ME}&state=open", "No open case is with you."),
    Queue("My units", f"unit={MINE}&state=open", "Your units have no open case."),
    Queue(
        "Unallocated",
        f"handler={NOBODY}&state=open",
        "Every open case has its handler.",
    ),
    Queue(
        "Awaiting the authority",
        "state=reported",
        "No report is waiting for a decision.",
    ),
    Queue("Late", "clock=late&sort=due", "No case is late."),
)

# Orders that not every role is shown, and what stands above the list instead.
NOT_SHOWN = {
    key: f"Your role does not show {what}, so the newest received stand first."
    for key, what in (
        ("due", "when a case is due"),
        ("change", "when a case last changed"),
    )
}


def rows_of(listed) -> list[Row]:
    names = listed.filters.choices.category_names
    closed = listed.page.url(selected="")
    return [_row(listed, case, names, closed) for case in listed.page]


def _row(listed, case, names, closed) -> Row:
    """`closed` is the address of the list without a summary beside it."""
    selected = listed.params.get("selected") == case.slug
    official = Sight(case, listed.user).official
    joint = "" if closed == "?" else "&"
    row = Row(
        reference=case.reference,
        url=case.get_absolute_url(),
        what=what_it_is(case, names, official=official),
        second=where_and_who(case),
        received=short_day(case.received_on) or nothing("No date"),
        select_url=closed
        if selected
        else f"{closed}{joint}selected={case.slug}#quick-title",
        selected=selected,
        restricted=False,
        state="",
        clock="",
        handler="",
        changed="",
    )
    if official:
        clock = None
        if case.is_open:
            clock = short_clock(listed.days, case.next_due_on, today=listed.today)
        handler = case.handler.name if case.handler_id else nothing("Nobody yet")
        row["restricted"] = case.confidentiality == Confidentiality.RESTRICTED
        row["state"] = case_tags.case_state(case)
        row["clock"] = case_tags.case_clock(clock)
        row["handler"] = handler
        row["changed"] = short_day(case.updated_at)
    return row


def short_clock(days, due_on, *, today) -> Clock:
    """The clock in the few words that fit a column or a tag; this year is not said."""
    clock = case_clock(days, due_on, today=today)
    if clock.state not in {ClockState.DUE_SOON, ClockState.ON_TIME}:
        return clock
    if due_on == today:
        return clock
    day = short_day(due_on).removesuffix(f" {today.year}")
    return Clock(clock.state, f"Due {day}")


def queue_of(listed) -> Queue | None:
    """The queue that this list is, if it is one of them."""
    asked = QueryDict(listed.query).dict()
    asked.pop("per_page", None)
    return next((q for q in QUEUES if QueryDict(q.query).dict() == asked), None)


def what_it_is(case, names, *, official=False) -> str:
    """Incivility +1: the first category and how many allegations there are besides.

    `official`: whether the reader may know how a case without any stands.
    """
    if not case.allegation_count:
        return nothing_alleged(case, official=official)
    first = names.get(case.categories[0]) if case.categories else None
    more = case.allegation_count - 1
    return f"{first or 'No category'}{f' +{more}' if more else ''}"


def nothing_alleged(case, *, official) -> str:
    """What a case without allegations is called: whether one may come is official."""
    if official and case.is_open:
        return "Nothing recorded yet"
    if official and case.status == Status.NOT_RECORDED:
        return "Not recorded"
    return "Nothing recorded"


def where_and_who(case) -> str:
    """Kingston upon Thames, 2 officers."""
    officers = counted(case.subject_count, "officer") if case.subject_count else ""
    return ", ".join(filter(None, [case.responsible_unit.name, officers]))


def case_list(request, params=None) -> CaseList:
    """The list that a request asks for; `params` where it is not in its address."""
    return CaseList(
        request.user,
        request.GET if params is None else params,
        today=timezone.localdate(),
        days=deadlines.of_request(request).days,
    )


@require_safe
def cases(request):
    """The list, with its filters, and beside it a summary of the row selected."""
    if any("" in values for _, values in request.GET.lists()):
        return redirect(f"{request.path}{without_blanks(request.GET)}")
    listed, not_sorted = _sortable(request)
    page = listed.page
    if request.session.get(LIST_KEY) != listed.query:
        request.session[LIST_KEY] = listed.query
    chosen = None
    if request.GET.get("selected"):
        chosen = quick_summary(request, listed)
    context = {
        "filterset": listed.filters,
        "page": page,
        "rows": rows_of(listed),
        "official": listed.filters.official is not None,
        "queues": QUEUES,
        "queue": queue_of(listed),
        "chosen": chosen,
        "not_sorted": not_sorted,
        "can_log": request.user.rights.allow(Permission.CASE_LOG),
        "can_import": request.user.rights.allow(Permission.CASE_IMPORT),
        "can_export": request.user.rights.allow(Permission.CASE_EXPORT),
        "query": listed.query,
        "page_has_errors": not listed.filters.is_valid(),
    }
    return render(request, "complaints/list.html", context)


def _sortable(request):
    """(the list, why it is not in the order asked for, if it is not).

    Somebody else's bookmark may sort by what the reader's role does not show.
    """
    listed = case_list(request)
    key = request.GET.get("sort", "").removeprefix("-")
    offered = {sort.key for sort in listed.filters.sorts}
    if key in offered or key not in NOT_SHOWN:
        return listed, ""
    params = request.GET.copy()
    for name in ("sort", "cursor"):
        params.pop(name, None)
    return case_list(request, params), NOT_SHOWN[key]


def without_blanks(params) -> str:
    """The address as people keep it: a panel sends every box, filled or not."""
    query = QueryDict(mutable=True)
    for name, values in params.lists():
        filled = [value for value in values if value]
        if filled:
            query.setlist(name, filled)
    return f"?{query.urlencode()}" if query else ""


def quick_summary(request, listed):
    """What the drawer beside the list shows of one case; None when there is none."""
    case = (
        Case.objects.visible_to(request.user)
        .marked_own(request.user)
        .select_related("responsible_unit", "handler")
        .at(request.GET["selected"])
        .first()
    )
    if case is None:
        return None
    sight = Sight(case, request.user)
    if sight.identity:
        consult(case=case, by=request.user, page="summary in a list")
    allegations = case.allegations.select_related("category").order_by("number")[:5]
    return {
        "case": case,
        "said": sight.value(case, "said"),
        "allegations": [
            {"number": a.number, "category": a.category, "text": sight.value(a, "text")}
            for a in allegations
        ],
        "nothing": nothing_alleged(case, official=sight.official),
        "sight": sight,
        "close_url": listed.page.url(selected=""),
    }


@require_POST
def export_cases(request):
    """The list as a file: at once, or for a long list by a worker."""
    check_can_export(request.user)
    listed = case_list(request, request.GET)
    listed.filters.check()
    made = exports.CaseExport(
        listed.filters.qs, user=request.user, ordering=listed.page.order.ordering()
    )
    now = timezone.now()
    count = made.count(exports.AT_ONCE)
    if count > exports.AT_ONCE:
        job = ask_for_export(by=request.user, at=now, query=listed.query)
        return redirect("casework:job", job.pk)
    export(by=request.user, count=count, criteria=listed.filters.words())
    return csv_response(
        "cases", made.headers, made, recipient=request.user.email, made_at=now
    )
