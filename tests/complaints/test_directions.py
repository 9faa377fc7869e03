"""What the IPCC directs on an appeal leads somewhere, and ends by what does it."""

import pytest

from casework import guard
from complaints import actions
from complaints.models import CaseClock
from pages.refusals import BadInput, WrongState
from tests.complaints.handled import again, case_with, do, inspector
from tests.complaints.ipcc_appeals import waits_for
from tests.complaints.sending import signed_in
from tests.complaints.verbs import NOW
from tests.factories.appeals import AppealFactory, DirectionFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def directed(case, kind, *, number=1, appeal="investigation"):
    complainant = case.complainants.first()
    row = AppealFactory(
        case=case, number=number, complainant=complainant, upheld=True, kind=appeal
    )
    return DirectionFactory(case=case, number=number, appeal=row, kind=kind)


def carry_out(case, **more):
    given = {"case": again(case), "by": inspector(case), "at": NOW}
    given |= {"version": again(case).version, "number": 1, "done_on": TODAY}
    return actions.carry_out_direction(**given | {"how": "So it was done."} | more)


def runs(case, code):
    return CaseClock.objects.filter(case=case, code=code, ended="").exists()


class TestToRecord:
    """Police Reform Act 2002, Schedule 3, paragraph 3."""

    def test_one_on_an_appeal_against_no_decision_ends_with_the_recording(self):
        case = case_with()
        row = directed(case, "record", appeal="recording")
        case = do("record", case)
        row.refresh_from_db()
        assert (row.status, row.done_on) == ("done", TODAY)
        assert row.how == f"{case} was recorded."

    @pytest.mark.parametrize("verb", ["decline", "resolve-at-contact"])
    @pytest.mark.parametrize("declined", [False, True])
    def test_nothing_else_is_done_with_it(self, verb, declined):
        case = case_with(**({"not_recorded": True} if declined else {}))
        directed(case, "record", appeal="recording")
        if declined:
            case = do("direct-recording", case)
        with pytest.raises(WrongState, match="directed on an appeal that .* recorded"):
            do(verb, case)
        assert again(case).status == "received"

    @pytest.mark.parametrize("verb", ["decline", "resolve-at-contact"])
    def test_another_direction_keeps_nobody_from_it(self, verb):
        case = case_with()
        directed(case, "apology", appeal="recording")
        assert do(verb, case).is_open is False

    def test_by_hand_only_where_it_was_recorded_before(self):
        waiting, recorded = case_with(), case_with(recorded=True)
        for case in (waiting, recorded):
            directed(case, "record", appeal="recording")
        with pytest.raises(BadInput, match="taken up again"):
            carry_out(waiting)
        assert carry_out(recorded).status == "done"


class TestToResolveAnew:
    def resolved(self, state="notified"):
        case = case_with(**{state: True}, route="local_resolution")
        self.direction = directed(case, "resolve", appeal="resolution")
        return case

    @pytest.mark.parametrize("state", ["notified", "finalised"])
    def test_it_is_resolved_again_with_consent_and_a_plan(self, state):
        case = do("resolve-anew", self.resolved(state))
        assert (case.status, case.route) == ("resolving", "local_resolution")
        assert not case.results_stand
        assert runs(case, "reopened")
        self.direction.refresh_from_db()
        assert self.direction.status == "done"
        with pytest.raises(WrongState, match="No consent to the local resolution"):
            do("agree-plan", case)
        shown = signed_in(again(case).handler).get(case.get_absolute_url())
        assert "/offer-resolution/" in shown.content.decode()
        do("offer-resolution", case)
        with pytest.raises(WrongState, match="is under way"):
            do("offer-resolution", case)
        do("agree-plan", case)
        row = again(case).planactions.get()
        actions.do_plan_action(
            case=again(case),
            by=again(case).handler,
            at=NOW,
            version=again(case).version,
            number=row.number,
            done_on=TODAY,
            result="She explained it.",
        )
        assert do("complete-resolution", case).status == "determined"

    def test_it_is_investigated_where_that_does_not_come_about(self):
        case = do("resolve-anew", self.resolved())
        case = do("end-resolution", case)
        assert (case.status, case.route) == ("investigating", "investigation")
        assert runs(case, "reopened")

    def test_the_ipcc_can_direct_that_it_be_investigated(self):
        case = case_with(notified=True, route="local_resolution")
        directed(case, "reinvestigate", appeal="resolution")
        assert "1 direction of the IPCC" in waits_for(case)
        assert do("reinvestigate", case).status == "investigating"
        assert "IPCC" not in waits_for(case)

    def test_not_without_a_direction(self):
        case = case_with(notified=True, route="local_resolution")
        with pytest.raises(WrongState, match="only where the IPCC has directed it"):
            do("resolve-anew", case)

    def test_it_is_not_said_to_be_done_before_it_is(self):
        with pytest.raises(BadInput, match="taken up again"):
            carry_out(self.resolved())


def test_what_another_appeal_has_taken_up_meets_a_later_direction():
    case = case_with(notified=True)
    directed(case, "reinvestigate")
    case = do("reinvestigate", case)
    row = directed(case, "reinvestigate", number=2)
    carry_out(case, number=2)
    row.refresh_from_db()
    assert row.status == "done"
    assert not runs(case, "direction")


class TestBetterResolved:
    """Discontinuance that is granted so that it can be resolved locally."""

    @pytest.fixture
    def case(self):
        case = case_with(investigating=True)
        case = do("apply-discontinuance", case)
        return self.on(case, ["local-resolution"])

    def on(self, case, grounds):
        row = again(case).ipccapplications.get()
        row.grounds = grounds
        _save(row)
        return again(case)

    def test_it_goes_to_local_resolution(self, case):
        case = do("resolve-discontinued", case)
        assert (case.status, case.determined_on) == ("resolving", None)
        assert case.ipccapplications.get().status == "granted"
        assert do("offer-resolution", case).status == "resolving"
        assert again(case).resolutions.get().status == "under_way"

    def test_it_does_not_end_undone(self, case):
        with pytest.raises(WrongState, match="record it as granted for that"):
            do("grant-discontinuance", case)

    def test_either_may_follow_where_there_was_another_ground(self, case):
        case = self.on(case, ["local-resolution", "no-cooperation"])
        assert do("grant-discontinuance", case).status == "determined"

    def test_not_on_other_grounds(self, case):
        case = self.on(case, ["no-cooperation"])
        with pytest.raises(WrongState, match="is not asked for so that"):
            do("resolve-discontinued", case)

    def test_it_is_investigated_on_if_it_cannot_be_resolved(self, case):
        case = do("resolve-discontinued", case)
        assert do("end-resolution", case).status == "investigating"


def _save(row):
    with guard.writing("test"):
        row.save()
