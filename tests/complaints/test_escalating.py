"""What is late is told to the next manager, once a step, and to nobody barred."""

from datetime import date, timedelta

import pytest

from casework import jobs
from casework.models import EscalationStep, Job
from complaints.actions.escalating import TOLD_SINGLY, escalate, let_windows_pass
from complaints.models import CaseClock
from tests.complaints.sending import signed_in
from tests.complaints.verbs import NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    CaseFactory,
    ClockFactory,
    ConflictFactory,
    SubjectFactory,
)
from tests.factories.organisation import (
    LineManagerFactory,
    MemberFactory,
    UnitFactory,
)
from tests.factories.proceedings import ProceedingFactory

pytestmark = pytest.mark.django_db
# A Friday; what was due the day before is one working day late.
TODAY = date(2026, 11, 20)
DAYS = {1: date(2026, 11, 19), 3: date(2026, 11, 17), 10: date(2026, 11, 6)}


@pytest.fixture
def unit():
    return UnitFactory(team=True)


@pytest.fixture
def handler(unit):
    return user_with_role("investigator", unit)


def late(unit, handler, due_on=DAYS[1], **fields):
    case = CaseFactory(
        responsible_unit=unit, handler=handler, allocated=True, **fields.pop("case", {})
    )
    return ClockFactory(case=case, owner=handler, due_on=due_on, **fields)


def run(today=TODAY):
    return escalate(today=today, at=NOW)


def sentences(user):
    return [row.sentence for row in user.notifications.order_by("pk")]


def test_the_first_to_hear_is_whose_duty_it_is(unit, handler):
    row = late(unit, handler)
    inspector = user_with_role("team-inspector", unit)

    assert run() == 1

    assert sentences(handler) == [f"{row.case}: “Completion of the case” is late."]
    assert handler.notifications.get().url.endswith("/clocks/")
    assert sentences(inspector) == []
    row.refresh_from_db()
    assert row.escalated == 1


def test_a_second_run_and_a_second_day_tell_nothing_twice(unit, handler):
    late(unit, handler)
    run()
    assert run() == 0
    assert run(TODAY + timedelta(days=3)) == 0  # Monday: two working days late
    assert len(sentences(handler)) == 1


def test_each_step_reaches_the_next(unit, handler):
    """Three working days: the supervisor; ten: the authority; twenty: command."""
    row = late(unit, handler)
    inspector = user_with_role("team-inspector", unit)
    elsewhere = user_with_role("team-inspector", UnitFactory(team=True))
    authority = user_with_role("appropriate-authority")
    command = user_with_role("command")
    told = {}
    for days in (1, 5, 14, 28):  # 1, 3, 10 and 20 working days
        run(row.due_on + timedelta(days=days))
        people = (handler, inspector, authority, command)
        told[days] = [len(sentences(user)) for user in people]

    assert told == {1: [1, 0, 0, 0], 5: [1, 1, 0, 0], 14: [1, 1, 1, 0], 28: [1] * 4}
    assert sentences(elsewhere) == []


def test_what_nobody_owns_is_for_the_unit_to_see(unit):
    inspector = user_with_role("team-inspector", unit)
    late(unit, None)
    run()
    assert len(sentences(inspector)) == 1


def test_the_authority_of_the_case_is_told_before_any_other(unit, handler):
    authority, other = (user_with_role("appropriate-authority") for _ in range(2))
    late(unit, handler, due_on=DAYS[10], case={"authority": authority})
    run()
    assert [len(sentences(user)) for user in (authority, other, handler)] == [1, 0, 0]


