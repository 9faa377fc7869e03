"""Managing accounts: pages, actions and refusals."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import passwords, people, sign_in
from accounts.models import User
from audit import trail
from pages.refusals import BadInput, NotAllowed, WrongState
from tests.accounts.conftest import NOON, send
from tests.factories.accounts import (
    ClientFactory,
    PostingFactory,
    UserFactory,
    client_with_token,
    fresh,
    user_with_role,
)
from tests.factories.organisation import (
    AuthorityMemberFactory,
    MemberFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db

VERBS = (
    "password-link",
    "unlock",
    "end-sessions",
    "reset-second-factor",
    "revoke-tokens",
    "deactivate",
    "reactivate",
)


@pytest.fixture
def browser(client, administrator):
    client.force_login(administrator)
    return client


class TestList:
    def test_shows_accounts_with_their_roles_of_today(self, browser):
        unit = UnitFactory(name="Somewhere")
        user_with_role("champion", unit, name="Peregrine Saltmarsh")
        page = browser.get("/accounts/users/").content.decode()
        assert "Peregrine Saltmarsh" in page
        assert "Professional Standards Champion, Somewhere" in page

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("?q=salt", {"Saltmarsh"}),
            ("?state=deactivated", {"Gone"}),
            ("?state=locked", {"Stuck"}),
            ("?state=client", {"Program"}),
            ("?role=champion", {"Saltmarsh"}),
            ("?q=nobody-at-all", set()),
        ],
    )
    def test_narrows(self, browser, query, found):
        user_with_role("champion", name="Saltmarsh")
        UserFactory(name="Gone", deactivated=True)
        UserFactory(name="Stuck", locked=True)
        ClientFactory(name="Program")
        page = browser.get(f"/accounts/users/{query}")
        names = {user.name for user, _, _ in page.context["rows"]}
        assert names == found

    def test_needs_as_many_queries_for_many_as_for_one(self, browser):
        with CaptureQueriesContext(connection) as one:
            browser.get("/accounts/users/")
        for _ in range(20):
            user_with_role("champion")
        with CaptureQueriesContext(connection) as many:
            browser.get("/accounts/users/")
        assert len(many) <= len(one) <= 12

    def test_unknown_filters_are_refused(self, browser):
        assert browser.get("/accounts/users/?colour=red").status_code == 400


class TestWhoMay:
    PATHS = (
        "/accounts/users/",
        "/accounts/users/new/",
        "/accounts/users/{key}/",
        "/accounts/users/{key}/grant/",
        "/accounts/users/{key}/postings/1/end/",
        *(f"/accounts/users/{{key}}/{verb}/" for verb in VERBS),
    )

    @pytest.mark.parametrize("path", PATHS)
    @pytest.mark.parametrize("role", ["director", "champion", "cst-manager"])
    def test_nobody_without_the_permission(self, client, role, path):
        user = PostingFactory().user
        client.force_login(user_with_role(role))
        path = path.format(key=user.key)
        assert client.get(path).status_code == 403
        answer = client.post(path, {"reason": "Because I can", "when": "now"})
        assert answer.status_code in (403, 405)
        assert fresh(user).is_active

    @pytest.mark.parametrize("path", PATHS)
    def test_system_administrators(self, browser, path):
        user = PostingFactory().user
        assert browser.get(path.format(key=user.key)).status_code == 200

    def test_an_unknown_account_is_not_found(self, browser):
        gone = "5f0c1a5e-3f1b-4a55-9d5e-4f5b0d0f3a11"
        for path in ("", "grant/", "deactivate/", "postings/1/end/"):
            assert browser.get(f"/accounts/users/{gone}/{path}").status_code == 404

    def test_nor_is_an_unknown_verb_or_posting(self, browser):
        user = PostingFactory().user
        for path in ("promote/", "postings/2/end/", "postings/0/end/"):
            assert browser.get(f"/accounts/users/{user.key}/{path}").status_code == 404

    def test_everybody_sees_their_own_account_only(self):
        user = user_with_role("director")
        UserFactory()
        assert list(User.objects.visible_to(user)) == [user]


class TestCreate:
    def send(self, browser, **changes):
        sent = {
            "name": "Peregrine Saltmarsh",
            "email": "P.Saltmarsh@police.example",
            "reason": "Joins the team",
        }
        return send(browser, "/accounts/users/new/", sent | changes)

    def test_makes_an_account_that_cannot_sign_in_yet(self, browser):
        member = MemberFactory()
        answer = self.send(browser, member=member.number)
        user = User.objects.get(email="p.saltmarsh@police.example")
        assert answer.url == user.get_absolute_url()
        assert (user.member, user.has_usable_password()) == (member, False)
        (entry,) = trail.entries(events=["account.create"])
        assert (entry.kind, entry.reason) == ("collection", "Joins the team")
        assert "issue a link" in browser.get(answer.url).content.decode()

    def test_for_a_member_of_the_authority(self, browser):
        member = AuthorityMemberFactory()
        self.send(browser, authority_member=member.code)
        assert User.objects.get(authority_member=member)

    @pytest.mark.parametrize(("days", "offered"), [(0, False), (1, True)])
    def test_a_member_of_the_authority_is_offered_while_in_office(
        self, browser, days, offered
    ):
        retired_on = timezone.localdate() + timedelta(days=days)
        member = AuthorityMemberFactory(retired_on=retired_on)
        self.send(browser, authority_member=member.code)
        assert User.objects.filter(authority_member=member).exists() is offered

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"name": ""}, "Enter the name."),
            ({"email": "no at sign"}, "with an @ and no spaces"),
            ({"reason": ""}, "Enter the reason."),
            ({"member": "nobody"}, "no member of the force with this number"),
            ({"authority_member": "nobody"}, "one of the choices"),
        ],
    )
    def test_says_what_is_wrong(self, browser, changes, sentence):
        assert sentence in self.send(browser, **changes).content.decode()
        assert not User.objects.filter(name="Peregrine Saltmarsh").exists()

    def test_one_account_for_an_address_and_for_a_member(self, browser):
        member, other = MemberFactory(), AuthorityMemberFactory()
        UserFactory(email="p.saltmarsh@police.example")
        UserFactory(member=member)
        UserFactory(authority_member=other)
        assert "already an account" in self.send(browser).content.decode()
        for taken in ({"member": member.number}, {"authority_member": other.code}):
            page = self.send(browser, email="new@police.example", **taken)
            assert "already has an account" in page.content.decode()

    def test_a_double_click_is_a_sentence(self):
        """Neither sees the other's account until it is there."""
        UserFactory(email="p.saltmarsh@police.example")
        with pytest.raises(BadInput, match="already an account") as refusal:
            people.created(
                people.TAKEN, email="p.saltmarsh@police.example", name="Again"
            )
        assert refusal.value.field == "email"

    def test_not_of_both_kinds(self, browser):
        page = self.send(
            browser,
            member=MemberFactory().number,
            authority_member=AuthorityMemberFactory().code,
        )
        assert "not both" in page.content.decode()


