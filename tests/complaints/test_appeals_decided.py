"""What the IPCC decides on an appeal and directs, and how that is carried out."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit import trail
from complaints import actions, rules
from complaints.actions.inputs import NewDirection
from complaints.models import CaseClock, CaseLink, Direction
from complaints.models.choices import AppealKind, DirectionKind
from pages.refusals import BadInput, WrongState
from tests.complaints.handled import again, case_with, inspector
from tests.complaints.ipcc_appeals import TODAY, decide, lodge
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import user_with_role
from tests.factories.appeals import DirectionFactory
from tests.factories.complaints import whole_case

pytestmark = pytest.mark.django_db


class TestDeciding:
    def test_directions_follow_only_from_an_upheld_one(self):
        case = case_with(notified=True)
        lodge(case)
        with pytest.raises(BadInput, match="only where it upholds"):
            decide(case, "not_upheld", directions=[NewDirection("apology", "Do.")])

    @pytest.mark.parametrize("kind", ["record", "resolve"])
    def test_directions_fit_the_kind_of_appeal(self, kind):
        case = case_with(notified=True)
        lodge(case)
        with pytest.raises(BadInput, match="does not follow from an appeal"):
            decide(case, directions=[NewDirection(kind, "Do.")])
        assert not Direction.objects.exists()

    @pytest.mark.parametrize("appeal", AppealKind)
    @pytest.mark.parametrize("kind", DirectionKind)
    def test_what_may_be_directed(self, appeal, kind):
        own = {
            "record": ["recording"],
            "resolve": ["resolution"],
            "reinvestigate": ["investigation", "resolution"],
            "redetermine": ["investigation"],
        }
        may = kind not in own or appeal in own[kind]
        assert rules.may_be_directed(kind, appeal) is may

    def test_each_direction_stands_by_itself_with_its_clock(self):
        case = case_with(notified=True)
        lodge(case)
        due_on = TODAY + timedelta(days=21)
        decide(
            case,
            directions=[
                NewDirection("reinvestigate", "Ask the sister.", due_on),
                NewDirection("apology", "Write to her."),
            ],
        )
        first, second = case.directions.order_by("number")
        assert (first.kind, first.due_on) == ("reinvestigate", due_on)
        assert second.due_on is None
        clock = CaseClock.objects.get(case=case, code="direction")
        assert (clock.of, clock.due_on) == ("direction 1", due_on)

    def test_the_handler_is_told(self):
        case = case_with(notified=True)
        lodge(case)
        decide(case, "not_upheld")
        told = case.handler.notifications.latest("pk")
        assert told.sentence == f"The IPCC decided an appeal in {case}: not upheld."


class TestCarryingOut:
    def test_an_appeal_against_not_recording_reopens_the_recording(self):
        case = whole_case(version=4)
        cst = user_with_role("cst-officer")
        DO["decline"](again(case), cst, NOW, 4)
        lodge(case, kind="recording")
        decide(case, directions=[NewDirection("record", "Record it.")])
        manager = user_with_role("cst-manager")
        DO["direct-recording"](again(case), manager, NOW, again(case).version)
        case = again(case)
        assert case.status == "received"
        assert case.next_due == "recording_directed"
        assert case.directions.get().status == "open"
        DO["record"](case, cst, NOW, case.version)
        direction = case.directions.get()
        assert (direction.status, direction.done_on) == ("done", TODAY)
        clock = CaseClock.objects.get(case=case, code="recording_directed")
        assert clock.ended == "done"

    @pytest.mark.parametrize("state", ["notified", "finalised"])
    @pytest.mark.parametrize(
        ("kind", "target"),
        [("reinvestigate", "investigating"), ("redetermine", "reported")],
    )
    def test_a_decided_case_is_taken_up_again(self, state, kind, target):
        case = case_with(**{state: True})
        DirectionFactory(case=case, number=1, kind=kind)
        authority = user_with_role("appropriate-authority")
        DO[kind](again(case), authority, NOW, 4)
        case = again(case)
        assert case.status == target
        assert case.determined_on is case.notified_on is case.appeal_ends_on is None
        assert not case.results_stand
        assert case.directions.get().status == "done"
        entry = trail.history_of(case)[0]
        assert entry.changes["direction 1 status"] == ["open", "done"]
        assert entry.reason == "As the IPCC directed."

    @pytest.mark.parametrize("verb", ["reinvestigate", "redetermine"])
    def test_not_without_a_direction(self, verb):
        case = case_with(notified=True)
        DirectionFactory(case=case, kind=verb, carried_out=True)
        authority = user_with_role("appropriate-authority")
        with pytest.raises(WrongState, match="only where the IPCC has directed it"):
            DO[verb](again(case), authority, NOW, 4)

    def carry_out(self, case, **more):
        return actions.carry_out_direction(
            **{
                "case": again(case),
                "by": inspector(case),
                "at": NOW,
                "version": again(case).version,
                "number": 1,
                "done_on": TODAY,
                "how": "As directed.",
                **more,
            }
        )

    def test_by_hand_not_what_a_verb_of_the_case_does(self):
        case = case_with(notified=True)
        DirectionFactory(case=case, number=1, kind="reinvestigate")
        with pytest.raises(BadInput, match="taken up again") as refused:
            self.carry_out(case)
        assert refused.value.field == "follow_up"

    def test_in_another_case_which_is_linked(self):
        case = case_with(notified=True)
        other = case_with(recorded=True)
        DirectionFactory(case=case, number=1, kind="reinvestigate")
        row = self.carry_out(case, follow_up=other.reference)
        assert row.follow_up == other
        link = CaseLink.objects.get()
        assert (link.case, link.other, link.kind) == (other, case, "follows")

    def test_the_two_are_locked_in_the_order_of_their_keys(self):
        earlier, case = case_with(recorded=True), case_with(notified=True)
        DirectionFactory(case=case, number=1, kind="reinvestigate")
        with CaptureQueriesContext(connection) as asked:
            self.carry_out(case, follow_up=earlier.reference)
        locks = [
            each["sql"]
            for each in asked
            if "FOR UPDATE" in each["sql"] and 'FROM "complaints_case"' in each["sql"]
        ]
        assert f'"id" = {earlier.pk} ' in locks[0]
        assert f'"id" = {case.pk} ' in locks[1]

    def test_not_in_a_case_that_nobody_sees(self):
        case = case_with(notified=True)
        hidden = case_with(recorded=True, restricted=True)
        DirectionFactory(case=case, number=1)
        with pytest.raises(BadInput, match="no other case"):
            self.carry_out(case, follow_up=hidden.reference)

    def test_its_clock_ends(self):
        case = case_with(notified=True)
        lodge(case)
        due_on = TODAY + timedelta(days=3)
        decide(case, directions=[NewDirection("apology", "Write.", due_on)])
        self.carry_out(case)
        assert CaseClock.objects.get(case=case, code="direction").ended == "done"

    def test_not_before_it_was_directed(self):
        case = case_with(notified=True)
        DirectionFactory(case=case, number=1)
        with pytest.raises(BadInput, match="the decision"):
            self.carry_out(case, done_on=date(2026, 10, 1))
