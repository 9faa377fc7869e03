"""Pages made of several domains: home and search."""

import re
from operator import itemgetter

from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from audit import trail
from casework import deadlines, drafts, notifications, out_of_sight
from casework.clocks import soon_until
from complaints import events
from complaints import search as case_search
from complaints.actions import look_up
from complaints.filters import NOBODY
from complaints.filters.choices import choices_for
from complaints.filters.holdings import held_now, passed_on
from complaints.filters.priorities import MOST
from complaints.forms.members import found_members
from complaints.forms.steps import in_progress
from complaints.models import Case, CaseTask
from complaints.permissions import Sight
from complaints.permissions.officers import reads_officers
from complaints.views.cases import short_clock, what_it_is, where_and_who
from complaints.views.hearings import shows
from desk.counting import count
from desk.diary import KINDS, Diary
from desk.priority import ordered
from desk.queues import ORDER, WITHOUT_HANDLER, do_next, next_step, queues_of
from desk.registers import waiting_in_registers
from desk.workload import (
    chosen_unit,
    people_of,
    units_supervised,
    units_to_manage,
    with_dates_in,
    workload_of,
)
from organisation.classification import FieldClass
from organisation.models import Member
from pages.filters import refuse_unknown
from pages.refusals import BadInput

NOTIFICATIONS_SHOWN = 6
TASKS_SHOWN = 6
DRAFTS_SHOWN = 6
LATEST_SHOWN = 10
SAID_SHOWN = 60
OFFICERS_SHOWN = 5
# A name or a number, and no question with operators: at most four words.
_NAMES = re.compile(r"[\w'’-]+( [\w'’-]+){0,3}")


def _table(request, cases, *, steps=False):
    """Cases as home and search show them: lines, and whether any shows its state.

    With `steps`, also what to do next in each (asked of all by `look_ahead`).
    """
    names = choices_for(request.user).category_names
    today = timezone.localdate()
    days = deadlines.of_request(request).days
    lines = []
    for case in cases:
        sight = Sight(case, request.user)
        lines.append(
            {
                "case": case,
                "what": what_it_is(case, names, official=sight.official),
                "where": where_and_who(case),
                "sight": sight,
                "clock": short_clock(days, case.next_due_on, today=today)
                if sight.official and case.is_open
                else None,
                "step": next_step(case, request.user) if steps else "",
            }
        )
    return {"lines": lines, "states": any(each["sight"].official for each in lines)}


def _begun(user):
    """(what was begun and not sent, whether words are left of what is closed now).

    The first is newest first: (address, in words, last touched).
    """
    new = reverse("complaints:new")
    may_log = user.rights.allow(Permission.CASE_LOG)
    intakes = [
        (
            reverse("complaints:new-resume", args=[one["key"]]),
            _intake_words(one),
            one["at"],
        )
        for one in (in_progress(user) if may_log else ())
    ]
    others = user.drafts.all()
    if may_log:  # the steps of an intake are one thing that was begun
        steps = Q(form__startswith=new) & ~Q(form=reverse("complaints:new-quick"))
        others = others.exclude(steps)
    touched = dict(others.values_list("form", "updated_at"))
    closed = out_of_sight.among(user, touched)
    found = intakes + [
        (form, _draft_words(form), at)
        for form, at in touched.items()
        if form not in closed
    ]
    found.sort(key=itemgetter(2), reverse=True)
    left = others.filter(form__in=closed) if closed else ()
    return found[:DRAFTS_SHOWN], any(map(drafts.own_words, left))


def _intake_words(one) -> str:
    """A new public complaint: He swore at me at the counter …"""
    said = Truncator(one["said"].strip()).chars(SAID_SHOWN)
    return f"A new {one['kind'].lower()}{': ' if said else ''}{said}"


def _draft_words(address: str) -> str:
    """What a draft was for, from the address of its form."""
    reference, verb, *_ = (*address.strip("/").split("/")[1:3], "", "")
    if reference == "new":
        return "A new case, in short"
    return f"{reference.replace('-', '/')}: {verb.replace('-', ' ')}"


def _greeting(now) -> str:
    if now.hour < 12:
        return "Good morning"
    return "Good afternoon" if now.hour < 18 else "Good evening"


@require_safe
def home(request):
    """The signed-in person's home: what to do next, what is due, what is new."""
    user, now = request.user, timezone.localtime()
    queues = queues_of(user, today=now.date())
    until = soon_until(deadlines.of_request(request).days, now.date())
    count(queues, today=now.date(), soon_until=until)
    sees_cases = bool(user.rights.reaches(FieldClass.PUBLIC))
    latest = []
    if sees_cases and not queues:
        visible = Case.objects.visible_to(user).order_by("-sort_received_on", "-pk")
        latest = visible.with_list_details()[:LATEST_SHOWN]
    tasks = CaseTask.objects.filter(
        owner=user, done_at=None, case__in=Case.objects.visible_to(user).open()
    )
    tasks = tasks.select_related("case").only("what", "due_on", "case__reference")
    begun, words_left = _begun(user)
    to_do = do_next(queues, user, today=now.date())
    context = {
        "greeting": _greeting(now),
        "postings": user.postings.on(now.date())
        .select_related("unit")
        .only("user", "role", "unit__name"),
        "queues": queues,
        "order": ORDER,
        "next": _table(request, to_do, steps=True) if queues else None,
        "latest": _table(request, latest) if latest else None,
        "waiting": [] if queues else waiting_in_registers(user, today=now.date()),
        "tasks": tasks.order_by("due_on", "pk")[:TASKS_SHOWN],
        "today": now.date(),
        "news": notifications.latest(user, NOTIFICATIONS_SHOWN),
        "begun": begun,
        "words_left": words_left,
        "can_log": user.rights.allow(Permission.CASE_LOG),
        "sees_cases": sees_cases,
        "allocates": user.rights.allow(Permission.CASE_ALLOCATE),
        "administers": user.rights.allow(Permission.ACCOUNT_MANAGE),
    }
    return render(request, "desk/home.html", context)


