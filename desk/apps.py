from importlib import import_module

from django.apps import AppConfig

from accounts.permissions import Permission
from pages import navigation


class DeskConfig(AppConfig):
    name = "desk"

    def ready(self) -> None:
        navigation.register("Home", "desk:home", lambda user: True, order=0)
        navigation.register("Diary", "desk:diary", _has_dates, order=5)


def _has_dates(user) -> bool:
    """Whether anything can be due with the user, or with those they supervise.

    Who sets tasks also does them, and who decides requests owes their answer.
    """
    rights = user.rights
    supervises = import_module("desk.workload").supervises
    owes = rights.allow(Permission.CASE_SET_TASK) or rights.allow(Permission.FOI_DECIDE)
    return owes or supervises(user)
