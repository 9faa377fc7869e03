"""Real cases. Refuses to start unless every safeguard is in place.

What only the database can tell is asked by config/safeguards.py.
"""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import CLAMD_URL, DATABASES, SECRET_KEY_FALLBACKS, env

SECRET_KEY = env.str("SECRET_KEY")
if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("demonstration"):
    raise ImproperlyConfigured(
        "SECRET_KEY must be a random text of 50 characters or more."
    )
if any(
    len(key) < 50 or key.startswith("demonstration") for key in SECRET_KEY_FALLBACKS
):
    raise ImproperlyConfigured(
        "Each of SECRET_KEY_FALLBACKS must be a random text of 50 characters or more."
    )
if not CLAMD_URL:
    raise ImproperlyConfigured(
        "CLAMD_URL must name the virus scanner: without one, no document may be opened."
    )
if DATABASES["default"].get("USER", "") == env.db_url(
    "DATABASE_OWNER_URL", default="postgres://candour_owner@none/none"
).get("USER"):
    raise ImproperlyConfigured(
        "DATABASE_URL must use the app's role, not the owner's: the owner could "
        "change the trail."
    )

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # or every person would share the proxy's address
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
