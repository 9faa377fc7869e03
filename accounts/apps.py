from django.apps import AppConfig

from pages import navigation


def manages_accounts(user) -> bool:
    return user.rights.allow("account.manage")


class AccountsConfig(AppConfig):
    """Who you are and what you may do."""

    name = "accounts"

    def ready(self) -> None:
        navigation.register("Accounts", "account-users", manages_accounts, order=80)
