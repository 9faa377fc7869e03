import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from audit import trail, verification
from audit.models import ChainHead, Detail, Entry
from audit.trail import ANONYMOUS, SYSTEM, Actor, Kind, Outcome, Subject
from tests.audit.conftest import CASE, INSPECTOR, OTHER_CASE, as_intruder, change


class Somebody:
    trail_actor = INSPECTOR


class Something:
    trail_subject = CASE


class Borough:
    trail_unit = "kingston"


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


@pytest.mark.django_db
class TestTheAppsRole:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE audit_entry SET reason = ''",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_entry",
            "UPDATE audit_detail SET changes = '{}'",
            "DELETE FROM audit_detail",
            "TRUNCATE audit_detail",
            "INSERT INTO audit_detail VALUES (1, '{}')",
            "UPDATE audit_chainhead SET sequence = 0",
            "DELETE FROM audit_chainhead",
            "INSERT INTO audit_chainhead VALUES ('case:9', 1, '')",
            "UPDATE audit_seal SET digest = ''",
            "DELETE FROM audit_seal",
            "ALTER TABLE audit_entry DISABLE TRIGGER USER",
            "SET session_replication_role = replica",
        ],
    )
    def test_cannot_change_the_trail(self, statement):
        change(changes={"a": (1, 2)})
        with (
            pytest.raises(DatabaseError, match="denied|refused|must be owner"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    def test_what_it_claims_of_time_and_hash_counts_for_nothing(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO audit_entry (event, kind, subject_kind, subject_key, "
                "actor_key, actor_name, chain, at, sequence, hash, transaction) VALUES "
                "('a', 'alteration', 'b', 'c', 'd', 'e', 'case:1', '2001-01-01', "
                "7, 'x', 1)"
            )
        entry = Entry.objects.get()
        assert (entry.sequence, entry.at.year > 2001) == (1, True)
        assert list(verification.faults()) == []

    def test_pgtrigger_cannot_be_told_to_look_away(self):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL pgtrigger.ignore = '{audit_entry_append}'")
        assert change().sequence == 1


@pytest.mark.usefixtures("committed")
class TestTheOwner:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE audit_entry SET reason = ''",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_entry",
            "UPDATE audit_detail SET changes = '{}'",
            "DELETE FROM audit_detail",
            "TRUNCATE audit_detail",
            "UPDATE audit_chainhead SET sequence = 0",
            "TRUNCATE audit_chainhead",
            "TRUNCATE audit_seal",
        ],
    )
    def test_is_stopped_by_the_triggers(self, statement):
        change(changes={"a": (1, 2)})
        with (
            pytest.raises(DatabaseError, match="never changed"),
            as_intruder() as cursor,
        ):
            cursor.execute("SET session_replication_role = origin")
            cursor.execute(statement)


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
