"""The people of a case: who is revealed to whom, and who complained before."""

import re
from datetime import date

import pytest

from audit import trail
from casework import guard
from complaints import search
from tests.complaints.case_pages import post, sign_in, text
from tests.factories.complaints import (
    ComplainantFactory,
    PersonFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


class TestReveal:
    def test_asks_for_a_reason_and_shows_once(self, client):
        user = sign_in(client, "mpa-officer")
        case = whole_case()
        name = case.complainants.get().person.forenames
        page = text(client, case, "people/")
        assert name not in page
        assert "Ask to see who these people are" in page

        answer = post(client, case, "people/", reason="Dip sample 3, question 4")
        assert name in answer.content.decode()
        entry = trail.history_of(case)[0]
        assert (entry.event, entry.reason) == (
            "case.reveal",
            "Dip sample 3, question 4",
        )
        assert entry.recipient == user.email
        assert name not in text(client, case, "people/")

    def test_without_a_reason_shows_nothing(self, client):
        sign_in(client, "mpa-officer")
        case = whole_case()
        answer = post(client, case, "people/", reason=" ").content.decode()
        assert "Enter why you need to see who this is." in answer
        assert case.complainants.get().person.forenames not in answer

    def test_is_not_for_those_who_never_see_them(self, client):
        unit = UnitFactory()
        sign_in(client, "commander", unit)
        case = whole_case(responsible_unit=unit)
        answer = post(client, case, "people/", reason="I want to know").content.decode()
        assert case.complainants.get().person.forenames not in answer


class TestPeople:
    def test_hints_at_earlier_complaints_in_reach(self, client, officer):
        person = PersonFactory(email="a@example.test")
        case = ComplainantFactory(person=person).case
        same = ComplainantFactory(person=person).case
        mail = ComplainantFactory(person=PersonFactory(email="A@example.test")).case
        other = ComplainantFactory().case
        page = text(client, case, "people/")
        assert "They may have complained before" in page
        assert same.reference in page
        assert mail.reference in page
        assert other.reference not in page

    def test_not_at_those_out_of_reach(self, client):
        unit = UnitFactory()
        sign_in(client, "champion", unit)
        person = PersonFactory()
        case = ComplainantFactory(person=person, case__responsible_unit=unit).case
        other = ComplainantFactory(person=person).case
        assert other.reference not in text(client, case, "people/")

    def test_by_telephone_or_name_and_birth(self, client, officer):
        born = date(1970, 2, 3)
        first = PersonFactory(
            forenames="Ada", surname="Quill", telephone="020 7946 0678", born_on=born
        )
        case = ComplainantFactory(person=first).case
        phone = ComplainantFactory(
            person=PersonFactory(telephone="(020) 79460678")
        ).case
        birth = ComplainantFactory(
            person=PersonFactory(forenames="ada", surname="Quill", born_on=born)
        ).case
        twin = ComplainantFactory(
            person=PersonFactory(forenames="Eve", surname="Quill", born_on=born)
        ).case
        page = text(client, case, "people/")
        assert phone.reference in page
        assert birth.reference in page
        assert twin.reference not in page

    def test_acting_for_another_shows_the_consent(self, client, officer):
        principal = ComplainantFactory()
        ComplainantFactory(
            case=principal.case,
            acts_for=principal,
            consent_on=date(2026, 9, 1),
            consent_evidence="Signed form",
        )
        page = text(client, principal.case, "people/")
        assert "1 September 2026: Signed form" in page


def test_an_officers_other_cases_are_one_search_away(client):
    sign_in(client, "cst-officer")
    case, other = whole_case(), whole_case()
    member = case.subjects.get().member
    SubjectFactory(case=other, member=member, number=9)
    with guard.writing("test"):
        search.index(other)
    page = client.get(f"{case.get_absolute_url()}people/").content.decode()
    link = re.search(r'href="(/search/\?q=[^"]+)"', page)[1]
    found = client.get(link).content.decode()
    assert case.reference in found
    assert other.reference in found