@require_safe
def workload(request):
    """How the open cases of a unit are shared out among its handlers."""
    refuse_unknown(request.GET, ("unit",))
    today = timezone.localdate()
    units = units_to_manage(request.user, today)
    unit = chosen_unit(request.user, units, request.GET.get("unit", ""))
    until = soon_until(deadlines.of_request(request).days, today)
    loads = workload_of(request.user, unit, today=today, soon_until=until)
    context = {
        "units": units,
        "units_offered": [(each.code, each.name) for each in units],
        "unit": unit,
        "today": today,
        "loads": loads,
        "held_now": held_now(request.user, unit, today),
        "passed_on": passed_on(request.user, unit, today),
        "without_handler": any(load.handler is None for load in loads),
        "counted_at_home": WITHOUT_HANDLER,
    }
    return render(request, "desk/workload.html", context)


@require_safe
def priority(request):
    """One's work, or that of a unit one supervises, by how pressing it is."""
    refuse_unknown(request.GET, ("unit",))
    user, today = request.user, timezone.localdate()
    units = units_supervised(user, today)
    code = request.GET.get("unit", "")
    unit = chosen_unit(user, units, code) if code else None
    days = deadlines.of_request(request).days
    order, cases = ordered(user, unit, today=today, days=days)
    table = _table(request, cases)
    for line in table["lines"]:
        why = order.why(line["case"].pk)
        line |= {"points": why.points, "reasons": why.reasons, "sources": why.sources}
    context = table | {
        "units": units,
        "units_offered": [(each.code, each.name) for each in units],
        "unit": unit,
        "today": today,
        "total": len(order.keys),
        "cut": order.cut,
        "most": MOST,
    }
    return render(request, "desk/priority.html", context)


@require_safe
def diary(request):
    """Whose dates come next: one's own, or those of a unit that one supervises."""
    params, user = request.GET, request.user
    refuse_unknown(params, ("unit", "person", "kind", "per_page", "cursor"))
    today = timezone.localdate()
    units = units_supervised(user, today)
    unit = chosen_unit(user, units, params["unit"]) if params.get("unit") else None
    people = people_of(unit, today) if unit else []
    page = Diary(
        user,
        params,
        today=today,
        known=deadlines.of_request(request),
        unit=unit,
        person=_person(params, unit, people, user),
        people=people,
    )
    context = {
        "units": units,
        "units_offered": [(each.code, each.name) for each in units],
        "unit": unit,
        "people": people,
        "people_offered": [(each.email, each.name) for each in people],
        "nobody": NOBODY,
        "kinds": KINDS,
        "page": page,
        "groups": page.groups(),
        "today": today,
        "sees_calendar": shows(user, FieldClass.OFFICIAL),
    }
    return render(request, "desk/diary.html", context)


def _person(params, unit, people, user):
    """Whose dates in the unit are asked for, by e-mail address; None: everybody's.

    Of whoever works there or has something there: else an address would tell whether
    there is an account.
    """
    email = params.get("person", "")
    if not email:
        return None
    if unit is None:
        raise BadInput("Choose a unit, and then a person in it.", field="person")
    if email == NOBODY:
        return None
    found = next((one for one in people if one.email == email.lower()), None)
    person = found or with_dates_in(unit, user).filter(email=email.lower()).first()
    if person is None:
        raise BadInput("Nobody in this unit is called that.", field="person")
    return person


@require_safe
def search(request):
    """Everything the person may see that holds the words; each search is recorded."""
    refuse_unknown(request.GET, ("q", "cursor"))
    words = request.GET.get("q", "")
    found = case_search.search(
        words, user=request.user, cursor=request.GET.get("cursor", "")
    )
    if found.words:
        trail.consulted(
            trail.Subject("search", "cases"),
            request.user,
            event=events.SEARCH,
            changes={"words": (None, found.asked or found.words)},
            count=len(found.rows),
        )
    told = case_search.snippets(found.rows, found.words, user=request.user)
    table = _table(request, found.rows)
    for line in table["lines"]:
        place, text = told.get(line["case"].pk, ("", ""))
        line |= {"place": place, "snippet": _marked(text)}
    context = {
        "found": found,
        "officers": _officers(request, found.words),
        "table": table,
        "left_out": "" if found.rows else case_search.left_out(request.user),
    }
    return render(request, "desk/search.html", context)


def _officers(request, words: str) -> list[Member]:
    """Members of the force who are called so, for whoever reads officers' histories.

    On the first page alone; that they were looked for is recorded, as in an intake.
    """
    user = request.user
    asked = _NAMES.fullmatch(words)
    if not asked or request.GET.get("cursor") or not reads_officers(user):
        return []
    found = [one for one in found_members(words) if vars(one)["called_so"]]
    if found:
        look_up(by=user, register="members", asked=words, found=len(found))
    return found[:OFFICERS_SHOWN]


def _marked(text: str):
    """The snippet, escaped, with its matches marked; only the marks are markup."""
    marked = re.sub("\ue000(.*?)\ue001", r"<mark>\1</mark>", escape(text))
    return mark_safe(marked)  # noqa: S308 - escaped in the line above


@require_safe
def search_help(request):
    """How to search, with examples."""
    return render(request, "desk/search_help.html", {"most": case_search.RANKED})
