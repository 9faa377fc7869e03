"""From the decision to a hearing or disposal: of each officer, then of proceedings."""

from datetime import date, timedelta

import pytest

from casework import guard
from complaints import actions
from complaints.actions.escalating import arranged_by, escalate, offices_of
from complaints.actions.inputs import Ruling
from complaints.actions.investigating import outcomes_of
from complaints.actions.offices import find_offices
from complaints.models import Case, CaseClock, Outcome
from tests.complaints.hearing import TODAY, WHY, Told, open_it
from tests.complaints.sending import signed_in
from tests.complaints.test_answering import determine, reported
from tests.complaints.verbs import NOW
from tests.factories.appeals import DirectionFactory
from tests.factories.complaints import (
    OutcomeFactory,
    SubjectFactory,
    also_alleged,
    result,
)
from tests.factories.conduct import ready_to_answer
from tests.factories.proceedings import ProceedingFactory

pytestmark = pytest.mark.django_db
DECIDED = NOW.date()
ACTION = ("misconduct", "management_action")
MEETING = ("misconduct", "meeting")
HEARING = ("gross", "hearing")


def decided(forum, severity="misconduct"):
    told = Told()
    told.case = ready_to_answer(reported(responsible_unit=told.unit))
    told.case = determine(told.case, severity=severity, forum=forum)
    return told


def decided_apart(*sent):
    """Of each officer in turn what was decided of them: its severity and its forum."""
    told = Told()
    case = told.case = reported(responsible_unit=told.unit, subject_count=len(sent))
    for number in range(2, len(sent) + 1):
        OutcomeFactory(
            allegation=case.allegations.get(),
            subject=SubjectFactory(case=case, number=number),
            recommended=result("upheld"),
        )
    ready_to_answer(case)
    ruled = zip(outcomes_of(case), sent, strict=True)
    told.do(
        actions.determine,
        "appropriate-authority",
        rulings=[Ruling(each, each.recommended, "", True, *how) for each, how in ruled],
        to_cps=False,
        reasons=WHY,
    )
    return told


def disposal(told, of="subject 1"):
    rows = CaseClock.objects.filter(case=told.case, code="disposal", of=of)
    return rows.order_by("-number").first()


def running(told):
    rows = CaseClock.objects.filter(case=told.case, code="disposal", ended="")
    return {row.of for row in rows}


def act(told, subject):
    told.do(
        actions.record_management_action,
        "misconduct-office",
        subject=subject,
        kind="advice",
        taken_on=DECIDED,
        what=WHY,
    )


class TestFromTheDecision:
    def test_it_runs_of_the_officer_until_somebody_opens_what_was_decided(self):
        told = decided("meeting")
        clock = disposal(told)
        assert (clock.starts_on, clock.ended) == (DECIDED, "")
        told.do(
            actions.open_proceeding,
            "misconduct-office",
            subject=told.subject,
            code="conduct-2008.meeting.misconduct",
            opened_on=DECIDED,
        )
        clock.refresh_from_db()
        assert clock.ended == "dropped"
        after = disposal(told, of="proceeding 1")
        assert (after.starts_on, after.due_on) == (DECIDED, clock.due_on)

    def test_nobody_waits_for_what_leads_nowhere(self):
        assert running(decided("none")) == set()

    def test_management_action_is_a_disposal(self):
        told = decided("management_action")
        assert running(told) == {"subject 1"}
        act(told, told.subject)
        clock = disposal(told)
        assert (clock.ended, clock.done_on) == ("done", DECIDED)

    def test_of_another_officer_it_runs_on(self):
        told = decided("management_action")
        other = SubjectFactory(case=told.case, number=2)
        OutcomeFactory(
            allegation=told.case.allegations.get(),
            subject=other,
            severity="misconduct",
            forum="management_action",
        )
        act(told, other)
        assert running(told) == {"subject 1"}
        act(told, told.case.subjects.get(number=1))
        assert running(told) == set()

    def test_a_decision_that_falls_asks_for_nothing(self):
        told = decided("meeting")
        with guard.writing("test"):
            rows = Case.objects.filter(pk=told.case.pk)
            rows.update(status="notified", notified_on=DECIDED)
        DirectionFactory(case=told.case, number=1, kind="redetermine")
        told.do(actions.redetermine, "appropriate-authority", reason="Not all heard.")
        assert disposal(told).ended == "dropped"