class TestWhatAnOfficeKeeps:
    """A hearing of a borough's case is arranged, and answered for, elsewhere."""

    @pytest.fixture
    def borough(self):
        unit = UnitFactory()
        self.champion = user_with_role("champion", unit)
        self.office = user_with_role(
            "hearings-office", UnitFactory(), member=MemberFactory()
        )
        self.command = user_with_role("command")
        return unit

    def hearing(self, unit, due_on=DAYS[1], **traits):
        case = CaseFactory(responsible_unit=unit, determined=True)
        SubjectFactory(case=case, number=1)
        row = ProceedingFactory(case=case, number=1, **traits)
        return ClockFactory(case=case, code="hearing", of=row.name, due_on=due_on)

    def test_the_office_hears_first(self, borough):
        row = self.hearing(borough)
        run()
        assert sentences(self.office) == [f"{row.case}: “Misconduct hearing” is late."]
        assert sentences(self.champion) == sentences(self.command) == []

    def test_then_whoever_manages_it(self, borough):
        manager = user_with_role("command", member=MemberFactory())
        LineManagerFactory(member=self.office.member, manager=manager.member)
        self.hearing(borough, due_on=DAYS[3])
        run()
        assert len(sentences(manager)) == 1
        for user in (self.champion, self.office, self.command):
            assert sentences(user) == []

    def test_or_a_supervisor_beside_it(self, borough):
        beside = user_with_role("team-inspector", self.office.postings.get().unit)
        self.hearing(borough, due_on=DAYS[3])
        run()
        assert len(sentences(beside)) == 1
        assert sentences(self.champion) == []

    def test_or_senior_management(self, borough):
        self.hearing(borough, due_on=DAYS[3])
        run()
        assert len(sentences(self.command)) == 1
        assert sentences(self.champion) == []

    def test_a_meeting_is_the_misconduct_offices(self, borough):
        other = user_with_role("misconduct-office", UnitFactory())
        self.hearing(borough, reviewed=False, forum="meeting", kind="meeting")
        run()
        assert len(sentences(other)) == 1
        assert sentences(self.office) == []

    def test_how_grave_it_is_is_the_authoritys_to_say(self, borough):
        authority = user_with_role("appropriate-authority")
        late(borough, None, code="severity", of="subject 1")
        run()
        assert len(sentences(authority)) == 1
        assert sentences(self.champion) == []


def test_who_may_not_see_the_case_is_not_told(unit, handler):
    inspector = user_with_role("team-inspector", unit)
    row = late(unit, handler, due_on=DAYS[3])
    ConflictFactory(case=row.case, user=inspector)
    assert run() == 1
    assert sentences(inspector) == []


def test_many_are_told_in_one_sentence(unit, handler):
    for _ in range(TOLD_SINGLY + 1):
        late(unit, handler)
    run()
    assert sentences(handler) == ["6 deadlines are late and were passed to you."]
    address = handler.notifications.get().url
    assert address == f"/complaints/?state=open&clock=late&sort=due&unit={unit.code}"
    assert signed_in(handler).get(address).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"due_on": TODAY},
        {"due_on": DAYS[1], "done": True},
        {"due_on": DAYS[1], "code": "appeal"},  # time that somebody else had
    ],
)
def test_what_is_not_late_is_not_told(unit, handler, fields):
    late(unit, handler, **fields)
    assert run() == 0
    assert sentences(handler) == []


def test_the_ladder_is_that_of_the_day(unit, handler):
    EscalationStep.objects.update(to_on=TODAY - timedelta(days=1))
    late(unit, handler, due_on=DAYS[10])
    assert run() == 0


def test_time_that_nobody_used_passes(unit, handler):
    passed = late(unit, handler, code="appeal")
    open_still = late(unit, handler, code="appeal", due_on=TODAY)

    assert let_windows_pass(today=TODAY) == 1
    assert let_windows_pass(today=TODAY) == 0

    passed.refresh_from_db()
    open_still.refresh_from_db()
    assert (passed.ended, passed.done_on) == ("passed", passed.due_on)
    assert open_still.runs


def test_the_daily_job_does_both(unit, handler):
    late(unit, handler)
    late(unit, handler, code="appeal")
    row = jobs.enqueue("escalate-deadlines", "escalation today", {}, by=None, at=NOW)

    assert jobs.run(row.pk, clock=lambda: NOW) == "done"

    assert Job.objects.get(pk=row.pk).result == {"passed": 1, "told": 1, "records": 0}
    assert CaseClock.objects.filter(ended="").count() == 1
