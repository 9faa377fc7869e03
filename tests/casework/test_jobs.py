import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from accounts.permissions import Permission
from audit import trail
from casework import jobs, leases, notifications
from casework.models import Job
from casework.models.jobs import JobState
from pages.refusals import BadInput
from tests.factories.accounts import UserFactory, user_with_role
from tests.factories.casework import NOW, JobFactory

MINUTE = timedelta(minutes=1)


def clock():
    return NOW


def nothing(job, progress):
    return {}


@pytest.mark.django_db
class TestEnqueue:
    def test_writes_a_row(self, kind):
        kind(nothing)
        user = UserFactory()
        row = jobs.enqueue("sample", "once", {"id": 3}, by=user, at=NOW)
        assert (row.state, row.arguments, row.asked_by) == ("waiting", {"id": 3}, user)
        assert row.due_at == row.created_at == NOW

    def test_same_key_is_the_same_work(self, kind):
        kind(nothing)
        first = jobs.enqueue("sample", "once", {"id": 3}, by=None, at=NOW)
        again = jobs.enqueue("sample", "once", {"id": 4}, by=None, at=NOW + MINUTE)
        assert (again.pk, again.arguments) == (first.pk, {"id": 3})

    def test_rolled_back_with_its_cause(self, kind):
        kind(nothing)
        with pytest.raises(RuntimeError), transaction.atomic():
            jobs.enqueue("sample", "once", by=None, at=NOW)
            raise RuntimeError
        assert not Job.objects.filter(key="once").exists()

    def test_unknown_kind(self):
        with pytest.raises(LookupError, match="nonsense"):
            jobs.enqueue("nonsense", "once", by=None, at=NOW)

    def test_one_handler_for_a_kind(self, kind):
        kind(nothing)
        with pytest.raises(ValueError, match="twice"):
            jobs.job("sample", label="Other")(clock)


@pytest.mark.django_db
class TestClaim:
    def test_due_work_once_for_a_while(self):
        due = JobFactory()
        JobFactory(due_at=NOW + MINUTE)
        JobFactory(done=True)
        assert jobs.claim(NOW) == [due.pk]
        assert jobs.claim(NOW) == []
        assert jobs.claim(NOW + 2 * MINUTE)[0] == due.pk

    def test_released_is_claimed_again(self):
        due = JobFactory()
        jobs.release(jobs.claim(NOW))
        assert jobs.claim(NOW) == [due.pk]

    def test_no_more_than_asked(self):
        JobFactory.create_batch(3)
        assert len(jobs.claim(NOW, limit=2)) == 2


@pytest.mark.django_db
class TestRun:
    def test_done_with_its_result(self, kind):
        def count(job, progress):
            progress.report(3, total=3, message="All three")
            assert progress.now() == NOW
            return {"counted": job.arguments["things"]}

        kind(count)
        row = JobFactory(arguments={"things": 3})
        assert jobs.run(row.pk, clock=clock) == "done"
        row.refresh_from_db()
        assert row.result == {"counted": 3}
        assert (row.progress, row.total, row.message) == (3, 3, "All three")
        assert (row.attempts, row.finished_at, row.leased_until) == (1, NOW, None)

    def test_a_second_message_does_nothing(self, kind):
        ran = []
        kind(lambda job, progress: ran.append(job.pk))
        row = JobFactory()
        assert jobs.run(row.pk, clock=clock) == "done"
        assert jobs.run(row.pk, clock=clock) is None
        assert jobs.run(row.pk + 1, clock=clock) is None
        assert ran == [row.pk]

    def test_not_before_it_is_due(self, kind):
        kind(nothing)
        row = JobFactory(due_at=NOW + MINUTE)
        assert jobs.run(row.pk, clock=clock) is None

    def test_refused_with_the_sentence_in_the_trail(self, kind):
        def refuse(job, progress):
            raise BadInput("The file has no rows.")

        kind(refuse)
        row = JobFactory()
        assert jobs.run(row.pk, clock=clock) == "refused"
        row.refresh_from_db()
        assert row.message == "The file has no rows."
        entry = trail.entries(subject=trail.Subject("job", row.key)).get()
        assert (entry.event, entry.sentence) == ("job.sample", row.message)
        assert entry.actor_key == row.asked_by.email

    def test_closed_account_is_refused(self, kind):
        kind(nothing)
        row = JobFactory(asked_by=UserFactory(deactivated=True))
        assert jobs.run(row.pk, clock=clock) == "refused"
        row.refresh_from_db()
        assert "is closed" in row.message

    def test_lost_right_is_refused(self, kind):
        kind(nothing, permission=Permission.CASE_IMPORT)
        mine = JobFactory(asked_by=user_with_role("cst-manager"))
        other = JobFactory(asked_by=user_with_role("investigator"))
        own = JobFactory(unasked=True)
        states = [jobs.run(row.pk, clock=clock) for row in (mine, other, own)]
        assert states == ["done", "refused", "done"]

    def test_fault_is_tried_again_and_given_up_at_the_third(self, kind):
        def fail(job, progress):
            raise ValueError("about a person")

        kind(fail, tells=True)
        row = JobFactory()
        assert jobs.run(row.pk, clock=clock) == "waiting"
        row.refresh_from_db()
        assert row.due_at == NOW + timedelta(seconds=10)
        assert row.message == "Attempt 1 failed (ValueError). It will be tried again."
        later = NOW + 10 * MINUTE
        assert jobs.run(row.pk, clock=lambda: later) == "waiting"
        assert jobs.run(row.pk, clock=lambda: later + MINUTE) == "failed"
        row.refresh_from_db()
        assert row.attempts == 3
        assert f"name job {row.pk}" in row.message
        assert "about a person" not in row.message
        told = notifications.visible_to(row.asked_by).get()
        assert told.sentence == "Sample work failed and was given up."
        assert told.url == f"/jobs/{row.pk}/"

    def test_broken_transaction_of_a_handler(self, kind):
        def fail(job, progress):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")

        kind(fail)
        assert jobs.run(JobFactory().pk, clock=clock) == "waiting"

    def test_not_yet_uses_up_no_attempt(self, kind):
        def wait(job, progress):
            raise jobs.NotYet("The scanner is away.", after=MINUTE)

        kind(wait)
        row = JobFactory()
        assert jobs.run(row.pk, clock=clock) == "waiting"
        row.refresh_from_db()
        assert (row.attempts, row.due_at) == (0, NOW + MINUTE)
        assert row.message == "The scanner is away."

    def test_unknown_kind_is_a_fault(self):
        assert jobs.run(JobFactory(kind="gone").pk, clock=clock) == "waiting"

    def test_asker_is_told_when_the_kind_tells(self, kind):
        kind(nothing, tells=True)
        row = JobFactory()
        jobs.run(row.pk, clock=clock)
        assert notifications.unread_count(row.asked_by) == 1


