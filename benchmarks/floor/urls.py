from django.urls import path

from benchmarks.floor import views

urlpatterns = [
    path("", views.floor),
    path("health/live/", views.alive),
]
