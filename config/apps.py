from importlib import import_module

from django.apps import AppConfig

from pages import navigation


class ConfigConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self) -> None:
        # It describes models, which can be imported only once every app is loaded.
        import_module("config.reference.tables")
        import_module("config.safeguards")
        import_module("config.sealing")
        navigation.register(
            "Reference data", "reference", lambda user: not user.is_client, order=90
        )
