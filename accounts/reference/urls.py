"""Addresses of reference data, mounted at /reference/."""

from django.urls import path

from accounts.reference import views

urlpatterns = [
    path("", views.index, name="reference"),
    path("<slug:slug>/", views.rows, name="reference-table"),
    path("<slug:slug>/add/", views.add, name="reference-add"),
    path("<slug:slug>/<str:key>/", views.row, name="reference-row"),
    path("<slug:slug>/<str:key>/change/", views.change, name="reference-change"),
    path("<slug:slug>/<str:key>/retire/", views.retire, name="reference-retire"),
    path("<slug:slug>/<str:key>/replace/", views.replace, name="reference-replace"),
]
