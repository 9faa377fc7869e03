from importlib import import_module

from django.apps import AppConfig

from accounts import signed_in
from pages import navigation


def manages_accounts(user) -> bool:
    return user.rights.allow("account.manage")


class AccountsConfig(AppConfig):
    """Who you are and what you may do."""

    name = "accounts"

    def ready(self) -> None:
        # Models can be read only now.
        signed_in.ask("postings", import_module("accounts.querysets").HELD)
        signed_in.ask("lent", import_module("accounts.lending").LENT)
        signed_in.ask("stamp", import_module("organisation.stamps").STAMP)
        navigation.register("Accounts", "account-users", manages_accounts, order=80)
