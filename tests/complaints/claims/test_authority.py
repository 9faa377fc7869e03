"""Claims: who may let them be settled, and up to how much."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.models import Entry
from complaints import actions
from complaints.actions.claims import RANKS, limits_on
from complaints.models import SettlementLimit
from complaints.rules import Limit, limit_of, lowest_for
from pages.refusals import BadInput
from tests.complaints.claims.acting import DAY, do
from tests.factories.accounts import user_with_role
from tests.factories.claims import ClaimFactory, user_of_rank

LIMITS = [
    Limit("superintendent", Decimal(30_000)),
    Limit("commander", Decimal(100_000)),
    Limit("deputy_assistant_commissioner", None),
]


class TestAuthorityRule:
    @pytest.mark.parametrize(
        ("rank", "most"),
        [
            ("chief_inspector", None),
            ("superintendent", 30_000),
            ("chief_superintendent", 30_000),
            ("commander", 100_000),
        ],
    )
    def test_of_each_rank(self, rank, most):
        limit = limit_of(LIMITS, rank, RANKS)
        assert (limit and limit.amount) == (most and Decimal(most))
        if limit:
            assert limit.covers(limit.amount)
            assert not limit.covers(limit.amount + Decimal("0.01"))

    @given(
        st.sampled_from(RANKS),
        st.decimals(min_value=0, max_value=10**8, places=2),
    )
    def test_a_higher_rank_may_whatever_a_lower_one_may(self, rank, amount):
        own = limit_of(LIMITS, rank, RANKS)
        may = own is not None and own.covers(amount)
        lowest = lowest_for(LIMITS, amount, RANKS)
        assert may == (RANKS.index(rank) >= RANKS.index(lowest))

    @pytest.mark.parametrize("rank", ["staff", "pcso", "unknown"])
    def test_who_has_no_such_rank_may_nothing(self, rank):
        assert limit_of(LIMITS, rank, RANKS) is None

    def test_where_no_limit_is_in_force_nobody_may(self):
        assert lowest_for([], Decimal(1), RANKS) is None


@pytest.mark.django_db
class TestAuthorising:
    def authorise(self, rank, amount, **fields):
        claim = ClaimFactory(**fields)
        by = user_of_rank(rank, "director") if rank else user_with_role("director")
        told = {"amount": Decimal(amount), "reasons": "Counsel advises it."}
        return do(actions.authorise_claim, claim, by, **told)

    @pytest.mark.parametrize(
        ("rank", "amount"),
        [
            ("superintendent", "30000"),
            ("commander", "100000"),
            ("deputy_assistant_commissioner", "100000.01"),
            ("commissioner", "5000000"),
        ],
    )
    def test_up_to_the_limit_of_the_rank(self, rank, amount):
        claim = self.authorise(rank, amount)
        assert (claim.status, claim.authorised) == ("authorised", Decimal(amount))
        kept = claim.authorities.get()
        assert (kept.rank, kept.amount) == (rank, Decimal(amount))

    @pytest.mark.parametrize(
        ("rank", "amount", "said"),
        [
            (
                "superintendent",
                "30000.01",
                "Your rank authorises settlements up to £30,000. A Commander or "
                "somebody above may authorise it.",
            ),
            (
                "commander",
                "100001",
                "Your rank authorises settlements up to £100,000. A Deputy Assistant "
                "Commissioner or somebody above may authorise it.",
            ),
            (
                "inspector",
                "100",
                "The rank of Inspector authorises no settlement. A Superintendent or "
                "somebody above may authorise it.",
            ),
            (
                None,
                "100",
                "Your account does not say your rank, so it authorises no settlement. "
                "A Superintendent or somebody above may authorise it.",
            ),
        ],
    )
    def test_above_it_is_refused_in_a_sentence(self, rank, amount, said):
        with pytest.raises(BadInput) as refused:
            self.authorise(rank, amount)
        assert (refused.value.sentence, refused.value.field) == (said, "amount")
        entry = Entry.objects.get(event="claim.authorise")
        assert (entry.outcome, entry.sentence) == ("refused", said)

    def test_nobody_may_where_no_limit_is_in_force(self):
        SettlementLimit.objects.all().delete()
        with pytest.raises(BadInput, match="No rank may authorise it today"):
            self.authorise("commissioner", "100")

    def test_the_limits_are_those_of_the_day(self):
        assert limits_on(date(2003, 4, 27)) == []
        assert sorted(limits_on(DAY), key=lambda one: one.rank) == sorted(
            LIMITS, key=lambda one: one.rank
        )

    def test_an_inquest_is_never_settled(self):
        with pytest.raises(BadInput, match="never settled"):
            self.authorise("commander", "100", kind="inquest")
