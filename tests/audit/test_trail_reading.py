"""What comes out of the trail again, and what of it is erased."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from audit import trail, verification
from audit.models import Detail
from audit.trail import SYSTEM, Kind, Subject
from tests.audit.conftest import (
    CASE,
    INSPECTOR,
    OTHER_CASE,
    Somebody,
    Something,
    as_intruder,
    change,
)


@pytest.mark.django_db
class TestEraseDetails:
    def test_takes_the_values_and_leaves_the_rest(self):
        entry = change(changes={"name": ("A", "B")})
        kept = change(OTHER_CASE, changes={"name": ("C", "D")})

        erasure = trail.erase_details(CASE, by=INSPECTOR, reason="Ordered")

        assert erasure.kind == Kind.ERASURE
        assert list(Detail.objects.values_list("entry_id", flat=True)) == [kept.pk]
        after = trail.history_of(CASE)[1]
        assert (after.pk, after.fields, after.changes) == (entry.pk, ["name"], {})
        assert after.detail_digest is not None
        assert list(verification.faults()) == []

    def test_only_behind_an_erasure_of_the_same_transaction(self):
        entry = change(changes={"name": ("A", "B")})
        with (
            pytest.raises(DatabaseError, match="behind an erasure"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT audit_erase_details(%s)", [entry.pk])
        assert Detail.objects.exists()


@pytest.mark.django_db
class TestReadingTheTrail:
    def test_history_is_newest_first_in_pages(self):
        made = [change() for _ in range(5)]
        change(OTHER_CASE)

        page = trail.history_of(CASE, limit=2)
        rest = trail.history_of(CASE, before=page[-1].pk)

        assert page + rest == made[::-1]

    def test_history_by_kind(self):
        change()
        reading = trail.consulted(CASE, INSPECTOR)
        assert trail.history_of(CASE, kinds=[Kind.CONSULTATION]) == [reading]

    def test_history_takes_one_query(self, django_assert_num_queries):
        for _ in range(3):
            change(changes={"a": (1, 2)})
        with django_assert_num_queries(1):
            assert [e.changes for e in trail.history_of(Something())] == [
                {"a": [1, 2]}
            ] * 3

    def test_entries_by_whatever_is_asked(self):
        entry = change()
        other = trail.record(
            "unit.retire",
            kind=Kind.ALTERATION,
            subject=Subject("unit", "x"),
            by=SYSTEM,
        )
        early, late = entry.at - timedelta(hours=1), other.at + timedelta(hours=1)

        assert list(trail.entries()) == [other, entry]
        assert list(trail.entries(limit=1)) == [other]
        assert list(trail.entries(actor=Somebody())) == [entry]
        assert list(trail.entries(actor="system")) == [other]
        assert list(trail.entries(subject=CASE)) == [entry]
        assert list(trail.entries(events=["unit.retire"])) == [other]
        assert list(trail.entries(kinds=[Kind.ERASURE])) == []
        assert list(trail.entries(since=early, until=late)) == [other, entry]
        assert list(trail.entries(since=late)) == []
        assert list(trail.entries(until=early)) == []
        assert list(trail.entries(before=other.pk)) == [entry]


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(
    ("narrow", "index"),
    [
        ({"event__startswith": "case.rare"}, "audit_entry_event"),
        ({"kind__in": [Kind.ERASURE]}, "audit_entry_rare_kind"),
        ({"kind__in": [Kind.ERASURE, Kind.DISCLOSURE]}, "audit_entry_rare_kind"),
        ({"outcome": "refused"}, "audit_entry_refused"),
    ],
)
def test_a_rare_value_is_found_without_walking_the_trail(narrow, index):
    with as_intruder() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (event, kind, subject_kind, subject_key, "
            "actor_key, actor_name, chain, sequence) "
            "SELECT 'case.consult', 'consultation', "
            "'case', 'PC/1', 'p', 'P', 'person:1', n FROM generate_series(1, 20000) n"
        )
        cursor.execute("ANALYZE audit_entry")
    assert index in trail.entries(limit=None).filter(**narrow)[:26].explain()
