"""What the floor page needs, over the product's own database, and nothing else."""

from config.settings.demonstration import *

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
