from importlib import import_module

from django.apps import AppConfig

from accounts import signed_in
from accounts.roles import Reach
from organisation.classification import FieldClass
from pages import navigation

FORCE = frozenset({Reach.ALL, Reach.RECORDED})
SHOWING = frozenset({Reach.ALL, Reach.RECORDED, Reach.OWN, Reach.UNIT})


class ComplaintsConfig(AppConfig):
    name = "complaints"

    def ready(self) -> None:
        import_module("complaints.filters.telling").register()
        import_module("complaints.receivers").register()
        querysets = import_module("complaints.querysets")
        signed_in.ask("barred", querysets.BARRED)
        signed_in.ask("opened", querysets.OPENED)
        navigation.register("Cases", "complaints:cases", _sees_cases, order=10)
        overview = import_module("complaints.views.registers.overview")
        navigation.register(
            "Registers",
            "complaints:registers",
            _sees_cases,
            order=20,
            owns=[each.url_name for each in overview.REGISTERS],
        )


def _sees_cases(user) -> bool:
    """Whether some role of the user shows cases at all."""
    return bool(user.rights.reaches(FieldClass.PUBLIC) & SHOWING)
