"""The demonstration's settings, and the command that measures."""

from config.settings.demonstration import *
from config.settings.demonstration import AUTHENTICATION_BACKENDS, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks"]
# The floor page finds its user as Django itself does.
AUTHENTICATION_BACKENDS = [
    *AUTHENTICATION_BACKENDS,
    "django.contrib.auth.backends.ModelBackend",
]
