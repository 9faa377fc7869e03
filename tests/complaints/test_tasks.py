"""The file of a long list: written under its asker's rights, kept for a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Posting
from audit import trail
from casework import files, guard, jobs
from casework.models import Job
from casework.models.jobs import JobState
from complaints.actions import ask_for_export, restrict
from complaints.models import Case
from complaints.tasks import DELETE_JOB, KEPT_FOR
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import CaseFactory, ConflictFactory, SubjectFactory
from tests.factories.organisation import MemberFactory, UnitFactory

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


class TestAFileOfCasesSinceClosed:
    @pytest.fixture
    def officer(self, client):
        officer = user_with_role("cst-officer")
        officer.member = MemberFactory()
        officer.save()
        client.force_login(officer)
        return officer

    @pytest.fixture
    def cases(self):
        awkward = 'He said "stop,\nor else", twice'
        return [CaseFactory(place=awkward), *CaseFactory.create_batch(2)]

    def fetch(self, client, job):
        return client.get(f"/complaints/export/{job.pk}/")

    @pytest.mark.parametrize(
        "close",
        [
            lambda case, user: ConflictFactory(case=case, user=user),
            lambda case, user: SubjectFactory(case=case, member=user.member),
        ],
        ids=["a conflict declared", "named as a subject"],
    )
    def test_is_not_given_out(self, client, officer, cases, close):
        job = run(ask(officer))
        assert self.fetch(client, job).status_code == 200

        close(cases[1], officer)
        answer = self.fetch(client, job)

        assert answer.status_code == 403
        told = answer.content.decode()
        assert "What you may see has changed since this file was made." in told
        assert "Ask for a new export of the list." in told
        assert cases[1].reference not in told  # nor which case it is

        again = run(ask(fresh(officer), "sort=reference"))
        text = b"".join(self.fetch(client, again).streaming_content).decode()
        assert [case.reference in text for case in cases] == [True, False, True]

    def test_nor_when_a_case_is_restricted(self, client, officer, cases):
        job = run(ask(officer))
        restrict(
            case=cases[2],
            by=user_with_role("command"),
            at=timezone.now(),
            version=cases[2].version,
            confidentiality="restricted",
            reason="An undercover officer",
        )
        assert self.fetch(client, job).status_code == 403

    def test_nor_when_a_case_went_to_another_unit(self, client):
        unit, other = UnitFactory.create_batch(2)
        champion = user_with_role("champion", unit)
        client.force_login(champion)
        _, gone = CaseFactory.create_batch(2, responsible_unit=unit)
        job = run(ask(champion))
        assert self.fetch(client, job).status_code == 200

        with guard.writing("test"):
            Case.objects.filter(pk=gone.pk).update(responsible_unit=other)
        assert self.fetch(client, job).status_code == 403

    def test_nor_when_its_asker_went_to_another_unit(self, client):
        unit, other = UnitFactory.create_batch(2)
        champion = user_with_role("champion", unit)
        client.force_login(champion)
        CaseFactory(responsible_unit=unit)
        job = run(ask(champion))

        Posting.objects.filter(user=champion).update(unit=other)
        assert self.fetch(client, job).status_code == 403

    def test_nor_when_restricted_cases_are_closed_to_them(self, client):
        command = user_with_role("command")
        client.force_login(command)
        CaseFactory(confidentiality="restricted")
        job = run(ask(command))
        assert self.fetch(client, job).status_code == 200

        Posting.objects.filter(user=command).update(role="cst-officer")
        assert self.fetch(client, job).status_code == 403

    def test_nor_when_names_are_closed_to_them(self, client, officer, cases):
        job = run(ask(officer))
        Posting.objects.filter(user=officer).update(role="learning-manager")
        assert self.fetch(client, job).status_code == 403

        again = run(ask(fresh(officer), "sort=reference"))
        assert self.fetch(client, again).status_code == 200

    def test_nor_when_it_came_with_columns_that_nobody_knows(
        self, client, officer, cases
    ):
        job = run(ask(officer))
        path = files.path_of(job.result["file"])
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Handler", "Informant"), encoding="utf-8")
        assert self.fetch(client, job).status_code == 403

    def test_nor_when_it_was_cut_short(self, client, officer, cases):
        job = run(ask(officer))
        path = files.path_of(job.result["file"])
        whole = path.read_text(encoding="utf-8")
        *_, last = whole.splitlines(keepends=True)
        for left in (0, len(whole) - len(last), len(whole) - len(last) // 2):
            path.write_text(whole[:left], encoding="utf-8")
            assert self.fetch(client, job).status_code == 403

    def test_what_closed_to_others_or_is_not_in_it_does_not_matter(
        self, client, officer, cases
    ):
        kept_out = CaseFactory(channel="letter")
        job = run(ask(officer, f"unit={cases[0].responsible_unit.code}"))
        ConflictFactory(case=kept_out, user=officer)
        ConflictFactory(case=cases[0], user=user_with_role("cst-officer"))
        answer = self.fetch(client, job)
        assert answer.status_code == 200
        assert cases[0].reference in b"".join(answer.streaming_content).decode()
