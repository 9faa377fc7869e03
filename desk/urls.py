from django.urls import path

from desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("workload/", views.workload, name="workload"),
    path("priority/", views.priority, name="priority"),
    path("diary/", views.diary, name="diary"),
    path("search/", views.search, name="search"),
    path("search/help/", views.search_help, name="search-help"),
]
