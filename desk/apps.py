from django.apps import AppConfig

from pages import navigation


class DeskConfig(AppConfig):
    name = "desk"

    def ready(self) -> None:
        navigation.register("Home", "desk:home", lambda user: True, order=0)
