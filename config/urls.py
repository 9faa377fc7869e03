"""Where every address of Candour begins."""

from django.urls import include, path

from config import health
from desk.help import help_page

urlpatterns = [
    path("health/live/", health.live, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
    path("", include("pages.urls")),
    path("help/", help_page, name="help"),  # in no room: open to everybody
    path("", include("desk.urls")),
    path("", include("accounts.urls")),
    path("reference/", include("accounts.reference.urls")),
    path("", include("casework.urls")),
    path("complaints/", include("complaints.urls")),
    path("api/v1/", include("config.api_urls")),
]

handler400 = "pages.views.bad_request"
handler403 = "pages.views.permission_denied"
handler404 = "pages.views.not_found"
handler500 = "pages.views.server_error"
