"""Signing in and out through the pages."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions import sign_in as actions
from accounts.adapters import REFUSED, AccountAdapter
from audit import trail
from tests.accounts.conftest import send
from tests.factories.accounts import (
    PASSWORD,
    ClientFactory,
    UserFactory,
    fresh,
    user_with_role,
)

pytestmark = pytest.mark.django_db


def recorded(event, subject=None):
    return [
        (entry.outcome, entry.sentence)
        for entry in trail.entries(subject=subject, events=[event])
    ]


WHO = {
    "wrong password": lambda: (UserFactory().email, "wrong-password"),
    "unknown": lambda: ("nobody@police.example", PASSWORD),
    "deactivated": lambda: (UserFactory(deactivated=True).email, PASSWORD),
    "locked": lambda: (UserFactory(locked=True).email, PASSWORD),
    "API client": lambda: (
        ClientFactory(password=UserFactory().password).email,
        PASSWORD,
    ),
}


class TestSignIn:
    def test_the_right_password_signs_in_and_is_recorded(self, client, sign_in):
        user = UserFactory()
        answer = sign_in(user.email)
        assert (answer.status_code, answer.url) == (302, "/")
        assert client.session["_auth_user_id"] == str(user.pk)
        assert recorded("account.sign-in", user) == [("done", "")]

    def test_letter_case_of_the_address_does_not_matter(self, client, sign_in):
        user = UserFactory()
        assert sign_in(user.email.upper()).status_code == 302

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"login": "", "password": ""}, "Enter your email address."),
            ({"login": "", "password": ""}, "Enter your password."),
            ({"login": "nobody", "password": "x"}, "with an @ and no spaces"),
        ],
    )
    def test_says_what_to_enter(self, client, typed, sentence):
        assert sentence in client.post("/sign-in/", typed).content.decode()

    def test_the_session_has_a_new_key(self, client, sign_in):
        client.get("/sign-in/")
        session = client.session
        session["something"] = 1
        session.save()
        before = session.session_key
        sign_in(UserFactory().email)
        assert client.session.session_key != before

    @pytest.mark.parametrize("who", WHO.values(), ids=WHO)
    def test_every_refusal_answers_the_same(self, client, sign_in, who):
        email, password = who()
        answer = sign_in(email, password)
        assert answer.status_code == 200
        assert answer.context["form"].non_field_errors() == [REFUSED]
        assert "_auth_user_id" not in client.session
        assert [outcome for outcome, _ in recorded("account.sign-in")] == ["refused"]

    def test_the_trail_says_why_but_not_the_unknown_address(self, sign_in):
        sign_in("nobody@police.example")
        (entry,) = trail.entries(events=["account.sign-in"])
        assert entry.sentence == "There is no such account."
        assert (entry.subject_key, entry.actor_key) == ("", "anonymous")

    def test_the_trail_says_that_a_client_has_no_password(self, sign_in):
        sign_in(*WHO["API client"]())
        (entry,) = trail.entries(events=["account.sign-in"])
        assert entry.sentence == "An API client signs in with a token only."

    def test_nobody_can_sign_up_or_ask_for_a_reset_by_email(self, client):
        for path in ("/sign-up/", "/accounts/signup/", "/account/password/reset/"):
            assert client.get(path).status_code == 404
        assert not AccountAdapter().is_open_for_signup(None)

    def test_the_demonstration_lists_its_accounts(self, client, settings):
        user = user_with_role("champion", email="champion@demo.candour.test")
        assert user.email in client.get("/sign-in/").content.decode()
        settings.DEMONSTRATION = False
        page = client.get("/sign-in/").content.decode()
        assert user.email not in page
        assert "candour-demo" not in page

    def test_one_address_cannot_try_for_ever(self, sign_in):
        for number in range(40):
            sign_in(f"nobody-{number}@police.example", "wrong")
        answer = sign_in(UserFactory().email)
        assert "too many wrong tries" in answer.context["form"].non_field_errors()[0]


class CountingHasher(MD5PasswordHasher):
    """Hashing is nearly all the time that a sign-in takes."""

    hashed = 0

    def encode(self, password, salt, iterations=None):
        CountingHasher.hashed += 1
        return super().encode(password, salt)


class TestSignInTime:
    @pytest.mark.parametrize("who", WHO.values(), ids=WHO)
    def test_whatever_is_wrong_the_same_work_is_done(self, settings, sign_in, who):
        settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
        email, password = who()
        sign_in("somebody-else@police.example")  # first uses cost more
        CountingHasher.hashed = 0
        with CaptureQueriesContext(connection) as done:
            sign_in(email, password)
        assert CountingHasher.hashed == 1
        with CaptureQueriesContext(connection) as compared:
            sign_in("nobody@police.example")
        # Counting the failure, and locking, of an account that there is.
        assert 0 <= len(done) - len(compared) <= 2


class TestLockout:
    def test_five_failures_lock_and_the_right_password_no_longer_helps(
        self, client, sign_in
    ):
        user = UserFactory()
        for _ in range(5):
            sign_in(user.email, "wrong")
        assert fresh(user).locked_at is not None
        assert recorded("account.lock", user) == [("done", "")]
        assert sign_in(user.email).status_code == 200
        assert "_auth_user_id" not in client.session

    def test_four_failures_do_not_and_signing_in_forgets_them(self, sign_in):
        user = UserFactory()
        for _ in range(4):
            sign_in(user.email, "wrong")
        assert sign_in(user.email).status_code == 302
        assert fresh(user).failed_sign_ins == 0

    def test_a_lock_ends_by_itself(self, sign_in, clock):
        user = UserFactory()
        for _ in range(5):
            sign_in(user.email, "wrong")
        clock.shift(actions.LOCKED_FOR - timedelta(seconds=5))
        assert sign_in(user.email).status_code == 200
        clock.shift(timedelta(seconds=10))
        assert sign_in(user.email).status_code == 302
        assert fresh(user).locked_at is None

    def test_failing_on_after_a_lock_counts_from_one(self, sign_in, clock):
        user = UserFactory(locked=True)
        clock.shift(actions.LOCKED_FOR + timedelta(seconds=1))
        sign_in(user.email, "wrong")
        assert fresh(user).failed_sign_ins == 1
        assert fresh(user).locked_at is None

    def test_tries_while_locked_do_not_lengthen_the_lock(self, sign_in):
        user = UserFactory(locked=True)
        sign_in(user.email, "wrong")
        assert fresh(user).locked_at == user.locked_at

    def test_an_open_session_goes_on(self, client, sign_in):
        """Else anybody could throw anybody out by typing wrong passwords."""
        user = UserFactory()
        sign_in(user.email)
        for _ in range(5):
            sign_in(user.email, "wrong", browser=Client())
        assert client.get("/account/").status_code == 200

    def test_an_administrator_unlocks(self, sign_in, administrator, client):
        user = UserFactory(locked=True)
        client.force_login(administrator)
        path = f"/accounts/users/{user.key}/unlock/"
        send(client, path, {"reason": "Telephoned, known by voice"})
        (entry,) = trail.entries(events=["account.unlock"])
        assert (entry.actor_id, entry.reason) == (
            administrator.pk,
            "Telephoned, known by voice",
        )
        assert sign_in(user.email, browser=Client()).status_code == 302


SAFE = ["/", "/complaints/?page=2", "/complaints/PC-00001-26/"]
HOSTILE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "https:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "data:text/html,hello",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    " https://evil.example/",
    "\thttps://evil.example/",
    "https://127.0.0.1/",  # another host that ALLOWED_HOSTS names
    "http://localhost/",
    "ftp://testserver/",
]


class TestWhereTo:
    @pytest.mark.parametrize("page", SAFE)
    def test_back_to_a_page_of_ours(self, client, page):
        user = UserFactory()
        sent = {"login": user.email, "password": PASSWORD, "next": page}
        assert client.post("/sign-in/", sent).url == page

    @pytest.mark.parametrize("page", HOSTILE)
    def test_never_to_another_host(self, client, page):
        user = UserFactory()
        sent = {"login": user.email, "password": PASSWORD, "next": page}
        assert client.post("/sign-in/", sent).url == "/"

    @pytest.mark.parametrize("page", HOSTILE)
    def test_nor_for_somebody_signed_in_already(self, client, page):
        client.force_login(UserFactory())
        assert client.get("/sign-in/", {"next": page}).url == "/"
        assert client.post("/sign-out/", {"next": page}).url == "/sign-in/"


class TestSignOut:
    def test_asks_first(self, client):
        client.force_login(UserFactory())
        page = client.get("/sign-out/")
        assert "Stay signed in" in page.content.decode()
        assert "_auth_user_id" in client.session

    def test_ends_the_session_on_the_server(self, client):
        user = UserFactory()
        client.force_login(user)
        old = client.cookies["sessionid"].value
        answer = client.post("/sign-out/")
        assert answer.url == "/sign-in/"
        assert "Clear-Site-Data" in answer.headers
        replay = Client()
        replay.cookies["sessionid"] = old
        assert replay.get("/account/").status_code == 302
        assert recorded("account.sign-out", user) == [("done", "")]

    def test_is_no_error_for_somebody_who_is_not_signed_in(self, client):
        assert client.get("/sign-out/").url == "/sign-in/"
        assert client.post("/sign-out/").url == "/sign-in/"
