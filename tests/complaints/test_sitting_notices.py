"""What the page of proceedings warns of once a date is fixed."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from complaints.models import Proceeding
from complaints.permissions import check_part_verb
from pages.refusals import WrongState
from tests.complaints.hearing import Told
from tests.complaints.sending import day, send, signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import ClockFactory, whole_case
from tests.factories.organisation import MemberFactory
from tests.factories.proceedings import (
    PanelMemberFactory,
    ProceedingFactory,
    full_panel,
)

pytestmark = pytest.mark.django_db
OFFICE = "hearings-office"


def soon():
    return timezone.localdate() + timedelta(days=1)


def fixed(panel=True, **fields):
    case = whole_case(determined=True)
    given = {"sits_on": soon()} | fields
    row = ProceedingFactory(case=case, number=1, fixed=True, **given)
    if panel:
        full_panel(row)
    return row


def page_of(row, reader=None):
    reader = reader or user_with_role(OFFICE)
    address = f"{row.case.get_absolute_url()}proceedings/"
    return signed_in(reader).get(address).content.decode()


def test_a_room_that_is_taken_is_said_where_the_date_is_fixed():
    fixed(place="Room 9")
    told = Told()
    row = ProceedingFactory(case=told.case, number=1, supplied_documents=True)
    client = signed_in(told.by(OFFICE))
    address = f"{told.case.get_absolute_url()}fix-sitting/{row.number}/"
    told.case.refresh_from_db()
    text = "It is held on [when it is held] at this place: [where it is held]."
    given = {"sits_at": "10:30", "place": "room 9", "text": text}
    today = timezone.localdate()
    dates = day("sits_on", soon()) | day("fixed_on", today) | day("served_on", today)
    answer = send(
        client,
        address,
        version=told.case.version,
        served_how="hand",
        **given,
        **dates,
    )
    assert answer.status_code == 302
    shown = client.get(answer["Location"]).content.decode()
    assert "clashes with another sitting. The room is taken at that time." in shown


def test_a_free_room_and_a_full_panel_warn_of_nothing():
    fixed(place="Room 9")
    row = fixed(place="Room 8")
    fixed(place="Room 8", sits_at=time(14))
    shown = page_of(row)
    assert "clashes" not in shown
    assert "not ready" not in shown


def test_who_sits_elsewhere_that_day_clashes():
    member = MemberFactory(rank="commander")
    row, other = fixed(panel=False), fixed(panel=False, place="Room 2")
    for each in (row, other):
        PanelMemberFactory(case=each.case, proceeding=each, number=1, member=member)
    assert "sits elsewhere that day." in page_of(row)


@pytest.mark.parametrize(("days", "warns"), [(-1, False), (0, True), (9, True)])
def test_an_officer_who_may_still_answer_is_told_of(days, warns):
    row = fixed()
    due_on = row.sits_on + timedelta(days=days)
    ClockFactory(case=row.case, code="statement", due_on=due_on, of=row.name)
    assert ("the officer may answer until" in page_of(row)) == warns


def test_findings_wait_for_a_panel_and_the_page_says_so():
    row = fixed(panel=False)
    office = user_with_role(OFFICE, row.case.responsible_unit)
    shown = page_of(row, office)
    assert "is not ready: nobody is named yet as" in shown
    assert "/record-findings/" not in shown
    with pytest.raises(WrongState, match="nobody is named as"):
        check_part_verb("record-findings", row.case, row, by=office)
    full_panel(row)
    row = Proceeding.objects.get(pk=row.pk)
    shown = page_of(row, office)
    assert "is not ready" not in shown
    assert "/record-findings/" in shown


def test_a_time_stands_in_its_field_as_its_hint_writes_it():
    row = fixed()
    office = user_with_role(OFFICE, row.case.responsible_unit)
    address = f"{row.case.get_absolute_url()}postpone-sitting/1/"
    shown = signed_in(office).get(address).content.decode()
    assert 'value="10:30"' in shown
    assert "10:30:00" not in shown


@pytest.mark.parametrize(
    ("status", "words"),
    [("investigating", "under investigation"), ("determined", "determined")],
)
def test_the_log_says_in_which_state_a_case_lacks_its_reasons(status, words):
    case = whole_case(**{status: True})
    reader = user_with_role("cst-officer")
    shown = signed_in(reader).get(f"{case.get_absolute_url()}logs/").content.decode()
    assert f"The case is {words}, and has" in shown
