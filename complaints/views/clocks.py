"""The limits that run in a case, why each date, and the page that extends one."""

from datetime import date

from django.db.models import Prefetch
from django.http import Http404
from django.urls import path
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from casework.clocks import ClockState, away
from complaints import actions, permissions
from complaints.actions import clocks
from complaints.actions.escalating import arranged_by, offices_of
from complaints.actions.extending import extension_facts
from complaints.filters.holdings import held_of
from complaints.forms.clocks import ExtendDeadlineForm
from complaints.models import ClockExtension
from complaints.models.clocks import Ended
from complaints.permissions import check_can_extend_deadline
from complaints.rules import limits
from complaints.views.frame import CaseFrame
from complaints.views.verbs.base import CaseFormPage
from complaints.workflow import CASE, CLOSED
from pages.fields import sentence_start
from pages.refusals import NotAllowed
from pages.templatetags.components import tag
from pages.templatetags.components import weekday as weekday_words
from pages.words import counted, day_words, listed

_OFFICES = {
    Permission.CASE_ARRANGE_HEARING: "the Hearings Office",
    Permission.CASE_ARRANGE_MEETING: "the Misconduct Office",
    Permission.CASE_RECORD_MANAGEMENT_ACTION: "whoever records management action",
    Permission.CASE_DETERMINE: "the appropriate authority",
}
_NOT_KNOWN = "Not known, before it was allocated"
# The moves that close a case.
ENDING = [line.verb for line in CASE if line.target in CLOSED]
_TAGS = {
    ClockState.ON_TIME: ("On time", "done"),
    ClockState.DUE_SOON: ("Due soon", "soon"),
    ClockState.LATE: ("Late", "late"),
    ClockState.STOPPED: ("Stopped", "stopped"),
    ClockState.NONE: ("No date set", "stopped"),
}


@require_safe
def case_clocks(request, slug):
    """Every limit of the case: those that run first, by their day, then the others."""
    frame = CaseFrame(request, slug, "clocks")
    extensions = ClockExtension.objects.select_related("by").order_by("pk")
    rows = frame.case.clocks.select_related("owner", "unit").prefetch_related(
        Prefetch("extensions", extensions)
    )
    running: list[dict] = []
    ended: list[dict] = []
    found = list(rows.order_by("due_on", "number"))
    arranged = arranged_by(row for row in found if row.runs)
    for row in found:
        (running if row.runs else ended).append(_card(frame, row, arranged))
    ended.sort(key=lambda card: card["done_on"], reverse=True)
    return frame.render(
        "clocks",
        running=running,
        ended=ended,
        stops=_stops(frame, until=frame.today),
        held=_held(frame),
    )


def _held(frame):
    """The clock of each unit: from when to when it held the case, and for how long."""
    case = frame.case
    until = frame.today
    if not case.is_open:
        until = case.finalised_on or case.last_moved_on(*ENDING) or frame.today
    found, names = held_of(case, until=until)
    days = frame.deadlines.days
    return [
        {
            "unit": names[each.unit] if each.unit else _NOT_KNOWN,
            "from_on": each.from_on,
            "to_on": each.to_on or (None if case.is_open else until),
            "days": counted(each.days, "day"),
            "working": counted(
                days.between(each.from_on, each.to_on or until), "working day"
            ),
            "stopped": _stopped(frame.stops, each.from_on, each.to_on or until),
        }
        for each in found
    ]


def name_of(row, due) -> str:
    """Update to the officer, subject 2."""
    name = due.name if due else sentence_start(row.code.replace("_", " "))
    return f"{name}, {row.of}" if row.of else name


def _card(frame, row, arranged):
    due = frame.why(row)
    state, lines = _state(frame, row)
    return {
        "title": name_of(row, due),
        "tag": tag(*state),
        "rows": [
            {"key": key, "value": value}
            for key, value in (*lines, *_lines(frame, row, arranged))
            if value
        ],
        "due": due,
        "done_on": row.done_on,
        "extensions": [_extension(frame, each) for each in row.extensions.all()],
        "actions": _actions(frame, row),
    }


