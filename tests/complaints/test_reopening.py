"""What becomes of proceedings when the decision that led to them is taken up again."""

from datetime import timedelta

import pytest

from casework import guard
from complaints import actions
from complaints.actions.awaiting import keep_awaited
from complaints.actions.ending import closing_facts
from complaints.actions.proceedings import openable
from complaints.models import Case, Determination, Outcome, Proceeding, Report, law
from complaints.permissions import check_part_verb
from pages.refusals import WrongState
from tests.complaints.hearing import NOW, SERVED, TODAY, Told
from tests.complaints.sending import signed_in
from tests.factories.appeals import DirectionFactory
from tests.factories.proceedings import ImposedSanctionFactory, ProceedingFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)
AUTHORITY = "appropriate-authority"


@pytest.fixture
def told():
    """A case that was decided and told, in which the IPCC directs another decision."""
    told = Told()
    with guard.writing("test"):
        Case.objects.filter(pk=told.case.pk).update(
            status="notified", notified_on=told.case.determined_on
        )
    DirectionFactory(case=told.case, number=1, kind="redetermine")
    return told


def taken_up(told):
    return told.do(actions.redetermine, AUTHORITY, reason="A witness was not heard.")


def decided_anew(told, *, forum, severity="misconduct"):
    """Determined again, some days later."""
    with guard.writing("test"):
        rows = Outcome.objects.filter(allegation__case=told.case)
        rows.update(case_to_answer=True, severity=severity, forum=forum)
        made = {"case": told.case, "number": 1, "by": told.by(AUTHORITY), "at": LATER}
        report = Report.objects.create(**made, text="She was heard.")
        Determination.objects.create(**made, report=report, to_cps=False)
        case = Case.objects.get(pk=told.case.pk)
        case.status, case.determined_on = "determined", LATER.date()
        keep_awaited(case, on=LATER.date())
        case.save()
    return case


def forums(case):
    found = openable(case, law.load(), on=LATER.date())
    return {one.forum.code for rows in found.values() for one in rows}


@pytest.mark.parametrize(
    "state",
    [{}, {"sent_back": True}, {"supplied_documents": True}, {"held": True}],
    ids=str,
)
def test_what_is_not_imposed_yet_ends_with_that_reason(told, state):
    row = ProceedingFactory(case=told.case, number=1, **state)
    case = taken_up(told)
    row.refresh_from_db()
    assert (row.status, row.end_kind, row.ended_on) == ("ended", "reopened", TODAY)
    assert row.end_reasons == "A witness was not heard."
    assert case.awaits == []
    assert closing_facts(case, on=TODAY).proceedings == 0
    page = signed_in(told.by("hearings-office"))
    shown = page.get(case.get_absolute_url() + "proceedings/").content.decode()
    assert "The case was taken up again" in shown


def test_its_limits_end_with_it(told):
    row = ProceedingFactory(case=told.case, number=1)
    supplied = {"supplied_on": TODAY, "supplied": "All.", "supplied_to": "The friend"}
    supplied |= SERVED
    told.do(actions.supply_documents, "hearings-office", number=1, **supplied)
    running = told.case.clocks.filter(of=row.name, ended="")
    assert {clock.code for clock in running} == {"hearing", "statement"}
    taken_up(told)
    assert not running.all().exists()


def test_what_was_imposed_stands_and_is_still_told(told):
    row = ProceedingFactory(case=told.case, number=1, concluded=True)
    sanction = ImposedSanctionFactory(case=told.case, number=1, proceeding=row)
    case = taken_up(told)
    row.refresh_from_db()
    sanction.refresh_from_db()
    assert (row.status, sanction.set_aside_on) == ("concluded", None)
    assert case.awaits == ["case.arrange-hearing"]
    check_part_verb("tell-officer", case, row, by=told.by("hearings-office"))


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        ("supply-documents", {}),
        ("fix-sitting", {"supplied_documents": True}),
        ("record-findings", {"fixed": True}),
        ("impose-sanction", {"held": True}),
    ],
)
def test_nobody_finds_or_imposes_on_what_no_longer_stands(told, verb, state):
    """As in a case that an earlier version took up without ending them."""
    case = taken_up(told)
    row = ProceedingFactory(case=case, number=1, **state)
    with pytest.raises(WrongState, match="no longer stands"):
        check_part_verb(verb, case, row, by=told.by("hearings-office"))


def test_a_later_decision_can_be_heard(told):
    ProceedingFactory(case=told.case, number=1, meeting=True)
    taken_up(told)
    case = decided_anew(told, forum="hearing", severity="gross")
    assert case.awaits == ["case.arrange-hearing"]
    assert forums(case) == {"hearing"}
    row = actions.open_proceeding(
        case=case,
        by=told.by("hearings-office"),
        at=LATER,
        version=case.version,
        subject=told.subject,
        code="conduct-2008.hearing.gross",
        opened_on=LATER.date(),
    )
    assert (row.number, row.status) == (2, "opened")


def test_what_went_before_a_meeting_may_be_sent_to_a_hearing(told):
    ProceedingFactory(case=told.case, number=1, meeting=True, told=True)
    taken_up(told)
    case = decided_anew(told, forum="hearing", severity="gross")
    assert forums(case) == {"hearing"}


def test_nobody_goes_before_the_same_forum_twice(told):
    ProceedingFactory(case=told.case, number=1, meeting=True, told=True)
    taken_up(told)
    case = decided_anew(told, forum="meeting")
    assert forums(case) == set()
    assert case.awaits == []


def test_nor_again_on_the_same_decision(told):
    row = ProceedingFactory(case=told.case, number=1, meeting=True)
    with guard.writing("test"):
        Proceeding.objects.filter(pk=row.pk).update(
            status="ended", ended_on=TODAY, end_kind="other"
        )
    case = Case.objects.get(pk=told.case.pk)
    assert forums(case) == set()


def test_reopening_leaves_what_was_over(told):
    row = ProceedingFactory(case=told.case, number=1, told=True)
    with guard.writing("test"):
        Case.objects.filter(pk=told.case.pk).update(
            status="finalised", finalised_on=TODAY, notified_on=TODAY
        )
    case = told.do(actions.reopen, AUTHORITY, reason="New evidence.")
    row.refresh_from_db()
    assert (case.status, row.status) == ("investigating", "told")
