"""What runs of each officer: how grave it is, the notice, and that they are told."""

from datetime import date, timedelta

import pytest

from accounts.permissions import Permission
from complaints import actions
from complaints.actions import amending
from complaints.actions.inputs import NewSubject
from complaints.models import Case, CaseClock
from pages.refusals import WrongState
from tests.complaints.steps import BY_VERB
from tests.complaints.steps.playing import NOW, TODAY, days_ago, play_of
from tests.complaints.verbs import DO
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import SubjectFactory, whole_case
from tests.factories.conduct import NoticeFactory, SeverityAssessmentFactory
from tests.factories.organisation import MemberFactory

pytestmark = pytest.mark.django_db
TO_ASSESS = str(Permission.CASE_ASSESS_SEVERITY)


def clock(case, code, of="subject 1"):
    return CaseClock.objects.filter(case=case, code=code, of=of).last()


def conduct(**fields):
    case = whole_case(conduct=True, investigating=True, **fields)
    return Case.objects.get(pk=case.pk)


def added(case, member=None):
    subject = NewSubject("member", member=member or MemberFactory())
    return amending.add_subject(
        case=case,
        by=user_with_role("cst-officer"),
        at=NOW,
        version=case.version,
        subject=subject,
    )


class TestSeverity:
    def test_of_an_officer_added_later_is_to_be_assessed(self):
        case = added(conduct())
        assert clock(case, "severity") is None  # assessed before
        assert clock(case, "severity", "subject 2").starts_on == TODAY
        assert TO_ASSESS in case.awaits

    def test_of_an_officer_identified_later_is_to_be_assessed(self):
        case = conduct()
        SubjectFactory(case=case, number=2, unidentified=True, unit=None)
        case = amending.identify_subject(
            case=case,
            by=user_with_role("cst-officer"),
            at=NOW,
            version=case.version,
            number=2,
            member=MemberFactory(),
        )
        assert clock(case, "severity", "subject 2").runs
        assert TO_ASSESS in case.awaits

    def test_correcting_a_rank_does_not_begin_it_again(self):
        case = added(conduct())
        before = clock(case, "severity", "subject 2")
        row = case.subjects.get(number=2)
        case = amending.change_subject(
            case=case,
            by=user_with_role("cst-officer"),
            at=NOW + timedelta(days=3),
            version=case.version,
            number=2,
            subject=NewSubject("member", member=row.member, rank="sergeant"),
        )
        assert clock(case, "severity", "subject 2") == before

    @pytest.mark.parametrize(
        "case",
        [
            lambda: whole_case(investigating=True),
            lambda: conduct(origin="legacy"),
            lambda: conduct(received_on=date(2008, 11, 1)),
        ],
        ids=["complaint", "legacy", "before the regulations"],
    )
    def test_of_an_officer_of_another_matter_is_not(self, case):
        case = added(case())
        assert clock(case, "severity", "subject 2") is None
        assert TO_ASSESS not in case.awaits

    def test_the_case_waits_until_every_officer_is_assessed(self):
        play = play_of(BY_VERB["assess-severity"])
        case = conduct(responsible_unit=play.unit)
        case = added(case)
        alleged = case.allegations.get()
        play.case = case
        for number in (1, 2):
            subject = case.subjects.get(number=number)
            play.do(subject=subject, allegations=(alleged,))
            case = Case.objects.get(pk=case.pk)
            assert (TO_ASSESS in case.awaits) == (number == 1)


