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

from accounts.models import Posting
from audit import trail
from complaints.models import (
    Allegation,
    Case,
    CaseLink,
    CaseTag,
    Outcome,
    Person,
    Recommendation,
    SearchEntry,
)
from complaints.permissions import check_is_independent
from complaints.workflow import Status
from config.generator import stories, words
from config.generator.generate import generate
from config.generator.training import COURSES
from organisation.models import Accreditation, Member
from pages.refusals import NotAllowed
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


@pytest.mark.django_db
@pytest.mark.usefixtures("generated")
class TestStories:
    """What is said, alleged, found and decided of a case is of one story."""

    def test_what_is_alleged_stands_in_what_was_said_and_in_its_category(self):
        texts = {
            (each.code, each.text)
            for told in stories.BY_SCENE.values()
            for those in told.values()
            for each in those
        }
        alleged = Allegation.objects.select_related("case", "category")
        assert alleged.count() > 1_000
        for row in alleged:
            _, who, what = row.text.removesuffix(".").split(" ", 2)
            assert (who == "complainant") is (row.case.kind == "PC")
            assert what in row.case.said
            assert (row.category.code, what) in texts

    def test_nobody_complained_of_a_conduct_matter(self):
        matters = Case.objects.filter(kind="CM")
        assert matters
        for case in matters:
            written = [
                case.said,
                *case.reports.values_list("text", flat=True),
                *case.notes.values_list("text", flat=True),
                *case.tasks.values_list("what", flat=True),
                *case.status_changes.values_list("reason", flat=True),
            ]
            assert "complainant" not in " ".join(written).lower(), case

    def test_the_place_is_where_it_happened(self):
        for case in Case.objects.all():
            street_or_room, _, borough = case.place.rpartition(", ")
            assert borough.removesuffix(" police station") in case.said
            if case.kind == "PC":
                at = street_or_room.removeprefix("By ").split()[-1].lower()
                assert at in case.said.lower(), case.place

    def test_a_title_and_a_gender_are_those_of_the_name(self):
        for person in Person.objects.all():
            woman = person.forenames in words.WOMEN
            assert person.gender not in ({"male"} if woman else {"female"})
            assert person.title not in ({"Mr"} if woman else {"Ms", "Mrs", "Miss"})
        for member in Member.objects.filter(number__startswith="G"):
            woman = member.forenames in words.WOMEN
            assert member.gender == ("female" if woman else "male")

    def test_a_finding_fits_its_result_and_what_would_prove_it(self):
        proofs = {
            each.text: each.proof
            for told in stories.BY_SCENE.values()
            for those in told.values()
            for each in those
        }
        given = Recommendation.objects.select_related("outcome__allegation", "result")
        assert given.count() > 400
        for row in given:
            words_of = row.outcome.allegation.text.removesuffix(".").split(" ", 2)[2]
            upheld, not_upheld = stories.FINDINGS[proofs[words_of]]
            wanted = upheld if row.result.code == "upheld" else not_upheld
            assert row.reasons == wanted

    def test_only_what_is_grave_goes_to_a_hearing(self):
        proved = Outcome.objects.filter(case_to_answer=True)
        proved = proved.select_related("allegation__category", "subject")
        assert proved
        for row in proved:
            grave = row.allegation.category.code in stories.GRAVE
            assert row.severity == "misconduct" or grave
            assert (row.forum == "hearing") is (row.severity == "gross")
            assert row.subject.member_id

    def test_its_authority_supervised_the_first_case_to_decide_and_is_refused(self):
        case = Case.objects.filter(status="reported").order_by("next_due_on", "pk")[0]
        first = Posting.objects.filter(role="appropriate-authority").order_by("pk")[0]
        with pytest.raises(NotAllowed, match="because you supervised it"):
            check_is_independent(case, by=first.user)
        others = Case.objects.filter(status="reported").exclude(pk=case.pk)
        for other in others[:20]:
            check_is_independent(other, by=first.user)

    def test_whoever_decided_was_independent(self):
        decided = Case.objects.exclude(authority=None).select_related("authority")
        assert decided
        for case in decided:
            check_is_independent(case, by=case.authority)

    def test_most_handlers_are_trained_and_some_are_not(self):
        today = timezone.localdate()
        handlers = Posting.objects.on(today).filter(role__in=COURSES)
        members = {posting.user.member_id for posting in handlers}
        assert None not in members
        kinds = [first for first, _ in COURSES.values()]
        held = Accreditation.objects.filter(member__in=members, kind__code__in=kinds)
        now = set(held.on(today).values_list("member", flat=True))
        ever = set(held.values_list("member", flat=True))
        assert len(members) * 0.6 < len(now) < len(ever) < len(members)


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
