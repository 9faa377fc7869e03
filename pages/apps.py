from django.apps import AppConfig


class PagesConfig(AppConfig):
    """What every page and every API view is made of. No models."""

    name = "pages"
    verbose_name = "Pages"
