"""How often the page of proceedings asks, and whom it names to whom."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.permissions import Permission
from casework import guard
from complaints import rules
from complaints.models import law
from complaints.permissions import check_part_verb
from pages.refusals import WrongState
from tests.complaints.hearing import Told, open_it
from tests.complaints.sending import signed_in
from tests.complaints.steps.proceedings import ruled
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


def page_of(case, role="hearings-office", page="proceedings/"):
    reader = user_with_role(role, case.responsible_unit)
    answer = signed_in(reader).get(f"{case.get_absolute_url()}{page}")
    return answer.content.decode()


def test_a_card_says_what_was_found_of_each_allegation():
    case = whole_case(determined=True)
    row = ProceedingFactory(case=case, number=1, held=True)
    assert "Proved: gross misconduct" in page_of(case)
    appeal = OfficerAppealFactory(case=case, proceeding=row)
    with guard.writing("test"):
        row.findings.update(
            severity="misconduct",
            severity_name="Misconduct",
            first_severity_name="Gross misconduct",
            appeal=appeal,
        )
    assert "Proved: misconduct, on appeal. Proved before: gross misconduct" in page_of(
        case
    )


@pytest.mark.parametrize(
    ("verb", "label", "why"),
    [
        ("lodge-officer-appeal", "Record the officer", "An officer can appeal once"),
        ("name-panel-member", "Name a member of the panel", "No seat is free"),
        ("record-representation", "Record who represents", "Who represents an officer"),
        ("open-proceeding", "Open proceedings", "Nothing is left to open"),
    ],
)
def test_what_would_offer_no_choice_says_when_it_will(verb, label, why):
    case = whole_case(determined=True)
    page = page_of(case)
    assert f"<strong>{label}" in page
    assert why in page
    assert f"/{verb}/" not in page
    assert why in page_of(case, page=f"{verb}/")


@pytest.mark.parametrize(
    ("section", "verb"),
    [
        ("panel", "name-panel-member"),
        ("representation", "record-representation"),
    ],
)
def test_all_of_one_kind_say_no_less_of_what_can_be_begun(section, verb):
    case = whole_case(determined=True)
    ProceedingFactory(case=case, number=1)
    for page in ("proceedings/", f"proceedings/all/{section}/"):
        assert f"/{verb}/" in page_of(case, page=page), page


def test_an_appeal_is_offered_once_the_outcome_was_told():
    case = whole_case(determined=True)
    row = ProceedingFactory(case=case, number=1, told=True)
    ImposedSanctionFactory(case=case, number=1, proceeding=row)
    assert "/lodge-officer-appeal/" in page_of(case)
    assert "An officer can appeal once" not in page_of(
        case, page="lodge-officer-appeal/"
    )


def test_a_date_that_is_fixed_is_changed_on_its_own_page():
    case = whole_case(determined=True)
    row = ProceedingFactory(case=case, number=1, fixed=True)
    office = user_with_role("hearings-office", case.responsible_unit)
    with pytest.raises(WrongState, match="has its date, 10 November 2026") as refused:
        check_part_verb("fix-sitting", case, row, by=office)
    assert "Change the date" in refused.value.what_next


@pytest.mark.parametrize(("code", "refused"), [("gross", 1), ("misconduct", 0)])
def test_the_gravest_breach_could_lead_to_dismissal(code, refused):
    _, problems = rules.assessed_as(law.load(), code, [date(2026, 9, 1)], False)
    assert len(problems) == refused


def test_proceedings_are_offered_to_open_until_the_last_is_opened():
    told = Told()
    ruled(told)
    told.case.refresh_from_db()
    with guard.writing("test"):
        told.case.awaits = [str(Permission.CASE_ARRANGE_HEARING)]
        told.case.save(update_fields=["awaits"])
    assert "/open-proceeding/" in page_of(told.case)
    open_it(told, "hearings-office", "conduct-2008.hearing.gross")
    shown = page_of(told.case)
    assert "/open-proceeding/" not in shown
    assert "Nothing is left to open" in shown


def test_the_main_step_is_no_link_to_the_page_that_one_is_on():
    told = Told()
    ruled(told)
    open_it(told, "hearings-office", "conduct-2008.hearing.gross")
    assert "Arrange proceedings" in page_of(told.case, page="")
    assert "Arrange proceedings" not in page_of(told.case)
