"""Nobody has a case to answer before what the law asks was done of them."""

from datetime import date

import pytest

from casework import guard
from complaints import actions
from complaints.actions.inputs import Ruling
from complaints.actions.investigating import outcomes_of
from complaints.models import Case
from pages.refusals import BadInput, WrongState
from tests.complaints.handled import assess_severity
from tests.complaints.sending import errors, signed_in
from tests.complaints.verb_forms import PAGES, address, post, scene, unmoved
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import also_alleged, result, whole_case
from tests.factories.conduct import NoticeFactory, SeverityAssessmentFactory
from tests.factories.routes import SpecialRequirementFactory

pytestmark = pytest.mark.django_db
PAGE = next(page for page in PAGES if page.verb == "determine")
ALL = (
    "Subject 1 can have no case to answer yet: the certificate of special "
    "requirements, a severity assessment and a notice of allegation 1 that stands are "
    "missing."
)


def reported(**fields):
    case = whole_case(reported=True, handler=user_with_role("investigator"), **fields)
    with guard.writing("test"):
        outcomes = outcomes_of(case)
        for outcome in outcomes:
            outcome.recommended = result("upheld")
            outcome.save(update_fields=["recommended"])
        case.reports.create(number=1, by=case.handler, at=NOW, text="Two agree.")
    return case


def determine(case, *, to_answer=True, severity="misconduct", forum="meeting"):
    now = Case.objects.get(pk=case.pk)
    return actions.determine(
        case=now,
        by=fresh(user_with_role("appropriate-authority")),
        at=NOW,
        version=now.version,
        rulings=[
            Ruling(each, each.recommended, "", to_answer, severity, forum)
            for each in outcomes_of(now)
        ],
        to_cps=False,
        reasons="It is as the report says.",
    )


def refused(case):
    with pytest.raises(BadInput) as refusal:
        determine(case)
    assert refusal.value.field == "case_to_answer"
    assert Case.objects.get(pk=case.pk).status == "reported"
    return refusal.value.sentence


class TestComplaint:
    def test_each_of_the_three_is_asked_for(self):
        case = reported()
        assert refused(case) == ALL
        SeverityAssessmentFactory(case=case, number=1)
        assert "a severity assessment" not in refused(case)
        NoticeFactory(case=case, number=1)
        assert refused(case) == (
            "Subject 1 can have no case to answer yet: the certificate of special "
            "requirements is missing."
        )
        SpecialRequirementFactory(case=case, subject=case.subjects.get())
        assert determine(case).status == "determined"

    def test_no_case_to_answer_asks_for_none(self):
        case = reported()
        none = {"to_answer": False, "severity": "none", "forum": "none"}
        assert determine(case, **none).status == "determined"

    def test_a_notice_is_of_what_it_names(self):
        case = reported()
        also_alleged(case)
        with guard.writing("test"):
            case.allegations.get(number=2).outcomes.update(recommended=result("upheld"))
        SpecialRequirementFactory(case=case, subject=case.subjects.get())
        SeverityAssessmentFactory(case=case, number=1)
        NoticeFactory(case=case, number=1, allegations=[1])
        assert "a notice of allegation 2" in refused(case)

    def test_the_law_before_asked_for_none(self):
        day = date(2008, 11, 30)
        case = reported(received_on=day, incident_on=day)
        with guard.writing("test"):
            case.allegations.update(raised_on=day)
        decided = determine(case, forum="hearing")
        assert decided.status == "determined"

    def test_what_came_from_another_system_came_without(self):
        case = reported(origin="legacy")
        assert determine(case).status == "determined"

    def test_the_ipcc_certifies_what_it_investigates(self):
        case = reported(mode="independent")
        with guard.writing("test"):
            case.status_changes.create(
                verb="receive-ipcc-report",
                from_status="allocated",
                to_status="reported",
                by=case.handler,
                at=NOW,
            )
        assert "certificate" not in refused(case)


class TestConduct:
    @pytest.mark.parametrize("status", ["withdrawn", "replaced"])
    def test_a_notice_that_stands_no_longer_tells_nobody(self, status):
        case = reported(conduct=True)
        NoticeFactory(case=case, number=1, status=status)
        assert refused(case).endswith(
            "a notice of allegation 1 that stands is missing."
        )

    def test_a_notice_is_asked_for(self):
        case = reported(conduct=True)
        assert refused(case).endswith(
            "a notice of allegation 1 that stands is missing."
        )
        NoticeFactory(case=case, number=1)
        assert determine(case).status == "determined"


class TestWithdrawnNotices:
    def test_one_does_not_satisfy_special_requirements(self):
        case = whole_case(investigating=True, handler=user_with_role("investigator"))
        SpecialRequirementFactory(case=case, subject=case.subjects.get())
        SeverityAssessmentFactory(case=case, number=1)
        NoticeFactory(case=case, number=1, status="withdrawn")
        with pytest.raises(WrongState, match="it needs a notice for each subject"):
            DO["submit-report"](case, case.handler, NOW, case.version)

    def withdraw(self, case, number=1):
        now = Case.objects.get(pk=case.pk)
        return actions.withdraw_notice(
            case=now,
            by=fresh(now.handler),
            at=NOW,
            version=now.version,
            number=number,
            withdrawn_on=NOW.date(),
            reasons="It named another officer.",
        )

    def served(self, *, severity="misconduct"):
        case = whole_case(investigating=True, handler=user_with_role("investigator"))
        SeverityAssessmentFactory(case=case, number=1, severity=severity)
        NoticeFactory(case=case, number=1)
        return case

    def test_its_time_begins_anew(self):
        case = self.served()
        self.withdraw(case)
        (clock,) = case.clocks.filter(code="notice", ended="")
        assert (clock.of, clock.starts_on) == ("subject 1", NOW.date())

    def test_not_where_another_stands(self):
        case = self.served()
        NoticeFactory(case=case, number=2)
        self.withdraw(case)
        assert not case.clocks.filter(code="notice").exists()

    def test_not_where_nothing_is_to_answer(self):
        case = self.served(severity="none")
        self.withdraw(case)
        assert not case.clocks.filter(code="notice").exists()

    def test_a_later_severity_begins_it(self):
        case = whole_case(investigating=True, handler=user_with_role("investigator"))
        DO["certify-requirements"](case, case.handler, NOW, case.version)
        NoticeFactory(case=case, number=1, status="withdrawn")
        assess_severity(case)
        assert case.clocks.filter(code="notice", ended="").exists()


class TestPage:
    def test_it_offers_no_case_to_answer_and_says_why(self):
        play = scene(PAGE, state={"reported": True, "origin": "candour"})
        page = signed_in(play.user).get(address(play.case, "determine"))
        (part,) = page.context["form"].outcome_parts
        assert [code for code, _ in part.fields["case_to_answer"].choices] == ["no"]
        assert ALL in page.content.decode()

    def test_what_was_typed_all_the_same_is_refused_at_its_field(self):
        play = scene(PAGE, state={"reported": True, "origin": "candour"})
        sent = post(PAGE, play)
        assert ALL in errors(sent)
        assert unmoved(play)
