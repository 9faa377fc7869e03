"""What the floor page needs, over the product's own database, and nothing else."""

from config.settings.demonstration import *
from config.settings.demonstration import INSTALLED_APPS, ROOT

NOT_NEEDED = ("allauth", "config", "desk", "django_structlog")
INSTALLED_APPS = [
    app for app in INSTALLED_APPS if app.partition(".")[0] not in NOT_NEEDED
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ROOT_URLCONF = "benchmarks.floor.urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "benchmarks/floor/templates"],
    }
]