class TestDeactivate:
    def test_ends_tokens_and_keeps_history(self, administrator):
        program, _ = client_with_token("pau-analyst")
        people.deactivate(program, by=administrator, reason="Replaced")
        assert not fresh(program).is_active
        assert not program.auth_token_set.exists()
        assert fresh(program).postings.exists()

    def test_not_oneself(self, administrator):
        with pytest.raises(NotAllowed):
            people.deactivate(administrator, by=administrator, reason="x")

    def test_not_twice(self, administrator):
        with pytest.raises(WrongState):
            people.deactivate(
                UserFactory(deactivated=True), by=administrator, reason="x"
            )

    def test_not_the_last_who_manages_accounts(self, administrator):
        with pytest.raises(NotAllowed, match="last account"):
            people.deactivate(administrator, by=trail.SYSTEM, reason="x")
        user_with_role("system-administrator")
        people.deactivate(administrator, by=trail.SYSTEM, reason="Left")

    def test_accounts_are_never_deleted(self):
        user = PostingFactory().user
        with pytest.raises(Exception, match="protected"):
            user.delete()

    def test_reactivate_only_what_is_deactivated(self, administrator):
        with pytest.raises(WrongState):
            people.reactivate(UserFactory(), by=administrator, reason="x")


class TestEndSessions:
    def test_by_oneself_or_a_system_administrator(self, administrator):
        user = UserFactory()
        for by in (user, administrator):
            people.end_sessions(user, by=by, reason="Left a browser open")
        assert fresh(user).session_serial == 2

    def test_not_by_others(self):
        with pytest.raises(NotAllowed):
            people.end_sessions(UserFactory(), by=UserFactory(), reason="x")


