"""A double click on a form of accounts does once what it asks."""

import re

import pytest
from django.contrib.messages import get_messages

from accounts.models import User
from accounts.submissions import new_token
from audit import trail
from tests.factories.accounts import PostingFactory, UserFactory, fresh
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'name="submission" value="([^"]+)"')


@pytest.fixture
def browser(client, administrator):
    client.force_login(administrator)
    return client


def click_twice(browser, path, sent):
    """Both answers to one form, sent twice as its page was drawn."""
    (token,) = TOKEN.findall(browser.get(path).content.decode())
    answers = [browser.post(path, {"submission": token} | sent) for _ in range(2)]
    return [(answer.status_code, answer.url) for answer in answers]


def test_creating_an_account(browser):
    sent = {"name": "New", "email": "new@police.example", "reason": "Joins"}

    first, second = click_twice(browser, "/accounts/users/new/", sent)

    made = User.objects.get(email="new@police.example")
    assert first == second == (302, made.get_absolute_url())
    assert len(trail.history_of(made)) == 1


def test_granting_a_role(browser):
    user, unit = UserFactory(), UnitFactory()
    sent = {"role": "champion", "unit": unit.code, "from_on": "2026-11-01"}
    path = f"/accounts/users/{user.key}/grant/"

    first, second = click_twice(browser, path, sent | {"reason": "Appointed"})

    assert first == second == (302, user.get_absolute_url())
    assert user.postings.count() == 1


def test_ending_a_role(browser):
    posting = PostingFactory()
    path = f"/accounts/users/{posting.user.key}/postings/1/end/"

    first, second = click_twice(browser, path, {"when": "now", "reason": "Moves"})

    assert first == second == (302, posting.user.get_absolute_url())
    assert trail.entries(events=["account.revoke-posting"]).count() == 1


def test_an_act_on_an_account(browser):
    user = UserFactory()
    path = f"/accounts/users/{user.key}/deactivate/"

    first, second = click_twice(browser, path, {"reason": "Left"})

    assert first == second == (302, user.get_absolute_url())
    assert not fresh(user).is_active
    assert trail.entries(events=["account.deactivate"], subject=user).count() == 1


def test_a_second_click_on_issuing_a_link_shows_one_that_works(browser, client):
    user = UserFactory(password=None)
    path = f"/accounts/users/{user.key}/password-link/"
    sent = {"submission": new_token(), "reason": "New starter"}

    pages = [browser.post(path, sent) for _ in range(2)]

    link = pages[1].context["link"].removeprefix("http://testserver")
    client.logout()
    assert client.get(link).status_code == 200


def test_other_words_under_the_same_token_are_refused(browser):
    one, other = UserFactory(), UserFactory()
    sent = {"submission": new_token(), "reason": "Left"}
    browser.post(f"/accounts/users/{one.key}/deactivate/", sent)

    answer = browser.post(f"/accounts/users/{other.key}/deactivate/", sent)

    assert answer.status_code == 422
    assert fresh(other).is_active


def test_without_a_token_nothing_is_done(browser):
    user = UserFactory()

    answer = browser.post(f"/accounts/users/{user.key}/deactivate/", {"reason": "Left"})

    assert answer.status_code == 400
    assert fresh(user).is_active


def test_a_form_that_was_wrong_may_be_mended_and_sent_again(browser):
    UserFactory(email="taken@police.example")
    sent = {"submission": new_token(), "name": "New", "reason": "Joins"}
    path = "/accounts/users/new/"

    wrong = browser.post(path, sent | {"email": "taken@police.example"})
    right = browser.post(path, sent | {"email": "free@police.example"})

    assert "already an account" in wrong.content.decode()
    assert right.status_code == 302
    told = [str(one) for one in get_messages(right.wsgi_request)]
    assert told == [
        "Account created for New. Next: grant a role, then issue a link to set the "
        "password."
    ]
