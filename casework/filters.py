"""Filters of the pages of casework; explicit lists, as on every page."""

from datetime import date, timedelta

import django_filters
from django.db.models import QuerySet

from audit.days import midnight
from audit.trail import Entry, Kind, Outcome
from casework import trail_words
from casework.models import Job
from casework.models.jobs import JobState
from pages.filters import ChoicesFilter, DateFilter, StrictFilterSet, TextFilter


class TrailFilter(StrictFilterSet):
    person = TextFilter(label="Person, by e-mail address", method="of_person")
    about = django_filters.ChoiceFilter(
        label="About",
        choices=trail_words.about_choices,
        field_name="subject_kind",
        empty_label="Anything",
    )
    key = TextFilter(label="Reference or name", method="of_key")
    event = django_filters.ChoiceFilter(
        label="What was done",
        choices=trail_words.choices,
        method="of_event",
        empty_label="Anything",
    )
    kind = ChoicesFilter(label="Kind", choices=Kind.choices, distinct=False)
    outcome = django_filters.ChoiceFilter(
        label="Outcome", choices=Outcome.choices, empty_label="Done or refused"
    )
    since = DateFilter(label="From", method="from_day")
    until = DateFilter(label="To", method="to_day")

    class Meta:
        model = Entry
        fields: list[str] = []

    def of_person(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(actor_key=value.lower())

    def of_key(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        # The index begins with the kind; a key alone is nearly always a case's.
        if not self.form.cleaned_data.get("about"):
            rows = rows.filter(subject_kind="case")
        return rows.filter(subject_key=value)

    def of_event(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value.endswith("."):
            return rows.filter(event__startswith=value)
        return rows.filter(event=value)

    def from_day(self, rows: QuerySet, name: str, value: date) -> QuerySet:
        return rows.filter(at__gte=midnight(value))

    def to_day(self, rows: QuerySet, name: str, value: date) -> QuerySet:
        return rows.filter(at__lt=midnight(value + timedelta(days=1)))


class JobFilter(StrictFilterSet):
    state = ChoicesFilter(label="State", choices=JobState.choices, distinct=False)

    class Meta:
        model = Job
        fields: list[str] = []
