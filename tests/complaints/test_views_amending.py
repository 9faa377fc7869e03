"""Pages that change or add what a case says."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from complaints.models import Case
from tests.complaints.sending import day, errors, fill, hidden, send, signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    ComplainantFactory,
    PersonFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import MemberFactory

pytestmark = pytest.mark.django_db

PAGES = (
    ("amend", ()),
    ("add-allegation", ()),
    ("change-allegation", (1,)),
    ("add-subject", ()),
    ("add-complainant", ()),
    ("change-person", (1,)),
)
every_page = pytest.mark.parametrize(("name", "numbers"), PAGES, ids=str)


@pytest.fixture
def case():
    return whole_case(recorded=True)


@pytest.fixture
def client():
    return signed_in(user_with_role("cst-officer"))


def address(case, name, *numbers):
    return reverse(f"complaints:{name}", args=[case.slug, *numbers])


def details(case, **changes):
    return (
        {"channel": "letter", "said": "He swore, and again.", "place": "Lobby"}
        | day("received_on", case.received_on)
        | day("incident_on", case.incident_on)
        | changes
    )


@every_page
class TestEveryPage:
    def test_it_opens_and_changes_nothing(self, case, client, name, numbers):
        before = Case.objects.values().get()
        assert client.get(address(case, name, *numbers)).status_code == 200
        assert Case.objects.values().get() == before

    def test_a_role_without_the_right_is_refused(self, case, name, numbers):
        client = signed_in(user_with_role("pau-analyst"))
        assert client.get(address(case, name, *numbers)).status_code == 403
        assert send(client, address(case, name, *numbers)).status_code == 403

    @pytest.mark.parametrize("version", [1, 7])
    @pytest.mark.parametrize("role", ["mpa-member", "commander", "mpa-officer"])
    def test_nor_does_a_stale_form_show_them_anything(
        self, case, name, numbers, role, version
    ):
        client = signed_in(user_with_role(role, case.responsible_unit))
        for data in ({}, details(case) | TestComplainants.person):
            sent = send(client, address(case, name, *numbers), version=version, **data)
            assert sent.status_code == 403
            assert case.said not in sent.content.decode()

    @pytest.mark.parametrize("state", ["determined", "finalised"])
    @pytest.mark.parametrize("role", ["mpa-member", "pau-analyst"])
    def test_nor_once_the_case_has_moved_on(self, name, numbers, role, state):
        case = whole_case(**{state: True})
        client = signed_in(user_with_role(role))
        sent = send(client, address(case, name, *numbers), version=7)
        assert sent.status_code == 403
        assert case.said not in sent.content.decode()

    @pytest.mark.parametrize("ask", [Client.get, send])
    def test_nor_is_it_said_that_it_has(self, name, numbers, ask):
        case = whole_case(withdrawn=True)
        client = signed_in(user_with_role("mpa-member"))
        answer = ask(client, address(case, name, *numbers))
        assert answer.status_code == 403
        assert "closed" not in answer.content.decode()

    def test_another_borough_finds_nothing(self, case, name, numbers):
        client = signed_in(user_with_role("champion"))
        assert client.get(address(case, name, *numbers)).status_code == 404

    def test_a_decided_case_no_longer_changes(self, client, name, numbers):
        case = whole_case(determined=True)
        assert client.get(address(case, name, *numbers)).status_code == 409
        assert send(client, address(case, name, *numbers)).status_code == 409

    def test_a_stale_form_is_not_saved(self, case, client, name, numbers):
        sent = send(client, address(case, name, *numbers), version=7)
        assert sent.status_code == 409
        assert "Somebody else has changed this" in sent.content.decode()


@pytest.mark.parametrize("name", ["add-allegation", "add-subject"])
def test_nothing_is_added_while_the_report_waits(client, name):
    case = whole_case(reported=True)
    assert client.get(address(case, name)).status_code == 409
    assert send(client, address(case, name)).status_code == 409
    parts = client.get(f"{case.get_absolute_url()}allegations/").content.decode()
    parts += client.get(f"{case.get_absolute_url()}people/").content.decode()
    assert address(case, name) not in parts


@pytest.mark.parametrize("name", ["change-allegation", "change-person"])
def test_how_many_there_are_is_said_to_nobody_without_the_right(case, name):
    client = signed_in(user_with_role("mpa-member"))
    assert send(client, address(case, name, 9)).status_code == 403


class TestDetails:
    def test_they_change(self, case, client):
        sent = fill(client, address(case, "amend"), **details(case))
        assert sent.url == case.get_absolute_url()
        case.refresh_from_db()
        assert (case.channel, case.place) == ("letter", "Lobby")

    def test_a_stale_form_shows_both_versions(self, case, client):
        form = hidden(client.get(address(case, "amend")))
        fill(client, address(case, "amend"), **details(case, said="The first words."))
        sent = client.post(
            address(case, "amend"), form | details(case, said="The second words.")
        )
        assert sent.status_code == 409
        text = sent.content.decode()
        assert "The first words." in text
        assert "The second words." in text
        case.refresh_from_db()
        assert case.said == "The first words."

    def test_the_incident_is_not_after_the_receipt(self, case, client):
        late = details(case) | day("incident_on", case.received_on + timedelta(days=1))
        sent = fill(client, address(case, "amend"), **late)
        assert any("on or after the date of the incident" in e for e in errors(sent))

    def test_the_receipt_is_not_after_the_recording(self, case, client):
        late = details(case) | day("received_on", case.recorded_on + timedelta(days=1))
        sent = fill(client, address(case, "amend"), **late)
        assert any("on or before the date recorded" in e for e in errors(sent))


class TestAllegations:
    data = {"category": "S", "text": "Did not take the report.", "against": "1"}

    def test_one_is_added(self, case, client):
        sent = fill(client, address(case, "add-allegation"), **self.data)
        assert sent.url == f"{case.get_absolute_url()}allegations/"
        assert case.allegations.get(number=2).outcomes.count() == 1

    def test_one_is_changed(self, case, client):
        data = {"category": "F", "text": "Used a slur.", "strands": "race"}
        fill(client, address(case, "change-allegation", 1), **data)
        row = case.allegations.get()
        assert (row.category.code, row.strands) == ("F", ["race"])

    def test_one_that_is_not_there_is_not_found(self, case, client):
        assert client.get(address(case, "change-allegation", 9)).status_code == 404


class TestSubjects:
    def test_a_member_is_looked_for_and_added(self, case, client):
        member = MemberFactory(surname="Thistledown")
        url = address(case, "add-subject")
        data = {"kind": "member", "search": "thistledown", "against": "1"}
        found = fill(client, url, find="1", **data)
        assert member.number in found.content.decode()
        assert errors(found) == []
        sent = client.post(url, hidden(found) | data | {"member": member.number})
        assert sent.status_code == 302, errors(sent)
        assert case.subjects.get(number=2).member == member

    def test_without_a_choice_it_asks_which(self, case, client):
        MemberFactory(surname="Thistledown")
        data = {"kind": "member", "search": "thistledown", "against": "1"}
        sent = fill(client, address(case, "add-subject"), **data)
        assert errors(sent) == ["Choose which of them it is."]

    def test_the_same_member_is_not_added_twice(self, case, client):
        member = case.subjects.get().member
        data = {
            "kind": "member",
            "search": member.number,
            "member": member.number,
            "against": "1",
        }
        sent = fill(client, address(case, "add-subject"), **data)
        assert errors(sent) == [f"{member} is a subject already."]

    def test_somebody_unknown_is_described_and_later_identified(self, case, client):
        SubjectFactory(case=case, number=2, unidentified=True)
        member = MemberFactory(surname="Thistledown")
        url = address(case, "identify-subject", 2)
        data = {"search": "thistledown"}
        found = fill(client, url, find="1", **data)
        sent = client.post(url, hidden(found) | data | {"member": member.number})
        assert sent.status_code == 302, errors(sent)
        assert case.subjects.get(number=2).member == member
        assert client.get(url).status_code == 409


class TestComplainants:
    person = {"named": "known", "surname": "Okonjo-Field", "capacity": "witness"}

    def test_one_is_added(self, case, client):
        sent = fill(client, address(case, "add-complainant"), **self.person)
        assert sent.status_code == 302, errors(sent)
        assert case.complainants.get(number=2).person.surname == "Okonjo-Field"
        assert not Entry.objects.filter(event="case.search").exists()

    def test_somebody_in_the_register_is_asked_about(self, case, client):
        known = PersonFactory(surname="Okonjo-Field")
        ComplainantFactory(case=whole_case(), number=7, person=known)
        url = address(case, "add-complainant")
        page = fill(client, url, **self.person)
        assert errors(page) == ["Say whether it is one of these people."]
        looked = Entry.objects.get(event="case.search")
        assert (looked.subject_key, looked.count) == ("people", 1)
        assert looked.changes == {"asked": [None, "Okonjo-Field"]}
        key = page.context["form"].fields["person"].choices[0][0]
        sent = client.post(url, hidden(page) | self.person | {"person": key})
        assert sent.status_code == 302, errors(sent)
        assert case.complainants.get(number=2).person == known

    def test_acting_for_somebody_needs_consent(self, case, client):
        url = address(case, "add-complainant")
        person = self.person | {"capacity": "representative"}
        page = fill(client, url, **person)
        assert errors(page) == [
            "Select who they act for.",
            "Enter the date of consent.",
            "Enter how we know of the consent.",
        ]
        consent = {"acts_for": "1", "consent_evidence": "Signed letter seen"}
        consent |= day("consent_on", timezone.localdate())
        sent = fill(client, url, **person, **consent)
        assert sent.status_code == 302, errors(sent)
        assert case.complainants.get(number=2).acts_for.number == 1

    def test_what_is_known_of_somebody_changes(self, case, client):
        url = address(case, "change-person", 1)
        fill(client, url, surname="Example", forenames="Ada", telephone="0123")
        assert case.complainants.get().person.telephone == "0123"

    def test_characteristics_show_only_to_those_who_may_see_them(self, case, client):
        inspector = user_with_role("champion", case.responsible_unit)
        page = signed_in(inspector).get(address(case, "change-person", 1))
        assert "Protected characteristics" in page.content.decode()
        page = client.get(address(case, "change-person", 1))
        assert "Protected characteristics" not in page.content.decode()
