import json
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection, transaction

from audit import seals, tasks, verification
from audit.models import Seal
from tests.audit.conftest import CASE, OTHER_CASE, as_intruder, change

SETTLED = """
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        > max(transaction % (10::bigint ^ 12)::bigint)
    FROM audit_entry
"""

# Slow in so far as it waits for others: it begins before the longest of them do.
pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.slow]


def settle() -> None:
    """Wait until nobody older than the trail's last entry is still writing.

    Transactions of every database of the server count, so of the other test workers
    too; until they end, a seal holds again what the one before it held.
    """
    with connection.cursor() as cursor:
        for _ in range(1_200):
            cursor.execute(SETTLED)
            if cursor.fetchone()[0]:
                return
            sleep(0.1)
    pytest.fail("somebody has been writing for two minutes")


def heads_of(file: seals.SealFile) -> list[tuple[str, int]]:
    return sorted((head[0], head[1]) for heads in file.heads() for head in heads)


class TestSeal:
    def test_writes_the_heads_to_a_file_and_remembers_it(self, seals_folder):
        entry = change()
        change(OTHER_CASE)

        seal = seals.seal()

        (file,) = seals.files()
        assert file.path.parent.parent == seals_folder
        assert heads_of(file) == [("case:1", 1), ("case:2", 1)]
        closing = file.closing()
        assert closing["entries"] == 2
        assert closing["heads"] == 2
        assert closing["previous"] == ""
        assert closing["digest"] == seal.digest == file.true_digest()
        assert abs(seal.at - datetime.now(UTC)) < timedelta(minutes=1)
        assert seal.highest == entry.pk + 1
        assert str(seal) == "seal 1"
        assert Seal.objects.get() == seal

    def test_the_next_holds_only_what_moved(self):
        change()
        change(OTHER_CASE)
        settle()
        first = seals.seal()
        change()

        second = seals.seal()

        assert heads_of(seals.files()[1]) == [("case:1", 2)]
        assert seals.files()[1].closing()["previous"] == first.digest
        assert (second.number, second.entries) == (2, 3)

    def test_nothing_moved_makes_no_seal(self, seals_folder):
        assert seals.seal() is None
        change()
        settle()
        seals.seal()
        assert seals.seal() is None
        assert len(list(seals_folder.glob("*/*"))) == 1

    def test_many_heads_take_many_lines(self, monkeypatch):
        monkeypatch.setattr(seals, "HEADS_IN_A_LINE", 1)
        change()
        change(OTHER_CASE)
        seals.seal()
        assert len(list(seals.files()[0].lines())) == 3
        assert list(verification.faults()) == []

    def test_a_writer_still_at_work_is_in_the_next(self):
        wrote, may_commit = Event(), Event()

        def write() -> None:
            with transaction.atomic():
                change(OTHER_CASE)
                wrote.set()
                may_commit.wait(30)
            connection.close()

        writer = Thread(target=write, daemon=True)
        writer.start()
        wrote.wait(30)
        change(CASE)  # a higher id, committed first
        seals.seal()
        assert heads_of(seals.files()[0]) == [("case:1", 1)]

        may_commit.set()
        writer.join()
        seals.seal()
        assert ("case:2", 1) in heads_of(seals.files()[1])

    def test_two_at_once_make_one(self):
        change()
        held, done = Event(), Event()

        def hold() -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [seals.LOCK])
                held.set()
                done.wait(30)
            connection.close()

        other = Thread(target=hold, daemon=True)
        other.start()
        held.wait(30)
        assert seals.seal() is None
        done.set()
        other.join()
        assert seals.seal().number == 1

    @pytest.mark.parametrize("lost", ["file", "row", "digest"])
    def test_after_a_loss_everything_is_sealed_again(self, lost):
        change()
        seals.seal()
        path = seals.files()[0].path
        if lost == "file":
            path.unlink()
        elif lost == "digest":
            path.write_text(json.dumps({"seal": 1}))
        else:
            with as_intruder() as cursor:
                cursor.execute("DELETE FROM audit_seal")

        seal = seals.seal()

        assert seal.number == 2
        assert heads_of(seals.files()[-1]) == [("case:1", 1)]

    def test_restored_where_transactions_are_counted_anew(self):
        """All once, for a writer may have been at work; then only what moved."""
        change()
        change(OTHER_CASE)
        seals.seal()
        with as_intruder() as cursor:
            cursor.execute("UPDATE audit_entry SET transaction = transaction + 10^12")
            cursor.execute("UPDATE audit_seal SET horizon = horizon + 10^12")
        settle()

        seals.seal()
        change()
        seals.seal()

        everything = [("case:1", 1), ("case:2", 1)]
        assert heads_of(seals.files()[1]) == everything
        assert heads_of(seals.files()[2]) == [("case:1", 2)]

    def test_a_stray_file_stops_nothing(self, seals_folder):
        change()
        seals.seal()
        for name in ("seal-x.jsonl", "seal-000000001 (copy).jsonl"):
            (seals.files()[0].path.parent / name).write_text("{}")
        change()
        assert seals.seal().number == 2
        assert [file.number for file in seals.files()] == [1, 2]

    def test_the_task_seals(self):
        change()
        tasks.seal()
        assert Seal.objects.count() == 1
