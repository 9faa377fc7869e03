"""Claims: who sees them, what they are linked to, and who may let them be settled."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import trail
from audit.models import Entry
from casework import trail_scope
from complaints import actions
from complaints.actions.claims import RANKS, limits_on
from complaints.models import Claim, SettlementLimit
from complaints.rules import Limit, check_claim_dates, limit_of, lowest_for
from organisation.models.members import Rank
from pages.refusals import BadInput, NotAllowed, WrongState
from tests.complaints.records.playing import NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.claims import (
    ClaimCaseFactory,
    ClaimFactory,
    ClaimPartyFactory,
    ClaimUnitFactory,
    user_of_rank,
)
from tests.factories.complaints import (
    CaseFactory,
    ConflictFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import BodyFactory, MemberFactory, UnitFactory

DAY = date(2026, 9, 8)
READERS = {"claims-officer", "command", "director", "pau-analyst", "review-officer"}


@pytest.fixture
def officer(db):
    return user_with_role("claims-officer")


def do(action, claim, by, **given_):
    claim.refresh_from_db()
    return action(record=claim, by=fresh(by), at=NOW, version=claim.version, **given_)


def seen_by(user):
    return set(Claim.objects.visible_to(fresh(user)))


@pytest.mark.django_db
class TestSight:
    @pytest.mark.parametrize("role", ["claims-officer", "command", "champion"])
    def test_by_the_table_of_roles(self, role):
        claim = ClaimFactory()
        assert (claim in seen_by(user_with_role(role))) == (role in READERS)

    def test_nobody_sees_a_claim_they_are_a_person_in(self):
        claim, other = ClaimFactory(), ClaimFactory()
        user = user_of_rank(Rank.COMMANDER, "director")
        ClaimPartyFactory(claim=claim, part="concerned", member=user.member, name="")
        assert seen_by(user) == {other}
        assert set(Claim.objects.barred_to(user)) == {claim}

    def test_nor_one_linked_to_a_case_they_are_barred_from(self, officer):
        subject = user_of_rank(Rank.SUPERINTENDENT)
        for user, bar in (
            (officer, lambda case: ConflictFactory(case=case, user=officer)),
            (subject, lambda case: SubjectFactory(case=case, member=subject.member)),
        ):
            claim = ClaimFactory()
            case = ClaimCaseFactory(claim=claim).case
            assert claim in seen_by(user)
            bar(case)
            assert claim not in seen_by(user)

    def test_nor_is_it_within_reach_of_a_verb(self, officer):
        claim = ClaimFactory()
        ConflictFactory(case=ClaimCaseFactory(claim=claim).case, user=officer)
        with pytest.raises(NotAllowed, match="no longer within your reach"):
            do(actions.flag_lesson_of_claim, claim, officer, text="None.")

    def test_nor_does_its_trail_tell_them(self):
        user = user_of_rank(Rank.COMMANDER, "director")
        claim = ClaimFactory()
        trail.consulted(claim, user_with_role("command"))
        assert trail_scope.visible_to(user).filter(subject_key=claim.reference)
        ClaimPartyFactory(claim=claim, part="witness", member=user.member, name="")
        seen = trail_scope.visible_to(fresh(user))
        assert not seen.filter(subject_key=claim.reference)


@pytest.mark.django_db
class TestEntering:
    def enter(self, officer, **told):
        facts = {
            "kind": "tribunal_case",
            "title": "Promotion refused",
            "claimed": "Compensation.",
            "received_on": DAY,
        }
        return actions.enter_claim(
            unit=UnitFactory(), by=fresh(officer), at=NOW, **facts | told
        )

    def test_with_whoever_claims_and_the_case_it_comes_from(self, officer):
        case, member = whole_case(investigating=True), MemberFactory()
        claim = self.enter(
            officer, claimant="Ada Field", case=case, member=member, grounds=["race"]
        )
        assert claim.reference == "CA/00001/26"
        assert [each.case for each in claim.cases.all()] == [case]
        parties = [(each.part, each.who) for each in claim.parties.order_by("number")]
        assert parties == [("claimant", "Ada Field"), ("concerned", str(member))]
        changes = trail.history_of(claim)[0].changes
        assert changes["link"] == [None, case.reference]
        assert changes["claimant added"] == [None, "Ada Field"]

    def test_a_case_out_of_sight_is_not_linked(self, officer):
        case = CaseFactory(restricted=True)
        with pytest.raises(NotAllowed):
            self.enter(officer, case=case)
        assert not Claim.objects.exists()

    def test_a_ground_of_another_kind_is_refused(self, officer):
        with pytest.raises(BadInput, match="malfeasance") as refused:
            self.enter(officer, grounds=["malfeasance"])
        assert refused.value.field == "grounds"

    def test_an_inquest_has_a_coroner(self, officer):
        with pytest.raises(BadInput, match="Choose the coroner"):
            self.enter(officer, kind="inquest")
        assert self.enter(officer, kind="inquest", body=BodyFactory(kind="coroner"))

    def test_an_injury_that_is_not_given_stays(self, officer):
        claim = self.enter(officer, injury="A broken wrist.")
        told = {"title": "Other words", "claimed": "More.", "received_on": DAY}
        do(actions.amend_claim, claim, officer, **told)
        claim.refresh_from_db()
        assert (claim.title, claim.injury) == ("Other words", "A broken wrist.")


@pytest.mark.django_db
class TestLinks:
    def test_each_once(self, officer):
        claim, unit, case = ClaimFactory(), UnitFactory(), CaseFactory()
        person = whole_case().complainants.get().person
        for told in (
            {"linked_unit": unit},
            {"case": case},
            {"part": "claimant", "person": person},
        ):
            do(actions.link_claim, claim, officer, **told)
            with pytest.raises(BadInput, match="already"):
                do(actions.link_claim, claim, officer, **told)
        assert claim.units.get().unit == unit
        assert claim.cases.get().case == case
        assert claim.parties.get().who == str(person)

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            ({}, "Say which case"),
            ({"part": "witness"}, "one of them"),
            ({"part": "witness", "name": "A", "member": MemberFactory}, "one of them"),
        ],
    )
    def test_what_is_no_link(self, officer, told, said):
        told = {key: each() if callable(each) else each for key, each in told.items()}
        with pytest.raises(BadInput, match=said):
            do(actions.link_claim, ClaimFactory(), officer, **told)

    def test_is_taken_off_with_a_reason(self, officer):
        claim = ClaimFactory()
        rows = [
            ClaimUnitFactory(claim=claim),
            ClaimCaseFactory(claim=claim),
            ClaimPartyFactory(claim=claim),
            ClaimPartyFactory(claim=claim, name="B. Example"),
        ]
        do(actions.unlink_claim, claim, officer, rows=rows, reason="Another claim's.")
        assert not (
            claim.units.exists() or claim.cases.exists() or claim.parties.exists()
        )
        entry = trail.history_of(claim)[0]
        assert entry.reason == "Another claim's."
        assert entry.changes["claimant taken off"] == [
            ["Quillon Farthingale", "B. Example"],
            None,
        ]

    def test_only_its_own_links_and_only_of_cases_in_sight(self, officer):
        claim, other = ClaimFactory(), ClaimUnitFactory()
        hidden = ClaimCaseFactory(claim=claim, case=CaseFactory(restricted=True))
        with pytest.raises(BadInput, match="is no link of"):
            do(actions.unlink_claim, claim, officer, rows=[other], reason="No.")
        with pytest.raises(NotAllowed):
            do(actions.unlink_claim, claim, officer, rows=[hidden], reason="No.")
        with pytest.raises(BadInput, match="Choose what"):
            do(actions.unlink_claim, claim, officer, rows=[], reason="No.")


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
