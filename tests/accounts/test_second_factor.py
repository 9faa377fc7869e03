"""TOTP: required outside the demonstration, each code once, recovery codes."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from cryptography.fernet import InvalidToken
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.adapters import SecondFactorAdapter
from audit import trail
from tests.accounts.conftest import send
from tests.factories.accounts import PASSWORD, UserFactory, fresh

pytestmark = pytest.mark.django_db

STEP = timedelta(seconds=30)


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def secret(user):
    """Of the authenticator app that `user` has set up."""
    made = generate_totp_secret()
    TOTP.activate(user, made)
    return made


class TestSettingUp:
    @pytest.fixture(autouse=True)
    def required(self, settings):
        settings.SECOND_FACTOR_REQUIRED = True

    @pytest.mark.parametrize(
        "path", ["/account/", "/accounts/roles/", "/account/password/", "/help/"]
    )
    def test_without_one_every_page_leads_to_setting_it_up(
        self, client, sign_in, user, path
    ):
        sign_in(user.email)
        answer = client.get(path)
        if path == "/help/":  # open to everybody
            assert answer.status_code == 200
        else:
            assert answer.url == "/account/second-factor/"

    def test_nothing_can_be_done_either(self, client, sign_in, user):
        sign_in(user.email)
        answer = client.post("/account/sign-out-everywhere/")
        assert answer.url == "/account/second-factor/"

    def test_setting_up_shows_recovery_codes_and_opens_the_rest(
        self, client, sign_in, user, clock
    ):
        sign_in(user.email)
        page = client.get("/account/second-factor/")
        before = client.session.session_key
        code = code_of(page.context["form"].secret)
        answer = client.post("/account/second-factor/", {"code": code})
        assert answer.url == "/account/recovery-codes/"
        assert client.session.session_key != before
        codes = client.get(answer.url).context["unused_codes"]
        assert len(codes) == 10
        assert client.get("/account/").status_code == 200
        assert trail.entries(events=["account.second-factor-set-up"]).count() == 1

    def test_a_wrong_first_code_sets_nothing_up(self, client, sign_in, user):
        sign_in(user.email)
        client.get("/account/second-factor/")
        client.post("/account/second-factor/", {"code": "000000"})
        assert not Authenticator.objects.filter(user=user).exists()

    def test_the_first_code_is_used_up(self, client, sign_in, user, clock):
        sign_in(user.email)
        page = client.get("/account/second-factor/")
        code = code_of(page.context["form"].secret)
        client.post("/account/second-factor/", {"code": code})
        again = Client()
        sign_in(user.email, browser=again)
        answer = again.post("/sign-in/code/", {"code": code})
        assert "used already" in answer.content.decode()

    def test_needs_the_password_again_after_five_minutes(
        self, client, sign_in, user, clock
    ):
        sign_in(user.email)
        clock.shift(timedelta(minutes=6))
        answer = client.get("/account/second-factor/")
        assert answer.url.startswith("/account/confirm-password/")
        answer = client.post(answer.url, {"password": PASSWORD})
        assert answer.url == "/account/second-factor/"

    def test_removing_it_leads_back_to_setting_it_up(
        self, client, sign_in, user, secret, clock
    ):
        sign_in(user.email)
        client.post("/sign-in/code/", {"code": code_of(secret)})
        client.post("/account/second-factor/remove/")
        assert client.get("/account/").url == "/account/second-factor/"

    def test_removing_it_ends_every_other_session(
        self, client, sign_in, user, secret, clock
    ):
        other = Client()
        sign_in(user.email, browser=other)
        other.post("/sign-in/code/", {"code": code_of(secret)})
        clock.shift(STEP)
        sign_in(user.email)
        client.post("/sign-in/code/", {"code": code_of(secret)})
        assert other.get("/accounts/roles/").status_code == 200
        client.post("/account/second-factor/remove/")
        assert other.get("/accounts/roles/").url.startswith("/sign-in/")
        assert client.get("/accounts/roles/").url == "/account/second-factor/"

    def test_is_asked_for_once_in_a_session(self, client, sign_in, user, secret, clock):
        sign_in(user.email)
        client.post("/sign-in/code/", {"code": code_of(secret)})
        client.get("/accounts/roles/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/accounts/roles/").status_code == 200
        assert not [q for q in asked if "mfa_authenticator" in q["sql"]]


class TestSigningIn:
    def test_the_password_alone_is_not_enough(self, client, sign_in, user, secret):
        assert sign_in(user.email).url == "/sign-in/code/"
        assert "_auth_user_id" not in client.session
        assert client.get("/account/").status_code == 302

    def test_the_code_signs_in_and_leads_on(self, client, sign_in, user, secret, clock):
        sign_in(user.email, next_page="/accounts/roles/")
        answer = client.post("/sign-in/code/", {"code": code_of(secret)})
        assert answer.url == "/accounts/roles/"

    def test_a_code_is_used_once(self, client, sign_in, user, secret, clock):
        code = code_of(secret)
        sign_in(user.email)
        client.post("/sign-in/code/", {"code": code})
        again = Client()
        sign_in(user.email, browser=again)
        refused = again.post("/sign-in/code/", {"code": code})
        assert refused.status_code == 200
        assert "_auth_user_id" not in again.session
        clock.shift(STEP)
        assert (
            again.post("/sign-in/code/", {"code": code_of(secret)}).status_code == 302
        )

    def test_an_old_code_is_refused(self, client, sign_in, user, secret, clock):
        code = code_of(secret)
        clock.shift(STEP)
        sign_in(user.email)
        assert client.post("/sign-in/code/", {"code": code}).status_code == 200

    def test_wrong_codes_count_towards_the_lock(self, client, sign_in, user, secret):
        sign_in(user.email)
        for _ in range(5):
            client.post("/sign-in/code/", {"code": "12"})
        assert fresh(user).locked_at is not None
        answer = client.post("/sign-in/code/", {"code": code_of(secret)})
        assert "locked for 30 minutes" in answer.content.decode()

    def test_a_recovery_code_works_once(self, client, sign_in, user, secret, clock):
        sign_in(user.email)
        client.post("/sign-in/code/", {"code": code_of(secret)})
        client.post("/account/recovery-codes/new/")
        code = client.get("/account/recovery-codes/").context["unused_codes"][0]
        for expected in (302, 200):
            browser = Client()
            sign_in(user.email, browser=browser)
            answer = browser.post("/sign-in/code/", {"code": code})
            assert answer.status_code == expected

    def test_somebody_else_can_start_again(self, client, sign_in, user, secret):
        sign_in(user.email)
        client.post("/sign-out/")
        assert client.get("/sign-in/").status_code == 200
        assert sign_in(UserFactory().email).url == "/"


class TestKeeping:
    def test_the_secret_is_not_readable_in_the_database(self, user, secret):
        (row,) = Authenticator.objects.filter(user=user)
        assert secret not in str(row.data)

    def test_a_new_site_key_still_reads_what_the_old_one_wrote(self, settings):
        written = SecondFactorAdapter().encrypt("JBSWY3DP")
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another-key-that-is-long-enough-for-anybody"
        assert SecondFactorAdapter().decrypt(written) == "JBSWY3DP"
        settings.SECRET_KEY_FALLBACKS = []
        with pytest.raises(InvalidToken):
            SecondFactorAdapter().decrypt(written)

    def test_nobody_is_locked_out_by_a_new_site_key(
        self, client, sign_in, settings, user, secret, clock
    ):
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another-key-that-is-long-enough-for-anybody"
        sign_in(user.email)
        answer = client.post("/sign-in/code/", {"code": code_of(secret)})
        assert answer.url == "/"

    def test_an_administrator_resets_it(self, client, user, secret, administrator):
        session = Client()
        session.force_login(user)
        client.force_login(administrator)
        send(
            client,
            f"/accounts/users/{user.key}/reset-second-factor/",
            {"reason": "Lost the phone, seen in person"},
        )
        assert not Authenticator.objects.filter(user=user).exists()
        assert session.get("/account/").status_code == 302