def _state(frame, row):
    """The tag (its text and tone), and the lines that say until when: each day once."""
    due = weekday_words(row.due_on)
    if row.ended == Ended.PASSED:
        return (Ended.PASSED.label, "stopped"), [("Passed on", due)]
    if row.ended == Ended.DROPPED:
        since = ("Not needed since", day_words(row.done_on))
        return (Ended.DROPPED.label, "stopped"), [since, ("Due", due)]
    clock = frame.deadlines.clock(
        row.due_on,
        today=frame.today,
        done_on=row.done_on,
        stopped_on=row.stopped_on,
    )
    if row.ended == Ended.DONE:
        late = clock.state == ClockState.LATE
        state = ("Done late", "late") if late else ("Done", "done")
        return state, [("State", clock.words), ("Due", due)]
    if row.stopped_on:
        return _TAGS[clock.state], [("State", clock.words)]
    if row.code in limits.WINDOWS:
        if row.due_on < frame.today:
            return ("Passed", "stopped"), [("Passed on", due)]
        return ("Open", "waiting"), [("Open until", due)]
    return _TAGS[clock.state], [
        ("Due", f"{due}, {away(frame.deadlines.days, row.due_on, today=frame.today)}")
    ]


def _lines(frame, row, arranged):
    yield "Runs from", day_words(row.starts_on)
    if row.runs:
        offices = [_OFFICES[right] for right in offices_of(row, arranged)]
        whose = sentence_start(listed(offices)) if offices else row.unit
        yield "Whose", row.owner or f"{whose}: nobody by name"
    rule_of = frame.deadlines.rule_of_matter
    try:
        rule = rule_of(row.code, starts_on=row.starts_on, noticed_on=row.rule_on)
    except clocks.NoRule:
        return
    if rule.pauses:
        until = row.done_on or frame.today
        yield "Time that did not count", _stopped(frame.stops, row.starts_on, until)
    yield "Ends with", rule.stops_at.removesuffix("_on").replace("_", " ")
    source = rule.source
    yield "From", f"{source} (unverified)" if rule.unverified else source


def _stopped(stops, since: date, until: date) -> str:
    """34 days; blank where it never stood still."""
    spans = (
        (max(stop.from_on, since), min(stop.to_on or until, until)) for stop in stops
    )
    days = sum(max(0, (last - first).days) for first, last in spans)
    return counted(days, "day") if days else ""


def _stops(frame, *, until):
    """The times that did not count: in words, and how long each was."""
    return [
        {
            "from_on": stop.from_on,
            "to_on": stop.to_on,
            "length": _stopped([stop], stop.from_on, until) or "less than a day",
        }
        for stop in frame.stops
    ]


def _extension(frame, row):
    return {
        "from_on": row.from_on,
        "to_on": row.to_on,
        "by": row.by,
        "at": row.at,
        "reason": frame.sight.value(row, "reason"),
    }


def _actions(frame, row):
    def check(case, *, by):
        check_can_extend_deadline(case, row, by=by)

    if not frame.passes(check):
        return []
    return [{"text": "Extend", "href": frame.address("extend-deadline", row.number)}]


class CaseExtendDeadline(CaseFormPage):
    """Give one limit longer: to which day, and why."""

    template_name = "complaints/amend/extend_deadline.html"
    form_class = ExtendDeadlineForm
    permission = Permission.CASE_EXTEND_DEADLINE
    done = "The deadline in {case} is extended."

    @property
    def heading(self):
        return "Extend a deadline"

    def _clock(self):
        """The clock of this address, as the case holds it; else there is none."""
        if not hasattr(self, "_found"):
            rows = self.case.clocks.select_related("owner")
            self._found = rows.filter(number=self.kwargs["number"]).first()
        if self._found is None:
            self.check_right()  # nobody else learns how many there are
            raise Http404
        return self._found

    def check(self):
        if not self.sight.official:
            raise NotAllowed("Your role shows nothing of this part of a case.")
        permissions.check_can_extend_deadline(
            self.case, self._clock(), by=self.request.user
        )

    def check_right(self):
        unit = self.case.responsible_unit_id
        if not self.frame.user.rights.allow(self.permission, unit):
            raise NotAllowed(
                f"Your role does not allow you to extend a deadline in {self.case}."
            )

    def page_context(self):
        row = self._clock()
        due = clocks.why(row, self.frame.deadlines, clocks.stops_of(self.case))
        facts = extension_facts(clocks.held(self.case), row, row.due_on)
        most = ""
        if facts.ceiling:
            left = max(0, facts.ceiling - facts.before)
            most = f"It may be extended by {counted(left, facts.unit)} more."
        return {
            "clock_name": name_of(row, due),
            "due": due,
            "due_on": row.due_on,
            "most": most,
            "button": "Extend",
            "back": self.done_url(),
        }

    def act(self, form, values):
        return actions.extend_deadline(
            **values, number=self.kwargs["number"], **form.cleaned_data
        )

    def done_url(self):
        return self.frame.address("clocks")


clock_urls = [
    path("<str:slug>/clocks/", case_clocks, name="clocks"),
    path(
        "<str:slug>/clocks/<int:number>/extend/",
        CaseExtendDeadline.as_view(),
        name="extend-deadline",
    ),
]
