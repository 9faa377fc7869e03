"""Claims: how they end, what is kept of them, and in what order their dates are."""

from datetime import date
from decimal import Decimal

import pytest

from complaints import actions
from complaints.rules import check_claim_dates
from pages.refusals import BadInput, WrongState
from tests.complaints.claims.acting import DAY, do
from tests.factories.claims import ClaimFactory


@pytest.mark.django_db
class TestEnding:
    SETTLED = {"contested": False, "concluded_on": DAY}

    def test_settled_within_what_was_authorised(self, officer):
        claim = ClaimFactory(authorised_to=True)
        with pytest.raises(BadInput, match="No more than £20,000 was authorised"):
            do(
                actions.settle_claim,
                claim,
                officer,
                paid=Decimal("20000.01"),
                **self.SETTLED,
            )
        claim = do(
            actions.settle_claim,
            claim,
            officer,
            paid=Decimal(20_000),
            costs=Decimal(800),
            **self.SETTLED,
        )
        assert (claim.outcome, claim.contested) == ("settled", False)

    def test_what_nobody_authorised_is_not_settled(self, officer):
        with pytest.raises(WrongState):
            do(actions.settle_claim, ClaimFactory(), officer, paid=1, **self.SETTLED)

    @pytest.mark.parametrize("contested", [True, False])
    @pytest.mark.parametrize("outcome", ["won", "lost", "withdrawn"])
    def test_contested_is_apart_from_how_it_ended(self, officer, outcome, contested):
        claim = do(
            actions.conclude_claim,
            ClaimFactory(),
            officer,
            outcome=outcome,
            contested=contested,
            concluded_on=DAY,
        )
        assert (claim.outcome, claim.contested) == (outcome, contested)

    @pytest.mark.parametrize(
        ("kind", "told", "field"),
        [
            ("civil_action", {"outcome": "settled", "contested": True}, "outcome"),
            ("civil_action", {"outcome": "concluded", "contested": True}, "outcome"),
            ("civil_action", {"outcome": "lost"}, "contested"),
            (
                "civil_action",
                {"outcome": "won", "contested": True, "paid": Decimal(1)},
                "paid",
            ),
            ("inquest", {"outcome": "won"}, "outcome"),
            ("inquest", {"outcome": "concluded"}, "conclusion"),
        ],
    )
    def test_what_does_not_end_it(self, officer, kind, told, field):
        claim = ClaimFactory(kind=kind)
        with pytest.raises(BadInput) as refused:
            do(actions.conclude_claim, claim, officer, concluded_on=DAY, **told)
        assert refused.value.field == field

    def test_an_inquest_with_its_conclusion(self, officer):
        claim = do(
            actions.conclude_claim,
            ClaimFactory(kind="inquest"),
            officer,
            outcome="concluded",
            concluded_on=DAY,
            conclusion="Accidental death.",
        )
        assert claim.contested is None

    @pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 12, 1)])
    def test_neither_before_its_receipt_nor_ahead(self, officer, day):
        with pytest.raises(BadInput) as refused:
            do(
                actions.conclude_claim,
                ClaimFactory(),
                officer,
                outcome="won",
                contested=True,
                concluded_on=day,
            )
        assert refused.value.field == "concluded_on"

    def test_reopened_it_is_to_be_authorised_anew(self, officer):
        claim = ClaimFactory(concluded=True, authorised=Decimal(9_000))
        claim = do(actions.reopen_claim, claim, officer, reason="Leave to appeal.")
        assert (claim.outcome, claim.concluded_on, claim.authorised) == ("", None, None)

    def test_reserves_and_lessons_are_kept(self, officer):
        claim = ClaimFactory()
        for amount in (Decimal(500), Decimal("12500.50")):
            told = {"amount": amount, "reasons": "Counsel."}
            do(actions.reserve_claim, claim, officer, **told)
            do(actions.flag_lesson_of_claim, claim, officer, text=f"Lesson {amount}")
        claim.refresh_from_db()
        assert claim.reserve == Decimal("12500.50")
        kept = claim.reserves.order_by("number").values_list("number", "amount")
        assert list(kept) == [(1, Decimal(500)), (2, Decimal("12500.50"))]
        assert claim.lessons.count() == 2


class TestDates:
    USUAL = {
        "received_on": DAY,
        "incident_on": date(2026, 1, 2),
        "issued_on": date(2026, 9, 1),
        "hearing_on": date(2027, 5, 4),
        "today": date(2026, 11, 22),
    }

    def test_a_hearing_may_lie_ahead(self):
        assert check_claim_dates(**self.USUAL) == []

    @pytest.mark.parametrize(
        ("changed", "fields"),
        [
            ({"received_on": date(2026, 11, 23)}, ["received_on"]),
            ({"issued_on": date(2026, 11, 23)}, ["issued_on"]),
            ({"incident_on": date(2026, 9, 5)}, ["issued_on"]),
            ({"incident_on": date(2026, 9, 9)}, ["received_on", "issued_on"]),
            ({"hearing_on": date(2026, 8, 31)}, ["hearing_on"]),
            ({"hearing_on": date(2026, 1, 1)}, ["hearing_on", "hearing_on"]),
        ],
    )
    def test_are_in_order(self, changed, fields):
        problems = check_claim_dates(**self.USUAL | changed)
        assert [each.field for each in problems] == fields