class TestOnceItComesBack:
    def refused(self):
        told = Told()
        row = ProceedingFactory(case=told.case, number=1, unreviewed=True)
        told.do(
            actions.refuse_hearing,
            "hearings-office",
            number=row.number,
            reviewed_on=TODAY,
            review_reasons=WHY,
        )
        return told

    def test_it_runs_from_the_decision_still(self):
        told = self.refused()
        assert running(told) == {"subject 1"}
        assert disposal(told).starts_on == told.case.determined_on

    def test_also_once_it_leads_elsewhere_and_until_that_is_opened(self):
        told = self.refused()
        told.do(
            actions.redirect_proceeding,
            "appropriate-authority",
            number=1,
            forum="meeting",
            redirect_reasons=WHY,
        )
        assert running(told) == {"subject 1"}
        open_it(told, "misconduct-office", "conduct-2008.meeting.misconduct")
        assert running(told) == {"proceeding 2"}

    def test_nor_once_it_leads_nowhere(self):
        told = self.refused()
        told.do(
            actions.redirect_proceeding,
            "appropriate-authority",
            number=1,
            forum="none",
            redirect_reasons=WHY,
        )
        assert running(told) == set()


class TestWhose:
    @pytest.mark.parametrize(
        ("forum", "severity", "right", "words"),
        [
            ("hearing", "gross", "case.arrange-hearing", "The Hearings Office"),
            ("meeting", "misconduct", "case.arrange-meeting", "The Misconduct Office"),
            (
                "management_action",
                "misconduct",
                "case.record-management-action",
                "Whoever records management action",
            ),
        ],
    )
    def test_it_is_with_the_office_that_begins_it(self, forum, severity, right, words):
        told = decided(forum, severity)
        clock = disposal(told)
        assert offices_of(clock, arranged_by([clock])) == [right]
        client = signed_in(told.by("command"))
        page = client.get(f"{told.case.get_absolute_url()}clocks/").content.decode()
        assert f"{words}: nobody by name" in page

    def test_what_came_back_is_the_authoritys(self):
        told = TestOnceItComesBack().refused()
        clock = disposal(told)
        assert offices_of(clock, {}) == ["case.determine"]

    def test_each_officers_is_with_the_office_that_begins_theirs(self):
        told = decided_apart(ACTION, HEARING)
        first, second = disposal(told), disposal(told, of="subject 2")
        assert offices_of(first, {}) == ["case.record-management-action"]
        assert offices_of(second, {}) == ["case.arrange-hearing"]

    def test_when_late_each_office_is_told_of_its_own_alone(self):
        told = decided_apart(ACTION, HEARING)
        clock = disposal(told)
        offices = [told.by("misconduct-office"), told.by("hearings-office")]
        escalate(today=clock.due_on + timedelta(days=1), at=NOW)
        of = [
            {row.key.removeprefix("case.escalate:").split()[0] for row in rows}
            for rows in (office.notifications.all() for office in offices)
        ]
        assert of == [{str(clock.pk)}, {str(disposal(told, of="subject 2").pk)}]

    def test_each_diary_has_its_own_alone(self):
        told = decided_apart(ACTION, HEARING)
        for role, of, other in (
            ("misconduct-office", "subject 1", "subject 2"),
            ("hearings-office", "subject 2", "subject 1"),
        ):
            page = signed_in(told.by(role)).get("/diary/").content.decode()
            assert f", {of}" in page
            assert f", {other}" not in page

    def test_of_one_officer_two_offices_may_have_something_to_begin(self):
        told = decided("meeting")
        also_alleged(told.case)
        with guard.writing("test"):
            Outcome.objects.filter(allegation__number=2).update(
                severity="misconduct", forum="management_action"
            )
        find_offices(today=DECIDED)
        begin = ["case.arrange-meeting", "case.record-management-action"]
        assert offices_of(disposal(told), {}) == begin
        open_it(told, "misconduct-office", "conduct-2008.meeting.misconduct")
        assert offices_of(disposal(told), {}) == begin[1:]

    def test_it_follows_what_waits_still(self):
        told = decided_apart(MEETING, ACTION)
        with guard.writing("test"):
            CaseClock.objects.filter(case=told.case, code="disposal").update(awaits=[])
        act(told, told.case.subjects.get(number=2))
        assert offices_of(disposal(told), {}) == ["case.arrange-meeting"]


def test_the_length_is_that_of_the_law_of_the_matters_day():
    told = decided("meeting")
    clock = disposal(told)
    assert (clock.due_on - clock.starts_on).days == 100
    assert clock.rule_on == min(
        row.noticed_on or date.max for row in told.case.allegations.all()
    )
