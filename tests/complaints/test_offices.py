"""Cases of an earlier version come before the offices that have to do with them."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import Entry
from casework import guard, jobs
from casework.models import Job
from complaints.actions import offices
from complaints.models import Case, CaseClock, Outcome
from complaints.models.conduct import Advice
from complaints.querysets import awaiting
from tests.complaints.importing import ROWS, imported, lines, written
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, SubjectFactory, whole_case
from tests.factories.conduct import CpsReferralFactory
from tests.factories.routes import SpecialRequirementFactory

pytestmark = pytest.mark.django_db

ARRANGES = "case.arrange-meeting"


@pytest.fixture
def sent_to_a_meeting():
    case = whole_case(determined=True, decided=True)
    with guard.writing("test"):
        Outcome.objects.filter(allegation__case=case).update(
            case_to_answer=True, severity="misconduct", forum="meeting"
        )
    assert (case.offices, case.awaits) == ([], [])
    return case


def find():
    call_command("find_offices", verbosity=0)


def test_what_was_sent_to_a_meeting_waits_for_whoever_arranges_it(sent_to_a_meeting):
    find()
    case = Case.objects.get()
    assert (case.offices, case.awaits) == ([ARRANGES], [ARRANGES])
    assert case.version == sent_to_a_meeting.version
    assert _waiting() == 1


def _waiting():
    office = user_with_role("misconduct-office")
    return Case.objects.visible_to(office).filter(awaiting(ARRANGES)).count()


def test_the_cases_are_locked_in_the_order_of_their_keys(sent_to_a_meeting):
    with CaptureQueriesContext(connection) as asked:
        find()
    (lock,) = [each["sql"] for each in asked if "FOR UPDATE" in each["sql"]]
    assert 'ORDER BY "complaints_case"."id" ASC' in lock


def test_a_conduct_matter_nobody_has_assessed_waits_for_its_severity():
    known, unknown = (CaseFactory(conduct=True, allocated=True) for _ in range(2))
    SubjectFactory(case=known, number=1)
    SubjectFactory(case=unknown, number=1, unidentified=True, unit=None)
    find()
    known.refresh_from_db()
    unknown.refresh_from_db()
    assert known.awaits == ["case.assess-severity"]
    assert unknown.awaits == []  # nobody to assess yet


def test_what_special_requirements_or_the_cps_ask_of_a_complaint_is_found():
    certified, sent_back = (whole_case(investigating=True) for _ in range(2))
    SpecialRequirementFactory(case=certified, subject=certified.subjects.get())
    CpsReferralFactory(
        case=sent_back, number=1, advised=True, advice=Advice.FURTHER_WORK
    )
    find()
    found = Case.objects.in_bulk([certified.pk, sent_back.pk])
    assert found[certified.pk].awaits == ["case.assess-severity"]
    assert found[sent_back.pk].awaits == ["case.refer-cps"]


def test_nobody_is_assessed_before_it_is_recorded():
    case = CaseFactory(conduct=True)
    SubjectFactory(case=case, number=1)
    find()
    case.refresh_from_db()
    assert case.awaits == []


def test_what_was_decided_of_an_officer_is_given_its_time(sent_to_a_meeting):
    find()
    clock = CaseClock.objects.get(case=sent_to_a_meeting, code="disposal")
    assert (clock.of, clock.starts_on) == (
        "subject 1",
        sent_to_a_meeting.determined_on,
    )
    assert clock.awaits == [ARRANGES]
    case = Case.objects.get()
    assert (case.next_due, case.next_due_on) == ("disposal", clock.due_on)
    entry = Entry.objects.get(event="case.find-offices")
    assert entry.changes == {"cases with other limits": [None, 1]}
    find()
    assert Entry.objects.filter(event="case.find-offices").count() == 1


def test_of_an_earlier_lot_it_finds_the_office_of_each_limit(sent_to_a_meeting):
    find()
    with guard.writing("test"):
        CaseClock.objects.filter(code="disposal").update(awaits=[])
    find()
    assert CaseClock.objects.get(code="disposal").awaits == [ARRANGES]
    assert Entry.objects.filter(event="case.find-offices").count() == 2


def test_it_can_be_run_again_and_leaves_every_other_case(sent_to_a_meeting, capsys):
    whole_case(investigating=True)
    ended = whole_case(finalised=True, conduct=True)
    call_command("find_offices")
    call_command("find_offices")
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said] == ["1", "0"]
    ended.refresh_from_db()
    assert ended.offices == []


def test_one_entry_of_the_trail_tells_of_a_run(sent_to_a_meeting):
    find()
    find()
    (entry,) = Entry.objects.filter(event="case.find-offices")
    assert (entry.count, entry.subject_kind) == (1, "case_list")


def test_an_import_asks_for_it_for_its_own_cases(sent_to_a_meeting, tmp_path):
    report = imported(written(tmp_path, lines(ROWS)))
    assert report["result"] == "imported"
    (job,) = Job.objects.filter(kind="find-offices")
    case = Case.objects.get(legacy__source_reference="A3")
    with guard.writing("test"):
        Case.objects.filter(pk=case.pk).update(status="determined")
        Outcome.objects.filter(allegation__case=case).update(
            case_to_answer=True, severity="misconduct", forum="meeting"
        )
    assert jobs.run(job.pk, clock=timezone.now) == "done"
    case.refresh_from_db()
    sent_to_a_meeting.refresh_from_db()
    assert (case.awaits, sent_to_a_meeting.awaits) == ([ARRANGES], [])


def test_a_dry_run_asks_for_nothing(tmp_path):
    imported(written(tmp_path, lines(ROWS)), dry_run=True)
    assert not Job.objects.filter(kind="find-offices").exists()


def test_what_was_kept_before_it_stopped_is_told(sent_to_a_meeting, monkeypatch):
    """Each lot stands by itself, with its entry: who sees a case hangs on it."""
    monkeypatch.setattr(offices, "CASES_AT_ONCE", 1)
    CaseFactory(conduct=True)

    def killed(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        offices.find_offices(killed, today=timezone.localdate())
    assert Case.objects.get(pk=sent_to_a_meeting.pk).offices == [ARRANGES]
    assert Entry.objects.get(event="case.find-offices").count == 1
