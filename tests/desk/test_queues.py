"""The queues that a person's roles give them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from accounts.permissions import Permission
from casework import deadlines, guard
from complaints import actions, rules
from complaints.actions.ending import closing_facts
from complaints.filters.lists import CaseList
from complaints.models import Allocation, Case
from complaints.permissions import check_is_independent, had_parts_in
from desk.counting import LOOKED_AT, NEXT_ROWS, Queue, count
from desk.queues import WITHOUT_HANDLER, do_next, next_step, queues_of
from pages.refusals import NotAllowed
from tests.complaints.sending import signed_in
from tests.complaints.verbs import NOW
from tests.factories.accounts import DelegationFactory, fresh, user_with_role
from tests.factories.complaints import (
    CaseFactory,
    ClockFactory,
    ComplainantFactory,
    ConflictFactory,
    StatusChangeFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.ipcc import ReferralTestFactory
from tests.factories.organisation import MemberFactory, UnitFactory
from tests.factories.proceedings import ProceedingFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 3)


@pytest.fixture
def stranded():
    """A case whose handler declared a conflict in it."""
    unit = UnitFactory()
    handler = user_with_role("investigator", unit)
    case = CaseFactory(investigating=True, responsible_unit=unit, handler=handler)
    actions.declare_conflict(case=case, by=handler, at=NOW, reason="My brother.")
    case.refresh_from_db()
    return case


def without_handler(user):
    return {each.label: each for each in waiting(user)}.get(WITHOUT_HANDLER)


def waiting(user):
    return queues_of(user, today=TODAY)


def listed(user, query):
    """What the list holds to which a queue leads."""
    days = deadlines.load().days
    return set(CaseList(user, QueryDict(query), today=TODAY, days=days).page)


@pytest.mark.parametrize("role", ["team-inspector", "champion"])
def test_a_case_that_lost_its_handler_waits_for_who_names_the_next(stranded, role):
    unit = stranded.responsible_unit if role == "champion" else None
    user = user_with_role(role, unit) if unit else user_with_role(role)
    CaseFactory(investigating=True, responsible_unit=stranded.responsible_unit,
                handler=user_with_role("investigator"))  # fmt: skip

    queue = without_handler(user)

    assert list(queue.rows) == [stranded]
    assert next_step(stranded, user) == "Allocate"
    assert listed(user, queue.query) == {stranded}


def test_home_says_what_an_office_has_to_do():
    waits = [str(Permission.CASE_ARRANGE_HEARING)]
    case = CaseFactory(determined=True, offices=waits, awaits=waits)
    assert next_step(case, user_with_role("hearings-office")) == "Open proceedings"
    assert next_step(case, user_with_role("misconduct-office")) == ""


def test_it_is_no_queue_of_another_borough_nor_of_who_names_nobody(stranded):
    elsewhere = without_handler(user_with_role("champion", UnitFactory()))
    assert not elsewhere.rows.exists()
    assert without_handler(user_with_role("cst-manager")) is None


def test_a_long_queue_of_late_work_does_not_hide_another():
    """What a manager checks is late for a day, what they finalise for weeks."""
    manager = user_with_role("cst-manager")
    for day in range(1, 13):
        CaseFactory(notified=True, next_due_on=date(2026, 9, day))
    late = CaseFactory(recorded=True, next_due_on=date(2026, 9, 29))
    queues = queues_of(manager, today=date(2026, 10, 22))

    count(queues, today=date(2026, 9, 30), soon_until=date(2026, 10, 5))
    rows = do_next(queues, manager)

    assert late in rows
    assert len(rows) == NEXT_ROWS
    assert [row.next_due_on for row in rows] == sorted(r.next_due_on for r in rows)


def offered(user, on=TODAY):
    """What a person is to do next."""
    queues = queues_of(user, today=on)
    count(queues, today=on, soon_until=on + timedelta(days=7))
    return do_next(queues, user, today=on)


class TestAppeal:
    """What waits for its last letter to be old enough is nobody's to finalise yet."""

    @pytest.fixture
    def manager(self):
        return user_with_role("cst-manager")

    @pytest.fixture
    def cases(self):
        """Notified cases, by the days that are left for an appeal on TODAY."""

        def notified(left):
            ends_on = None if left is None else TODAY + timedelta(days=left)
            case = CaseFactory(notified=True, appeal_ends_on=ends_on, next_due_on=TODAY)
            ComplainantFactory(case=case)
            return case

        CaseFactory(finalised=True, appeal_ends_on=TODAY)
        CaseFactory(finalised=True, appeal_ends_on=None)
        return {left: notified(left) for left in (None, -30, -1, 0, 20)}

    def queue(self, manager, label):
        return {each.label: each for each in waiting(manager)}[label]

    def test_it_is_to_be_finalised_once_no_appeal_can_come(self, manager, cases):
        queue = self.queue(manager, "To finalise")

        assert set(queue.rows) == {cases[None], cases[-30], cases[-1]}
        assert listed(manager, queue.query) == set(queue.rows)

    def test_until_then_it_waits_in_a_row_of_its_own(self, manager, cases):
        queue = self.queue(manager, "Waiting for the time of an appeal")

        assert set(queue.rows) == {cases[0], cases[20]}
        assert listed(manager, queue.query) == set(queue.rows)
        assert not queue.to_do

    def test_only_what_can_be_finalised_is_to_do_next(self, manager, cases):
        assert set(offered(manager)) == {cases[None], cases[-30], cases[-1]}

    @pytest.mark.parametrize("left", [-30, -1, 0, 20])
    def test_the_queue_and_the_rule_agree_on_the_day(self, manager, cases, left):
        facts = closing_facts(cases[left], on=TODAY)
        items = rules.before_finalising(facts, today=TODAY)
        (appeal,) = (item for item in items if item.key == "appeal")

        over = self.queue(manager, "To finalise").rows
        assert over.filter(pk=cases[left].pk).exists() is appeal.done


