"""Synthetic cases are like real ones to every part of the product."""

from collections import Counter
from datetime import datetime, time

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, DateTimeField, F
from django.utils import timezone

from audit import trail
from complaints.actions.awaiting import keep_awaited
from complaints.actions.moves import due_on
from complaints.models import (
    Allocation,
    Case,
    CaseClock,
    Person,
    Proceeding,
    Restriction,
    Risk,
    SearchEntry,
)
from complaints.workflow import Status
from config.generator import names
from config.generator.generate import generate
from organisation import stamps
from tests.config.conftest import AS_AT, CASES
from tests.config.facts import count_of_true_links
from tests.conftest import empty_database


@pytest.mark.django_db
@pytest.mark.usefixtures("generated")
class TestTold:
    def test_every_state_and_kind_is_there(self):
        states = Counter(Case.objects.values_list("status", flat=True))

        assert set(states) == set(Status.values)
        assert set(Case.objects.values_list("kind", flat=True)) == {"PC", "CM"}
        assert SearchEntry.objects.count() == CASES

    def test_the_rows_pass_every_constraint_and_key(self):
        with connection.cursor() as cursor:
            connection.check_constraints()
            cursor.execute(
                "SELECT count(*) FROM complaints_statuschange s "
                "LEFT JOIN complaints_case c ON c.id = s.case_id WHERE c.id IS NULL"
            )
            assert cursor.fetchone() == (0,)

    def test_the_clock_that_runs_is_the_one_that_the_verbs_set(self):
        for case in Case.objects.filter(status__in=("received", "reported")):
            code, starts_on = "recording", case.received_on
            if case.status == "reported":
                code, starts_on = "determine", case.last_moved_on("submit-report")
            rows = {row.code: row for row in case.clocks.filter(ended="")}
            assert rows[code].due_on == due_on(code, case, starts_on)
            first = min(rows.values(), key=lambda row: (row.due_on, row.number))
            assert (case.next_due, case.next_due_on) == (first.code, first.due_on)
            assert {row.unit_id for row in rows.values()} == {case.responsible_unit_id}

    def test_whoever_suspended_a_case_has_its_review_in_their_diary(self):
        rows = CaseClock.objects.filter(code="sub_judice_review").select_related("case")
        assert rows.filter(ended="")
        for row in rows:
            (move,) = row.case.status_changes.filter(verb="suspend-sub-judice")
            assert row.owner_id == move.by_id

    def test_the_trail_of_the_past_verifies(self):
        call_command("verify_audit_trail", verbosity=0)


@pytest.mark.django_db(transaction=True)
class TestCommand:
    @pytest.mark.parametrize("cases", [1, 2, 3])
    def test_a_few_are_enough(self, cases):
        before = stamps.current()
        call_command("generate_cases", cases=cases, as_at=AS_AT, verbosity=0)
        assert before != stamps.current()
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


@pytest.mark.django_db
@pytest.mark.usefixtures("copied")
class TestMoreThanAreTold:
    """Cases beyond those told are copies under keys and names of their own."""

    def test_every_row_passes_every_constraint_and_key(self):
        assert Case.objects.count() == 2_005
        assert SearchEntry.objects.count() == 2_005
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

    def test_each_has_names_of_its_own(self):
        people = Person.objects.all()
        told = Counter((row.surname, row.forenames) for row in people)
        assert len(told) > len(people) * 0.99
        for person in people:
            assert person.surname in names.SURNAMES
            assert person.email.startswith(person.surname.lower())

    def test_what_has_a_reference_has_its_own_and_names_its_case(self):
        for row in Risk.objects.select_related("case"):
            assert row.reference.startswith("RR/")
            assert row.title.endswith(row.case.reference)
        assert 0 < Risk.objects.count() < CASES / 10
        rows = Restriction.objects.select_related("case")
        assert rows
        for row in rows:
            assert row.case.subjects.filter(member=row.member_id).exists()

    def test_each_waits_for_the_offices_that_the_actions_would_keep(self):
        kept = set()
        for case in Case.objects.all():
            before = case.offices, case.awaits
            keep_awaited(case, on=AS_AT)
            assert (case.offices, case.awaits) == before, case
            kept |= set(case.awaits)
        assert kept >= {
            "case.arrange-meeting",
            "case.assess-severity",
            "case.record-management-action",
        }

    def test_proceedings_have_sat_or_are_to_sit_and_are_over_in_closed_cases(self):
        rows = Proceeding.objects.select_related("case", "subject")
        for row in rows:
            assert row.case.is_open or row.status == "told"
            assert row.findings.filter(outcome__subject=row.subject_id).exists()
            imposed = row.imposed.filter(member=row.subject.member_id)
            assert imposed.exists() == bool(row.proved)
        assert {row.status for row in rows} >= {"fixed", "told"}
        assert rows.filter(sits_on__gt=AS_AT).exists()

    def test_each_allocation_says_who_passed_it_on(self):
        assert Allocation.objects.exists()
        assert not Allocation.objects.filter(from_unit=None).exists()

    def test_links_are_of_facts_that_the_copies_have_too(self):
        assert count_of_true_links() > 10
