"""Synthetic cases are like real ones to every part of the product."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from complaints.models import Case, SearchEntry
from complaints.workflow import Status

pytestmark = pytest.mark.django_db(transaction=True)

AS_AT = date(2026, 11, 20)


@pytest.fixture
def generated():
    call_command("generate_cases", cases=600, seed=7, as_at=AS_AT, verbosity=0)


def test_every_state_and_kind_is_there(generated):
    states = Counter(Case.objects.values_list("status", flat=True))

    assert set(states) == set(Status.values)
    assert SearchEntry.objects.count() == 600


def test_the_rows_pass_every_constraint_and_key(generated):
    with connection.cursor() as cursor:
        connection.check_constraints()
        cursor.execute(
            "SELECT count(*) FROM complaints_statuschange s "
            "LEFT JOIN complaints_case c ON c.id = s.case_id WHERE c.id IS NULL"
        )
        assert cursor.fetchone() == (0,)


def test_the_trail_of_the_past_verifies(generated):
    call_command("verify_audit_trail", verbosity=0)


def test_the_same_seed_gives_the_same_cases(generated):
    first = list(Case.objects.order_by("pk").values_list("reference", "said"))
    with connection.cursor() as cursor:
        assert first
        cursor.execute("SELECT max(id) FROM complaints_case")


def test_production_refuses(settings):
    settings.DEMONSTRATION = False

    with pytest.raises(CommandError, match="real ones"):
        call_command("generate_cases", cases=1)
