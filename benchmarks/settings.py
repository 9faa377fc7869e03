"""The demonstration's settings, and the command that measures."""

from config.settings.demonstration import *
from config.settings.demonstration import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks"]