def supervised(case, user, verb="assess"):
    StatusChangeFactory(case=case, by=user, verb=verb)


def had_handled(case, user):
    with guard.writing("test"):
        Allocation.objects.create(
            case=case,
            number=1,
            by=user_with_role("team-inspector"),
            at=NOW,
            unit=case.responsible_unit,
            handler=user,
        )


def handles(case, user):
    with guard.writing("test"):
        Case.objects.filter(pk=case.pk).update(handler=user)


PARTS = {
    "assessed it": supervised,
    "allocated it": lambda case, user: supervised(case, user, "allocate"),
    "started it": lambda case, user: supervised(case, user, "start"),
    "reported on it": lambda case, user: supervised(case, user, "submit-report"),
    "had handled it": had_handled,
    "handles it": handles,
    "is a subject": lambda case, user: SubjectFactory(case=case, member=user.member),
    "has a conflict": lambda case, user: ConflictFactory(case=case, user=user),
}


class TestIndependence:
    """What somebody may not decide is not offered to them to decide."""

    @pytest.fixture
    def authority(self):
        return user_with_role("appropriate-authority", member=MemberFactory())

    def reported(self, days):
        return CaseFactory(reported=True, next_due_on=TODAY + timedelta(days=days))

    @pytest.mark.parametrize("part", PARTS)
    def test_a_case_that_they_had_a_part_in_is_left_out(self, authority, part):
        theirs, other = self.reported(-9), self.reported(-8)
        PARTS[part](theirs, authority)
        StatusChangeFactory(case=other, verb="assess")  # by somebody else
        StatusChangeFactory(case=other, by=authority, verb="return")
        theirs.refresh_from_db()

        assert had_parts_in([theirs.pk, other.pk], by=authority) == {theirs.pk}
        with pytest.raises(NotAllowed):
            check_is_independent(theirs, by=authority)
        check_is_independent(other, by=authority)
        assert offered(authority) == [other]

    def test_many_that_are_not_theirs_do_not_hide_one_that_is(self, authority):
        for _ in range(LOOKED_AT - 1):
            supervised(self.reported(-9), authority)
        case = self.reported(-8)

        assert offered(authority) == [case]

    @pytest.mark.parametrize(
        ("role", "questions"), [("appropriate-authority", 1), ("cst-officer", 0)]
    )
    def test_it_is_asked_once_however_many_there_are(self, role, questions):
        user = user_with_role(role)
        for days in range(6):
            self.reported(-days)
            CaseFactory(next_due_on=TODAY)

        with CaptureQueriesContext(connection) as captured:
            rows = offered(user)

        asked = [one for one in captured if "complaints_allocation" in one["sql"]]
        assert rows
        assert len(asked) == questions

    def test_the_queue_says_that_not_all_may_be_theirs(self, authority):
        queues = [each for each in waiting(authority) if each.independent]

        assert [each.label for each in queues] == [
            "To determine",
            "Back from the Hearings Office",
            "Withdrawn: does it go on as conduct?",
        ]
        assert all("another authority" in each.note for each in queues)

    @pytest.mark.parametrize(
        ("right", "state"),
        [
            (Permission.CASE_CONTINUE_AS_CONDUCT, "withdrawn"),
            (Permission.CASE_REDIRECT_PROCEEDING, "determined"),
        ],
    )
    def test_so_is_whatever_else_is_decided_apart(self, authority, right, state):
        waits = {"awaits": [str(right)], "offices": [str(right)], state: True}
        theirs, other = (CaseFactory(**waits, next_due_on=TODAY) for _ in range(2))
        handles(theirs, authority)

        assert offered(authority) == [other]

    def test_what_is_lent_is_decided_for_whoever_lends_that_power(self, authority):
        right = Permission.CASE_CONTINUE_AS_CONDUCT
        waits = {"awaits": [str(right)], "offices": [str(right)], "withdrawn": True}
        theirs, other = (CaseFactory(**waits, next_due_on=TODAY) for _ in range(2))
        handles(theirs, authority)
        inspector = user_with_role("team-inspector")
        DelegationFactory(giver=authority, holder=inspector, powers=[right])

        assert offered(fresh(inspector)) == [other]

    def test_what_is_anothers_to_decide_may_be_theirs_to_tell(self, authority):
        right = str(Permission.CASE_REDIRECT_PROCEEDING)
        case = CaseFactory(notified=True, awaits=[right], offices=[right])
        handles(case, authority)
        queues = waiting(authority)
        (decides,) = (each for each in queues if right in each.query)
        decides.first = {0: [(TODAY, case.pk)]}
        other = Queue("To notify", "", decides.rows)
        assert do_next([decides], authority) == []
        other.first = decides.first
        assert do_next([decides, other], authority) == [case]


