"""What is recorded: each entry, its chain, and nothing without its change."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from audit import trail, verification
from audit.models import ChainHead, Entry
from audit.trail import ANONYMOUS, SYSTEM, Actor, Kind, Outcome, Subject
from tests.audit.conftest import (
    CASE,
    INSPECTOR,
    Borough,
    Somebody,
    Something,
    as_intruder,
    change,
)


@pytest.mark.django_db
class TestRecord:
    def test_keeps_who_what_and_why(self):
        entry = trail.record(
            "case.assess",
            kind=Kind.ALTERATION,
            subject=Something(),
            by=Somebody(),
            unit=Borough(),
            reason="New evidence",
            changes={"risk": ("low", "high"), "due_on": (None, "2026-11-24")},
            recipient="nobody",
            count=2,
        )

        kept = Entry.objects.select_related("detail").get(pk=entry.pk)
        assert (kept.subject_kind, kept.subject_key, kept.subject_id) == CASE
        assert (kept.actor_id, kept.actor_key, kept.actor_name, kept.actor_role) == (
            INSPECTOR[:4]
        )
        assert (kept.unit_key, kept.reason) == ("kingston", "New evidence")
        assert (kept.recipient, kept.count) == ("nobody", 2)
        assert kept.fields == ["due_on", "risk"]
        assert kept.changes == {"risk": ["low", "high"], "due_on": [None, "2026-11-24"]}
        assert kept.outcome == Outcome.DONE

    def test_answers_what_the_database_made_of_it(self):
        entry = change()

        kept = Entry.objects.get(pk=entry.pk)
        assert abs(kept.at - datetime.now(UTC)) < timedelta(minutes=1)
        assert (entry.at, entry.sequence, bytes(entry.hash)) == (
            kept.at,
            kept.sequence,
            bytes(kept.hash),
        )

    def test_follows_from_the_entry_before_it(self):
        first, second = change(), change()

        assert (first.sequence, second.sequence) == (1, 2)
        assert bytes(first.previous_hash) == b""
        assert bytes(second.previous_hash) == bytes(first.hash)
        head = ChainHead.objects.get(chain="case:1")
        assert (head.sequence, bytes(head.hash)) == (2, bytes(second.hash))

    @pytest.mark.parametrize(
        ("kind", "subject", "by", "chain"),
        [
            (Kind.COLLECTION, CASE, INSPECTOR, "case:1"),
            (Kind.ERASURE, CASE, SYSTEM, "case:1"),
            (Kind.CONSULTATION, CASE, INSPECTOR, "person:7"),
            (Kind.ALTERATION, Subject("posting", "3"), INSPECTOR, "person:7"),
            (Kind.DISCLOSURE, CASE, SYSTEM, "system"),
            (Kind.CONSULTATION, Subject("search", ""), ANONYMOUS, "anonymous"),
        ],
    )
    def test_chains_changes_by_case_and_the_rest_by_person(
        self, kind, subject, by, chain
    ):
        assert trail.record("x.do", kind=kind, subject=subject, by=by).chain == chain

    def test_refuses_a_change_of_a_case_without_its_id(self):
        with pytest.raises(ValueError, match="the case's id"):
            change(Subject("case", "PC/00001/26"))

    def test_takes_the_request_from_the_log_context(self):
        with structlog.contextvars.bound_contextvars(request_id="abc"):
            assert change().request_id == "abc"
            assert change(request_id="given").request_id == "given"
        assert change().request_id == ""

    def test_names_on_whose_behalf(self):
        job = Actor(None, "system", "Candour", on_behalf_of="A. Inspector")
        assert change(by=job).on_behalf_of == "A. Inspector"

    def test_without_changes_has_no_detail(self):
        entry = change()
        assert entry.detail_digest is None
        assert entry.changes == {}

    def test_refuses_an_unknown_kind(self):
        with pytest.raises(DatabaseError, match="audit_entry_kind_known"):
            change(kind="gossip")

    def test_refuses_a_refusal_without_a_sentence(self):
        with pytest.raises(DatabaseError, match="audit_entry_refusal_says_why"):
            change(outcome=Outcome.REFUSED)

    def test_reads_as_a_line(self):
        entry = change(changes={"risk": (1, 2)})
        assert str(entry) == "case.assess PC/00001/26 by inspector@example.test"
        assert str(entry.detail) == f"detail of entry {entry.pk}"
        assert str(ChainHead.objects.get()) == "case:1 at 1"


@pytest.mark.usefixtures("committed")
class TestTransactions:
    def test_a_change_outside_a_transaction_is_refused(self):
        with pytest.raises(TransactionManagementError, match="case.assess"):
            trail.record(
                "case.assess", kind=Kind.ALTERATION, subject=CASE, by=INSPECTOR
            )
        assert not Entry.objects.exists()

    def test_a_reading_needs_no_transaction(self):
        assert trail.consulted(CASE, INSPECTOR).pk

    def test_a_rollback_takes_the_entry_along_and_leaves_no_gap(self):
        change()
        with pytest.raises(RuntimeError), transaction.atomic():
            change()
            raise RuntimeError
        assert change().sequence == 2
        assert list(verification.faults()) == []

    def test_if_the_entry_cannot_be_written_the_change_is_not_made(self):
        with as_intruder() as cursor:
            cursor.execute("DROP TRIGGER audit_entry_append ON audit_entry")
            cursor.execute(
                "CREATE TRIGGER audit_entry_append BEFORE INSERT ON audit_entry "
                "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
            )
        try:
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
            assert not Entry.objects.exists()
        finally:
            with as_intruder() as cursor:
                cursor.execute("DROP TRIGGER audit_entry_append ON audit_entry")
                cursor.execute(
                    "CREATE TRIGGER audit_entry_append BEFORE INSERT ON audit_entry "
                    "FOR EACH ROW EXECUTE FUNCTION audit_entry_append()"
                )


@pytest.mark.usefixtures("committed")
class TestConcurrency:
    def test_eight_writers_on_one_chain_make_no_fork(self):
        at_once = threading.Barrier(8, timeout=30)

        def write(_: int) -> None:
            at_once.wait()
            for _ in range(25):
                change()
            connection.close()

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(write, range(8)))

        chain = Entry.objects.filter(chain="case:1").order_by("sequence")
        assert [entry.sequence for entry in chain] == list(range(1, 201))
        assert list(verification.faults()) == []


@pytest.mark.django_db
class TestRecordFromSelect:
    SELECT = """
        SELECT 'PC/' || n AS subject_key, n::bigint AS subject_id, 'u' AS unit_key,
            jsonb_build_object('risk', jsonb_build_array(NULL, n)) AS changes
        FROM generate_series(1, %s) n
    """

    def test_writes_an_entry_for_each_row(self):
        number = trail.record_from_select(
            "case.import",
            self.SELECT,
            [3],
            kind=Kind.COLLECTION,
            subject_kind="case",
            by=INSPECTOR,
            reason="Legacy",
        )

        assert number == 3
        entry = trail.history_of(Subject("case", "PC/2"))[0]
        assert (entry.chain, entry.subject_id, entry.unit_key) == ("case:2", 2, "u")
        assert (entry.fields, entry.changes) == (["risk"], {"risk": [None, 2]})
        assert (entry.actor_name, entry.reason) == ("A. Inspector", "Legacy")

    def test_readings_chain_by_person(self):
        trail.record_from_select(
            "case.disclose",
            "SELECT 'PC/1' subject_key, NULL::bigint subject_id, '' unit_key, "
            "NULL::jsonb changes FROM generate_series(1, 2)",
            kind=Kind.DISCLOSURE,
            subject_kind="case",
            by=INSPECTOR,
            recipient="IPCC",
        )
        kept = Entry.objects.order_by("sequence")
        assert [(e.chain, e.sequence, e.recipient) for e in kept] == [
            ("person:7", 1, "IPCC"),
            ("person:7", 2, "IPCC"),
        ]

    @pytest.mark.slow
    def test_a_hundred_thousand_chains(self):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
        started = datetime.now(UTC)
        number = trail.record_from_select(
            "case.import",
            self.SELECT,
            [100_000],
            kind=Kind.COLLECTION,
            subject_kind="case",
            by=SYSTEM,
        )
        seconds = (datetime.now(UTC) - started).total_seconds()
        print(f"\n{number / seconds:,.0f} entries a second on chains of their own")
        assert ChainHead.objects.count() == 100_000


@pytest.mark.usefixtures("committed")
class TestRecordRefusal:
    def refuse(self) -> Entry:
        return trail.record_refusal(
            "case.determine", subject=CASE, by=INSPECTOR, sentence="Not your case."
        )

    def test_survives_the_transaction_that_was_refused(self):
        with pytest.raises(RuntimeError), transaction.atomic():
            change()
            raise RuntimeError
        entry = self.refuse()

        assert list(Entry.objects.all()) == [entry]
        assert (entry.outcome, entry.sentence) == (Outcome.REFUSED, "Not your case.")
        assert entry.chain == "person:7"

    def test_will_not_run_inside_another_transaction(self):
        with pytest.raises(RuntimeError), transaction.atomic():
            self.refuse()
        assert not Entry.objects.exists()

    def test_will_not_run_in_a_transaction_marked_for_rollback(self):
        with transaction.atomic():
            transaction.set_rollback(True)
            with pytest.raises(TransactionManagementError, match="rolled back"):
                self.refuse()


@pytest.mark.django_db
class TestReadings:
    def test_consulted(self):
        entry = trail.consulted(CASE, INSPECTOR, reason="Call")
        assert (entry.event, entry.kind) == ("case.consult", Kind.CONSULTATION)
        assert trail.consulted(CASE, SYSTEM, event="case.open").event == "case.open"

    def test_disclosed(self):
        entry = trail.disclosed(CASE, INSPECTOR, recipient="IPCC", count=3)
        assert (entry.event, entry.kind) == ("case.disclose", Kind.DISCLOSURE)
        assert (entry.recipient, entry.count) == ("IPCC", 3)
        other = trail.disclosed(CASE, SYSTEM, recipient="x", event="case.export")
        assert other.event == "case.export"
