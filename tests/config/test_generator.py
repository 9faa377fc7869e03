"""Synthetic cases are like real ones to every part of the product."""

from collections import Counter
from datetime import date, datetime, time

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, DateTimeField, F
from django.utils import timezone

from audit import trail
from complaints.models import Case, CaseLink, CaseTag, SearchEntry
from complaints.workflow import Status
from config.generator.generate import generate
from tests.conftest import empty_database

AS_AT = date(2026, 11, 20)


@pytest.fixture(scope="class")
def _kept(django_db_setup, django_db_blocker):
    """What is generated stays for the tests of one class, which only read."""
    with django_db_blocker.unblock():
        yield
        empty_database(None)


@pytest.fixture(scope="class")
def generated(_kept):
    call_command("generate_cases", cases=1_200, seed=7, as_at=AS_AT, verbosity=0)


@pytest.mark.django_db
@pytest.mark.usefixtures("generated")
class TestTold:
    def test_every_state_and_kind_is_there(self):
        states = Counter(Case.objects.values_list("status", flat=True))

        assert set(states) == set(Status.values)
        assert set(Case.objects.values_list("kind", flat=True)) == {"PC", "CM"}
        assert SearchEntry.objects.count() == 1_200

    def test_the_rows_pass_every_constraint_and_key(self):
        with connection.cursor() as cursor:
            connection.check_constraints()
            cursor.execute(
                "SELECT count(*) FROM complaints_statuschange s "
                "LEFT JOIN complaints_case c ON c.id = s.case_id WHERE c.id IS NULL"
            )
            assert cursor.fetchone() == (0,)

    def test_the_trail_of_the_past_verifies(self):
        call_command("verify_audit_trail", verbosity=0)

    def test_tags_and_links_come_after_their_cases(self):
        tags = list(CaseTag.objects.select_related("case"))
        links = list(CaseLink.objects.select_related("case", "other"))
        assert len(tags) == len(links) == 12
        for row in [*tags, *links]:
            assert row.case.received_on <= row.at.date() <= AS_AT
        for link in links:
            assert link.other.received_on <= link.at.date()


@pytest.mark.django_db(transaction=True)
class TestCommand:
    @pytest.mark.parametrize("cases", [1, 2, 3])
    def test_a_few_are_enough(self, cases):
        call_command("generate_cases", cases=cases, as_at=AS_AT, verbosity=0)
        assert Case.objects.count() == SearchEntry.objects.count() == cases

    def test_the_same_seed_gives_the_same_cases(self):
        told = []
        for seed in (7, 7, 8):
            generate(cases=20, seed=seed, as_at=AS_AT)
            made = Case.objects.order_by("pk")
            told.append(list(made.values_list("reference", "status", "said")))
            empty_database(None)
        assert len(told[0]) == 20
        assert told[0] == told[1] != told[2]

    @pytest.mark.parametrize("hour", [0, 9, 17])
    def test_nothing_is_of_a_time_to_come(self, hour):
        day = timezone.localdate()
        now = timezone.make_aware(datetime.combine(day, time(hour, 15)))
        with time_machine.travel(now, tick=False):
            call_command("generate_cases", cases=300, seed=7, verbosity=0)
        moments = [
            getattr(row, field.name)
            for model in apps.get_app_config("complaints").get_models()
            for field in model._meta.concrete_fields
            if isinstance(field, DateTimeField)
            for row in model.objects.exclude(**{field.name: None})
        ]
        told = trail.entries().filter(subject_kind="case", actor_id__gt=0)
        moments += told.values_list("at", flat=True)
        assert len(moments) > 3_000
        assert max(moments) <= now

    def test_production_refuses(self, settings):
        settings.DEMONSTRATION = False

        with pytest.raises(CommandError, match="real ones"):
            call_command("generate_cases", cases=1)


@pytest.fixture(scope="class")
def copied(_kept):
    generate(cases=605, seed=7, as_at=AS_AT, most_told=100)


@pytest.mark.django_db
@pytest.mark.usefixtures("copied")
class TestMoreThanAreTold:
    """Cases beyond those told are copies under keys and names of their own."""

    def test_every_row_passes_every_constraint_and_key(self):
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

    def test_counts_on_the_case_are_those_of_its_rows(self):
        counted = Case.objects.annotate(n=Count("subjects"))
        assert not counted.exclude(n=F("subject_count")).exists()

    def test_its_trail_verifies(self):
        call_command("verify_audit_trail", verbosity=0)
