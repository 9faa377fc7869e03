"""Synthetic cases are like real ones to every part of the product."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, F

from complaints.models import Case, SearchEntry
from complaints.workflow import Status
from config.generator.generate import generate

pytestmark = pytest.mark.django_db(transaction=True)

AS_AT = date(2026, 11, 20)


@pytest.fixture
def generated():
    call_command("generate_cases", cases=1_200, seed=7, as_at=AS_AT, verbosity=0)


def test_every_state_and_kind_is_there(generated):
    states = Counter(Case.objects.values_list("status", flat=True))

    assert set(states) == set(Status.values)
    assert SearchEntry.objects.count() == 1_200


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


class TestMoreThanAreTold:
    """Cases beyond those told are copies under keys and names of their own."""

    @pytest.fixture
    def copied(self):
        generate(cases=605, seed=7, as_at=AS_AT, most_told=100)

    def test_every_row_passes_every_constraint_and_key(self, copied):
        assert Case.objects.count() == 605
        assert SearchEntry.objects.count() == 605
        with connection.cursor() as cursor:
            connection.check_constraints()
            for table in ("subject", "allegation", "statuschange", "complainant"):
                cursor.execute(
                    f"SELECT count(*) FROM complaints_{table} s "
                    "LEFT JOIN complaints_case c ON c.id = s.case_id "
                    "WHERE c.id IS NULL"
                )
                assert cursor.fetchone() == (0,)

    def test_counts_on_the_case_are_those_of_its_rows(self, copied):
        counted = Case.objects.annotate(n=Count("subjects"))
        assert not counted.exclude(n=F("subject_count")).exists()

    def test_its_trail_verifies(self, copied):
        call_command("verify_audit_trail", verbosity=0)
