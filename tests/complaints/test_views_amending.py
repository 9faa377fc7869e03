"""Pages that change or add what a case says."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from casework import guard
from complaints.models import Case
from tests.complaints.sending import day, errors, fill, hidden, send, signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    ComplainantFactory,
    PersonFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db

PAGES = (
    ("amend", ()),
    ("add-allegation", ()),
    ("change-allegation", (1,)),
    ("add-subject", ()),
    ("change-subject", (1,)),
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


@pytest.mark.parametrize(
    "name", ["change-allegation", "change-person", "change-subject"]
)
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

    def test_those_of_a_conduct_matter_have_its_words(self, client):
        page = client.get(address(whole_case(conduct=True), "amend")).content.decode()
        assert "What is known" in page
        assert "What was said" not in page

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


class TestChangeSubject:
    @pytest.fixture
    def url(self, case):
        return address(case, "change-subject", 1)

    def stands(self, case, **changes):
        row = case.subjects.get(number=1)
        unit = row.unit.code if row.unit else ""
        return {"kind": row.kind, "rank": row.rank, "unit": unit} | changes

    def test_each_subject_has_its_link_for_who_may(self, case, client, url):
        SubjectFactory(case=case, number=2, unidentified=True)
        people = f"{case.get_absolute_url()}people/"
        page = client.get(people).content.decode()
        assert f'href="{url}"' in page
        assert f'href="{address(case, "change-subject", 2)}"' in page
        assert f'href="{address(case, "identify-subject", 2)}"' in page
        analyst = signed_in(user_with_role("pau-analyst"))
        assert url not in analyst.get(people).content.decode()

    def test_nor_once_it_is_decided(self, client):
        case = whole_case(determined=True)
        page = client.get(f"{case.get_absolute_url()}people/").content.decode()
        assert address(case, "change-subject", 1) not in page

    def test_it_opens_as_the_subject_stands(self, case, client, url):
        page = client.get(url)
        form = page.context["form"]
        row = case.subjects.get()
        assert [form[name].value() for name in ("kind", "rank", "unit")] == [
            "member",
            "constable",
            row.unit.code,
        ]
        assert str(row.member) in page.content.decode()

    def test_rank_and_unit_change_and_whoever_it_is_stays(self, case, client, url):
        before = case.subjects.get()
        unit = UnitFactory()
        data = self.stands(case, rank="sergeant", unit=unit.code)
        sent = fill(client, url, **data)
        assert sent.url == f"{case.get_absolute_url()}people/"
        row = case.subjects.get()
        assert (row.member, row.rank, row.unit) == (before.member, "sergeant", unit)
        history = client.get(f"{case.get_absolute_url()}history/").content.decode()
        assert "Subject 1, rank: from Constable to Sergeant" in history
        assert f"Subject 1, unit: from {before.unit.name} to {unit.name}" in history

    def test_a_unit_retired_since_is_not_lost(self, case, client, url):
        row = case.subjects.get()
        row.unit.to_on = timezone.localdate() - timedelta(days=1)
        row.unit.save()
        sent = fill(client, url, **self.stands(case, rank="sergeant"))
        assert sent.status_code == 302, errors(sent)
        assert case.subjects.get().unit == row.unit

    def test_another_member_is_looked_for_and_named(self, case, client, url):
        member = MemberFactory(surname="Thistledown", rank="inspector")
        data = self.stands(case, search="thistledown")
        found = fill(client, url, find="1", **data)
        assert member.number in found.content.decode()
        assert errors(found) == []
        looked = Entry.objects.get(event="case.search")
        assert (looked.subject_key, looked.count) == ("members", 1)
        sent = client.post(url, hidden(found) | data | {"member": member.number})
        assert sent.status_code == 302, errors(sent)
        row = case.subjects.get()
        assert (row.member, row.rank) == (member, "inspector")

    def test_a_name_without_a_choice_asks_which(self, case, client, url):
        MemberFactory(surname="Thistledown")
        sent = fill(client, url, **self.stands(case, search="thistledown"))
        assert errors(sent) == ["Choose which of them it is."]

    def test_somebody_unknown_becomes_a_member_only_by_name(self, case, client):
        SubjectFactory(case=case, number=2, unidentified=True)
        sent = fill(client, address(case, "change-subject", 2), kind="member")
        assert errors(sent) == [
            "Look for the member by number or name, and choose one."
        ]

    def test_who_is_a_subject_already_is_refused_at_the_field(self, case, client, url):
        other = SubjectFactory(case=case, number=2).member
        data = self.stands(case, search=other.number, member=other.number)
        sent = fill(client, url, **data)
        assert errors(sent) == [f"{other} is a subject already."]

    def test_somebody_wrongly_named_is_described_instead(self, case, client, url):
        data = self.stands(case, kind="unidentified", description="")
        sent = fill(client, url, **data)
        assert errors(sent) == ["Describe them, even if only by what they did."]
        sent = fill(client, url, **data | {"description": "A tall officer"})
        assert sent.status_code == 302, errors(sent)
        row = case.subjects.get()
        assert (row.member, row.description) == (None, "A tall officer")

    def test_the_organisation_has_no_looks_and_no_rank(self, case, client, url):
        data = self.stands(case, kind="organisation", description="Tall")
        fill(client, url, **data)
        row = case.subjects.get()
        assert (row.kind, row.description, row.rank) == ("organisation", "", "unknown")

    def test_a_stale_form_shows_both_versions(self, case, client, url):
        form = hidden(client.get(url))
        fill(client, url, **self.stands(case, rank="sergeant"))
        sent = client.post(url, form | self.stands(case, rank="inspector"))
        assert sent.status_code == 409
        text = sent.content.decode()
        assert "Sergeant" in text
        assert "Inspector" in text
        assert case.subjects.get().rank == "sergeant"

    def test_a_handler_who_is_it_is_taken_off(self, case, client, url):
        handler = user_with_role("investigator", member=MemberFactory())
        with guard.writing("test"):
            Case.objects.filter(pk=case.pk).update(handler=handler)
        number = handler.member.number
        fill(client, url, **self.stands(case, search=number, member=number))
        case.refresh_from_db()
        assert case.handler is None
        assert signed_in(handler).get(case.get_absolute_url()).status_code == 404


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
