"""The risk of a case as it becomes: assessed again, and entered once it is high."""

import pytest

from audit import trail
from complaints import actions
from complaints.actions.inputs import Risks
from complaints.models import Risk
from pages.refusals import BadInput, NotAllowed
from tests.complaints.handled import again, case_with, inspector
from tests.complaints.sending import errors, signed_in
from tests.complaints.verb_forms import PAGES, post, scene
from tests.complaints.verbs import NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import AssessmentFactory, StatusChangeFactory
from tests.factories.risks import RiskFactory

pytestmark = pytest.mark.django_db
HIGH = Risks("high", "medium", "low", "He was threatened at his home.")
LOW = Risks("low", "low", "low", "He has moved, and is known to nobody there.")
PAGE = next(page for page in PAGES if page.verb == "reassess-risk")
LEVELS = {"public": "high", "reasons": "He was threatened at his home."}


@pytest.fixture
def case():
    """One that its inspector assessed as low, and for a borough to investigate."""
    case = case_with(investigating=True)
    AssessmentFactory(
        case=case, number=3, stage="assess", response="local_investigation"
    )
    return case


def reassess(case, risks, by=None, **given):
    now = again(case)
    by = by or inspector(case)
    return actions.reassess_risk(
        case=now, by=fresh(by), at=NOW, version=now.version, risks=risks, **given
    )


def test_what_has_become_high_goes_on_the_register(case):
    reassess(case, HIGH, score=(4, 5))
    risk = Risk.objects.get(case=case)
    assert (risk.likelihood, risk.impact, risk.rating) == (4, 5, 20)
    assert risk.scores.get().reasons == HIGH.reasons


def test_every_assessment_is_kept_and_the_case_stays_where_it_is(case):
    reassess(case, HIGH, score=(4, 5))
    reassess(case, LOW)
    found = case.assessments.order_by("number").values_list("stage", "risk_public")
    assert list(found)[-3:] == [
        ("assess", "low"),
        ("reassess", "high"),
        ("reassess", "low"),
    ]
    assert again(case).status == case.status
    entry = trail.history_of(case)[0]
    assert (entry.event, entry.reason) == ("case.reassess-risk", LOW.reasons)
    assert entry.changes["risk_public"] == ["high", "low"]


def test_a_high_one_says_how_likely_it_is_and_how_grave(case):
    with pytest.raises(BadInput, match="how likely the high risk is"):
        reassess(case, HIGH)
    assert not case.assessments.filter(stage="reassess").exists()
    assert not Risk.objects.exists()


def test_what_stands_on_the_register_is_not_entered_twice(case):
    risk = RiskFactory(case=case, responsible_unit=case.responsible_unit)
    reassess(case, HIGH)
    assert list(Risk.objects.filter(case=case)) == [risk]


def test_who_assessed_it_again_does_not_decide_the_case():
    case = case_with(reported=True)
    both = user_with_role("appropriate-authority")
    StatusChangeFactory(case=case, verb="reassess-risk", by=both)
    with pytest.raises(NotAllowed, match="you supervised it"):
        actions.return_to_investigator(
            case=case, by=both, at=NOW, version=case.version, missing="A statement."
        )


class TestPage:
    def test_it_asks_for_the_levels_of_a_high_one(self):
        play = scene(PAGE)
        assert errors(post(PAGE, play, **LEVELS)) == [
            "Select how likely it is: a high risk goes on the Risk Register.",
            "Select how grave it would be: a high risk goes on the Risk Register.",
        ]
        sent = post(PAGE, play, **LEVELS, likelihood="4", impact="5")
        assert sent.status_code == 302
        assert Risk.objects.get(case=play.case).rating == 20

    def test_the_summary_says_the_latest_and_still_the_response(self, case):
        reassess(case, HIGH, score=(4, 5))
        shown = signed_in(inspector(case)).get(case.get_absolute_url())
        text = shown.content.decode()
        assert "Assessed again" in text
        assert "Response: Investigation by a borough" in text
        assert f"On the Risk Register: {Risk.objects.get(case=case)}" in text
