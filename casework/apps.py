from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CaseworkConfig(AppConfig):
    name = "casework"

    def ready(self) -> None:
        # Every process knows every kind of work: pages name them, actions ask for them.
        autodiscover_modules("tasks")
