"""`make run`: demonstration data, plain cookies, no second factor, no scanner."""

from config.settings.base import *  # noqa: F403
from config.settings.base import env

DEMONSTRATION = True
SECOND_FACTOR_REQUIRED = False
SECRET_KEY = env.str("SECRET_KEY", default="demonstration-only-never-for-real-cases")
# Serve static files from where they are: collecting them costs seconds at start.
WHITENOISE_USE_FINDERS = True
