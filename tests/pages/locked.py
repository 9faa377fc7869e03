"""A urlconf whose only page asks the database for too much time."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.urls import path


@login_not_required
def slow(request):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 20")
        cursor.execute("SELECT pg_sleep(2)")


urlpatterns = [path("", slow)]
