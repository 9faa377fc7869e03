"""The first system administrator, made at the server's console."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from accounts.models import User
from audit import trail
from tests.factories.accounts import PASSWORD, user_with_role

pytestmark = pytest.mark.django_db

EMAIL = "First.Person@police.example"
SITE = override_settings(ALLOWED_HOSTS=["candour.example.test"])


def run(email=EMAIL, name="First Person"):
    out, err = StringIO(), StringIO()
    with SITE:
        call_command("create_administrator", email, name, stdout=out, stderr=err)
    return out.getvalue().strip(), err.getvalue()


def test_the_link_sets_a_password_and_the_account_manages_accounts(client):
    link, said = run()
    assert link.startswith("http://candour.example.test/sign-in/password/")
    assert "within one hour" in said
    path = link.removeprefix("http://candour.example.test")

    sent = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.get(path).status_code == 200
    assert client.post(path, sent).status_code == 302

    user = User.objects.get(email=EMAIL.lower())
    assert user.check_password(PASSWORD)
    assert user.rights.roles == ("system-administrator",)
    assert client.post("/sign-in/", {"login": EMAIL, "password": PASSWORD}).url == "/"
    assert client.get("/accounts/users/").status_code == 200
    entries = trail.history_of(user)
    assert {
        "account.create",
        "account.grant-posting",
        "account.issue-password-link",
    } <= {entry.event for entry in entries}
    made = next(entry for entry in entries if entry.event == "account.create")
    assert (made.actor_key, made.outcome) == ("system", "done")


def test_refused_while_somebody_manages_accounts():
    user_with_role("system-administrator")
    with pytest.raises(CommandError, match="manages accounts here already"):
        run()
    assert not User.objects.filter(email=EMAIL.lower()).exists()


def test_possible_when_nobody_active_manages_accounts_any_more():
    user_with_role("system-administrator", deactivated=True)
    revoked = user_with_role("system-administrator").postings.get()
    revoked.revoked_at = timezone.now()
    revoked.save()
    link, _ = run()
    assert "/sign-in/password/" in link


@pytest.mark.parametrize(
    ("email", "name", "sentence"),
    [
        ("not-an-address", "First Person", "Email: Enter a valid email"),
        (EMAIL, " ", "Name: This field cannot be blank"),
        (EMAIL, "x" * 201, "Name: "),
    ],
)
def test_says_what_is_wrong(email, name, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(email, name)
    assert not User.objects.filter(email=email.lower()).exists()


def test_an_address_is_taken_once():
    user_with_role("investigator", email=EMAIL.lower())
    with pytest.raises(CommandError, match="already an account with this address"):
        run()
