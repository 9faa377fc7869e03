"""A telephone call becomes a case, step by step."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casework.models import Draft
from complaints.models import Case, Person
from tests.complaints.bad_dates import WRONG_DATES
from tests.complaints.sending import (
    day,
    errors,
    fill,
    hidden,
    send,
    signed_in,
    still_to_do,
)
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, ComplainantFactory, PersonFactory
from tests.factories.organisation import MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db
NEW = "/complaints/new/"
RISK = {
    "public": "low",
    "officers": "medium",
    "organisation": "low",
    "reasons": "One remark, no force.",
}
CALLER = {
    "named": "known",
    "forenames": "Wilhelmina",
    "surname": "Quartermain",
    "capacity": "victim",
    "telephone": "020 7946 0001",
}


@pytest.fixture
def officer():
    return user_with_role("cst-officer", UnitFactory(desk=True))


@pytest.fixture
def client(officer):
    return signed_in(officer)


def begin(client, unit=None, **changes):
    """The first step done; the address of the intake."""
    today = timezone.localdate()
    data = {"kind": "PC", "channel": "telephone"} | day("received_on", today)
    if unit:
        data["unit"] = unit.code
    page = client.get(NEW)
    sent = client.post(NEW, hidden(page) | first_unit(page) | data | changes)
    assert sent.status_code == 302, errors(sent)
    return "/".join(sent.url.split("/")[:4]) + "/"


def first_unit(page):
    """The unit that the page offers first."""
    form = page.context["form"]
    return {"unit": form["unit"].value() or ""}


def step(client, url, **data):
    sent = fill(client, url, **data)
    assert sent.status_code == 302, (url, errors(sent))
    return sent.url


def whole(client, root):
    """Every step, with one complainant and one officer; the address of the answers."""
    url = step(client, f"{root}said/", said="The officer swore at me.", place="Counter")
    assert url == f"{root}people/1/"
    url = step(client, url, **CALLER)
    assert url == f"{root}people/1/characteristics/"
    url = step(client, url, ethnicity="A2", gender="not_stated")
    assert url == f"{root}people/"
    assert client.get(url).status_code == 200
    member = MemberFactory(surname="Thistledown")
    url = step(client, f"{root}subjects/1/", kind="member", search="thistledown")
    url = step(client, url, member=member.number)
    assert client.get(url).status_code == 200
    url = step(client, f"{root}risk/", **RISK)
    assert url == f"{root}log/"
    return url


class TestSteps:
    def test_a_call_becomes_a_case(self, client, officer):
        url = whole(client, begin(client))
        page = client.get(url)
        assert "Wilhelmina Quartermain" in page.content.decode()
        sent = client.post(url, hidden(page))
        assert sent.status_code == 302
        case = Case.objects.get()
        assert sent.url == f"/complaints/{case.slug}/logged/"
        done = client.get(sent.url).content.decode()
        assert case.reference in done
        person = case.complainants.get().person
        assert person.surname == "Quartermain"
        assert (person.ethnicity, person.gender, person.religion) == (
            "A2",
            "not_stated",
            "",
        )
        assert case.subjects.get().member.surname == "Thistledown"
        assert case.assessments.get().risk_officers == "medium"
        assert not Draft.objects.filter(user=officer).exists()

    def test_every_step_is_kept_when_the_person_signs_out(self, client, officer):
        root = begin(client)
        step(client, f"{root}said/", said="She shouted.")
        again = signed_in(officer)
        page = again.get(NEW).content.decode()
        assert "She shouted." in page
        assert "She shouted." in again.get(f"{root}said/").content.decode()
        assert again.get(root).url == f"{root}people/1/"

    def test_what_is_wrong_is_kept_too(self, client):
        root = begin(client)
        page = fill(client, f"{root}said/", said="x" * 20_001)
        assert errors(page)
        page = client.get(f"{root}said/")
        assert "x" * 20_001 in page.content.decode()
        assert errors(page) == []

    def test_a_double_click_makes_one_case(self, client):
        url = whole(client, begin(client))
        form = hidden(client.get(url))
        first, second = client.post(url, form), client.post(url, form)
        assert first.url == second.url
        assert Case.objects.count() == 1

    def test_two_tabs_make_one_case(self, client):
        url = whole(client, begin(client))
        one, two = hidden(client.get(url)), hidden(client.get(url))
        assert client.post(url, one).url == client.post(url, two).url
        assert Case.objects.count() == 1

    def test_what_is_missing_is_listed_with_its_step(self, client):
        root = begin(client)
        page = client.post(f"{root}log/", hidden(client.get(f"{root}log/")))
        assert errors(page) == [
            "Enter what was said.",
            "Say who is complaining, even if they gave no name.",
            "Make the first assessment of risk.",
        ]
        assert not Case.objects.exists()

    def test_a_date_received_changed_later_must_still_fit(self, client):
        today = timezone.localdate()
        root = begin(client)
        step(client, f"{root}said/", said="Rude.", **day("incident_on", today))
        earlier = today - timedelta(days=3)
        change = {"kind": "PC", "channel": "letter"} | day("received_on", earlier)
        page = client.get(f"{root}start/")
        client.post(f"{root}start/", first_unit(page) | change)
        page = client.get(f"{root}log/")
        (gap,) = (line for line in still_to_do(page) if "date received" in line)
        assert "on or before the date received" in gap
        assert errors(page) == []
        assert gap in errors(client.post(f"{root}log/", hidden(page)))

    def test_conduct_matters_have_no_complainants(self, client):
        root = begin(client, kind="CM", conduct_source="report")
        url = step(client, f"{root}said/", said="A colleague saw it.")
        assert url == f"{root}subjects/1/"
        step(client, f"{root}risk/", **RISK)
        sent = client.post(f"{root}log/", hidden(client.get(f"{root}log/")))
        assert sent.status_code == 302
        assert Case.objects.get().kind == "CM"

    def test_nobody_else_sees_what_somebody_has_begun(self, client):
        root = begin(client)
        step(client, f"{root}said/", said="A private matter.")
        other = signed_in(user_with_role("cst-officer"))
        assert other.get(f"{root}said/").status_code == 404
        assert "A private matter." not in other.get(NEW).content.decode()

    def test_it_can_be_thrown_away(self, client, officer):
        root = begin(client)
        assert "Throw away" in client.get(f"{root}discard/").content.decode()
        client.post(f"{root}discard/")
        assert not Draft.objects.filter(user=officer).exists()

    def test_a_get_changes_nothing(self, client, officer):
        root = begin(client)
        before = list(Draft.objects.values())
        for rest in (
            "",
            "start/",
            "said/",
            "people/",
            "people/1/",
            "subjects/",
            "log/",
        ):
            client.get(f"{root}{rest}")
        assert list(Draft.objects.values()) == before
        assert not Case.objects.exists()


class TestLogged:
    def test_a_case_further_on_has_no_recording_date_any_more(self, client):
        case = CaseFactory(determined=True, next_due="notify")
        page = client.get(f"/complaints/{case.slug}/logged/")
        assert case.reference in page.content.decode()

    def test_only_people_who_log_see_it(self):
        case = CaseFactory()
        reader = signed_in(user_with_role("mpa-member"))
        assert reader.get(f"/complaints/{case.slug}/logged/").status_code == 403
        champion = signed_in(user_with_role("champion"))
        assert champion.get(f"/complaints/{case.slug}/logged/").status_code == 404


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


class TestWhoMay:
    @pytest.mark.parametrize("path", ["", "quick/"])
    @pytest.mark.parametrize(
        "role", ["investigator", "mpa-member", "team-inspector", "commander"]
    )
    def test_roles_that_do_not_log_are_refused(self, role, path):
        client = signed_in(user_with_role(role))
        assert client.get(f"{NEW}{path}").status_code == 403
        assert send(client, f"{NEW}{path}").status_code == 403

    def test_a_champion_logs_for_the_own_borough_only(self):
        champion = user_with_role("champion")
        client = signed_in(champion)
        own = champion.postings.get().unit
        page = client.get(NEW)
        assert [code for code, _ in page.context["form"]["unit"].field.choices] == [
            own.code
        ]
        other = UnitFactory()
        sent = send(
            client,
            NEW,
            kind="PC",
            channel="letter",
            unit=other.code,
            **day("received_on", timezone.localdate()),
        )
        assert errors(sent) == [
            "The unit responsible must be one of the choices shown."
        ]


class TestQuick:
    def data(self, **changes):
        return (
            {
                "kind": "PC",
                "channel": "letter",
                "said": "A letter about a parking matter.",
                "named": "anonymous",
            }
            | day("received_on", timezone.localdate())
            | RISK
            | changes
        )

    def test_the_least_is_enough(self, client):
        page = client.get(f"{NEW}quick/")
        sent = client.post(
            f"{NEW}quick/", hidden(page) | first_unit(page) | self.data()
        )
        case = Case.objects.get()
        assert sent.url == f"/complaints/{case.slug}/logged/"
        assert case.complainants.count() == 1

    def test_a_complaint_says_who_complains(self, client):
        page = client.get(f"{NEW}quick/")
        sent = client.post(
            f"{NEW}quick/", hidden(page) | first_unit(page) | self.data(named="")
        )
        assert errors(sent) == ["Select who is complaining, even if they gave no name."]
        assert "A letter about" in client.get(f"{NEW}quick/").content.decode()

    def test_more_than_a_draft_holds_is_refused_at_its_field(self, client):
        page = client.get(f"{NEW}quick/")
        said = "Over and over. " * 14_000
        sent = client.post(
            f"{NEW}quick/", hidden(page) | first_unit(page) | self.data(said=said)
        )
        assert sent.status_code == 200
        assert any("characters" in sentence for sentence in errors(sent))
        assert "Over and over. Over and over." in sent.content.decode()


class TestBadInput:
    @pytest.mark.parametrize("parts", WRONG_DATES, ids="/".join)
    def test_a_date_received_that_is_none(self, client, parts):
        page = client.get(NEW)
        keys = ("received_on_day", "received_on_month", "received_on_year")
        sent = client.post(
            NEW,
            hidden(page)
            | first_unit(page)
            | {"kind": "PC", "channel": "letter"}
            | dict(zip(keys, parts, strict=True)),
        )
        assert sent.status_code == 200
        assert errors(sent)
        assert not Draft.objects.exists()

    def test_a_date_received_to_come(self, client):
        tomorrow = timezone.localdate() + timedelta(days=1)
        page = client.get(NEW)
        data = {"kind": "PC", "channel": "letter"} | day("received_on", tomorrow)
        sent = client.post(NEW, hidden(page) | first_unit(page) | data)
        assert any("or earlier" in line for line in errors(sent))

    def test_a_birth_to_come(self, client):
        root = begin(client)
        tomorrow = timezone.localdate() + timedelta(days=1)
        born = day("born_on", tomorrow)
        page = fill(client, f"{root}people/1/", **CALLER | born)
        assert any("date of birth must be today" in line for line in errors(page))

    @pytest.mark.parametrize("rest", ["said/", "people/1/", "risk/"])
    def test_nul_and_too_much(self, client, rest):
        root = begin(client)
        name = {"said/": "said", "people/1/": "needs", "risk/": "reasons"}[rest]
        assert client.post(f"{root}{rest}", {name: "a\0b"}).status_code == 400
        assert client.post(f"{root}{rest}", {name: "x" * 9_999_999}).status_code == 413

    def test_a_name_that_turns_round_is_refused_and_apostrophes_are_not(self, client):
        root = begin(client)
        url = f"{root}people/1/"
        page = fill(client, url, **CALLER | {"surname": "O\u202eNeill"})
        assert any("hidden character" in line for line in errors(page))
        step(client, url, **CALLER | {"surname": "O'Neill-Łukasz"})

    @pytest.mark.parametrize(
        "rest",
        ["", "said/", "people/9/", "people/99999999999/", "subjects/1/member/x/"],
    )
    def test_addresses_made_up_are_not_there(self, client, rest):
        assert client.get(f"{NEW}no-such-key/{rest}").status_code == 404

    def test_a_step_without_its_beginning_is_not_there(self, client):
        for rest in ("said/", "people/1/", "subjects/1/", "risk/", "log/", "discard/"):
            assert client.get(f"{NEW}abcdef/{rest}").status_code == 404
            assert send(client, f"{NEW}abcdef/{rest}").status_code == 404
