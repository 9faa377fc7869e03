"""Reference data kept in memory is never older than the request that reads it."""

import re
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from accounts.backends import AccountBackend
from accounts.models import User
from casework import deadlines
from casework.models import BankHoliday, DeadlineRule
from complaints.filters import choices
from complaints.filters.choices import choices_for
from complaints.models import Category, Result, Tag, law
from organisation import stamps
from organisation.models import AccreditationKind, Unit
from tests.factories.accounts import user_with_role
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
WATCHED = [
    *(BankHoliday, DeadlineRule, Category, Result, Tag, Unit, AccreditationKind),
    *(law.Regime, law.Severity, law.Forum, law.ForumRoute, law.Sanction),
    law.HandlingRoute,
    *(law.ForumSanction, law.Seat, law.Ground, law.LetterText, law.CategoryReferral),
]


def of_session(user):
    return AccountBackend().get_user(user.pk)


def touch(table):
    table.objects.update(id=F("id"))


def request_of(user, rf):
    request = rf.get("/")
    request.user = of_session(user)
    return request


@pytest.mark.parametrize("table", WATCHED, ids=lambda model: model.__name__)
def test_a_change_of_a_watched_table_sets_it_anew(table):
    before = stamps.current()

    touch(table)
    after = stamps.current()
    touch(User)

    assert before != after == stamps.current()


def test_all_that_is_kept_is_watched(rf):
    user = user_with_role("cst-officer")
    touch(Unit)
    with CaptureQueriesContext(connection) as asked:
        request = request_of(user, rf)
        deadlines.of_request(request)
        law.of_request(request)
        choices_for(request.user)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgfoid ="
            " 'organisation_restamp'::regproc"
        )
        watched = {table for (table,) in cursor.fetchall()}

    said = " ".join(each["sql"] for each in asked.captured_queries[1:])
    read = re.findall(r'(?:FROM|JOIN) "?(\w+_\w+)', said)
    assert {*read} - {"organisation_stamp", "accounts_posting"} == watched
    assert watched == {table._meta.db_table for table in WATCHED}


def test_what_has_not_changed_is_read_once(rf, django_assert_num_queries):
    user = user_with_role("cst-officer")
    known = deadlines.of_request(request_of(user, rf))
    choices = choices_for(of_session(user))
    read = law.of_request(request_of(user, rf))
    request = request_of(user, rf)

    with django_assert_num_queries(0):
        assert deadlines.of_request(request) is known
        assert law.of_request(request) is law.of_request(request) is read
        assert choices_for(request.user) is choices
        assert known.rule("recording", on=date(2026, 3, 4))


def test_the_request_after_a_change_reads_it_anew(rf):
    user = user_with_role("cst-officer")
    strike, day = "Day of the strike", date(2030, 7, 1)
    deadlines.of_request(request_of(user, rf))
    choices_for(of_session(user))

    BankHoliday.objects.create(on_date=day, title=strike)
    unit = UnitFactory()

    assert deadlines.of_request(request_of(user, rf)).days.why_not(day) == strike
    offered = [
        pair for _, units in choices_for(of_session(user)).units() for pair in units
    ]
    assert (unit.code, unit.name) in offered


def test_what_was_rolled_back_is_not_kept(rf):
    user = user_with_role("cst-officer")
    day = date(2030, 7, 1)
    with pytest.raises(InterruptedError), transaction.atomic():
        BankHoliday.objects.create(on_date=day, title="Never agreed")
        assert not deadlines.of_request(request_of(user, rf)).days.is_working(day)
        raise InterruptedError

    assert deadlines.of_request(request_of(user, rf)).days.is_working(day)


def test_what_changes_while_it_is_read_is_not_kept():
    stamp, read = stamps.current(), []

    def load():
        read.append(len(read))
        touch(Unit)  # another process, between two of our queries
        return read[-1]

    assert stamps.kept("test", load, stamp=stamp) == 0
    assert stamps.kept("test", load, stamp=stamp) == 1


def test_one_who_read_the_stamp_before_a_change_spoils_nothing_for_the_next():
    unit = UnitFactory()
    choices_for(of_session(user_with_role("champion", UnitFactory())))
    earlier = of_session(user_with_role("champion", unit))
    Unit.objects.filter(pk=unit.pk).update(name="Renamed meanwhile")

    choices_for(earlier)

    offered = choices_for(of_session(user_with_role("champion", unit)))
    assert [name for _, name, _ in offered.of("unit")] == ["Renamed meanwhile"]


def test_without_a_stamp_nothing_is_kept():
    read = iter(range(5))

    assert [stamps.kept("bare", lambda: next(read), stamp=None) for _ in "ab"] == [0, 1]


def test_everybody_is_offered_their_own_units_only():
    mine, other = UnitFactory(), UnitFactory()
    first = of_session(user_with_role("champion", mine))
    second = of_session(user_with_role("champion", other))
    third = of_session(user_with_role("champion", mine))

    assert choices_for(first).of("unit") == choices_for(third).of("unit")
    assert [code for code, *_ in choices_for(first).of("unit")] == [mine.code]
    assert [code for code, *_ in choices_for(second).of("unit")] == [other.code]


def test_of_many_sets_of_own_units_so_many_are_kept(monkeypatch):
    monkeypatch.setattr(choices, "MOST_KEPT", 1)
    units = [UnitFactory() for _ in range(3)]
    stamp = stamps.current()
    for unit in units:
        offered = choices_for(of_session(user_with_role("champion", unit)))
        assert [code for code, *_ in offered.of("unit")] == [unit.code]
    assert stamps.current() == stamp
    known = stamps.kept("choices", choices._Known, stamp=stamp)
    assert len(known.choices) == 1
