"""Which cases there are for whom, asked of the rows alone."""

import pytest

from casework.acting import acting
from complaints.actions.moves import lock
from complaints.models import Case
from complaints.models.decided import RESULTS_STAND
from complaints.permissions import sees
from complaints.querysets import barred_among, is_barred
from complaints.workflow import REOPENING
from organisation.classification import FieldClass
from pages.refusals import NotAllowed
from tests.factories.accounts import PostingFactory, user_with_role
from tests.factories.casework import NOW
from tests.factories.complaints import CaseFactory, ConflictFactory, SubjectFactory
from tests.factories.organisation import MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db


def test_a_case_is_found_by_the_address_it_has():
    case, _ = CaseFactory(), CaseFactory()

    assert Case.objects.at(case.slug).get() == case
    assert not Case.objects.at("PC-no-99").exists()


def test_an_address_leads_nobody_beyond_their_reach():
    case = CaseFactory()
    champion = user_with_role("champion", UnitFactory())

    assert not Case.objects.visible_to(champion).at(case.slug).exists()


@pytest.mark.parametrize("other", ["investigator", "hearings-office"])
def test_a_right_bound_to_a_unit_makes_no_case_elsewhere_ones_own(other):
    borough = UnitFactory()
    user = user_with_role("champion", borough)
    PostingFactory(user=user, role=other, unit=None)
    own = CaseFactory(assessed=True, responsible_unit=borough)
    CaseFactory(assessed=True)

    shown = Case.objects.showing(user, FieldClass.IDENTITY)

    assert list(shown) == [own]


def test_a_case_sent_to_a_role_of_the_whole_force_is_its_own():
    case = CaseFactory(assessed=True)
    inspector = user_with_role("team-inspector")

    assert list(Case.objects.showing(inspector, FieldClass.IDENTITY)) == [case]
    assert sees(case, inspector, FieldClass.IDENTITY)


def test_of_many_people_those_are_told_who_are_barred_from_a_case():
    case, other = CaseFactory(), CaseFactory()
    free, torn, freed, about, elsewhere = (
        user_with_role("investigator", member=MemberFactory()) for _ in range(5)
    )
    outsider = user_with_role("investigator")  # with no member's record
    SubjectFactory(case=case, unidentified=True)
    SubjectFactory(case=case, member=about.member)
    ConflictFactory(case=case, user=torn)
    ConflictFactory(case=case, user=freed, ended_at=NOW)
    SubjectFactory(case=other, member=elsewhere.member)
    ConflictFactory(case=other, user=elsewhere)
    everybody = [free, torn, freed, about, elsewhere, outsider]

    assert barred_among(everybody, case) == {torn.pk, about.pk}
    assert [is_barred(each, case) for each in everybody] == [
        *(False, True, False, True, False, False)
    ]
    assert barred_among([], case) == set()


def test_who_is_barred_is_read_anew_once_a_case_is_locked():
    """While an action waits for a case, another may name its doer in it."""
    by, case = user_with_role("cst-officer"), CaseFactory()
    assert case in Case.objects.visible_to(by)
    ConflictFactory(case=case, user=by)
    assert case in Case.objects.visible_to(by)  # read once for the request
    with pytest.raises(NotAllowed), acting("case.note", by=by, at=NOW) as act:
        lock(act, case)
    assert case not in Case.objects.visible_to(by)


def test_what_reopens_a_case_is_a_parameter_of_the_question():
    """However many verbs there are, one as well as four."""
    _, params = Case.objects.filter(RESULTS_STAND).query.sql_with_params()
    assert list(REOPENING) in params
    assert not Case.objects.filter(RESULTS_STAND).exists()
