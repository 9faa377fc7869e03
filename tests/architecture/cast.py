"""Somebody of every role, posted to a unit and elsewhere, with a browser."""

from django.test import Client as Browser

from accounts.roles import ROLES
from tests.architecture.openings import Client, ClientOfCase
from tests.factories.accounts import client_with_token, user_with_role
from tests.factories.organisation import UnitFactory


class Cast:
    """The people near to one unit and far from it, each made when first asked for."""

    def __init__(self):
        self.unit = UnitFactory(team=True)
        self.elsewhere = UnitFactory(team=True)
        self._users, self._tokens = {}, {}

    def user(self, slug: str, near: bool, opens=None):
        """Somebody of a role, posted to the unit or elsewhere; a client for the API."""
        program = isinstance(opens, (Client, ClientOfCase))
        key = slug, near, program
        if key not in self._users:
            unit = self.unit if near else self.elsewhere
            if program:
                self._users[key], self._tokens[key] = client_with_token(slug, unit)
            else:
                self._users[key] = user_with_role(slug, unit)
        return self._users[key]

    def browser(self, slug: str, near: bool, opens=None) -> Browser:
        """What this person or program sends its requests with."""
        user = self.user(slug, near, opens)
        if user.is_client:
            token = self._tokens[slug, near, True]
            return Browser(headers={"authorization": f"Bearer {token}"})
        browser = Browser()
        browser.force_login(user)
        return browser

    @staticmethod
    def cells():
        """Every role, near and far."""
        return [(role, near) for role in ROLES.values() for near in (True, False)]
