"""The filters of a list of cases, for page, export and API alike.

A filter reads a field of some class: it is offered only to people who see that class,
and finds only cases of which they see it, so that no filter tells what no page shows.
"""

from datetime import date

import django_filters
from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from casework.clocks import ClockState
from casework.models.cases import Origin
from complaints.filters.choices import choices_for, unit_keys
from complaints.filters.offered import (
    ACTION_REVIEW,
    APPEAL_RUNS,
    APPEALED,
    APPEALS,
    AWAITS,
    CLOCKS,
    DIRECTED,
    GROUPS,
    ME,
    NOBODY,
    OFFICIAL_SORTS,
    OPEN_STATES,
    ORIGINS,
    PEOPLE_MEANT,
    SORTS,
    UNDATED,
)
from complaints.models import (
    Appeal,
    Assessment,
    Case,
    CaseTag,
    Direction,
    LegacyRecord,
    Outcome,
    Result,
)
from complaints.models.choices import CaseMode, Channel, Confidentiality, Kind, Risk
from complaints.models.decided import RESULTS_STAND
from complaints.querysets import action_to_review, awaiting, within_reach
from complaints.workflow import (
    CLOSED,
    OPEN,
    AppealStatus,
    DirectionStatus,
    Route,
    Status,
)
from organisation.classification import FieldClass
from organisation.models import Membership
from organisation.models.units import MembershipKind
from pages import lists
from pages.fields import CharField
from pages.filters import DateFilter, StrictFilterSet
from pages.forms import PageForm, offer_of


class PersonField(CharField):
    """Somebody with an account: "me", "nobody", an e-mail address or part of a name."""

    def __init__(self, **kwargs):
        super().__init__(max_length=254, **kwargs)


class PersonFilter(django_filters.Filter):
    field_class = PersonField


def _choice(label, choices=(), **more):
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label="Any", **more
    )


def _many(label, choices):
    return django_filters.MultipleChoiceFilter(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple
    )


class CaseFilterForm(PageForm):
    def clean(self):
        """A period ends on or after the day it begins."""
        for what in ("received", "incident"):
            first = self.cleaned_data.get(f"{what}_from")
            last = self.cleaned_data.get(f"{what}_to")
            if first and last and last < first:
                self.add_error(
                    f"{what}_to", "The last day must be on or after the first."
                )
        return self.cleaned_data