class TestNotice:
    def assessed(self, case, severity="misconduct", on=None):
        play = play_of(BY_VERB["assess-severity"])
        play.case = case
        subject = case.subjects.get(number=1)
        alleged = tuple(case.allegations.all())
        play.do(
            by=user_with_role("appropriate-authority", case.responsible_unit),
            subject=subject,
            allegations=alleged,
            severity=severity,
            could_dismiss=severity == "gross",
            assessed_on=on or days_ago(3),
        )
        return Case.objects.get(pk=case.pk)

    def complaint(self, **fields):
        return whole_case(investigating=True, received_on=date(2026, 9, 1), **fields)

    def test_runs_from_the_later_of_assessment_and_appointment(self):
        handler = user_with_role("investigator")
        case = self.complaint(handler=handler, allocated_on=days_ago(1))
        case = self.assessed(case, on=days_ago(3))
        assert clock(case, "notice").starts_on == days_ago(1)

    def test_waits_until_somebody_is_appointed(self):
        case = self.assessed(self.complaint(handler=None))
        assert clock(case, "notice") is None
        case = actions.allocate(
            case=case,
            by=user_with_role("team-inspector"),
            at=NOW,
            version=case.version,
            unit=case.responsible_unit,
            handler=user_with_role("investigator", case.responsible_unit),
        )
        row = clock(case, "notice")
        assert (row.starts_on, row.owner) == (TODAY, case.handler)

    def test_is_not_begun_by_giving_it_to_a_unit_alone(self):
        case = self.assessed(self.complaint(handler=None))
        DO["allocate"](case, user_with_role("team-inspector"), NOW, case.version)
        assert clock(case, "notice") is None

    def test_is_dropped_when_it_is_no_misconduct_after_all(self):
        case = self.assessed(self.complaint(handler=user_with_role("investigator")))
        assert clock(case, "notice").runs
        case = self.assessed(case, severity="none", on=days_ago(1))
        row = clock(case, "notice")
        assert (row.ended, row.done_on) == ("dropped", days_ago(1))

    def test_runs_on_when_it_is_assessed_again(self):
        case = self.assessed(self.complaint(handler=user_with_role("investigator")))
        before = clock(case, "notice")
        case = self.assessed(case, severity="gross", on=days_ago(1))
        assert clock(case, "notice") == before

    @pytest.mark.parametrize("status", ["served", "withdrawn"])
    def test_is_not_asked_twice(self, status):
        case = self.complaint(handler=user_with_role("investigator"))
        NoticeFactory(case=case, number=1, **STATES[status])
        case = self.assessed(case)
        assert (clock(case, "notice") is None) == (status == "served")

    def test_of_an_officer_with_nothing_to_answer_is_not_asked(self):
        case = self.complaint(handler=None)
        SeverityAssessmentFactory(case=case, number=1, severity="none")
        case = actions.allocate(
            case=Case.objects.get(pk=case.pk),
            by=user_with_role("team-inspector"),
            at=NOW,
            version=case.version,
            unit=case.responsible_unit,
            handler=user_with_role("investigator", case.responsible_unit),
        )
        assert clock(case, "notice") is None


STATES = {
    "served": {},
    "withdrawn": {
        "status": "withdrawn",
        "withdrawn_on": date(2026, 9, 8),
        "reasons": "Another officer.",
    },
}


class TestUpdates:
    def test_an_officer_hears_28_days_after_the_notice(self):
        play = play_of(BY_VERB["serve-notice"])
        notice = play.do()
        row = clock(notice.case, "update_officer")
        assert row.starts_on == notice.served_on
        assert row.due_on == notice.served_on + timedelta(days=28)

    def test_and_after_the_certificate(self):
        case = whole_case(
            investigating=True,
            received_on=date(2026, 9, 1),
            handler=user_with_role("investigator"),
        )
        case = certify(case, days_ago(4))
        assert clock(case, "update_officer").starts_on == days_ago(4)
        assert clock(case, "severity").starts_on == days_ago(4)

    def test_not_once_they_were_told_the_outcome(self):
        case = whole_case(notified=True, decided=True)
        with pytest.raises(WrongState):
            certify(case, days_ago(4))
        assert clock(case, "update_officer") is None


def certify(case, on):
    return actions.certify_requirements(
        case=case,
        by=fresh(case.handler or user_with_role("investigator")),
        at=NOW,
        version=case.version,
        subjects=list(case.subjects.all()),
        certified_on=on,
        reasons="It looks like an assault.",
    )
