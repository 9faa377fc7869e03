"""How often the page of proceedings asks."""

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
