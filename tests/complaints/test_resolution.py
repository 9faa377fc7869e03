"""Local resolution: only where nobody is to be disciplined, or the IPCC approves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casework import guard
from complaints import actions
from complaints.models import Case, Outcome, law
from complaints.permissions import verbs_for
from pages.refusals import BadInput, WrongState
from tests.complaints.sending import day, errors, signed_in
from tests.complaints.verb_forms import PAGES, address, post, scene, unmoved
from tests.complaints.verbs import NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import ComplainantFactory, whole_case
from tests.factories.conduct import SeverityAssessmentFactory
from tests.factories.routes import SpecialRequirementFactory

pytestmark = pytest.mark.django_db
PAGE = next(page for page in PAGES if page.verb == "offer-resolution")
TODAY = NOW.date()


def begin(case, **given):
    now = Case.objects.get(pk=case.pk)
    usual = {
        "consent_on": TODAY,
        "consent_known": "signed",
        "suitability": "not_grave",
        "suitable_because": "One rude remark.",
        "wanted": "An explanation.",
    }
    return actions.offer_resolution(
        case=now, by=fresh(now.handler), at=NOW, version=now.version, **usual | given
    )


def investigated(**fields):
    return whole_case(
        investigating=True, handler=user_with_role("investigator"), **fields
    )


APPROVED = {"suitability": "approved", "ipcc_approval": "2026/001"}


def test_each_consents_once():
    case = investigated()
    who = case.complainants.get()
    with pytest.raises(BadInput, match="recorded once") as refused:
        begin(case, consents=[(who, TODAY, "signed"), (who, TODAY, "signed")])
    assert refused.value.field == "consent_on"
    assert not case.resolutions.exists()


class TestSuitable:
    def certified(self):
        case = investigated()
        SpecialRequirementFactory(case=case, subject=case.subjects.get())
        return case

    def assessed(self, severity="misconduct"):
        case = investigated()
        SeverityAssessmentFactory(case=case, number=1, severity=severity)
        return case

    def test_not_where_special_requirements_are_certified(self):
        case = self.certified()
        with pytest.raises(BadInput) as refused:
            begin(case)
        assert refused.value.field == "suitability"
        assert refused.value.sentence == (
            f"Special requirements are certified in {case}: it is resolved locally "
            "only with the IPCC's approval."
        )

    def test_not_where_misconduct_was_assessed(self):
        case = self.assessed()
        with pytest.raises(
            BadInput, match=f"^Misconduct was assessed in {case}: it is"
        ):
            begin(case)

    def test_nor_where_it_was_ruled_before(self):
        case = investigated()
        with guard.writing("test"):
            outcomes = Outcome.objects.filter(allegation__case=case)
            outcomes.update(severity="misconduct")
        with pytest.raises(BadInput, match="Misconduct was assessed"):
            begin(case)

    @pytest.mark.parametrize("which", ["certified", "assessed"])
    def test_the_ipcc_may_approve_it(self, which):
        case = getattr(self, which)()
        assert begin(case, **APPROVED).status == "resolving"

    def test_what_was_assessed_as_nothing_is_no_bar(self):
        assert begin(self.assessed("none")).status == "resolving"

    def test_what_no_regulations_bind_is_no_bar(self):
        case = investigated()
        SeverityAssessmentFactory(case=case, number=1, regime="")
        assert begin(case).status == "resolving"

    def test_the_latest_severity_counts(self):
        case = self.assessed()
        SeverityAssessmentFactory(case=case, number=2, severity="none")
        assert begin(case).status == "resolving"

    def test_never_the_gravest_that_its_law_knows(self):
        case = self.assessed("gross")
        with pytest.raises(WrongState, match="Gross misconduct was assessed"):
            begin(case, **APPROVED)
        offered = {each.verb for each in verbs_for(case, fresh(case.handler))}
        assert "offer-resolution" not in offered

    def test_the_gravest_is_that_of_the_law_whatever_it_is_called(self):
        law.Severity.objects.create(
            regime_id="conduct-2008",
            code="grievous",
            name="Grievous misconduct",
            order=9,
            source="A law to come",
        )
        with pytest.raises(WrongState, match="Grievous misconduct was assessed"):
            begin(self.assessed("grievous"))
        assert begin(self.assessed("gross"), **APPROVED).status == "resolving"


class TestPage:
    def test_it_offers_the_approval_alone_and_says_why(self):
        play = scene(PAGE)
        SpecialRequirementFactory(case=play.case, subject=play.case.subjects.get())
        page = signed_in(play.user).get(address(play.case, PAGE.verb))
        field = page.context["form"].fields["suitability"]
        assert [code for code, _ in field.choices] == ["approved"]
        assert "only with the IPCC" in page.content.decode()
        sent = post(PAGE, play)
        assert any("only with the IPCC" in said for said in errors(sent))
        assert unmoved(play)


class TestConsent:
    """It begins once each who complains has consented."""

    @pytest.fixture
    def case(self):
        found = investigated()
        ComplainantFactory(case=found, number=2)
        return found

    def test_one_consent_does_not_resolve_what_another_complains_of(self, case):
        first, second = case.complainants.order_by("number")
        for given in (
            {},
            {"consents": [(first, TODAY, "signed")]},
        ):
            with pytest.raises(BadInput) as refused:
                begin(case, **given)
            assert refused.value.field == "consent_on"
        assert refused.value.sentence == (
            f"{second.person} has to consent as well: it begins once each who "
            "complains has."
        )
        assert Case.objects.get(pk=case.pk).status == "investigating"

    def test_each_is_kept(self, case):
        first, second = case.complainants.order_by("number")
        earlier = TODAY - timedelta(days=3)
        consents = [(first, earlier, "signed"), (second, TODAY, "telephone")]
        begin(case, consents=consents)
        rows = case.consents.order_by("number")
        kept = [(row.complainant, row.consent_on, row.consent_known) for row in rows]
        assert kept == consents
        resolution = case.resolutions.get()
        assert (resolution.consent_on, resolution.consent_known) == (TODAY, "telephone")

    def test_of_one_it_is_theirs(self):
        case = investigated()
        begin(case)
        assert case.consents.get().complainant == case.complainants.get()

    def test_none_of_the_future(self, case):
        tomorrow = TODAY + timedelta(days=1)
        consents = [(each, tomorrow, "signed") for each in case.complainants.all()]
        with pytest.raises(BadInput) as refused:
            begin(case, consents=consents)
        assert refused.value.field == "consent_on"

    def test_the_form_asks_each(self):
        play = scene(PAGE)
        ComplainantFactory(case=play.case, number=2)
        sent = post(PAGE, play)
        assert sum("consent" in said for said in errors(sent)) == 4
        given = {}
        for number in (1, 2):
            given |= day(f"consent_on_{number}", timezone.localdate())
            given[f"consent_known_{number}"] = "signed"
        assert post(PAGE, play, **given).status_code == 302
        assert play.case.consents.count() == 2


def test_a_plan_of_too_many_actions_is_refused_in_a_sentence():
    page = next(page for page in PAGES if page.verb == "agree-plan")
    play = scene(page)
    sent = post(page, play, **{"actions-TOTAL_FORMS": "100"})
    assert "Enter at most 20 actions." in errors(sent)
    assert unmoved(play)
