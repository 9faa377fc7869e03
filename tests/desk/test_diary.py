"""The diary: whose dates come next, seen by whom, page by page."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.models.cases import FAR_FUTURE
from complaints.models import Case
from desk.diary import LATE, LATER, TODAY, WEEK
from pages.refusals import BadInput
from pages.words import weekday
from tests.desk.reading import text
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    CaseFactory,
    CaseTaskFactory,
    ClockFactory,
    ConflictFactory,
)
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
LINE = re.compile(r'app-tasks__item">.*?</li>', re.DOTALL)
BUDGET = 15


def day(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def unit():
    return UnitFactory(kind="borough")


@pytest.fixture
def handler(unit):
    return user_with_role("local-manager", unit)


def clock(unit, owner, due_on, **fields):
    case = fields.pop("case", None) or CaseFactory(
        responsible_unit=unit, handler=owner, investigating=True
    )
    fields.setdefault("starts_on", min(due_on, case.received_on))
    return ClockFactory(case=case, owner=owner, due_on=due_on, **fields)


def references(page):
    return re.findall(r">(PC/\d+/\d+)</a>", text(page))


def test_ones_own_dates_by_when_they_are(visit, unit, handler):
    sunday = day(6 - timezone.localdate().weekday())
    later = clock(unit, handler, sunday + timedelta(days=1))
    now = clock(unit, handler, day(0))
    late = clock(unit, handler, day(-1))
    task = CaseTaskFactory(case=late.case, owner=handler, due_on=day(0), what="Ring.")

    page = visit(handler, "/diary/")

    assert references(page) == [
        late.case.reference,
        now.case.reference,
        task.case.reference,  # of a day, limits stand first
        later.case.reference,
    ]
    shown = text(page)
    assert [shown.index(f">{name}<") for name in (LATE, TODAY, LATER)] == sorted(
        shown.index(f">{name}<") for name in (LATE, TODAY, LATER)
    )
    assert "Completion of the case" in shown
    assert "Ring." in shown
    assert ">Late by" in shown or ">Late<" in shown
    assert ">Today<" in shown.split("app-tasks", 1)[1]
    for due_on in (late.due_on, later.due_on):
        assert shown.count(weekday(due_on)) == 1


@pytest.mark.parametrize(
    ("role", "leads"), [("hearings-office", True), ("system-administrator", False)]
)
def test_it_leads_to_the_calendar_whoever_sees_it(visit, role, leads):
    page = text(visit(user_with_role(role), "/diary/"))
    assert ('href="/complaints/hearings/"' in page) == leads


def test_of_a_unit_it_leads_to_the_calendar_of_the_unit(visit, unit):
    head = user_with_role("champion", unit)
    page = text(visit(head, f"/diary/?unit={unit.code}"))
    assert f'href="/complaints/hearings/?unit={unit.code}"' in page


def test_this_week_ends_on_sunday(visit, unit, handler):
    today = timezone.localdate().weekday()
    clock(unit, handler, day(1))
    page = text(visit(handler, "/diary/"))
    assert (f">{WEEK}<" in page) == (today < 6)
    assert (f">{LATER}<" in page) == (today == 6)


@pytest.mark.parametrize(
    "fields",
    [
        {"done": True},
        {"due_on": date.fromisoformat(FAR_FUTURE), "stopped_on": date(2026, 9, 2)},
        {"code": "appeal", "due_on": date(2026, 9, 2)},  # time that has passed
    ],
)
def test_what_is_done_stands_still_or_has_passed_is_not_due(
    visit, unit, handler, fields
):
    clock(unit, handler, **{"due_on": day(1)} | fields)
    assert "Nothing is due with you." in text(visit(handler, "/diary/"))


def test_only_a_diary_with_dates_offers_rows_per_page(visit, unit, handler):
    assert "Rows per page" not in text(visit(handler, "/diary/"))
    clock(unit, handler, day(1))
    assert "Rows per page" in text(visit(handler, "/diary/"))


def test_a_unit_shows_everybodys_with_their_names(visit, unit, handler):
    clock(unit, handler, day(1))
    clock(unit, None, day(2))
    clock(UnitFactory(kind="borough"), None, day(1))
    champion = user_with_role("champion", unit)

    page = visit(champion, "/diary/", unit=unit.code)

    assert len(references(page)) == 2
    assert handler.name in text(page)
    assert "nobody by name" in text(page)


def test_one_person_of_a_unit_or_nobody(visit, unit, handler):
    theirs, nobodys = clock(unit, handler, day(1)), clock(unit, None, day(2))
    task = CaseTaskFactory(case=nobodys.case, owner=handler, due_on=day(3))
    champion = user_with_role("champion", unit)

    page = visit(champion, "/diary/", unit=unit.code, person=handler.email)
    assert references(page) == [theirs.case.reference, task.case.reference]
    page = visit(champion, "/diary/", unit=unit.code, person="nobody")
    assert references(page) == [nobodys.case.reference]


def test_kinds_of_dates(visit, unit, handler):
    limit = clock(unit, handler, day(1))
    update = clock(unit, handler, day(2), code="update")
    task = CaseTaskFactory(case=limit.case, owner=handler, due_on=day(3))

    found = {
        kind: references(visit(handler, "/diary/", kind=kind))
        for kind in ("deadlines", "updates", "tasks")
    }

    assert found == {
        "deadlines": [limit.case.reference],
        "updates": [update.case.reference],
        "tasks": [task.case.reference],
    }


def test_nobody_reads_of_a_case_they_may_not_see(visit, unit, handler):
    barred = clock(unit, handler, day(1))
    ConflictFactory(case=barred.case, user=handler)
    elsewhere = clock(UnitFactory(kind="borough"), handler, day(1))
    CaseTaskFactory(case=elsewhere.case, owner=handler, due_on=day(1))
    secret = clock(unit, None, day(1))
    restricted = CaseFactory(responsible_unit=unit, investigating=True, restricted=True)
    clock(unit, None, day(1), case=restricted)
    champion = user_with_role("champion", unit)

    assert references(visit(handler, "/diary/")) == []
    shown = references(visit(champion, "/diary/", unit=unit.code))
    assert restricted.reference not in shown
    assert secret.case.reference in shown


def test_a_member_of_the_authority_reads_no_state_of_a_case(visit, unit):
    member = user_with_role("mpa-member")
    clock(unit, member, day(1))
    assert references(visit(member, "/diary/")) == []


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"unit": "NOWHERE"}, "This unit is not one whose cases you allocate."),
        ({"kind": "wishes"}, "A diary has no dates of this kind."),
        ({"person": "a@b.uk"}, "Choose a unit, and then a person in it."),
        ({"cursor": "forged"}, "This page of the diary can no longer be found."),
        ({"per_page": "7"}, "A page of a list has 25, 50 or 100 rows."),
    ],
)
def test_what_it_refuses(visit, unit, params, sentence):
    page = visit(user_with_role("champion", unit), "/diary/", **params)
    assert page.status_code == BadInput.status
    assert sentence in unescape(text(page))


def test_who_is_not_there_is_not_found(visit, unit):
    page = visit(
        user_with_role("champion", unit), "/diary/", unit=unit.code, person="a@b.uk"
    )
    assert "Nobody in this unit is called that." in text(page)


def test_nor_is_who_has_dates_in_what_is_restricted(visit, unit):
    elsewhere = user_with_role("investigator", UnitFactory(team=True))
    row = clock(unit, elsewhere, day(1))
    champion = user_with_role("champion", unit)

    def asked():
        given = {"unit": unit.code, "person": elsewhere.email}
        return visit(champion, "/diary/", **given).status_code

    assert asked() == 200
    Case.objects.filter(pk=row.case_id).update(confidentiality="restricted")
    assert asked() == BadInput.status


def test_nor_is_who_has_an_account_and_nothing_there(visit, unit):
    stranger = user_with_role("investigator")
    champion = user_with_role("champion", unit)
    asked = {"unit": unit.code, "person": stranger.email}
    page = visit(champion, "/diary/", **asked)
    assert page.status_code == BadInput.status
    ClockFactory(case=CaseFactory(responsible_unit=unit), owner=stranger)
    assert visit(champion, "/diary/", **asked).status_code == 200


def test_who_supervises_nobody_sees_no_unit(visit, unit, handler):
    page = visit(handler, "/diary/", unit=unit.code)
    assert page.status_code == 403
    assert "Your role does not allocate cases anywhere." in text(page)


def test_who_heads_the_directorate_is_shown_every_unit(visit, unit, handler):
    row = clock(unit, handler, day(1))
    page = visit(user_with_role("director"), "/diary/", unit=unit.code)
    assert references(page) == [row.case.reference]
    assert "Diary" in text(visit(user_with_role("command"), "/"))


def next_of(page, rel):
    found = re.search(rf'href="([^"]*)" rel="{rel}"', text(page))
    return unescape(found[1]) if found else ""


def test_pages_on_and_back_miss_nothing_and_repeat_nothing(visit, unit, handler):
    """Several limits and tasks of each day, so that pages break within a day."""
    case = CaseFactory(responsible_unit=unit, handler=handler, investigating=True)
    for number in range(40):
        clock(unit, handler, day(number // 6), case=case, of=f"subject {number}")
        CaseTaskFactory(case=case, owner=handler, due_on=day(number // 6))
    seen, url = [], "/diary/"
    while url:
        page = visit(handler, url)
        seen.append(LINE.findall(text(page)))
        url = next_of(page, "next") and f"/diary/{next_of(page, 'next')}"
    assert [len(lines) for lines in seen] == [25, 25, 25, 5]

    back = []
    url = f"/diary/{next_of(page, 'prev')}"
    while url:
        page = visit(handler, url)
        back.append(LINE.findall(text(page)))
        url = next_of(page, "prev") and f"/diary/{next_of(page, 'prev')}"
    assert back[::-1] == seen[:-1]
    assert text(page).count("subject") >= 12


@pytest.mark.parametrize("role", ["local-manager", "champion", "team-inspector"])
def test_it_asks_no_more_for_many_dates_than_for_one(client, unit, role):
    user = user_with_role(role, unit)
    client.force_login(user)
    path = "/diary/"
    if role != "local-manager":
        path += f"?unit={unit.code}"

    def asked():
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    clock(unit, user, day(1))
    few = asked()
    for number in range(30):
        row = clock(unit, user, day(number))
        CaseTaskFactory(case=row.case, owner=user, due_on=day(number))

    assert asked() == few <= BUDGET


def test_home_and_the_workload_lead_to_it(visit, unit, handler):
    CaseFactory(responsible_unit=unit, handler=handler, investigating=True)
    champion = user_with_role("champion", unit)
    assert 'href="/diary/"' in text(visit(champion, "/"))
    link = f"/diary/?unit={unit.code}&amp;person={handler.email.replace('@', '%40')}"
    assert link in text(visit(champion, "/workload/"))
