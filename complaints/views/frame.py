"""The frame of every page of a case: what it is, where it stands, what may be done."""

from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import F
from django.http import Http404, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from casework import deadlines
from complaints import actions
from complaints.actions import clocks
from complaints.filters.choices import choices_for
from complaints.filters.wording import PAGES
from complaints.models import Case
from complaints.models.clocks import Ended
from complaints.permissions import Sight
from complaints.querysets import read_named_anew
from complaints.rules.routes import days_stopped, has_authority
from complaints.views.cases import LIST_KEY, case_list, short_clock, what_it_is
from complaints.views.counted import COUNTED, COUNTS
from complaints.views.panel import Panel
from organisation.classification import FieldClass
from pages.answers import HOME
from pages.refusals import NotAllowed, Refused
from pages.templatetags.components import day
from pages.words import counted

# The count that stands beside the name of a page.
COUNT_BESIDE = {
    "allegations": "allegation_count",
    "people": "people",
    "tasks": "open_tasks",
    "documents": "document_count",
    "appeals": "appeal_count",
}
# These show what is public.
PUBLIC_PAGES = frozenset({"case", "allegations"})
LOOKS_KEY = "case_looks"
LOOKS_KEPT = 30


def find_case(user, slug, **counted):
    """The case of this address, if the person may know of it; else there is none."""
    rows = Case.objects.visible_to(user).marked_own(user)
    rows = rows.select_related("responsible_unit", "handler")
    rows = rows.annotate(authority_name=F("authority__name"), **counted).at(slug)
    case = next(iter(rows[:1]), None)
    if case is None:
        raise Http404
    return case


class Frame:
    """One request about one case: the case, how much of it is seen, and its bar."""

    counted: ClassVar[dict] = {}

    def __init__(self, request, slug):
        self.request = request
        self.user = request.user
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)
        self.case: Any = find_case(self.user, slug, **self.counted)
        self.sight = Sight(self.case, self.user)

    @cached_property
    def deadlines(self):
        return deadlines.of_request(self.request)

    @cached_property
    def stopped_days(self) -> int:
        """For how many days the case stood still: most never did, and are not asked."""
        if not getattr(self.case, "stop_count", 0):
            return 0
        times = self.case.clock_stops.values_list("from_on", "to_on")
        return days_stopped(times, today=self.today)

    @cached_property
    def clock(self):
        """How the next date of an open case stands today."""
        if not (self.sight.official and self.case.is_open):
            return None
        return self.deadlines.clock(self.case.next_due_on, today=self.today)

    def context(self):
        """What the bar at the top of each page shows."""
        return {
            "case": self.case,
            "sight": self.sight,
            "today": self.today,
            "clock": self.clock
            and short_clock(
                self.deadlines.days, self.case.next_due_on, today=self.today
            ),
            "identity_facts": self.identity_facts,
        }

    @property
    def identity_facts(self):
        case, sight = self.case, self.sight
        received = day(case.received_on) or "no date"
        if case.received_on and case.is_open and sight.official:
            open_for = counted((self.today - case.received_on).days, "day")
            received = f"{received}, {open_for} open"
            if self.stopped_days:
                received += f", of which {self.stopped_days} sub judice"
        facts = [("Unit", case.responsible_unit), ("Received", received)]
        if sight.official:
            facts += [
                ("Handler", case.handler or self._nobody),
                ("Authority", case.authority_name or self._no_authority),
                ("Marking", case.get_confidentiality_display()),
            ]
            if case.mode:
                facts.append(("IPCC", case.get_mode_display()))
        return [{"label": label, "value": value} for label, value in facts]

    @property
    def _nobody(self):
        return "nobody yet" if self.case.is_open else "none recorded"

    @property
    def _no_authority(self):
        """Of what came to its end by a route on which none decides: by which."""
        if self.case.determined_on and not has_authority(self.case.route):
            return f"none on this route, {self.case.get_route_display().lower()}"
        return self._nobody

    def address(self, name, *more):
        return reverse(f"complaints:{name}", args=[self.case.slug, *more])

    def is_seen_still(self):
        """Whether the person may know of the case now, whatever was done to it."""
        rows = Case.objects.visible_now_to(self.user)
        return rows.filter(pk=self.case.pk).exists()

    def lead_back(self, refusal):
        """A refusal leads back to the case, where the person still sees it."""
        if refusal.back is None:
            seen = self.is_seen_still()
            refusal.back = self.case.get_absolute_url() if seen else HOME
            refusal.back_to = str(self.case)
        return refusal


