"""What keeps a case from being finalised: each refusal, in its own words."""

from datetime import timedelta

import pytest

from audit import trail
from casework import guard
from complaints.models import Case, OfficerAppeal
from pages.refusals import WrongState
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import user_with_role
from tests.factories.appeals import AppealFactory, DirectionFactory
from tests.factories.complaints import (
    CaseTaskFactory,
    ClockFactory,
    DocumentFactory,
    LetterFactory,
    OutcomeFactory,
    whole_case,
)
from tests.factories.conduct import CpsReferralFactory
from tests.factories.ipcc import (
    IpccRequestFactory,
    ReferralFactory,
    ReferralTestFactory,
)
from tests.factories.markers import MarkerFactory
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


KEEPS_OPEN = {
    "the proceedings that it was ruled to": lambda case: waits(
        case, "case.arrange-meeting"
    ),
    "the proceedings that it was ruled to ": lambda case: waits(
        case, "case.arrange-hearing"
    ),
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
    "1 proceeding under way ": lambda case: CpsReferralFactory(case=case, **FIRST),
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


def test_nobody_waits_for_an_appeal_in_a_conduct_matter():
    assert finalise(ready(conduct=True, appeal_ends_on=None)).status == "finalised"