class TestResetSecondFactor:
    def test_only_what_is_there(self, administrator):
        with pytest.raises(WrongState):
            passwords.reset_second_factor(
                UserFactory(), by=administrator, reason="Asked"
            )


class TestUnlock:
    def test_only_what_is_locked(self, administrator):
        with pytest.raises(WrongState):
            sign_in.unlock(UserFactory(), by=administrator, at=NOON, reason="x")

    def test_not_oneself(self, administrator):
        with pytest.raises(NotAllowed):
            sign_in.unlock(administrator, by=administrator, at=NOON, reason="x")


class TestPages:
    def test_ones_own_account_offers_nothing(self, browser, administrator):
        page = browser.get(administrator.get_absolute_url())
        assert page.context["actions"] == []
        assert "your own account" in page.content.decode()

    def test_a_client_shows_when_its_tokens_expire(self, browser):
        program, token = client_with_token("pau-analyst")
        page = browser.get(program.get_absolute_url()).content.decode()
        assert "until" in page
        assert token not in page

    def test_every_act_needs_a_reason(self, browser):
        user = UserFactory()
        page = send(browser, f"/accounts/users/{user.key}/deactivate/", {"reason": " "})
        assert "Enter the reason." in page.content.decode()
        assert fresh(user).is_active

    def test_a_refused_act_says_why(self, browser):
        user = UserFactory()
        answer = send(browser, f"/accounts/users/{user.key}/unlock/", {"reason": "x"})
        assert answer.status_code == 409
        assert "not locked" in answer.content.decode()

    def test_granting_through_the_page(self, browser):
        user, unit = UserFactory(), UnitFactory()
        sent = {
            "role": "champion",
            "unit": unit.code,
            "from_on": "2026-11-01",
            "reason": "Appointed",
        }
        path = f"/accounts/users/{user.key}/grant/"
        assert send(browser, path, sent).url == user.get_absolute_url()
        assert user.postings.get().unit == unit
        page = send(browser, path, sent | {"unit": ""})
        assert "has a unit" in page.content.decode()

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            ({}, "Select when the role ends."),
            ({"when": "on"}, "Enter the last day."),
            ({"when": "on", "to_on": "1999-01-01"}, "on or after the first day"),
        ],
    )
    def test_ending_through_the_page(self, browser, sent, sentence):
        user = PostingFactory().user
        path = f"/accounts/users/{user.key}/postings/1/end/"
        page = send(browser, path, sent | {"reason": "Moves"})
        assert sentence in page.content.decode()

    def test_ending_with_a_last_day(self, browser):
        posting = PostingFactory()
        path = f"/accounts/users/{posting.user.key}/postings/1/end/"
        send(
            browser,
            path,
            {"when": "on", "to_on": "31/03/2027", "reason": "Moves in April"},
        )
        posting.refresh_from_db()
        assert str(posting.to_on) == "2027-03-31"

    def test_revoking_a_clients_tokens(self, browser):
        program, _ = client_with_token("pau-analyst")
        path = f"/accounts/users/{program.key}/revoke-tokens/"
        send(browser, path, {"reason": "Leaked"})
        assert not program.auth_token_set.exists()
        assert send(browser, path, {"reason": "Again"}).status_code == 409

    def test_everybody_may_read_the_policy(self, client):
        client.force_login(user_with_role("mpa-member"))
        page = client.get("/accounts/roles/").content.decode()
        assert "Professional Standards Champion" in page
        assert "reveal with reason, recorded" in page

    def test_ones_account_lists_ones_roles(self, client):
        unit = UnitFactory(name="Somewhere")
        client.force_login(user_with_role("champion", unit))
        page = client.get("/account/").content.decode()
        assert "Professional Standards Champion, Somewhere" in page
        client.force_login(UserFactory(member=MemberFactory()))
        assert "no role today" in client.get("/account/").content.decode()
