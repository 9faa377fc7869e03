"""Addresses of the pages that belong to no domain."""

from django.urls import path

from pages import views

urlpatterns = [
    path("keep-alive/", views.keep_alive, name="keep-alive"),
    path("accessibility/", views.accessibility, name="accessibility-statement"),
]
