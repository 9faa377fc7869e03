"""The file of a long list: written under its asker's rights, kept for a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Posting
from audit import trail
from casework import files, jobs
from casework.models import Job
from casework.models.jobs import JobState
from complaints.actions import ask_for_export
from complaints.tasks import DELETE_JOB, KEPT_FOR
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import CaseFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def ask(user, query=""):
    return ask_for_export(by=user, at=timezone.now(), query=query)


def run(job):
    jobs.run(job.pk, clock=timezone.now)
    job.refresh_from_db()
    return job


class TestExportCases:
    def test_writes_the_asked_list_within_the_askers_reach(self, client):
        unit = UnitFactory()
        champion = user_with_role("champion", unit)
        ours = CaseFactory(responsible_unit=unit, channel="letter")
        others = [
            CaseFactory(responsible_unit=unit),
            CaseFactory(channel="letter"),
        ]
        job = run(ask(champion, "channel=letter"))
        assert job.state == JobState.DONE
        assert job.result["rows"] == 1
        text = files.path_of(job.result["file"]).read_text(encoding="utf-8")
        assert ours.reference in text
        assert not [case for case in others if case.reference in text]

        client.force_login(champion)
        answer = client.get(f"/complaints/export/{job.pk}/")
        assert ours.reference in b"".join(answer.streaming_content).decode()

    def test_is_recorded_as_disclosed(self):
        officer = user_with_role("cst-officer")
        CaseFactory.create_batch(2)
        run(ask(officer))
        entry = trail.entries(actor=officer, events=["case.export"]).get()
        assert (entry.count, entry.recipient) == (2, officer.email)

    def test_rights_lost_meanwhile_refuse_it(self):
        officer = user_with_role("cst-officer")
        job = ask(officer)
        Posting.objects.filter(user=officer).update(revoked_at=timezone.now())
        assert run(job).state == JobState.REFUSED

    def test_is_for_the_asker_alone(self, client):
        job = run(ask(user_with_role("cst-officer")))
        client.force_login(user_with_role("cst-officer"))
        assert client.get(f"/complaints/export/{job.pk}/").status_code == 404

    def test_asked_twice_is_one_piece_of_work(self):
        officer = user_with_role("cst-officer")
        now = timezone.now()
        first, second = (
            ask_for_export(by=fresh(officer), at=now, query="kind=PC") for _ in "12"
        )
        assert first == second

    def test_is_deleted_after_a_day(self, client):
        officer = user_with_role("cst-officer")
        job = run(ask(officer))
        deletion = Job.objects.get(kind=DELETE_JOB)
        assert deletion.due_at - job.finished_at > KEPT_FOR - timedelta(minutes=5)
        Job.objects.filter(pk=deletion.pk).update(due_at=timezone.now())
        assert run(deletion).state == JobState.DONE
        client.force_login(officer)
        assert client.get(f"/complaints/export/{job.pk}/").status_code == 404
