from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self) -> None:
        # It describes models, which can be imported only once every app is loaded.
        import_module("config.reference.tables")
