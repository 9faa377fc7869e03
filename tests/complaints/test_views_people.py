"""The people of a case: who is revealed to whom, and who complained before."""

import re
from datetime import date

import pytest

from audit import trail
from complaints.views import person_cases
from tests.complaints.case_pages import get, post, sign_in, text
from tests.factories.complaints import (
    ComplainantFactory,
    ConflictFactory,
    PersonFactory,
    whole_case,
)
from tests.factories.logs import WitnessFactory
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


class TestAllCasesOfAPerson:
    def test_of_a_complainant_in_each_capacity(self, client, officer):
        person = PersonFactory()
        row = ComplainantFactory(person=person, capacity="victim")
        case = row.case
        other = ComplainantFactory(person=person, capacity="witness").case
        link = re.search(
            r'href="([^"]+/people/complainants/\d+/)"', people_of(client, case)
        )
        page = client.get(link[1]).content.decode()
        assert other.reference in page
        assert "Witness" in page
        looked = trail.entries(actor=officer).get(event="case.search")
        assert looked.changes == {
            "asked": [None, f"{person}, {case} complainant {row.number}"]
        }

    def test_leave_out_what_the_reader_may_not_see(self, client):
        unit = UnitFactory()
        user = sign_in(client, "champion", unit)
        person = PersonFactory()
        case = ComplainantFactory(person=person, case__responsible_unit=unit).case
        away = ComplainantFactory(person=person).case
        barred = ComplainantFactory(person=person, case__responsible_unit=unit).case
        ConflictFactory(case=barred, user=user)
        page = text(client, case, complainant_of(case))
        assert case.reference in page
        assert "1 case, this one included" in page
        assert away.reference not in page
        assert barred.reference not in page

    def test_are_not_for_those_who_see_nobodys_identity(self, client):
        sign_in(client, "mpa-officer")
        case = whole_case()
        assert get(client, case, "people/complainants/1/").status_code == 403
        revealed = post(client, case, "people/", reason="Dip sample 3, question 4")
        assert "All their cases" not in revealed.content.decode()

    def test_are_not_there_for_nobody(self, client, officer):
        assert get(client, whole_case(), "people/complainants/9/").status_code == 404

    def test_are_not_there_for_what_is_no_one_person(self, client, officer):
        person = PersonFactory(surname="")
        case = ComplainantFactory(person=person, number=2).case
        ComplainantFactory(person=person)
        assert "All their cases" not in people_of(client, case)
        assert get(client, case, "people/complainants/2/").status_code == 404

    def test_are_those_of_a_witness_too(self, client, officer):
        person = PersonFactory()
        case = WitnessFactory(person=person, description="", number=4).case
        other = ComplainantFactory(person=person).case
        both = WitnessFactory(person=person, description="").case
        ComplainantFactory(person=person, case=both, number=2)
        assert "people/witnesses/4/" in text(client, case, "witnesses/")
        page = text(client, case, "people/witnesses/4/")
        for shown in (case, other, both):
            assert shown.reference in page
        assert ">Witness<" in page
        assert ", witness<" in page
        assert both.reference in text(client, other, complainant_of(other))

    def test_are_not_there_for_a_witness_who_is_only_described(self, client, officer):
        case = WitnessFactory(number=4).case
        assert "All their cases" not in text(client, case, "witnesses/")
        assert get(client, case, "people/witnesses/4/").status_code == 404

    def test_are_shown_to_a_limit(self, client, officer, monkeypatch):
        monkeypatch.setattr(person_cases, "SHOWN", 1)
        person = PersonFactory()
        case = ComplainantFactory(person=person).case
        ComplainantFactory(person=person)
        assert "The newest 1 are shown" in text(client, case, complainant_of(case))
        looked = trail.entries(actor=officer).get(event="case.search")
        assert looked.count == 1


def complainant_of(case):
    return f"people/complainants/{case.complainants.get().number}/"


def people_of(client, case):
    return text(client, case, "people/")
