"""Which passwords are refused, and the links that set one."""

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import (
    password_validators_help_texts as help_texts,
)
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.actions import passwords
from audit import trail
from pages.refusals import NotAllowed, WrongState
from tests.accounts.conftest import NOON
from tests.factories.accounts import PASSWORD, ClientFactory, UserFactory, fresh

pytestmark = pytest.mark.django_db

NEW = "walnut harbour trombone"


class TestValidators:
    @pytest.mark.parametrize(
        "password",
        [
            "short-one",
            "elevenchars",
            "qwerty123456",
            "qwertyuiop123",
            "my-tribune-password",
            "Candour2026!!",
            "c4nd0ur-is-good",
            "metropolitan-line",
            "M3tr0p0l1tan-line",
            "kingston-bridge-7",
            "in Tower Hamlets now",
            "walthamforestwood",
        ],
    )
    def test_refused(self, password):
        with pytest.raises(ValidationError):
            validate_password(password, UserFactory())

    @pytest.mark.parametrize(
        "password",
        [
            NEW,
            PASSWORD,
            "all lower case and nothing else",
            "x9$Kd!" * 20,
            "ünïcödé is välid here",
            "twelvechars!",
        ],
    )
    def test_accepted_without_rules_of_composition(self, password):
        validate_password(password, UserFactory())

    @pytest.mark.parametrize("password", ["i-am-peregrine-now", "saltmarsh-garden"])
    def test_ones_own_name_is_refused(self, password):
        user = UserFactory(name="Peregrine Saltmarsh")
        with pytest.raises(ValidationError) as refused:
            validate_password(password, user)
        assert "yourself" in str(refused.value)

    def test_says_beforehand_what_it_asks(self):
        assert any("name of this service" in text for text in help_texts())

    def test_without_an_account_only_names_are_not_known(self):
        validate_password(NEW)

    def test_a_long_one_is_compared_whole(self, client, sign_in):
        user = UserFactory()
        long = "marzipan " * 20
        passwords.change_password(user, long, by=user)
        assert sign_in(user.email, long[:-9]).status_code == 200
        assert sign_in(user.email, long).status_code == 302


class TestChanging:
    def change(self, client, old=PASSWORD, new=NEW, again=NEW):
        sent = {"oldpassword": old, "password1": new, "password2": again}
        return client.post("/account/password/", sent)

    def test_keeps_this_session_and_ends_the_others(self, client):
        user = UserFactory()
        client.force_login(user)
        elsewhere = Client()
        elsewhere.force_login(user)
        before = client.session.session_key
        assert self.change(client).url == "/account/"
        assert client.session.session_key != before
        assert client.get("/account/").status_code == 200
        assert elsewhere.get("/account/").status_code == 302
        assert fresh(user).check_password(NEW)
        assert trail.entries(events=["account.change-password"]).count() == 1

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"old": "wrong"}, "The current password is not right."),
            ({"new": "short", "again": "short"}, "at least 12 characters"),
            ({"again": "another thing entirely"}, "same password"),
            ({"old": ""}, "Enter your current password."),
        ],
    )
    def test_refusals(self, client, typed, sentence):
        user = UserFactory()
        client.force_login(user)
        assert sentence in self.change(client, **typed).content.decode()
        assert fresh(user).check_password(PASSWORD)

    def test_a_stolen_session_cannot_guess(self, client):
        user = UserFactory()
        client.force_login(user)
        for _ in range(5):
            self.change(client, old="guess")
        assert fresh(user).locked_at is not None

    def test_nobody_changes_somebody_elses(self, administrator):
        with pytest.raises(NotAllowed):
            passwords.change_password(UserFactory(), NEW, by=administrator)


class TestLinks:
    @pytest.fixture
    def user(self):
        return UserFactory(password=None, locked=True)

    @pytest.fixture
    def link(self, client, administrator, user):
        browser = Client()
        browser.force_login(administrator)
        page = browser.post(
            f"/accounts/users/{user.key}/password-link/", {"reason": "New starter"}
        )
        return page.context["link"].removeprefix("http://testserver")

    def use(self, client, link, password=NEW, again=NEW):
        return client.post(link, {"password1": password, "password2": again})

    def test_sets_a_password_unlocks_and_is_recorded(self, client, link, user):
        assert client.get(link).status_code == 200
        assert self.use(client, link).url == "/sign-in/"
        assert fresh(user).check_password(NEW)
        assert fresh(user).locked_at is None
        assert trail.entries(events=["account.issue-password-link"]).count() == 1
        assert trail.entries(events=["account.set-password"]).count() == 1

    def test_works_once(self, client, link):
        self.use(client, link)
        assert client.get(link).status_code == 410
        assert self.use(client, link, "another three words", "x").status_code == 410

    def test_works_for_an_hour(self, client, clock, administrator, user):
        browser = Client()
        browser.force_login(administrator)
        page = browser.post(
            f"/accounts/users/{user.key}/password-link/", {"reason": "New starter"}
        )
        clock.shift(timedelta(hours=1, seconds=2))
        assert client.get(page.context["link"]).status_code == 410

    def test_is_spoilt_by_deactivating_the_account(self, client, link, user):
        type(user).objects.filter(pk=user.pk).update(is_active=False)
        assert client.get(link).status_code == 410

    @pytest.mark.parametrize("token", ["x", "a.b.c", "%F0%9F%A6%8A", "a" * 3000])
    def test_nonsense_is_no_link(self, client, token):
        page = client.get(f"/sign-in/password/{token}/")
        assert page.status_code == 410
        assert "Ask a system administrator" in page.content.decode()

    def test_the_new_password_is_checked_too(self, client, link, user):
        page = self.use(client, link, "candour-candour", "candour-candour")
        assert "must not contain" in page.content.decode()
        page = self.use(client, link, NEW, "something else entirely")
        assert "Enter the same password twice." in page.content.decode()
        assert not fresh(user).has_usable_password()

    def test_is_not_for_clients_the_deactivated_or_oneself(self, administrator):
        for user, refusal in (
            (ClientFactory(), WrongState),
            (UserFactory(deactivated=True), WrongState),
            (administrator, NotAllowed),
        ):
            with pytest.raises(refusal):
                passwords.issue_password_link(
                    user, by=administrator, at=NOON, reason="Asked"
                )

    def test_does_not_get_round_the_second_factor(
        self, client, link, user, settings, sign_in
    ):
        settings.SECOND_FACTOR_REQUIRED = True
        self.use(client, link)
        sign_in(user.email, NEW)
        assert client.get("/account/").url == "/account/second-factor/"
