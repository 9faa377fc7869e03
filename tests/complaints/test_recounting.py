"""A bank holiday that is added moves the dates it stands in, once, and says so."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.reference import actions as reference
from accounts.reference.registry import get
from audit import trail
from casework import deadlines, guard, jobs
from casework.models import BankHoliday, Job
from complaints.actions.recounting import Day, recount
from complaints.models import CaseClock, ClockStop
from tests.complaints.verbs import NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, ClockFactory

pytestmark = pytest.mark.django_db
# A Monday to the Monday a fortnight later: ten working days.
START, DUE, MOVED = date(2026, 10, 5), date(2026, 10, 19), date(2026, 10, 20)
DAY = date(2026, 10, 14)


def received(on=START, **fields):
    """A case that waits to be recorded, with its clock."""
    unknown = {"next_due": "recording", "next_due_on": clocks_due("recording", on)}
    return CaseFactory(received_on=on, **unknown | fields)


def clocks_due(code, on):
    return deadlines.load().deadline(code, starts_on=on, rule_on=on).due_on


def add_holiday(day=DAY):
    by = user_with_role("system-administrator")
    values = {"on_date": day, "title": "Jubilee", "source": "Proclaimed"}
    return reference.add(get(BankHoliday), values, by=by)


def run_jobs():
    """Everything asked for, whenever it is due."""
    later = timezone.now() + timedelta(hours=1)
    asked = Job.objects.filter(kind="recompute-deadlines").order_by("pk")
    return [jobs.run(row.pk, clock=lambda: later) for row in asked]


def test_a_holiday_moves_what_runs_over_it_and_the_trail_says_so():
    case = received()
    add_holiday()

    assert run_jobs() == ["done", "done"]

    case.refresh_from_db()
    row = case.clocks.get()
    assert (row.due_on, row.first_due_on) == (MOVED, DUE)
    assert (case.next_due, case.next_due_on) == ("recording", MOVED)
    (entry,) = trail.history_of(case.trail_subject)
    assert entry.event == "case.move-deadline"
    assert entry.reason == (
        "The bank holidays have changed: Jubilee, Wednesday 14 October 2026."
    )
    assert entry.changes == {
        "Recording decision due": [DUE.isoformat(), MOVED.isoformat()]
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_on": DAY},  # the first day counted is the day after
        {"starts_on": START - timedelta(days=60), "due_on": DAY - timedelta(days=1)},
        {"code": "update", "due_on": START + timedelta(days=28)},  # counts every day
        {"ended": "done", "done_on": DAY},
    ],
)
def test_what_does_not_run_over_it_stays(fields):
    case = CaseFactory(received_on=START)
    shown = {"code": "recording", "starts_on": START, "due_on": DUE} | fields
    if shown["starts_on"] == DAY:
        shown["due_on"] = clocks_due("recording", DAY)
    row = ClockFactory(case=case, **shown)

    BankHoliday.objects.create(on_date=DAY, title="Jubilee")
    moved = recount([Day(DAY, "Jubilee")], at=NOW, key="one")

    assert moved == 0
    row.refresh_from_db()
    assert row.due_on == shown["due_on"]
    assert list(trail.history_of(case.trail_subject)) == []


def test_an_extension_keeps_its_length():
    """By three working days, of which one has become a holiday."""
    row = ClockFactory(
        case=CaseFactory(received_on=START),
        code="recording",
        starts_on=START,
        due_on=date(2026, 10, 22),
        extended=3,
    )
    BankHoliday.objects.create(on_date=date(2026, 10, 21), title="Jubilee")

    recount([Day(date(2026, 10, 21), "Jubilee")], at=NOW, key="one")

    row.refresh_from_db()
    assert (row.due_on, row.extended) == (date(2026, 10, 23), 3)


def test_time_that_did_not_count_still_does_not():
    """Stopped for a week, in which the new holiday lies: nothing moves."""
    case = CaseFactory(received_on=START)
    with guard.writing("test"):
        ClockStop.objects.create(
            case=case, from_on=date(2026, 10, 12), to_on=date(2026, 10, 19)
        )
    row = ClockFactory(
        case=case, code="determine", starts_on=START, due_on=date(2026, 10, 26)
    )
    BankHoliday.objects.create(on_date=DAY, title="Jubilee")

    recount([Day(DAY, "Jubilee")], at=NOW, key="one")

    row.refresh_from_db()
    assert row.due_on == date(2026, 10, 26)


def test_the_owner_is_told_once_however_many_moved_and_however_often_it_ran():
    owner = user_with_role("investigator")
    for _ in range(3):
        case = CaseFactory(received_on=START, handler=owner)
        ClockFactory(
            case=case, code="notify", starts_on=DAY - timedelta(days=1), owner=owner,
            due_on=date(2026, 10, 20),
        )  # fmt: skip
    add_holiday()

    run_jobs()
    moved_again = recount([Day(DAY, "Jubilee")], at=NOW, key="again")

    assert moved_again == 0
    told = owner.notifications.get()
    assert told.sentence == "A change of the bank holidays moved dates in your diary."
    assert set(CaseClock.objects.values_list("due_on", flat=True)) == {
        date(2026, 10, 21)
    }


def test_a_holiday_over_which_nothing_runs_asks_for_no_work():
    received()
    add_holiday(date(2029, 10, 3))
    assert not Job.objects.filter(kind="recompute-deadlines").exists()


def test_another_title_asks_for_no_work():
    received(on=date(2026, 12, 21))
    holiday = BankHoliday.objects.get(on_date=date(2026, 12, 25))
    by = user_with_role("system-administrator")
    reference.change(get(BankHoliday), holiday, {"title": "Xmas"}, by=by)
    assert not Job.objects.filter(kind="recompute-deadlines").exists()


def test_a_holiday_put_on_another_day_moves_what_runs_over_both():
    received(on=date(2026, 12, 14))
    holiday = BankHoliday.objects.get(on_date=date(2026, 12, 25))
    by = user_with_role("system-administrator")
    reference.change(get(BankHoliday), holiday, {"on_date": date(2026, 12, 16)}, by=by)
    job = Job.objects.filter(kind="recompute-deadlines").order_by("pk").first()
    assert [day for day, _ in job.arguments["days"]] == ["2026-12-16", "2026-12-25"]
