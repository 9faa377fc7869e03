"""The frame of every page of a case: what it is, where it stands, what may be done."""

from datetime import datetime
from functools import cached_property

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, IntegerField
from django.db.models.expressions import RawSQL
from django.http import Http404, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission as P
from casework import deadlines
from complaints import actions, rules
from complaints.actions.ending import closing_facts
from complaints.models import (
    Case,
    CaseLink,
    CaseTag,
    CaseTask,
    CaseUnit,
    Complainant,
    Document,
)
from complaints.permissions import (
    Sight,
    check_can_amend,
    check_can_extend,
    check_can_work,
    verbs_for,
)
from complaints.views.cases import LIST_KEY, case_list, short_clock, what_it_is
from complaints.workflow import CASE
from organisation.classification import FieldClass
from pages.refusals import NotAllowed, Refused
from pages.templatetags.components import day
from pages.words import counted

# address, label, the count shown beside it; the first two show what is public.
PAGES = (
    ("case", "Summary", None),
    ("allegations", "Allegations", "allegation_count"),
    ("people", "People", "people"),
    ("tasks", "Tasks", "open_tasks"),
    ("documents", "Documents", "document_count"),
    ("decisions", "Decisions", None),
    ("history", "History", None),
)
PUBLIC_PAGES = frozenset({"case", "allegations"})
LOOKS_KEY = "case_looks"
LOOKS_KEPT = 30


# How many rows stand below a case; most have no unit, tag or link besides, and then
# nothing is asked of them.
_COUNTED = {
    "complainant_count": (Complainant, "below.case_id = complaints_case.id"),
    "open_tasks": (CaseTask, "below.case_id = complaints_case.id AND done_at IS NULL"),
    "document_count": (Document, "below.case_id = complaints_case.id"),
    "unit_count": (CaseUnit, "below.case_id = complaints_case.id"),
    "tag_count": (CaseTag, "below.case_id = complaints_case.id"),
    "link_count": (
        CaseLink,
        "below.case_id = complaints_case.id OR below.other_id = complaints_case.id",
    ),
}
# One column of our own names, and quicker made than six subqueries.
_COUNTS = RawSQL(  # noqa: S611
    "ARRAY[{}]".format(
        ", ".join(
            f"(SELECT count(*) FROM {model._meta.db_table} below WHERE {of_it})"  # noqa: S608
            for model, of_it in _COUNTED.values()
        )
    ),
    (),
    output_field=ArrayField(IntegerField()),
)


def find_case(user, slug):
    """The case of this address with what its pages count; 404 if unseen."""
    rows = (
        Case.objects.visible_to(user)
        .marked_own(user)
        .select_related("responsible_unit", "handler")
        .annotate(authority_name=F("authority__name"), counts=_COUNTS)
        .at(slug)
    )
    case = next(iter(rows[:1]), None)
    if case is None:
        raise Http404
    vars(case).update(zip(_COUNTED, case.counts, strict=True))
    case.people = case.complainant_count + case.subject_count
    return case


