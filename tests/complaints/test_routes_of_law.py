"""What the rows of handling routes decide: who may refer, assess so, and appeal."""

import pytest

from complaints.actions.ending import may_appeal
from complaints.models import Case, law
from complaints.models.choices import Response
from complaints.models.law import HandlingRoute
from complaints.permissions.appeals import appeal_kinds
from pages.refusals import WrongState
from tests.complaints.handled import again
from tests.complaints.sending import errors
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.verb_forms import PAGES, post, scene, unmoved
from tests.factories.complaints import AssessmentFactory, whole_case

pytestmark = pytest.mark.django_db
ASSESS = next(page for page in PAGES if page.verb == "assess")
BOROUGH = "local_investigation"


def row(code):
    return HandlingRoute.objects.filter(code=code)


class TestAppeals:
    def told(self, response):
        case = whole_case(notified=True, decided=True)
        AssessmentFactory(case=case, number=9, stage="assess", response=response)
        return again(case)

    @pytest.mark.parametrize("response", Response.values)
    def test_an_investigation_goes_by_the_response_that_was_assessed(self, response):
        case = self.told(response)
        assert may_appeal(case)
        row(BOROUGH).update(appeal="")
        appeals = response != BOROUGH
        assert may_appeal(again(case)) == appeals
        assert bool(appeal_kinds(again(case), law.load())) == appeals

    def test_one_that_nobody_assessed_goes_by_that_of_the_directorate(self):
        row(BOROUGH).update(appeal="")
        case = whole_case(notified=True, decided=True)
        case.assessments.all().delete()
        assert may_appeal(again(case))


class TestAssessing:
    def test_a_response_that_the_law_does_not_know_is_refused(self):
        row(BOROUGH).update(kinds=["CM"])
        play = scene(ASSESS)
        (said,) = errors(post(ASSESS, play, response=BOROUGH))
        assert said == (
            f"Investigation by a borough is not for {play.case}, which is a public "
            "complaint."
        )
        assert unmoved(play)
        assert post(ASSESS, play).status_code == 302

    def test_where_it_knows_of_none_any_will_do(self):
        row(BOROUGH).delete()
        row("dps_investigation").delete()
        assert post(ASSESS, scene(ASSESS), response=BOROUGH).status_code == 302


class TestReferring:
    def test_what_the_law_has_no_referral_for_is_not_referred(self):
        row("referral").update(kinds=["CM"])
        play = play_of(BY_VERB["refer"])
        with pytest.raises(WrongState, match="Referral to the IPCC is not for"):
            play.do()
        assert not Case.objects.get(pk=play.case.pk).referrals.exists()
