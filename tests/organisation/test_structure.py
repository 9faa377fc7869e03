from datetime import date

import pytest

from organisation import structure
from tests.factories.organisation import MemberFactory, MemberPostingFactory

pytestmark = pytest.mark.django_db
DAY = date(2010, 6, 1)


class TestUnitOn:
    def test_the_posting_of_the_day(self):
        member = MemberFactory()
        first = MemberPostingFactory(member=member, to_on=date(2010, 5, 31))
        second = MemberPostingFactory(member=member, from_on=DAY)
        assert structure.unit_on(member, date(2010, 5, 31)) == first.unit
        assert structure.unit_on(member, DAY) == second.unit

    def test_the_later_of_two(self):
        member = MemberFactory()
        MemberPostingFactory(member=member)
        attached = MemberPostingFactory(member=member, from_on=DAY)
        assert structure.unit_on(member, DAY) == attached.unit

    def test_none_on_a_day_that_no_posting_covers(self):
        posting = MemberPostingFactory(from_on=DAY)
        assert structure.unit_on(posting.member, date(2009, 1, 1)) is None

    def test_without_postings_the_unit_on_the_row(self):
        member = MemberFactory()
        assert structure.unit_on(member, DAY) == member.unit


class TestRankOn:
    def test_that_of_the_posting_of_the_day(self):
        member = MemberFactory(rank="inspector")
        before = date(2010, 5, 31)
        MemberPostingFactory(member=member, rank="constable", to_on=before)
        MemberPostingFactory(member=member, rank="sergeant", from_on=DAY)
        assert structure.rank_on(member, before) == "constable"
        assert structure.rank_on(member, DAY) == "sergeant"

    def test_that_of_now_where_no_posting_of_the_day_says_one(self):
        member = MemberFactory(rank="inspector")
        assert structure.rank_on(member, DAY) == "inspector"
        MemberPostingFactory(member=member, rank="constable", from_on=DAY)
        assert structure.rank_on(member, date(2010, 5, 31)) == "inspector"
        MemberPostingFactory(member=member, rank="unknown", from_on=date(2010, 6, 2))
        assert structure.rank_on(member, date(2010, 6, 3)) == "constable"
