"""Powers lent for a time: who may lend what to whom, what it gives, what it says."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.backends import AccountBackend
from accounts.models import Delegation
from accounts.permissions import Permission as P
from audit import trail
from casework.models import Notification
from complaints import actions
from complaints.actions.delegations import lendable
from complaints.models import Case
from complaints.permissions import check_verb, had_parts_in, verbs_for
from pages.refusals import BadInput, NotAllowed, WrongState
from tests.complaints.sending import day, fill
from tests.factories.accounts import (
    ClientFactory,
    DelegationFactory,
    PostingFactory,
    fresh,
    user_with_role,
)
from tests.factories.complaints import StatusChangeFactory, whole_case
from tests.factories.organisation import MemberFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def authority():
    return user_with_role("appropriate-authority")


@pytest.fixture
def inspector():
    member = MemberFactory(rank="chief_inspector")
    return user_with_role("team-inspector", member=member)


def today():
    return timezone.localdate()


def give(by, holder, **given):
    first = {
        "powers": [P.CASE_DETERMINE, P.CASE_RETURN],
        "from_on": today(),
        "to_on": today() + 7 * DAY,
        "reason": "Annual leave",
    }
    return actions.give_delegation(
        by=by, at=timezone.now(), holder=holder, **first | given
    )


def send_back(case, by):
    return actions.return_to_investigator(
        case=case, by=by, at=timezone.now(), version=case.version, missing="The log"
    )


class TestGiving:
    def test_the_holder_may_do_it_and_is_told(self, authority, inspector):
        row = give(authority, inspector)
        assert row.state_on(today()) == "held"
        assert fresh(inspector).rights.allow(P.CASE_DETERMINE)
        told = Notification.objects.get(user=inspector)
        assert told.sentence.startswith(f"{authority.name} lets you use powers")
        (entry,) = trail.entries(events=["delegation.give"])
        assert entry.actor_id == authority.pk
        assert entry.detail.changes["powers"][1] == [
            "Decide completed cases",
            "Return reports to the investigator",
        ]

    @pytest.mark.parametrize("role", ["command", "director", "team-inspector"])
    def test_only_an_authority_gives(self, role, inspector):
        with pytest.raises(NotAllowed, match="does not allow you to delegate"):
            give(user_with_role(role), inspector)
        (entry,) = trail.entries(events=["delegation.give"])
        assert entry.outcome == "refused"

    def test_nobody_gives_what_they_do_not_hold(self, authority, inspector):
        with pytest.raises(NotAllowed, match="do not hold this of your own"):
            give(authority, inspector, powers=[P.RESTRICTION_IMPOSE])

    def test_nobody_lends_on(self, authority, inspector):
        give(authority, inspector)
        assert P.CASE_DETERMINE not in lendable(fresh(inspector))

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"powers": []}, "powers"),
            ({"from_on": today() - DAY}, "from_on"),
            ({"to_on": today() - DAY}, "to_on"),
        ],
    )
    def test_what_makes_no_sense(self, authority, inspector, given, field):
        with pytest.raises(BadInput) as refused:
            give(authority, inspector, **given)
        assert refused.value.field == field

    def test_not_to_oneself(self, authority):
        with pytest.raises(BadInput, match="somebody else than yourself"):
            give(authority, authority)
        with pytest.raises(IntegrityError, match="delegation_to_another"):
            DelegationFactory(giver=authority, holder=authority)

    @pytest.mark.parametrize("role", ["champion", "mpa-officer", "claims-officer"])
    def test_not_to_who_works_on_no_cases_of_the_directorate(self, authority, role):
        with pytest.raises(BadInput, match="does not work on cases"):
            give(authority, user_with_role(role))

    def test_not_to_a_program(self, authority):
        client = ClientFactory()
        PostingFactory(user=client, role="team-inspector")
        with pytest.raises(BadInput, match="does not work on cases"):
            give(authority, client)

    def test_not_what_they_may_do_anyhow(self, authority):
        with pytest.raises(BadInput, match="by their own role already"):
            give(authority, user_with_role("appropriate-authority"))

    @pytest.mark.parametrize("rank", ["inspector", "staff"])
    def test_below_the_rank_only_with_a_reason(self, authority, rank):
        holder = user_with_role("team-inspector", member=MemberFactory(rank=rank))
        with pytest.raises(BadInput, match="chief inspector or above") as refused:
            give(authority, holder)
        assert refused.value.field == "rank_reason"
        row = give(authority, holder, rank_reason="Acts as chief inspector")
        assert row.rank_reason == "Acts as chief inspector"


class TestWhatItGives:
    def test_only_between_its_dates(self, authority, inspector):
        for state in ("coming", "ended", "withdrawn"):
            DelegationFactory(giver=authority, holder=inspector, **{state: True})
        assert not fresh(inspector).rights.allow(P.CASE_DETERMINE)
        DelegationFactory(giver=authority, holder=inspector)
        assert fresh(inspector).rights.units_for(P.CASE_DETERMINE) is None

    @pytest.mark.parametrize(
        ("state", "words"),
        [
            ("ended", "delegated ended on"),
            ("coming", "delegated begins on"),
            ("withdrawn", "delegated to you was withdrawn"),
        ],
    )
    def test_a_refusal_says_why(self, authority, inspector, state, words):
        DelegationFactory(giver=authority, holder=inspector, **{state: True})
        case = whole_case(reported=True)
        with pytest.raises(NotAllowed, match=words):
            check_verb("determine", case, by=fresh(inspector))

    def test_who_loses_a_power_lends_it_no_longer(self, authority, inspector):
        DelegationFactory(giver=authority, holder=inspector)
        authority.postings.update(to_on=today() - DAY)
        assert not fresh(inspector).rights.allow(P.CASE_DETERMINE)

    def test_nor_who_has_left(self, authority, inspector):
        DelegationFactory(giver=authority, holder=inspector)
        type(authority).objects.filter(pk=authority.pk).update(is_active=False)
        assert not fresh(inspector).rights.allow(P.CASE_DETERMINE)

    def test_the_session_and_everybody_else_read_the_same(self, authority, inspector):
        for state in ("coming", "ended", "withdrawn"):
            DelegationFactory(giver=authority, holder=inspector, **{state: True})
        DelegationFactory(giver=authority, holder=inspector)
        beside = AccountBackend().get_user(inspector.pk).rights.lent
        assert beside == fresh(inspector).rights.lent
        assert [each.state for each in beside] == [
            *("coming", "ended", "withdrawn", "held")
        ]

    def test_what_is_done_says_for_whom(self, authority, inspector):
        DelegationFactory(giver=authority, holder=inspector)
        case = whole_case(reported=True)
        send_back(case, fresh(inspector))
        (entry,) = trail.entries(events=["case.return"])
        assert entry.actor_id == inspector.pk
        assert entry.on_behalf_of == authority.name

    def test_and_what_is_refused(self, authority, inspector):
        DelegationFactory(giver=authority, holder=inspector)
        case = whole_case(reported=True, handler=inspector)
        with pytest.raises(NotAllowed, match="you have been its handler"):
            send_back(case, fresh(inspector))
        (entry,) = trail.entries(events=["case.return"])
        assert (entry.outcome, entry.on_behalf_of) == ("refused", authority.name)

    def test_nor_for_an_authority_who_had_a_part(self, authority, inspector):
        DelegationFactory(giver=authority, holder=inspector)
        case = whole_case(reported=True, handler=authority)
        with pytest.raises(NotAllowed, match="who had a part in it"):
            send_back(case, fresh(inspector))
        other = whole_case(reported=True)
        StatusChangeFactory(case=other, verb="assess", by=authority)
        with pytest.raises(NotAllowed, match=f"for {authority.name}, who had"):
            send_back(other, fresh(inspector))

    def test_whichever_power_it_is_that_was_lent(self, authority, inspector):
        """The giver of this power is asked about, not that of another."""
        DelegationFactory(giver=authority, holder=inspector, powers=[P.CASE_RETURN])
        case = whole_case(reported=True, handler=authority)
        with pytest.raises(NotAllowed, match=f"for {authority.name}, who had"):
            send_back(case, fresh(inspector))

    def test_of_two_givers_one_is_enough(self, authority, inspector):
        other = user_with_role("appropriate-authority")
        for giver in (other, authority):
            DelegationFactory(giver=giver, holder=inspector)
        case = whole_case(reported=True, handler=authority)
        assert had_parts_in([case.pk], by=fresh(inspector)) == set()
        send_back(case, fresh(inspector))
        (entry,) = trail.entries(events=["case.return"])
        assert entry.on_behalf_of == other.name

    def test_nor_where_each_had_a_part(self, authority, inspector):
        other = user_with_role("appropriate-authority")
        for giver in (other, authority):
            DelegationFactory(giver=giver, holder=inspector)
        case = whole_case(reported=True, handler=authority)
        StatusChangeFactory(case=case, verb="assess", by=other)
        with pytest.raises(NotAllowed, match="who had a part in it"):
            send_back(case, fresh(inspector))
        assert had_parts_in([case.pk], by=fresh(inspector)) == {case.pk}

    def test_by_a_power_of_their_own_they_act_for_nobody(self, authority, inspector):
        DelegationFactory(giver=authority, holder=inspector)
        case = whole_case(reported=True)
        actions.note(case=case, by=fresh(inspector), at=timezone.now(), text="Read.")
        (entry,) = trail.entries(events=["case.note"])
        assert entry.on_behalf_of == ""

    def test_cases_that_wait_for_the_authority_are_seen(self, authority, inspector):
        case = whole_case(reported=True)
        verb = {each.verb: each for each in verbs_for(case, fresh(inspector))}
        assert "does not allow" in verb["return"].refusal
        DelegationFactory(giver=authority, holder=inspector)
        holder = fresh(inspector)
        assert Case.objects.showing(holder, "identity").filter(pk=case.pk).exists()
        verb = {each.verb: each for each in verbs_for(case, holder)}
        assert verb["return"].allowed


class TestWithdrawing:
    def withdraw(self, row, by):
        return actions.withdraw_delegation(
            delegation=row, by=by, at=timezone.now(), reason="Back early"
        )

    def test_at_once(self, authority, inspector):
        row = give(authority, inspector)
        self.withdraw(row, authority)
        assert not fresh(inspector).rights.allow(P.CASE_DETERMINE)
        assert Notification.objects.filter(user=inspector).count() == 2
        (entry,) = trail.entries(events=["delegation.withdraw"])
        assert entry.reason == "Back early"

    def test_by_senior_management_too(self, authority, inspector):
        row = self.withdraw(give(authority, inspector), user_with_role("command"))
        assert row.state_on(today()) == "withdrawn"

    def test_by_nobody_else(self, authority, inspector):
        row = give(authority, inspector)
        for other in (inspector, user_with_role("appropriate-authority")):
            with pytest.raises(NotAllowed, match="Only whoever delegated"):
                self.withdraw(row, fresh(other))

    @pytest.mark.parametrize("state", ["ended", "withdrawn"])
    def test_not_what_is_over(self, authority, state):
        row = DelegationFactory(giver=authority, **{state: True})
        with pytest.raises(WrongState):
            self.withdraw(row, authority)


class TestPages:
    def test_the_register(self, client, authority, inspector):
        give(authority, inspector)
        client.force_login(authority)
        page = client.get("/complaints/delegations/").content.decode()
        assert inspector.name in page
        assert "In force" in page
        assert "has not been checked against a source" in page

    def give(self, client, holder):
        sent = {
            "holder": str(holder.key),
            "powers": [P.CASE_DETERMINE.value],
            "reason": "Leave",
            **day("from_on", today()),
            **day("to_on", today() + 3 * DAY),
        }
        return fill(client, "/complaints/delegations/give/", **sent)

    def test_given_and_withdrawn_on_pages(self, client, authority, inspector):
        client.force_login(authority)
        assert self.give(client, inspector).status_code == 302
        row = Delegation.objects.get()
        assert (row.holder, row.powers) == (inspector, ["case.determine"])
        address = f"/complaints/delegations/{row.key}/withdraw/"
        assert "Decide completed cases" in client.get(address).content.decode()
        assert fill(client, address, reason="Back").status_code == 302
        row.refresh_from_db()
        assert row.withdrawn_because == "Back"

    def test_a_refusal_stands_at_its_field(self, client, authority):
        client.force_login(authority)
        page = self.give(client, user_with_role("team-inspector"))
        assert "say why these powers are delegated to them" in page.content.decode()

    def test_the_holder_reads_it_on_their_account(self, client, authority, inspector):
        give(authority, inspector)
        client.force_login(inspector)
        page = client.get("/account/").content.decode()
        assert "Powers delegated to you" in page
        assert "Decide completed cases" in page
