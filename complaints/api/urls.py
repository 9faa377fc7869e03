from django.urls import path

from complaints.api import reference, views

urlpatterns = [
    path("cases/", views.Cases.as_view(), name="cases"),
    path("cases/<str:slug>/", views.OneCase.as_view(), name="case"),
    path(
        "cases/<str:slug>/allegations/", views.Allegations.as_view(), name="allegations"
    ),
    path("cases/<str:slug>/subjects/", views.Subjects.as_view(), name="subjects"),
    path("cases/<str:slug>/history/", views.History.as_view(), name="history"),
    path("reference/units/", reference.Units.as_view(), name="units"),
    path("reference/categories/", reference.Categories.as_view(), name="categories"),
    path("reference/results/", reference.Results.as_view(), name="results"),
    path("reference/regimes/", reference.Regimes.as_view(), name="regimes"),
    path("reference/severities/", reference.Severities.as_view(), name="severities"),
    path("reference/forums/", reference.Forums.as_view(), name="forums"),
    path("reference/standards/", reference.Standards.as_view(), name="standards"),
]