@pytest.mark.django_db
class TestMend:
    def test_dead_worker_is_replaced(self):
        row = JobFactory(running=True)
        assert jobs.mend(NOW) == 0
        assert jobs.mend(NOW + MINUTE) == 1
        row.refresh_from_db()
        assert row.state == JobState.WAITING
        assert "the worker stopped" in row.message

    def test_poison_is_given_up(self):
        row = JobFactory(running=True, attempts=3)
        jobs.mend(NOW + MINUTE)
        row.refresh_from_db()
        assert row.state == JobState.FAILED

    def test_late_end_of_a_lost_attempt_changes_nothing(self, kind):
        def lose(job, progress):
            Job.objects.filter(pk=job.pk).update(attempts=2)
            return {"by": "the first"}

        kind(lose)
        row = JobFactory()
        assert jobs.run(row.pk, clock=clock) == "running"
        row.refresh_from_db()
        assert row.result == {}

    def test_revived(self):
        row = JobFactory(state=JobState.FAILED, attempts=3)
        assert jobs.revive(row, now=NOW)
        assert not jobs.revive(row, now=NOW)
        assert jobs.claim(NOW) == [row.pk]


@pytest.mark.django_db
class TestVisibleTo:
    def test_own_work_or_all(self):
        row = JobFactory()
        JobFactory(unasked=True)
        assert list(jobs.visible_to(row.asked_by)) == [row]
        assert jobs.visible_to(user_with_role("system-administrator")).count() == 2
        assert jobs.visible_to(user_with_role("director")).count() == 0


@pytest.mark.django_db(transaction=True)
class TestTwoWorkers:
    def test_two_ticks_claim_each_once(self):
        rows = {row.pk for row in JobFactory.create_batch(20)}
        together = threading.Barrier(2)

        def tick(_):
            try:
                together.wait()
                return jobs.claim(NOW, limit=20)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            one, other = pool.map(tick, range(2))
        assert not set(one) & set(other)
        assert set(one) | set(other) | set(jobs.claim(NOW)) == rows

    def test_two_messages_one_run(self, kind):
        ran = []

        def count(job, progress):
            ran.append(threading.get_ident())

        kind(count)
        row = JobFactory()
        together = threading.Barrier(2)

        def work(_):
            try:
                together.wait()
                return jobs.run(row.pk, clock=clock)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            states = list(pool.map(work, range(2)))
        assert len(ran) == 1
        assert sorted(states, key=str) in (["done", None], [None, "done"])

    def test_same_key_at_once_is_one_row(self, kind):
        kind(nothing)
        together = threading.Barrier(4)

        def ask(_):
            try:
                together.wait()
                return jobs.enqueue("sample", "once", by=None, at=NOW).pk
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            assert len(set(pool.map(ask, range(4)))) == 1

    def test_progress_is_seen_inside_the_handlers_transaction(self, kind, monkeypatch):
        monkeypatch.setattr(leases, "WRITTEN_EVERY", 0.02)
        seen = []

        def look(pk):
            row = Job.objects.get(pk=pk)
            seen.append((row.progress, row.total, row.leased_until))
            connection.close()

        def count(job, progress):
            with transaction.atomic():
                progress.report(7, total=9)
                for _ in range(200):
                    thread = threading.Thread(target=look, args=(job.pk,))
                    thread.start()
                    thread.join()
                    if seen[-1][0]:
                        return

        kind(count)
        jobs.run(JobFactory().pk, clock=clock)
        assert seen[-1] == (7, 9, NOW + leases.LEASE)

    def test_fault_outside_a_transaction(self, kind):
        def fail(job, progress):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

        kind(fail)
        assert jobs.run(JobFactory().pk, clock=clock) == "waiting"
