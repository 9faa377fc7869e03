import os
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler

from pages.content_types import set_aside

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demonstration")


class Application(WSGIHandler):
    """Django's own, which would fall over some headers before any middleware runs."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        set_aside(environ)
        return super().__call__(environ, start_response)


django.setup(set_prefix=False)
application = Application()
