from collections import Counter
from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth import authenticate

from accounts import demonstration
from accounts.models import User
from accounts.roles import ROLES
from audit import trail

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)
NAMED = {
    "champion-kingston",
    "champion-merton",
    "local-manager-kingston",
    "commander-kingston",
    *(set(ROLES) - {"champion", "local-manager", "commander"}),
}


@pytest.fixture
def accounts():
    """Already there if the suite's database was filled with them."""
    demonstration.load_accounts(on=TODAY)
    return User.objects.filter(email__endswith=demonstration.DOMAIN)


def test_every_account_of_the_interface_is_there(accounts):
    slugs = {account.email.removesuffix(demonstration.DOMAIN) for account in accounts}
    assert slugs >= NAMED


def test_each_holds_its_role_and_works_somewhere(accounts):
    for one in demonstration.invented():
        account = accounts.get(email=one.slug + demonstration.DOMAIN)
        (posting,) = account.postings.on(TODAY).select_related("unit")
        assert posting.role == one.role in ROLES
        assert (posting.unit.code if posting.unit else "") == one.posted_to
        assert bool(account.member) != bool(account.authority_member)
        assert authenticate(email=account.email, password="candour-demo") == account
        events = {entry.event for entry in trail.entries(subject=account)}
        assert events >= {"account.create", "account.grant-posting"}


def test_most_who_handle_cases_are_trained_and_some_no_longer_or_never(accounts):
    """So that an allocation asks for a reason now and then, and mostly does not."""
    handlers = accounts.filter(
        postings__role__in=("investigator", "champion", "local-manager")
    )
    states = Counter()
    for account in handlers:
        courses = account.member.accreditations.filter(
            kind__code__in=("dps-investigator", "professional-standards-champion")
        )
        held = courses.on(TODAY).exists()
        states["held" if held else "lapsed" if courses.exists() else "never"] += 1
    assert states == {"held": 7, "lapsed": 1, "never": 2}


def test_twice_is_once_and_the_sign_in_page_shows_them_in_few_queries(
    accounts, django_assert_num_queries
):
    count = accounts.count()
    assert demonstration.load_accounts(on=TODAY) == []
    assert accounts.count() == count
    with django_assert_num_queries(2):
        shown = demonstration.accounts_to_show(TODAY)
        assert all(account.held for account in shown)


def test_names_and_addresses_are_used_once():
    people = demonstration.invented()
    assert len({one.slug for one in people}) == len(people)
    named = [one for one in people if one.surname]
    assert len({one.surname for one in named}) == len(named)
    assert settings.DEMONSTRATION
