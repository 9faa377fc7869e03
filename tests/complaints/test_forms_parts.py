"""Forms made of forms, in words; and the database's refusals as sentences."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict

from casework import guard
from complaints.forms.constraints import refusal_of
from complaints.forms.intake import SaidForm, StartForm
from complaints.forms.parts import in_words, problems, typed, unjudged
from complaints.models import Subject
from tests.factories.complaints import CaseFactory, SubjectFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return date(2026, 11, 21)


def start(today, data=None, **kwargs):
    return StartForm(data, units=[UnitFactory.build()], today=today, **kwargs)


class TestInWords:
    def test_choices_dates_and_texts_are_as_people_read_them(self, today):
        data = QueryDict("kind=PC&channel=letter&received_on=2026-03-31")
        told = in_words(start(today, data))
        assert told["What is it?"] == "Public complaint"
        assert told["How did it reach us?"] == "Letter"
        assert told["Date received"] == "31 March 2026"

    def test_what_is_wrong_is_told_as_typed(self, today):
        data = QueryDict("received_on_day=30&received_on_month=2&received_on_year=2026")
        assert in_words(start(today, data))["Date received"] == "30/2/2026"

    def test_blank_answers_stay_out(self, today):
        assert in_words(SaidForm(received_on=None, today=today)) == {}


class TestUnjudged:
    def test_a_draft_shows_what_was_typed_and_no_problem(self, today):
        form = unjudged(start(today, typed({"channel": ["pigeon"]})))
        assert problems(form) == []
        assert form["channel"].value() == "pigeon"


class TestConstraints:
    def refused(self, act):
        with (
            pytest.raises(IntegrityError) as caught,
            transaction.atomic(),
            guard.writing("test"),
        ):
            act()
        return refusal_of(caught.value)

    def test_dates_out_of_order_name_both(self):
        case = CaseFactory(recorded=True)
        case.recorded_on = case.incident_on.replace(year=2020)
        refusal = self.refused(case.save)
        assert refusal.field == "recorded_on"
        assert refusal.sentence.startswith(
            "The date recorded must be on or after the date "
        )

    def test_a_known_constraint_has_its_own_sentence(self):
        one = SubjectFactory(number=1)
        twin = Subject(case=one.case, number=2, kind="member", member=one.member)
        refusal = self.refused(twin.save)
        assert refusal.field == "member"

    def test_any_other_is_still_a_sentence(self):
        one = SubjectFactory(number=1, unidentified=True)
        twin = Subject(case=one.case, number=1, kind="organisation")
        refusal = self.refused(twin.save)
        assert refusal.field is None
        assert "was not saved" in refusal.sentence
