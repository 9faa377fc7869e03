"""The REST API, version 1."""

from django.urls import include, path

from config import api

app_name = "api"
urlpatterns = [
    path("", api.Root.as_view(), name="root"),
    path("schema/", api.Schema.as_view(), name="schema"),
    path("docs/", api.docs, name="docs"),
    path("", include("complaints.api.urls")),
]
