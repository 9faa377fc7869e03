"""The routes of a case: what each asks, refuses and leaves behind."""

from datetime import date, timedelta

import pytest

from casework import guard
from complaints import actions
from complaints.models import CaseLink, IpccApplication, Outcome
from complaints.permissions import verbs_for
from pages.refusals import BadInput, WrongState
from tests.complaints.handled import do
from tests.complaints.routing import on_a_route
from tests.complaints.verbs import NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import AllegationFactory, CaseFactory
from tests.factories.routes import PlanActionFactory, on_its_route

pytestmark = pytest.mark.django_db


class TestLocalResolution:
    def test_nobody_is_blamed(self):
        case = on_a_route(resolving=True)
        resolution = case.resolutions.get()
        PlanActionFactory(
            resolution=resolution, status="done", done_on=date(2026, 9, 9)
        )
        do("complete-resolution", case)
        outcome = Outcome.objects.get(allegation__case=case)
        told = (outcome.result.code, outcome.case_to_answer, outcome.severity)
        assert told == ("locally-resolved", False, "none")
        case.refresh_from_db()
        assert case.route == "local_resolution"

    def test_it_waits_for_a_plan_and_for_every_action(self):
        case = on_a_route(resolving=True)
        with pytest.raises(WrongState, match="waits for an action plan"):
            do("complete-resolution", case)
        PlanActionFactory(resolution=case.resolutions.get())
        with pytest.raises(WrongState, match="1 agreed action to be done or given up"):
            do("complete-resolution", case)

    @pytest.mark.parametrize(
        ("mode", "said"),
        [
            ("to_refer", "must be referred to the IPCC: only then is it resolved"),
            ("waiting", "waits for the IPCC to decide .* is it resolved locally"),
        ],
    )
    def test_not_before_the_ipcc_had_its_say(self, mode, said):
        case = on_a_route(investigating=True, mode=mode)
        with pytest.raises(WrongState, match=said):
            do("offer-resolution", case)

    def test_not_what_is_to_be_referred(self):
        case = on_a_route(investigating=True, categories=["A"])
        with pytest.raises(WrongState, match="which has not handed it back"):
            do("offer-resolution", case)

    def test_not_what_the_ipcc_gave_back_without_cause(self):
        case = on_a_route(investigating=True, categories=["A"], mode="local")
        assert do("offer-resolution", case).status == "resolving"

    def test_not_gross_misconduct(self):
        case = on_a_route(investigating=True)
        outcome = Outcome.objects.get(allegation__case=case)
        outcome.severity = "gross"
        with guard.writing("test"):
            outcome.save()
        with pytest.raises(WrongState, match="Gross misconduct was assessed"):
            do("offer-resolution", case)

    def test_ending_it_gives_up_what_was_agreed(self):
        case = on_a_route(resolving=True)
        row = PlanActionFactory(resolution=case.resolutions.get())
        assert do("end-resolution", case).status == "allocated"
        row.refresh_from_db()
        assert row.status == "given_up"


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        ("handle-direction", "checked"),
        ("apply-dispensation", "recorded"),
        ("apply-discontinuance", "investigating"),
    ],
)
def test_no_other_route_begins_before_the_ipcc_had_its_say(verb, state):
    for mode, said in (("to_refer", "must be referred"), ("waiting", "waits for")):
        case = on_a_route(**{state: True}, mode=mode)
        with pytest.raises(WrongState, match=said):
            do(verb, case)


class TestDispensation:
    def test_never_of_a_recordable_conduct_matter(self):
        case = on_a_route(recorded=True, categories=["H"])
        with pytest.raises(WrongState, match="holds a recordable conduct matter"):
            do("apply-dispensation", case)

    def test_the_complainant_is_told_the_same_day(self):
        case = on_a_route(recorded=True)
        with pytest.raises(BadInput, match="told on the day of the application"):
            actions.apply_dispensation(
                case=case,
                by=user_with_role("team-inspector"),
                at=NOW,
                version=case.version,
                grounds=["anonymous"],
                reasons="No name was left.",
                applied_on=NOW.date() - timedelta(days=1),
                told_on=NOW.date(),
            )
        assert not IpccApplication.objects.exists()

    def test_nobody_can_appeal(self):
        case = on_a_route(dispensing=True)
        do("grant-dispensation", case)
        do("notify", case)
        case.refresh_from_db()
        assert case.appeal_ends_on is None
        assert do("finalise", case).status == "finalised"

    def test_it_lapses_when_the_complaint_is_withdrawn(self):
        case = on_a_route(dispensing=True)
        do("withdraw", case)
        assert IpccApplication.objects.get(case=case).status == "lapsed"


class TestDirection:
    def test_what_is_against_nobody_is_against_the_force(self):
        case = on_its_route(CaseFactory(direction=True, allegation_count=1))
        AllegationFactory(case=case, number=1)
        do("answer-direction", case)
        outcome = Outcome.objects.get(allegation__case=case)
        assert outcome.subject.kind == "organisation"
        assert outcome.result.code == "direction-and-control"


class TestConduct:
    def test_a_withdrawn_complaint_goes_on_once(self):
        case = on_a_route(withdrawn=True)
        do("continue-as-conduct", case)
        link = CaseLink.objects.get(other=case)
        after = link.case
        assert (after.kind, after.status, link.kind) == ("CM", "recorded", "follows")
        assert after.allegations.get().outcomes.get().subject.member_id
        with pytest.raises(WrongState, match=f"goes on as {after} already"):
            do("continue-as-conduct", case)

    def test_routes_of_complaints_are_not_offered_for_conduct(self):
        case = on_a_route(allocated=True, conduct=True)
        offered = {each.verb for each in verbs_for(case, case.handler)}
        assert "offer-resolution" not in offered
        with pytest.raises(WrongState, match="which is a conduct matter"):
            do("offer-resolution", case)


class TestRecovery:
    def test_without_agreement_it_is_not_resolved(self):
        case = CaseFactory()
        with pytest.raises(BadInput, match="only if the complainant agrees"):
            actions.resolve_at_contact(
                case=case,
                by=user_with_role("cst-officer"),
                at=NOW,
                version=case.version,
                wanted="An apology.",
                offered="None.",
                apology="none",
                minutes=5,
                agreed=False,
            )
