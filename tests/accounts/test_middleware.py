"""Signed in, in time, with the second factor; and what a session leaves behind."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import get_resolver

from audit import trail
from tests.accounts.conftest import send
from tests.factories.accounts import UserFactory, fresh, user_with_role

pytestmark = pytest.mark.django_db

IDLE, ABSOLUTE = timedelta(minutes=20), timedelta(hours=12)
SECOND = timedelta(seconds=1)
LONG = "He was told twice that the letter had been sent, and it had not."

OPEN = {
    "account_login",
    "account_logout",
    "account-set-password",
    "mfa_authenticate",
    "health_live",
    "health_ready",
    "help",
    "accessibility-statement",
}


def all_views(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from all_views(pattern, path)
        else:
            yield path, pattern


class TestDenyByDefault:
    def test_only_these_pages_are_open_to_people_not_signed_in(self):
        found = {
            pattern.name
            for path, pattern in all_views()
            if not path.startswith("api/")
            and not getattr(pattern.callback, "login_required", True)
        }
        assert found <= OPEN

    def test_the_api_asks_for_a_token_and_only_its_manual_to_sign_in(self):
        asking = {
            path
            for path, pattern in all_views()
            if path.startswith("api/")
            and getattr(pattern.callback, "login_required", True)
        }
        assert asking <= {"api/v1/docs/"}

    def test_any_other_page_sends_to_sign_in_and_back(self, client):
        answer = client.get("/accounts/users/?state=locked")
        assert answer.url == ("/sign-in/?next=%2Faccounts%2Fusers%2F%3Fstate%3Dlocked")

    def test_a_form_sent_by_nobody_comes_back_to_its_page(self, client):
        answer = client.post(
            "/accounts/users/new/",
            headers={"host": "testserver", "referer": "http://testserver/account/"},
        )
        assert answer.url == "/sign-in/?next=%2Faccount%2F"

    def test_a_foreign_referrer_is_not_where_it_comes_back_to(self, client):
        answer = client.post(
            "/accounts/users/new/", headers={"referer": "https://evil.example/"}
        )
        assert answer.url == "/sign-in/?next=%2F"


class TestIdle:
    def test_after_twenty_idle_minutes_the_session_is_over(
        self, client, clock, sign_in
    ):
        sign_in(UserFactory().email)
        clock.shift(IDLE)
        answer = client.get("/account/")
        assert answer.url == "/sign-in/?next=%2Faccount%2F&ended=1"
        page = client.get(answer.url).content.decode()
        assert "Your session ended" in page

    def test_a_second_before_it_is_not(self, client, clock, sign_in):
        sign_in(UserFactory().email)
        clock.shift(IDLE - 2 * SECOND)
        assert client.get("/account/").status_code == 200

    def test_every_page_starts_the_twenty_minutes_again(self, client, clock, sign_in):
        sign_in(UserFactory().email)
        for _ in range(4):
            clock.shift(timedelta(minutes=15))
            assert client.get("/account/").status_code == 200

    def test_the_server_forgets_the_session(self, client, clock, sign_in):
        sign_in(UserFactory().email)
        old = client.cookies["sessionid"].value
        clock.shift(IDLE)
        client.get("/account/")
        assert not Session.objects.filter(session_key=old).exists()

    def test_the_end_is_recorded(self, client, clock, sign_in):
        user = UserFactory()
        sign_in(user.email)
        clock.shift(IDLE)
        client.get("/account/")
        (entry,) = trail.entries(events=["account.session-end"])
        assert entry.actor_id == user.pk
        assert "20 minutes" in entry.reason


class TestAbsolute:
    def test_twelve_hours_are_the_most_however_busy(self, client, clock, sign_in):
        sign_in(UserFactory().email)
        for _ in range(37):
            clock.shift(timedelta(minutes=19))
            assert client.get("/account/").status_code == 200
        clock.shift(timedelta(minutes=17))
        assert client.get("/account/").status_code == 302


class TestKeptWords:
    def late_form(self, client, clock, user, path, text=LONG):
        clock.shift(IDLE)
        return client.post(
            path,
            {"reason": text, "password": LONG, "csrfmiddlewaretoken": LONG},
            headers={"host": "testserver", "referer": f"http://testserver{path}"},
        )

    @pytest.fixture
    def path(self):
        return f"/accounts/users/{UserFactory().key}/deactivate/"

    def test_come_back_after_the_same_person_signs_in(
        self, client, clock, sign_in, administrator, path
    ):
        sign_in(administrator.email)
        ended = self.late_form(client, clock, administrator, path)
        assert "kept as a draft" in client.get(ended.url).content.decode()
        answer = client.post(
            ended.url,
            {"login": administrator.email, "password": "otter-lantern-velvet"},
        )
        assert answer.url.startswith("/account/kept-words/?next=")
        page = client.get(answer.url)
        assert page.context["kept"]["words"] == [["Reason", LONG]]
        assert page.context["going_to"] == path
        client.post("/account/kept-words/forget/")
        assert "Nothing is kept" in client.get(answer.url).content.decode()

    def test_are_never_shown_to_somebody_else(
        self, client, clock, sign_in, administrator, path
    ):
        sign_in(administrator.email)
        self.late_form(client, clock, administrator, path)
        assert sign_in(UserFactory().email).url == "/"
        assert LONG not in client.get("/account/kept-words/").content.decode()
        assert "kept_words" not in client.session

    def test_the_form_itself_did_nothing(
        self, client, clock, sign_in, administrator, path
    ):
        sign_in(administrator.email)
        self.late_form(client, clock, administrator, path)
        assert not trail.entries(events=["account.deactivate"]).exists()

    def test_more_than_fits_is_not_kept(
        self, client, clock, sign_in, administrator, path
    ):
        sign_in(administrator.email)
        ended = self.late_form(client, clock, administrator, path, "x" * 600_000)
        assert "kept as a draft" not in client.get(ended.url).content.decode()

    def test_nothing_typed_nothing_kept(self, client, clock, sign_in):
        sign_in(UserFactory().email)
        clock.shift(IDLE)
        client.post("/account/sign-out-everywhere/")
        assert "kept_words" not in client.session

    def test_the_way_on_is_never_to_another_host(self, client):
        client.force_login(UserFactory())
        page = client.get("/account/kept-words/", {"next": "https://evil.example/"})
        assert page.context["going_to"] == "/"


class TestRevokedMidSession:
    def test_a_deactivated_account_is_out_at_the_next_request(
        self, client, administrator
    ):
        user = user_with_role("champion")
        client.force_login(user)
        assert client.get("/account/").status_code == 200
        other = Client()
        other.force_login(administrator)
        send(other, f"/accounts/users/{user.key}/deactivate/", {"reason": "Left"})
        answer = client.get("/account/")
        assert answer.url == "/sign-in/?next=%2Faccount%2F&ended=1"

    def test_its_session_does_not_come_back_with_the_account(
        self, client, administrator
    ):
        user = UserFactory()
        client.force_login(user)
        other = Client()
        other.force_login(administrator)
        for verb in ("deactivate", "reactivate"):
            send(other, f"/accounts/users/{user.key}/{verb}/", {"reason": "A mistake"})
        assert fresh(user).is_active
        assert client.get("/account/").status_code == 302

    def test_a_revoked_role_is_gone_at_the_next_request(self, client, administrator):
        user = user_with_role("system-administrator")
        client.force_login(user)
        assert client.get("/accounts/users/").status_code == 200
        other = Client()
        other.force_login(administrator)
        send(
            other,
            f"/accounts/users/{user.key}/postings/1/end/",
            {"when": "now", "reason": "Moved to other work"},
        )
        assert client.get("/accounts/users/").status_code == 403

    def test_signing_out_everywhere_ends_every_session(self, client):
        user = UserFactory()
        client.force_login(user)
        elsewhere = Client()
        elsewhere.force_login(user)
        client.post("/account/sign-out-everywhere/")
        assert elsewhere.get("/account/").status_code == 302
        assert client.get("/account/").status_code == 302


class TestLastHere:
    def test_a_session_knows_when_the_person_was_here_before(
        self, client, clock, sign_in
    ):
        user = UserFactory()
        sign_in(user.email)
        client.post("/sign-out/")
        clock.shift(timedelta(days=2))
        sign_in(user.email)
        page = client.get("/account/").content.decode()
        assert "16 November 2026" not in page
        assert "18 November 2026 at 12:00" in page

    def test_is_noted_while_a_session_goes_on(self, client, clock, sign_in):
        user = UserFactory()
        sign_in(user.email)
        before = fresh(user).last_seen_at
        clock.shift(timedelta(minutes=1))
        client.get("/account/")
        assert fresh(user).last_seen_at == before
        clock.shift(timedelta(minutes=6))
        client.get("/account/")
        assert fresh(user).last_seen_at > before