class CaseFrame:
    """One request for one page of a case."""

    def __init__(self, request, slug, page):
        self.request = request
        self.user = request.user
        self.page = page
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)
        self.case = find_case(self.user, slug)
        self.sight = Sight(self.case, self.user)
        if page not in PUBLIC_PAGES and not self.sight.official:
            raise NotAllowed("Your role shows nothing of this part of a case.")

    @cached_property
    def deadlines(self):
        return deadlines.of_request(self.request)

    @cached_property
    def clock(self):
        if not (self.sight.official and self.case.is_open):
            return None
        return self.deadlines.clock(self.case.next_due_on, today=self.today)

    @cached_property
    def due(self):
        """The deadline that runs now, with the steps that led to its date."""
        clock = rules.clock_of(
            self.case.status, can_appeal=self.case.appeal_ends_on is not None
        )
        if self.clock is None or not self.case.next_due or clock is None:
            return None
        starts_on = getattr(self.case, clock[1])
        if starts_on is None:
            return None
        try:
            return self.deadlines.of_matter(
                clock[0], starts_on=starts_on, noticed_on=self.case.received_on
            )
        except deadlines.NoRule:
            return None

    def render(self, template, **context):
        """The page; a reading of what identifies people is recorded, once."""
        if self.sight.identity and not self.sight.revealed:
            actions.consult(case=self.case, by=self.user, page=self.page)
        shown = self.context() | context
        return render(self.request, f"complaints/case/{template}.html", shown)

    def context(self):
        previous, following = self.neighbours
        return {
            "case": self.case,
            "sight": self.sight,
            "today": self.today,
            "page_title": dict((key, label) for key, label, _ in PAGES)[self.page],
            "identity": self.identity,
            "clock": self.clock
            and short_clock(
                self.deadlines.days, self.case.next_due_on, today=self.today
            ),
            "sub_navigation": self.sub_navigation,
            "case_actions": [
                *(each for each in self.verbs if "href" in each),
                *self.side_verbs,
            ],
            "case_waits": [each for each in self.verbs if "waits_for" in each],
            "case_refused": [each for each in self.verbs if "why" in each],
            "previous": previous,
            "following": following,
            "list_url": f"/complaints/?{self.request.session.get(LIST_KEY, '')}",
        }

    @cached_property
    def what(self):
        of_it = self.case.allegations.filter(category__isnull=False)
        names = dict(of_it.values_list("category__code", "category__name"))
        return what_it_is(self.case, names)

    @property
    def identity(self):
        case, sight = self.case, self.sight
        received = day(case.received_on) if case.received_on else "no date"
        if case.received_on and case.is_open:
            open_for = counted((self.today - case.received_on).days, "day")
            received = f"{received}, {open_for} open" if sight.official else received
        facts = [
            {"label": "Unit", "value": case.responsible_unit},
            {"label": "Received", "value": received},
        ]
        if sight.official:
            facts += [
                {"label": "Handler", "value": case.handler or "nobody yet"},
                {"label": "Authority", "value": case.authority_name or "nobody yet"},
                {"label": "Marking", "value": case.get_confidentiality_display()},
            ]
        return {
            "reference": case.reference,
            "kind": case.get_kind_display(),
            "facts": facts,
            "next": self.next_duty,
        }

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
                "count": getattr(self.case, count) if count else None,
            }
            for key, label, count in PAGES
            if self.sight.official or key in PUBLIC_PAGES
        ]

    @cached_property
    def before_finalising(self):
        """What the action will ask before it finalises the case."""
        return rules.before_finalising(closing_facts(self.case), today=self.today)

    @cached_property
    def verbs(self):
        """Buttons, the step forward first; refused verbs with their sentence.

        A verb that has to wait is no button that only refuses: it says for what.
        """
        if not self.sight.official:
            return []
        shown = []
        for state in verbs_for(self.case, self.user):
            if not state.allowed:
                shown.append({"verb": state.label, "why": state.refusal})
                continue
            waits_for = ""
            if state.verb == "finalise":
                waits_for = rules.waits_for(self.before_finalising)
            if waits_for:
                shown.append({"verb": state.label, "waits_for": waits_for})
                continue
            forward = self.case.status in CASE[state.verb].sources
            shown.append(
                {
                    "text": state.label,
                    "href": f"{self.case.get_absolute_url()}{state.verb}/",
                    "primary": forward and state.verb != "withdraw",
                }
            )
        return sorted(shown, key=lambda each: not each.get("primary"))

    def address(self, name, *more):
        return reverse(f"complaints:{name}", args=[self.case.slug, *more])

    def passes(self, check, *args) -> bool:
        """Whether to draw what this check guards; the action asks it again."""
        try:
            check(*args, self.case, by=self.user)
        except Refused:
            return False
        return True

    @cached_property
    def can_amend(self) -> bool:
        return self.passes(check_can_amend)

    @cached_property
    def can_extend(self) -> bool:
        return self.passes(check_can_extend)

    def can_work(self, permission) -> bool:
        return self.passes(check_can_work, permission)

    @property
    def side_verbs(self):
        """What may be done to the case besides moving it on."""
        if not self.sight.official:
            return []
        rights, unit = self.user.rights, self.case.responsible_unit_id
        offered = (
            ("amend", "Amend details", self.can_amend),
            ("link", "Link to another case", self.can_work(P.CASE_LINK)),
            ("place", "Units it touches", self.can_work(P.CASE_AMEND)),
            ("tag", "Events it comes from", self.can_work(P.CASE_TAG)),
            (
                "restrict",
                "Restrict who may read it",
                rights.allow(P.CASE_RESTRICT, unit),
            ),
            ("conflicts", "Declared conflicts", rights.allow(P.CONFLICT_DECIDE, unit)),
            ("declare-conflict", "Declare a conflict of interest", True),
        )
        return [
            {"text": label, "href": self.address(name)}
            for name, label, may in offered
            if may
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
            raise NotAllowed("Your role does not show who is in this case.")
