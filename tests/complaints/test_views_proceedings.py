"""How often the page of proceedings asks, and whom it names to whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case
from tests.factories.conduct import (
    CpsReferralFactory,
    InterviewFactory,
    NoticeFactory,
    SeverityAssessmentFactory,
)
from tests.factories.organisation import UnitFactory
from tests.factories.proceedings import (
    ImposedSanctionFactory,
    OfficerAppealFactory,
    ProceedingFactory,
    RepresentationFactory,
    full_panel,
)
from tests.factories.routes import SpecialRequirementFactory

pytestmark = pytest.mark.django_db
MOST = 15


def fill(case, number):
    row = ProceedingFactory(case=case, number=number, told=True)
    if number == 1:
        full_panel(row)
        OfficerAppealFactory(case=case, number=1, proceeding=row)
    given = {"case": case, "number": number}
    ImposedSanctionFactory(proceeding=row, **given)
    RepresentationFactory(proceeding=row, **given)
    for made in (SeverityAssessmentFactory, NoticeFactory, InterviewFactory):
        made(**given)
    CpsReferralFactory(**given)


def test_the_page_of_proceedings_asks_as_often_for_many():
    unit = UnitFactory(team=True)
    case = whole_case(determined=True, responsible_unit=unit)
    client = signed_in(user_with_role("hearings-office", unit))
    address = f"{case.get_absolute_url()}proceedings/"
    counts = []
    for asked in range(1, 5):
        fill(case, asked)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        assert answer.status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[-1] <= MOST, [q["sql"][:160] for q in captured]


def test_an_empty_page_asks_for_nothing_of_it():
    unit = UnitFactory(team=True)
    case = whole_case(investigating=True, responsible_unit=unit)
    client = signed_in(user_with_role("investigator", unit))
    address = f"{case.get_absolute_url()}proceedings/"
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    assert len(captured) <= 15, [q["sql"][:160] for q in captured]


@pytest.mark.parametrize("role", ["commander", "mpa-officer"])
def test_who_the_officer_is_stays_hidden_from_who_may_not_know(role):
    case = whole_case(determined=True)
    fill(case, 1)
    SpecialRequirementFactory(case=case, subject=case.subjects.get())
    name = case.subjects.get().member.surname
    reader = user_with_role(role, case.responsible_unit)
    known = user_with_role("cst-manager")
    for page in ("proceedings", "handling"):
        address = f"{case.get_absolute_url()}{page}/"
        hidden = signed_in(reader).get(address).content.decode()
        assert name not in hidden
        assert "Subject 1" in hidden
        shown = signed_in(known).get(address).content.decode()
        assert name in shown, "the test would not see a name"
