"""Who complains and whom it is about, as an intake asks for them."""

import pytest
from django.utils import timezone

from complaints.models import Case, Person
from tests.complaints.intaking import CALLER, RISK, begin, step
from tests.complaints.sending import day, errors, fill, hidden, signed_in, still_to_do
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, ComplainantFactory, PersonFactory
from tests.factories.organisation import MemberFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("officer")]


class TestPeople:
    def test_somebody_in_the_register_is_offered_and_taken(self, client):
        known = PersonFactory(
            forenames="Wilhelmina", surname="Quartermaine", telephone="020 7946 0001"
        )
        ComplainantFactory(
            case=CaseFactory(reference_serial=90_001), number=1, person=known
        )
        root = begin(client)
        step(client, f"{root}said/", said="Again.")
        url = step(client, f"{root}people/1/", **CALLER, email="w@example.com")
        assert url == f"{root}people/1/match/"
        page = client.get(url)
        match = page.context["form"].fields["person"].choices[0][0]
        url = step(client, url, person=match)
        step(client, f"{root}risk/", **RISK)
        client.post(f"{root}log/", hidden(client.get(f"{root}log/")))
        assert Person.objects.count() == 1
        known.refresh_from_db()
        assert known.email == "w@example.com"
        assert known.surname == "Quartermain"

    def test_a_champion_is_not_offered_people_of_another_borough(self):
        known = PersonFactory(surname="Quartermain")
        ComplainantFactory(
            case=CaseFactory(reference_serial=90_001), number=1, person=known
        )
        client = signed_in(user_with_role("champion"))
        root = begin(client)
        url = step(client, f"{root}people/1/", **CALLER)
        assert url == f"{root}people/1/characteristics/"

    def test_somebody_may_act_for_another_entered_next(self, client):
        root = begin(client)
        step(client, f"{root}said/", said="My son was hit.")
        caller = CALLER | {"capacity": "representative"}
        url = step(client, f"{root}people/1/", **caller)
        assert url == f"{root}people/1/for/"
        consent = {"acts_for": "2", "consent_evidence": "Parent of a child of 9"}
        consent |= day("consent_on", timezone.localdate())
        url = step(client, url, **consent)
        url = step(client, url, gender="female")
        assert url == f"{root}people/2/"
        step(client, url, named="known", surname="Quartermain", capacity="victim")
        step(client, f"{root}risk/", **RISK)
        sent = client.post(f"{root}log/", hidden(client.get(f"{root}log/")))
        assert sent.status_code == 302, errors(sent)
        first, second = Case.objects.get().complainants.order_by("number")
        assert second.acts_for == first
        assert second.consent_evidence == "Parent of a child of 9"

    def test_acting_for_nobody_entered_is_a_gap(self, client):
        root = begin(client)
        step(client, f"{root}said/", said="My son was hit.")
        step(client, f"{root}people/1/", **CALLER | {"capacity": "representative"})
        page = client.get(f"{root}log/")
        assert "Say whom Wilhelmina Quartermain acts for." in still_to_do(page)

    def test_anonymous_people_need_no_name(self, client):
        root = begin(client)
        step(client, f"{root}said/", said="I will not say who I am.")
        step(client, f"{root}people/1/", named="anonymous", capacity="unknown")
        step(client, f"{root}risk/", **RISK)
        sent = client.post(f"{root}log/", hidden(client.get(f"{root}log/")))
        assert sent.status_code == 302, errors(sent)

    def test_somebody_known_needs_a_surname(self, client):
        root = begin(client)
        page = fill(client, f"{root}people/1/", named="known", capacity="victim")
        assert errors(page) == ["Enter a surname, or say that they gave no name."]

    def test_people_can_be_removed_and_no_number_skipped(self, client):
        root = begin(client)
        step(client, f"{root}people/1/", **CALLER)
        assert client.get(f"{root}people/3/").status_code == 404
        assert client.get(f"{root}people/1/remove/").status_code == 200
        client.post(f"{root}people/1/remove/")
        assert client.get(f"{root}people/").url == f"{root}people/1/"

    def test_a_member_not_found_sends_back_to_look_again(self, client):
        root = begin(client)
        url = step(client, f"{root}subjects/1/", kind="member", search="Nemo Nobody")
        page = client.get(url).content.decode()
        assert "Nobody in the force has this number or name." in page

    def test_the_same_member_twice_is_a_gap(self, client):
        member = MemberFactory(surname="Thistledown")
        root = begin(client)
        for number in (1, 2):
            url = step(
                client, f"{root}subjects/{number}/", kind="member", search=member.number
            )
            step(client, url, member=member.number)
        page = client.get(f"{root}log/")
        assert f"{member} is entered twice." in still_to_do(page)


class TestLetters:
    """Whoever wants letters is asked for an address before the case is logged."""

    WANTS = "Wilhelmina Quartermain wants letters, and no address is entered."

    def answers(self, client, root, **person):
        step(client, f"{root}people/1/", **CALLER | person)
        return client.get(f"{root}log/").content.decode()

    def test_of_somebody_without_an_address_it_is_warned(self, client):
        root = begin(client)
        page = self.answers(client, root, contact_preference="letter")
        assert self.WANTS in page
        assert f'href="{root}people/1/?check=1">Enter it</a>' in page

    @pytest.mark.parametrize(
        "person",
        [
            {"contact_preference": "letter", "address": "1 Elm Road"},
            {"contact_preference": "email"},
            {},
        ],
    )
    def test_of_nobody_else(self, client, person):
        page = self.answers(client, begin(client), **person)
        assert "Wilhelmina Quartermain" in page
        assert "wants letters" not in page

    def test_an_address_in_the_register_will_do(self, client):
        known = PersonFactory(
            forenames="Wilhelmina", surname="Quartermain", address="1 Elm Road"
        )
        ComplainantFactory(
            case=CaseFactory(reference_serial=90_001), number=1, person=known
        )
        root = begin(client)
        assert self.WANTS in self.answers(client, root, contact_preference="letter")
        url = f"{root}people/1/match/"
        match = client.get(url).context["form"].fields["person"].choices[0][0]
        step(client, url, person=match)
        assert "wants letters" not in client.get(f"{root}log/").content.decode()


class TestProgress:
    @pytest.mark.parametrize(
        ("kind", "steps"),
        [
            ("PC", {"people/": (3, 6), "subjects/": (4, 6), "log/": (6, 6)}),
            ("CM", {"said/": (2, 5), "subjects/": (3, 5), "log/": (5, 5)}),
        ],
    )
    def test_every_step_says_which_of_how_many(self, client, kind, steps):
        source = {"conduct_source": "report"} if kind == "CM" else {}
        root = begin(client, kind=kind, **source)
        if kind == "PC":
            step(client, f"{root}people/1/", **CALLER)
        for rest, (number, of) in steps.items():
            page = client.get(f"{root}{rest}").content.decode()
            assert f"New case: step {number} of {of}</span>" in page

    def test_what_belongs_to_one_kind_of_subject_is_not_called_optional(self, client):
        page = client.get(f"{begin(client)}subjects/1/").content.decode()
        for words in ("Warrant number, pay number or name", "Description"):
            assert f"{words}</label>" in page
        assert 'Rank <span class="app-optional">(optional)</span></label>' in page
