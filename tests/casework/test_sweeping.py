from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from casework import sweeping
from tests.factories.accounts import UserFactory
from tests.factories.casework import NOW


def broken(now):
    raise ValueError


@pytest.mark.django_db(transaction=True)
def test_a_broken_step_does_not_stop_the_others(monkeypatch):
    steps = {"first": broken, "second": lambda now: 3, "third": lambda now: 0}
    monkeypatch.setattr(sweeping, "STEPS", steps)
    assert sweeping.sweep(NOW) == {"first": -1, "second": 3, "third": 0}
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@pytest.mark.django_db
def test_a_quiet_minute(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    sweeping.sweep(NOW)  # opens the periods of the day
    assert set(sweeping.sweep(NOW).values()) == {0}


@pytest.mark.django_db
def test_sessions_that_are_over_are_forgotten(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(UserFactory())
    key = client.session.session_key
    over = client.session.get_expiry_date()
    assert sweeping.sweep(over - timedelta(minutes=1))["sessions"] == 0
    assert Session.objects.filter(pk=key).exists()
    assert sweeping.sweep(over + timedelta(minutes=1))["sessions"] == 1
    assert not Session.objects.filter(pk=key).exists()