class CaseFrame(Panel, Frame):
    """One request for one page of a case."""

    counted: ClassVar[dict] = {"counts": COUNTS}

    def __init__(self, request, slug, page):
        super().__init__(request, slug)
        self.page = page
        case = self.case
        vars(case).update(zip(COUNTED, case.counts, strict=True))
        if not case.open_directions:
            vars(case)["directed"] = set()
        case.people = case.complainant_count + case.subject_count
        if page not in PUBLIC_PAGES and not self.sight.official:
            raise self.lead_back(
                NotAllowed("Your role shows nothing of this part of a case.")
            )

    def anew(self):
        """The same page, from the case as it stands now.

        Whoever held the case meanwhile may have barred the person from it.
        """
        read_named_anew(self.user)
        return type(self)(self.request, self.case.slug, self.page)

    @cached_property
    def due(self):
        """The deadline that runs now, with the steps that led to its date."""
        code = self.case.next_due
        if not (self.clock and code):
            return None
        running = self.case.clocks.filter(
            code=code, ended=Ended.RUNNING, due_on=self.case.next_due_on
        )
        row = running.order_by("number").first()
        return row and self.why(row)

    def why(self, row):
        """The steps that led to the date of a clock; None where its rule is gone."""
        try:
            return clocks.why(row, self.deadlines, self.stops)
        except deadlines.NoRule:
            return None

    @cached_property
    def stops(self):
        """The times that did not count in the case."""
        return clocks.stops_of(self.case) if self.case.stop_count else []

    def render(self, template, **context):
        """The page; a reading of what identifies people is recorded, once."""
        if self.sight.identity and not self.sight.revealed:
            actions.consult(case=self.case, by=self.user, page=self.page)
        shown = self.context() | context
        return render(self.request, f"complaints/case/{template}.html", shown)

    def context(self):
        previous, following = self.neighbours
        return super().context() | {
            "page_title": PAGES[self.page],
            "next_duty": self.next_duty,
            "sub_navigation": self.sub_navigation,
            "case_actions": self.actions,
            "case_routes": self.other_routes,
            "case_waits": [each for each in self.verbs if "waits_for" in each],
            "case_refused": [each for each in self.verbs if "why" in each],
            "previous": previous,
            "following": following,
            "list_url": f"/complaints/?{self.request.session.get(LIST_KEY, '')}",
        }

    @cached_property
    def what(self):
        names = choices_for(self.user).category_names
        return what_it_is(self.case, names, official=self.sight.official)

    @property
    def next_duty(self) -> str:
        if self.due is None:
            return ""
        words = self.clock.words
        return f"{self.due.name}: {words[:1].lower()}{words[1:]}"

    @property
    def sub_navigation(self):
        base = self.case.get_absolute_url()
        return [
            {
                "label": label,
                "href": base if key == "case" else f"{base}{key}/",
                "current": key == self.page,
                "count": getattr(self.case, COUNT_BESIDE[key])
                if key in COUNT_BESIDE
                else None,
            }
            for key, label in PAGES.items()
            if self.sight.official or key in PUBLIC_PAGES
        ]

    @cached_property
    def neighbours(self):
        """The cases before and after this one in the list last looked at."""
        query = self.request.session.get(LIST_KEY)
        if query is None:
            return None, None
        try:
            return case_list(self.request, QueryDict(query)).neighbours(self.case)
        except Refused:  # the list is of another day, or of rights since lost
            return None, None

    def look(self):
        """When this person looked before this visit; the visit is remembered."""
        looks = self.request.session.get(LOOKS_KEY, {})
        key = str(self.case.pk)
        if key not in looks:
            before = actions.look(case=self.case, by=self.user, at=self.now)
            kept = list(looks.items())[-LOOKS_KEPT:]
            looks = dict(kept) | {key: before.isoformat() if before else ""}
            self.request.session[LOOKS_KEY] = looks
        return datetime.fromisoformat(looks[key]) if looks[key] else None

    def require(self, field_class=FieldClass.IDENTITY):
        """Raise unless the person sees this class here, for pages that act on it."""
        if not self.sight.shows_class(field_class):
            raise self.lead_back(
                NotAllowed("Your role does not show who is in this case.")
            )