class CaseFilters(StrictFilterSet):
    """`today` and the last day that is due soon come from the door."""

    page_parameters = (*lists.PARAMETERS, "selected")

    kind = _many("Kind", Kind.choices)
    state = _many("State", [*OPEN_STATES, *Status.choices])
    clock = _choice("Clock", CLOCKS)
    unit = _choice("Unit")
    area = _choice("Area or family group")
    category = _choice("Category")
    behaviour = _choice("Group of behaviour")
    handler = PersonFilter(label="Handler", help_text="A name, “me” or “nobody”")
    authority = PersonFilter(label="Authority", help_text="A name, “me” or “nobody”")
    result = _choice("Result")
    route = _many("How it is handled", [each for each in Route.choices if each[0]])
    risk = _choice("Highest risk", Risk.choices)
    channel = _choice("How it was received", Channel.choices)
    mode = _choice("With the IPCC", CaseMode.choices[1:])
    appeal = _choice("Time for an appeal", APPEALS, help_text="Of notified cases")
    appealed = _choice("Appeals", APPEALED)
    awaits = _choice("Waits for", AWAITS)
    received_from = DateFilter(label="Received from")
    received_to = DateFilter(label="Received to")
    incident_from = DateFilter(label="Incident from")
    incident_to = DateFilter(label="Incident to")
    tag = _choice("From the event")
    without_tag = _choice("Leave out the event")
    origin = _choice("Where recorded", ORIGINS)
    confidentiality = _choice("Confidentiality", Confidentiality.choices)

    CLASSES = dict.fromkeys(
        (
            *("state", "clock", "handler", "authority", "risk", "channel", "route"),
            *("mode", "appeal", "appealed", "awaits", "tag", "without_tag", "origin"),
            "confidentiality",
        ),
        FieldClass.OFFICIAL,
    )

    class Meta:
        model = Case
        fields: list[str] = []
        form = CaseFilterForm

    def __init__(self, data, queryset, *, user, today, soon_until, **kwargs):
        self.user = user
        self.today = today
        self.soon_until = soon_until
        self.choices = choices_for(user)
        self.official = within_reach(user, FieldClass.OFFICIAL)
        super().__init__(data, queryset, **kwargs)

    def get_form_class(self):
        """The form, without what this person may not ask and with what there is."""
        if self.official is None:
            for name in self.CLASSES:
                self.filters.pop(name, None)
        made = self.choices.forms
        if (names := tuple(self.filters)) not in made:
            made[names] = self._make_form_class()
        return made[names]

    def _make_form_class(self):
        offered = {
            "unit": self.choices.units,
            "area": self.choices.groups,
            "category": self.choices.categories,
            "behaviour": self.choices.behaviours,
            "result": self.choices.results,
            "tag": self.choices.tags,
            "without_tag": self.choices.tags,
        }
        for name, choices in offered.items():
            if shown := self.filters.get(name):
                shown.extra = shown.extra | {"choices": choices}
        made = super().get_form_class()
        made.offer = offer_of(made)
        return made

    @property
    def groups(self):
        """The panel: (title, bound fields, whether one of them is set)."""
        in_force = self.in_force()
        for group in GROUPS:
            fields = [self.form[n] for n in group.names if n in self.form.fields]
            touched = any(f.name in in_force or f.errors for f in fields)
            if fields:
                yield {"title": group.title, "fields": fields, "open": touched}

    @property
    def sorts(self):
        """The orders offered: none that a hidden date would show through."""
        if self.official is not None:
            return SORTS
        return tuple(sort for sort in SORTS if sort.key not in OFFICIAL_SORTS)

    def filter_queryset(self, queryset):
        in_force = self.in_force()
        if in_force.keys() & self.CLASSES.keys():
            queryset = queryset.filter(self.official)
        for name, value in in_force.items():
            queryset = queryset.filter(getattr(self, f"_{name}")(value))
        return queryset

    def _kind(self, kinds):
        return Q(kind__in=kinds)

    def _state(self, states):
        wanted = {*states} - {"open", "closed"}
        wanted |= set(OPEN) if "open" in states else set()
        wanted |= set(CLOSED) if "closed" in states else set()
        return Q(status__in=sorted(wanted))

    def _route(self, routes):
        return Q(route__in=sorted(routes))

    def _clock(self, state):
        ends = {
            ClockState.LATE: Q(next_due_on__lt=self.today),
            ClockState.DUE_SOON: Q(
                next_due_on__gte=self.today, next_due_on__lte=self.soon_until
            ),
            ClockState.ON_TIME: Q(
                next_due_on__gt=self.soon_until, next_due_on__year__lt=9999
            ),
        }
        return Q(status__in=OPEN) & ends[ClockState(state)]

    def _mode(self, mode):
        return Q(mode=mode)

    def _appealed(self, state):
        return in_appeals(state)

    def _awaits(self, right):
        if right == ACTION_REVIEW:
            return action_to_review(self.today)
        return awaiting(right)

    def _appeal(self, state):
        return in_appeal(state, self.today)

    def _unit(self, code):
        return Q(responsible_unit__in=unit_keys(self.user, code))

    def _area(self, code):
        """Units of the group on the day each case was received; undated cases: now."""
        kinds = [MembershipKind.AREA, MembershipKind.FAMILY_GROUP]
        memberships = Membership.objects.filter(group__code=code, kind__in=kinds)
        periods = {}
        for row in memberships:
            periods.setdefault((row.from_on, row.to_on), []).append(row.unit_id)
        found = Q(pk__in=[])
        for (from_on, to_on), units in periods.items():
            then = Q(sort_received_on__gte=from_on)
            if to_on:
                then &= Q(sort_received_on__lte=to_on)
            if from_on <= self.today and (to_on is None or to_on >= self.today):
                then |= Q(sort_received_on=UNDATED)
            found |= Q(responsible_unit__in=units) & then
        return found

    def _category(self, code):
        return Q(categories__contains=[code])

    def _behaviour(self, name):
        return Q(categories__overlap=self.choices.codes_of(name))

    def _handler(self, words):
        return self._person("handler", words)

    def _authority(self, words):
        return self._person("authority", words)

    def _person(self, field, words):
        if words.lower() == ME:
            return Q(**{field: self.user})
        if words.lower() == NOBODY:
            return Q(**{f"{field}__isnull": True})
        meant = Q(email__iexact=words) if "@" in words else Q(name__icontains=words)
        named = User.objects.filter(meant)[:PEOPLE_MEANT]
        return Q(**{f"{field}__in": _keys(named)})

    def _result(self, code):
        results = _keys(Result.objects.filter(code=code))
        decided = Outcome.objects.filter(result__in=results)
        return RESULTS_STAND & Q(pk__in=decided.values("allegation__case"))

    def _risk(self, level):
        """The highest of the three levels in the latest assessment."""
        risks = ("risk_public", "risk_officers", "risk_organisation")
        higher = {"low": ("medium", "high"), "medium": ("high",), "high": ()}[level]
        has, exceeds = Q(), Q()
        for risk in risks:
            has |= Q(**{risk: level})
            exceeds |= Q(**{f"{risk}__in": higher})
        later = Assessment.objects.filter(
            case=OuterRef("case"), number__gt=OuterRef("number")
        )
        latest = Assessment.objects.filter(has).exclude(exceeds).exclude(Exists(later))
        return Q(pk__in=latest.values("case"))

    def _channel(self, channel):
        return Q(channel=channel)

    def _received_from(self, day):
        return Q(sort_received_on__gte=day)

    def _received_to(self, day):
        return Q(sort_received_on__lte=day, received_on__isnull=False)

    def _incident_from(self, day):
        return Q(incident_on__gte=day)

    def _incident_to(self, day):
        return Q(incident_on__lte=day)

    def _tag(self, code):
        return Q(pk__in=CaseTag.objects.filter(tag__code=code).values("case"))

    def _without_tag(self, code):
        tagged = CaseTag.objects.filter(case=OuterRef("pk"), tag__code=code)
        return ~Q(Exists(tagged))

    def _origin(self, origin):
        if origin == "faults":
            faulty = LegacyRecord.objects.exclude(faults=[])
            return Q(origin=Origin.LEGACY, pk__in=faulty.values("case"))
        return Q(origin=origin)

    def _confidentiality(self, level):
        return Q(confidentiality=level)


def in_appeal(state: str, today: date) -> Q:
    """Notified cases by the time for an appeal; those of no date wait for none."""
    # No case is due before that time ends; said too, for that date has an index.
    runs = Q(appeal_ends_on__gte=today, next_due_on__gte=today)
    return Q(status=Status.NOTIFIED) & (runs if state == APPEAL_RUNS else ~runs)


def in_appeals(state: str) -> Q:
    """Cases with an appeal undecided, or with a direction still to be carried out."""
    rows = Appeal.objects.exclude(status=AppealStatus.DECIDED)
    if state == DIRECTED:
        rows = Direction.objects.filter(status=DirectionStatus.OPEN)
    # They are few: each is looked up, where a join would read all that is due.
    keys = ArraySubquery(rows.values("case"))
    return Q(lists.among("pk", keys))


def _keys(rows):
    """Read now: the planner counts on values it knows, and guesses at a subquery."""
    return list(rows.values_list("pk", flat=True))
