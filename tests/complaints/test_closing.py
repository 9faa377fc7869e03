"""What keeps a case from being finalised: each refusal, in its own words."""

from datetime import timedelta

import pytest

from audit import trail
from casework import guard
from complaints import actions
from complaints.models import Case, CaseClock, OfficerAppeal, Outcome, Proceeding
from organisation.models import Member
from pages.refusals import WrongState
from tests.complaints.hearing import SERVED
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import user_with_role
from tests.factories.appeals import AppealFactory, DirectionFactory
from tests.factories.complaints import (
    CaseTaskFactory,
    ClockFactory,
    OutcomeFactory,
    whole_case,
)
from tests.factories.conduct import CpsReferralFactory, ManagementActionFactory
from tests.factories.ipcc import (
    IpccRequestFactory,
    ReferralFactory,
    ReferralTestFactory,
)
from tests.factories.markers import MarkerFactory
from tests.factories.organisation import UnitFactory
from tests.factories.papers import DocumentFactory, LetterFactory
from tests.factories.proceedings import OfficerAppealFactory, ProceedingFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
FIRST = {"number": 1}


def ready(**fields):
    """A case of which nothing is open."""
    ended = {"appeal_ends_on": TODAY - timedelta(days=1)}
    case = whole_case(decided=True, **{"notified": True} | ended | fields)
    for complainant in case.complainants.all():
        LetterFactory(case=case, complainant=complainant, dated_on=case.notified_on)
    for subject in case.subjects.all():
        LetterFactory(case=case, subject=subject, dated_on=case.notified_on)
    return case


def finalise(case):
    now = Case.objects.get(pk=case.pk)
    return DO["finalise"](now, user_with_role("cst-manager"), NOW, now.version)


def proceeding(case, **fields):
    return ProceedingFactory(case=case, **FIRST, **fields)


def appeal(case, **fields):
    return AppealFactory(case=case, complainant=case.complainants.get(), **fields)


def appealed(case, **fields):
    row = proceeding(case, told=True)
    return OfficerAppealFactory(case=case, **FIRST, proceeding=row, **fields)


def window(case, code, *, until, **fields):
    starts_on = TODAY - timedelta(days=10)
    given = {"starts_on": starts_on, "due_on": until, "of": "proceeding 1"}
    return ClockFactory(case=case, code=code, **given | fields)


def window_ends_today(case):
    with guard.writing("test"):
        Case.objects.filter(pk=case.pk).update(appeal_ends_on=TODAY)


def unanswered(case):
    ReferralFactory(case=case, **FIRST, decided=True)
    IpccRequestFactory(case=case, **FIRST)


def waits(case, *rights):
    """As an authority's ruling leaves it until the office has done it."""
    Case.objects.filter(pk=case.pk).update(awaits=list(rights))


def ruled_to_action(case):
    rows = Outcome.objects.filter(allegation__case=case)
    rows.update(severity="misconduct", forum="management_action")
    waits(case, "case.record-management-action")


def of_somebody_who_leaves(case):
    ruled_to_action(case)
    Member.objects.filter(subject_of__case=case).update(left_on=TODAY)


def of_somebody_who_left(case):
    ruled_to_action(case)
    Member.objects.filter(subject_of__case=case).update(
        left_on=TODAY - timedelta(days=1)
    )


TO_OPEN = "to open the proceedings that the authority decided on"
KEEPS_OPEN = {
    f"the Misconduct Office {TO_OPEN}": lambda case: waits(
        case, "case.arrange-meeting"
    ),
    f"the Hearings Office {TO_OPEN}": lambda case: waits(case, "case.arrange-hearing"),
    "the record of management action": ruled_to_action,
    "the record of management action ": of_somebody_who_leaves,
    "its referral to the CPS": lambda case: waits(case, "case.refer-cps"),
    "a result for every allegation": lambda case: OutcomeFactory(
        allegation=case.allegations.get(),
        subject__case=case,
        subject__unidentified=True,
    ),
    "1 outcome letter": lambda case: case.letters.filter(subject=None).delete(),
    "1 open task": lambda case: CaseTaskFactory(case=case),
    "the virus scan of 1 document": lambda case: DocumentFactory(
        case=case, scan="pending", scanned_at=None
    ),
    "the end of the time for an appeal, 20 November 2026": window_ends_today,
    "the IPCC's decision on 1 appeal": appeal,
    "1 direction of the IPCC": lambda case: DirectionFactory(
        case=case, appeal=appeal(case, upheld=True)
    ),
    "1 request of the IPCC": unanswered,
    "its referral to the IPCC": lambda case: ReferralTestFactory(
        case=case, **FIRST, mandatory=True
    ),
    "the IPCC's decision on its referral": lambda case: ReferralFactory(
        case=case, **FIRST
    ),
    "1 proceeding under way": proceeding,
    "the end of 1 matter before the CPS or a court": (
        lambda case: CpsReferralFactory(case=case, **FIRST)
    ),
    "the end of the time for an officer's appeal, 20 November 2026": (
        lambda case: window(case, "tribunal", until=TODAY)
    ),
    "the end of the time for an officer's appeal, 21 November 2026": (
        lambda case: window(case, "appeal_meeting", until=TODAY + timedelta(days=1))
    ),
    "the decision on 1 appeal of an officer": appealed,
    "the end of 1 marker and of what its policy asks": lambda case: MarkerFactory(
        case=case
    ),
}


