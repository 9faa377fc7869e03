"""A telephone call becomes a case, step by step."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casework import drafts
from casework.models import Draft
from complaints.models import Case
from tests.complaints.bad_dates import WRONG_DATES
from tests.complaints.intaking import CALLER, NEW, RISK, begin, first_unit, step, whole
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
from tests.factories.complaints import CaseFactory
from tests.factories.organisation import UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("officer")]


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
        for url in (sent.url, case.get_absolute_url()):  # the panel says it, once
            assert "notification-banner" not in client.get(url).content.decode()
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
        page = client.get(f"{root}said/").content.decode()
        assert "What is known?" in page
        assert "What was said" not in page
        assert "Enter what is known." in still_to_do(client.get(f"{root}log/"))
        url = step(client, f"{root}said/", said="A colleague saw it.")
        answers = client.get(f"{root}log/").content.decode()
        assert "What is known" in answers
        assert "What was said" not in answers
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

    def test_all_that_are_begun_at_once_are_there_still(self, client, officer):
        roots = [begin(client) for _ in range(15)]
        for root in roots:
            whole(client, root)
        assert Draft.objects.filter(user=officer).count() > drafts.MOST
        begun = client.get(NEW).context["begun"]
        assert {one["url"] for one in begun} == set(roots)

    def test_the_one_left_alone_longest_goes_as_a_whole(
        self, client, officer, monkeypatch
    ):
        roots = [begin(client) for _ in range(3)]
        for root in roots:
            step(client, f"{root}said/", said="She shouted.")
        monkeypatch.setattr(drafts, "MOST", 3)
        step(client, f"{roots[0]}said/", said="She shouted at me.")
        latest = begin(client)
        left = Draft.objects.filter(user=officer).values_list("form", flat=True)
        assert set(left) == {
            f"{latest}start/",
            *(f"{root}{one}/" for root in roots[::2] for one in ("start", "said")),
        }

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
