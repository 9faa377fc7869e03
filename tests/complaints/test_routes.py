"""The routes of a case: what each asks, refuses and leaves behind."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import guard
from casework.models import DeadlineRule
from complaints import actions
from complaints.models import Case, CaseLink, IpccApplication, Outcome
from complaints.permissions import verbs_for
from complaints.rules.routes import (
    ApplicationFacts,
    check_application,
    days_stopped,
    latest_for_dispensation,
    route_after,
)
from complaints.workflow import Status
from pages.refusals import BadInput, WrongState
from tests.complaints.sending import signed_in
from tests.complaints.verbs import DO, NOW, ROLE
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import (
    AllegationFactory,
    CaseFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.routes import PlanActionFactory, on_its_route

DAYS = st.dates(date(2004, 4, 1), date(2030, 12, 31))
database = pytest.mark.django_db


def _facts(**changes):
    usual = {
        "grounds": ["out-of-time"],
        "complained_on": date(2026, 9, 1),
        "latest_incident_on": date(2025, 8, 31),
        "no_good_reason": True,
        "injustice": None,
    }
    return ApplicationFacts(**usual | changes)


class TestOutOfTime:
    @given(incident_on=DAYS, complained_on=DAYS)
    def test_more_than_twelve_months_as_a_calendar_counts_them(
        self, incident_on, complained_on
    ):
        """Twelve months after an incident is the same day of the next year."""
        over = (incident_on.year + 1, incident_on.month, incident_on.day)
        later = (complained_on.year, complained_on.month, complained_on.day)
        assert (incident_on <= latest_for_dispensation(complained_on)) == (over < later)

    @given(incident_on=DAYS, complained_on=DAYS)
    def test_twelve_months_alone_are_never_enough(self, incident_on, complained_on):
        facts = _facts(
            complained_on=complained_on,
            latest_incident_on=incident_on,
            no_good_reason=False,
            injustice=False,
        )
        assert check_application(facts)

    def test_it_says_that_they_are_not(self):
        (problem,) = check_application(_facts(no_good_reason=None))
        assert problem.sentence == (
            "More than 12 months alone are not enough: there must also be no good "
            "reason for the delay, or injustice must be likely."
        )

    @pytest.mark.parametrize("reason", ["no_good_reason", "injustice"])
    def test_either_reason_is_enough_beside_them(self, reason):
        nothing = {"no_good_reason": False, "injustice": False}
        assert check_application(_facts(**nothing | {reason: True})) == []

    def test_twelve_months_to_the_day_are_not_more(self):
        (problem,) = check_application(_facts(latest_incident_on=date(2025, 9, 1)))
        assert "no more than 12 months lie between" in problem.sentence

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"grounds": []}, "Select the grounds"),
            ({"latest_incident_on": None}, "Enter the date of the latest incident"),
            ({"complained_on": None}, "It is not known when the complaint"),
        ],
    )
    def test_what_is_not_known_is_asked_for(self, changes, said):
        (problem,) = check_application(_facts(**changes))
        assert problem.sentence.startswith(said)

    def test_other_grounds_ask_for_no_dates(self):
        assert check_application(_facts(grounds=["anonymous"])) == []


@given(began=DAYS, lasted=st.integers(0, 400), later=st.integers(0, 400))
def test_the_time_that_stood_still_is_counted_to_today(began, lasted, later):
    ended = began + timedelta(days=lasted)
    today = ended + timedelta(days=later)
    assert days_stopped([(began, ended)], today=today) == lasted
    assert days_stopped([(ended, None)], today=today) == later


@pytest.mark.parametrize("status", Status.values)
def test_a_case_keeps_its_route_only_where_the_state_says_no_other(status):
    after = route_after(status, "local_resolution")
    kept = {"determined", "notified", "finalised", "withdrawn", "sub_judice"}
    if status in kept | {"resolving"}:
        assert after == "local_resolution"
    else:
        assert after != "local_resolution"


def _do(verb, case):
    """Done by somebody who may: the handler where it is theirs."""
    now = Case.objects.get(pk=case.pk)
    by = now.handler if ROLE[verb] == "investigator" else user_with_role(ROLE[verb])
    return DO[verb](now, fresh(by), NOW, now.version)


def _case(**fields):
    case = whole_case(handler=user_with_role("investigator"), **fields)
    return on_its_route(case, planned=False)


@database
class TestLocalResolution:
    def test_nobody_is_blamed(self):
        case = _case(resolving=True)
        resolution = case.resolutions.get()
        PlanActionFactory(
            resolution=resolution, status="done", done_on=date(2026, 9, 9)
        )
        _do("complete-resolution", case)
        outcome = Outcome.objects.get(allegation__case=case)
        told = (outcome.result.code, outcome.case_to_answer, outcome.severity)
        assert told == ("locally-resolved", False, "none")
        case.refresh_from_db()
        assert case.route == "local_resolution"

    def test_it_waits_for_a_plan_and_for_every_action(self):
        case = _case(resolving=True)
        with pytest.raises(WrongState, match="waits for an action plan"):
            _do("complete-resolution", case)
        PlanActionFactory(resolution=case.resolutions.get())
        with pytest.raises(WrongState, match="1 agreed action to be done or given up"):
            _do("complete-resolution", case)

    @pytest.mark.parametrize(
        ("mode", "said"),
        [
            ("to_refer", "must be referred to the IPCC: only then is it resolved"),
            ("waiting", "waits for the IPCC to decide .* is it resolved locally"),
        ],
    )
    def test_not_before_the_ipcc_had_its_say(self, mode, said):
        case = _case(investigating=True, mode=mode)
        with pytest.raises(WrongState, match=said):
            _do("offer-resolution", case)

    def test_not_what_is_to_be_referred(self):
        case = _case(investigating=True, categories=["A"])
        with pytest.raises(WrongState, match="which has not handed it back"):
            _do("offer-resolution", case)

    def test_not_what_the_ipcc_gave_back_without_cause(self):
        case = _case(investigating=True, categories=["A"], mode="local")
        assert _do("offer-resolution", case).status == "resolving"

    def test_not_gross_misconduct(self):
        case = _case(investigating=True)
        outcome = Outcome.objects.get(allegation__case=case)
        outcome.severity = "gross"
        with guard.writing("test"):
            outcome.save()
        with pytest.raises(WrongState, match="Gross misconduct was assessed"):
            _do("offer-resolution", case)

    def test_ending_it_gives_up_what_was_agreed(self):
        case = _case(resolving=True)
        row = PlanActionFactory(resolution=case.resolutions.get())
        assert _do("end-resolution", case).status == "allocated"
        row.refresh_from_db()
        assert row.status == "given_up"


@database
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
        case = _case(**{state: True}, mode=mode)
        with pytest.raises(WrongState, match=said):
            _do(verb, case)


@database
class TestDispensation:
    def test_never_of_a_recordable_conduct_matter(self):
        case = _case(recorded=True, categories=["H"])
        with pytest.raises(WrongState, match="holds a recordable conduct matter"):
            _do("apply-dispensation", case)

    def test_the_complainant_is_told_the_same_day(self):
        case = _case(recorded=True)
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
        case = _case(dispensing=True)
        _do("grant-dispensation", case)
        _do("notify", case)
        case.refresh_from_db()
        assert case.appeal_ends_on is None
        assert _do("finalise", case).status == "finalised"

    def test_it_lapses_when_the_complaint_is_withdrawn(self):
        case = _case(dispensing=True)
        _do("withdraw", case)
        assert IpccApplication.objects.get(case=case).status == "lapsed"


@database
class TestDirection:
    def test_what_is_against_nobody_is_against_the_force(self):
        case = on_its_route(CaseFactory(direction=True, allegation_count=1))
        AllegationFactory(case=case, number=1)
        _do("answer-direction", case)
        outcome = Outcome.objects.get(allegation__case=case)
        assert outcome.subject.kind == "organisation"
        assert outcome.result.code == "direction-and-control"


@database
class TestSubJudice:
    def test_it_goes_back_through_itself_to_where_a_resolution_began(self):
        case = _case(investigating=True)
        _do("offer-resolution", case)
        _do("suspend-sub-judice", case)
        assert case.clock_stops.filter(to_on=None).exists()
        assert _do("resume", case).status == "resolving"
        assert not case.clock_stops.filter(to_on=None).exists()
        assert _do("end-resolution", case).status == "investigating"

    def test_its_review_is_a_duty_until_it_is_resumed(self):
        case = _case(investigating=True)
        _do("suspend-sub-judice", case)
        (row,) = case.subjudices.all()
        (clock,) = case.clocks.filter(code="sub_judice_review", ended="")
        due_on = NOW.date() + timedelta(days=28)
        assert (clock.of, clock.due_on, row.review_on) == (row.name, due_on, due_on)
        now = Case.objects.get(pk=case.pk)
        assert (now.next_due, now.next_due_on) == ("sub_judice_review", due_on)
        _do("resume", case)
        clock.refresh_from_db()
        assert (clock.ended, clock.done_on) == ("done", NOW.date())

    def test_a_review_begins_the_next(self):
        case = _case(sub_judice=True)
        reviewed_on = NOW.date() - timedelta(days=3)
        given = {"reviewed_on": reviewed_on, "reason": "The trial is in March."}
        by = user_with_role("team-inspector")
        now = Case.objects.get(pk=case.pk)
        told = {"case": now, "by": by, "at": NOW, "version": now.version}
        assert actions.review_sub_judice(**told, **given).status == "sub_judice"
        (clock,) = case.clocks.filter(code="sub_judice_review", ended="")
        assert clock.starts_on == reviewed_on
        assert case.subjudices.get().review_on == clock.due_on
        _do("review-sub-judice", case)
        rows = case.clocks.filter(code="sub_judice_review").order_by("number")
        assert [row.ended for row in rows] == ["done", ""]

    @pytest.mark.parametrize("days", [-1, 400])
    def test_a_review_is_of_the_time_of_the_suspension(self, days):
        case = _case(sub_judice=True)
        now = Case.objects.get(pk=case.pk)
        with pytest.raises(BadInput) as refused:
            actions.review_sub_judice(
                case=now,
                by=user_with_role("team-inspector"),
                at=NOW,
                version=now.version,
                reviewed_on=NOW.date() - timedelta(days=days),
                reason="The trial is in March.",
            )
        assert refused.value.field == "reviewed_on"

    def test_withdrawing_ends_its_review(self):
        case = _case(investigating=True)
        _do("suspend-sub-judice", case)
        _do("withdraw", case)
        assert case.clocks.get(code="sub_judice_review").ended == "dropped"

    def test_its_diary_and_its_clocks_show_when_it_is_reviewed(self):
        case = _case(investigating=True)
        _do("suspend-sub-judice", case)
        inspector = case.subjudices.get().by
        client = signed_in(inspector)
        for url in (f"{case.get_absolute_url()}clocks/", "/diary/"):
            assert "Review while sub judice" in client.get(url).content.decode(), url
        other = signed_in(user_with_role("team-inspector"))
        assert "Review while sub judice" not in other.get("/diary/").content.decode()

    def test_without_a_rule_it_says_what_is_missing(self):
        DeadlineRule.objects.filter(code="sub_judice_review").delete()
        case = _case(investigating=True)
        with pytest.raises(BadInput, match="No deadline rule says when"):
            _do("suspend-sub-judice", case)


@database
class TestConduct:
    def test_a_withdrawn_complaint_goes_on_once(self):
        case = _case(withdrawn=True)
        _do("continue-as-conduct", case)
        link = CaseLink.objects.get(other=case)
        after = link.case
        assert (after.kind, after.status, link.kind) == ("CM", "recorded", "follows")
        assert after.allegations.get().outcomes.get().subject.member_id
        with pytest.raises(WrongState, match=f"goes on as {after} already"):
            _do("continue-as-conduct", case)

    def test_routes_of_complaints_are_not_offered_for_conduct(self):
        case = _case(allocated=True, conduct=True)
        offered = {each.verb for each in verbs_for(case, case.handler)}
        assert "offer-resolution" not in offered
        with pytest.raises(WrongState, match="which is a conduct matter"):
            _do("offer-resolution", case)


@database
class TestSpecialRequirements:
    def test_no_report_without_severity_and_notice(self):
        case = _case(investigating=True)
        _do("certify-requirements", case)
        with pytest.raises(WrongState, match="a severity assessment and a notice"):
            _do("submit-report", case)

    def test_the_severity_is_assessed_in_time(self):
        case = _case(investigating=True)
        _do("certify-requirements", case)
        clock = case.clocks.get(code="severity")
        assert (clock.of, clock.starts_on) == ("subject 1", NOW.date())
        assert clock.due_on == date(2026, 11, 27)
        now = Case.objects.get(pk=case.pk)
        actions.assess_severity(
            case=now,
            by=user_with_role("appropriate-authority"),
            at=NOW,
            version=now.version,
            subject=case.subjects.get(),
            allegations=list(case.allegations.all()),
            severity="misconduct",
            could_dismiss=False,
            assessed_on=NOW.date(),
            reasons="Words, and once.",
        )
        clock.refresh_from_db()
        assert (clock.ended, clock.done_on) == ("done", NOW.date())

    def test_not_of_what_came_before_the_law(self):
        before = date(2008, 11, 30)
        case = _case(investigating=True, received_on=before, incident_on=before)
        with pytest.raises(WrongState, match="is not known to the law of"):
            _do("certify-requirements", case)


@database
class TestSeverity:
    """From the recording of a conduct matter, of every officer who is known."""

    def test_its_time_runs_from_the_recording(self):
        case = CaseFactory(conduct=True, subject_count=2)
        SubjectFactory(case=case, number=1)
        SubjectFactory(case=case, number=2, unidentified=True)
        _do("record", case)
        (clock,) = case.clocks.filter(code="severity")
        assert (clock.of, clock.starts_on) == ("subject 1", NOW.date())
        assert Case.objects.get(pk=case.pk).next_due_on <= clock.due_on

    def test_not_by_the_regulations_before(self):
        before = date(2008, 11, 30)
        case = CaseFactory(conduct=True, received_on=before, incident_on=before)
        SubjectFactory(case=case, number=1)
        _do("record", case)
        assert not case.clocks.filter(code="severity").exists()

    def test_it_runs_in_a_complaint_that_goes_on_as_conduct(self):
        case = _case(withdrawn=True)
        _do("continue-as-conduct", case)
        after = CaseLink.objects.get(other=case).case
        assert after.clocks.get(code="severity").of == "subject 1"


@database
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