@pytest.mark.parametrize("waits_for", KEEPS_OPEN)
def test_what_is_open_keeps_it_open_and_is_said(waits_for):
    case = ready()
    with guard.writing("test"):
        KEEPS_OPEN[waits_for](case)
    with pytest.raises(WrongState) as refused:
        finalise(case)
    said = f"You cannot finalise {case} yet: it waits for {waits_for.strip()}."
    assert refused.value.sentence == said
    assert Case.objects.get(pk=case.pk).status == "notified"
    assert trail.history_of(case)[0].outcome == "refused"


DONE_WITH = {
    "nothing": lambda case: None,
    "management action of an officer who has left": of_somebody_who_left,
    "a window of an officer that is over": lambda case: window(
        case, "tribunal", until=TODAY - timedelta(days=1)
    ),
    "a window of an officer that was used": lambda case: window(
        case, "tribunal", until=TODAY, ended="done", done_on=TODAY
    ),
    "a decided appeal of an officer": lambda case: OfficerAppeal.objects.filter(
        pk=appealed(case).pk
    ).update(
        status="decided",
        decided_on=TODAY,
        upheld=False,
        effect="stands",
        decision="Dismissed.",
    ),
    "an ended marker": lambda case: MarkerFactory(case=case, ended=True),
    "proceedings that were told": lambda case: proceeding(case, told=True),
}


@pytest.mark.parametrize("over", DONE_WITH)
def test_what_is_over_does_not(over):
    case = ready()
    with guard.writing("test"):
        DONE_WITH[over](case)
    assert finalise(case).status == "finalised"


def test_management_action_is_reviewed_once_it_is_finalised():
    case = ready()
    with guard.writing("test"):
        row = ManagementActionFactory(case=case, **FIRST)
    now = finalise(case)
    actions.review_management_action(
        case=now,
        by=user_with_role("misconduct-office", case.responsible_unit),
        at=NOW,
        version=now.version,
        number=row.number,
        reviewed_on=TODAY,
        review="The plan was kept to.",
    )
    row.refresh_from_db()
    assert row.status == "reviewed"


class TestWhatWasImposed:
    """It is told in writing, whatever becomes of the case."""

    def concluded(self, **fields):
        unit = UnitFactory(team=True)
        case = whole_case(
            responsible_unit=unit, offices=["case.arrange-hearing"], **fields
        )
        with guard.writing("test"):
            return case, proceeding(case, concluded=True)

    def test_before_the_complaint_is_withdrawn(self):
        case, row = self.concluded(investigating=True)
        by = user_with_role("cst-manager")
        with pytest.raises(WrongState, match="not been told to the officer in writ"):
            DO["withdraw"](case, by, NOW, case.version)
        with guard.writing("test"):
            Proceeding.objects.filter(pk=row.pk).update(status="told", told_on=TODAY)
        case.refresh_from_db()
        assert DO["withdraw"](case, by, NOW, case.version).status == "withdrawn"

    def test_in_a_closed_case_too(self):
        case, row = self.concluded(withdrawn=True)
        actions.tell_officer(
            case=case,
            by=user_with_role("hearings-office", case.responsible_unit),
            at=NOW,
            version=case.version,
            number=row.number,
            told_on=TODAY,
            **SERVED,
        )
        row.refresh_from_db()
        assert row.status == "told"


class TestPublication:
    """What an appeal of the officer may undo is not published before."""

    def told(self):
        case = whole_case(
            notified=True, decided=True, responsible_unit=UnitFactory(team=True)
        )
        with guard.writing("test"):
            return case, proceeding(case, told=True)

    def publish(self, case):
        now = Case.objects.get(pk=case.pk)
        return actions.decide_publication(
            case=now,
            by=user_with_role("director", case.responsible_unit),
            at=NOW,
            version=now.version,
            number=1,
            published=False,
            publish_reasons="It would identify a witness.",
        )

    def test_not_while_the_officer_may_appeal(self):
        case, _ = self.told()
        row = window(case, "tribunal", until=TODAY)
        with pytest.raises(WrongState, match="may appeal against"):
            self.publish(case)
        yesterday = TODAY - timedelta(days=1)
        CaseClock.objects.filter(pk=row.pk).update(due_on=yesterday)
        assert self.publish(case).publish_reasons

    def test_nor_while_an_appeal_is_undecided(self):
        case, row = self.told()
        with guard.writing("test"):
            made = OfficerAppealFactory(case=case, **FIRST, proceeding=row)
        with pytest.raises(WrongState, match="is undecided"):
            self.publish(case)
        with guard.writing("test"):
            OfficerAppeal.objects.filter(pk=made.pk).update(
                status="decided",
                decided_on=TODAY,
                upheld=False,
                effect="stands",
                decision="Dismissed.",
            )
        assert self.publish(case).publish_reasons


def test_nobody_waits_for_an_appeal_in_a_conduct_matter():
    assert finalise(ready(conduct=True, appeal_ends_on=None)).status == "finalised"
