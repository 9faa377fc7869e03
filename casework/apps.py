from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from accounts import signed_in
from accounts.permissions import Permission
from pages import navigation


def _reads_the_trail(user) -> bool:
    return user.rights.allow(Permission.TRAIL_READ)


class CaseworkConfig(AppConfig):
    name = "casework"

    def ready(self) -> None:
        # Every process knows every kind of work: pages name them, actions ask for them.
        autodiscover_modules("tasks")
        unread = import_module("casework.notifications").UNREAD
        signed_in.ask("unread", unread)
        navigation.register("Trail", "casework:trail", _reads_the_trail, order=95)