class TestSteps:
    """What home calls a step is what the page of the case calls it, and can be done."""

    @pytest.mark.parametrize(
        ("right", "role", "label"),
        [
            ("CASE_ASSESS_SEVERITY", "appropriate-authority", "Assess severity"),
            ("CASE_ARRANGE_HEARING", "hearings-office", "Open proceedings"),
            ("CASE_ARRANGE_MEETING", "misconduct-office", "Open proceedings"),
            (
                "CASE_RECORD_MANAGEMENT_ACTION",
                "misconduct-office",
                "Record management action",
            ),
        ],
    )
    def test_the_first_button_of_the_case_is_what_home_names(self, right, role, label):
        waits = [str(Permission[right])]
        case = whole_case(determined=True, offices=waits, awaits=waits)
        user = user_with_role(role, case.responsible_unit)
        assert next_step(case, user) == label
        page = signed_in(user).get(case.get_absolute_url())
        first = page.context["case_actions"][0]
        assert first["text"] == label
        assert first["primary"]

    def test_what_is_begun_is_arranged(self):
        waits = [str(Permission.CASE_ARRANGE_HEARING)]
        case = whole_case(determined=True, offices=waits, awaits=waits)
        ProceedingFactory(case=case, number=1)
        office = user_with_role("hearings-office", case.responsible_unit)
        assert next_step(case, office) == "Arrange proceedings"

    def test_what_waits_for_proceedings_is_nobodys_to_finalise(self):
        waits = [str(Permission.CASE_ARRANGE_HEARING)]
        waiting = CaseFactory(notified=True, next_due_on=TODAY, awaits=waits)
        ready = CaseFactory(notified=True, next_due_on=TODAY)
        window = CaseFactory(notified=True, next_due_on=TODAY)
        ClockFactory(case=window, code="tribunal", due_on=TODAY, of="proceeding 1")
        manager = user_with_role("cst-manager")
        assert offered(manager) == [ready]
        assert waiting not in offered(manager)
        assert window in offered(manager, on=TODAY + timedelta(days=1))

    @pytest.mark.parametrize(
        ("role", "label", "then"),
        [("investigator", "", "Start"), ("team-inspector", "Test for referral", "")],
    )
    def test_what_nobody_has_tested_is_tested_first(self, role, label, then):
        handler = user_with_role(role)
        case = whole_case(allocated=True, categories=["A"], handler=handler)
        assert next_step(case, handler) == label
        page = signed_in(handler).get(case.get_absolute_url())
        first = [each for each in page.context["case_actions"] if each.get("primary")]
        assert [each["text"] for each in first] == ([label] if label else [])
        ReferralTestFactory(case=case, number=1)
        assert next_step(case, handler) == then
