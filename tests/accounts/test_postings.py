"""Granting and ending roles, and what a posting gives from when to when."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.actions import postings
from accounts.models import Posting
from accounts.permissions import Permission
from audit import trail
from pages.refusals import BadInput, NotAllowed, WrongState
from tests.factories.accounts import (
    ClientFactory,
    PostingFactory,
    UserFactory,
    fresh,
    user_with_role,
)
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)


def grant(user, by, role="investigator", unit=None, from_on=DAY, **more):
    return postings.grant_posting(
        user, role=role, unit=unit, from_on=from_on, by=by, reason="Joins", **more
    )


class TestGrant:
    def test_gives_the_role_and_records_who_gave_it(self, administrator):
        user, unit = UserFactory(), UnitFactory()
        posting = grant(user, administrator, "champion", unit)
        assert (posting.granted_by, posting.unit) == (administrator, unit)
        (entry,) = trail.entries(events=["account.grant-posting"])
        assert entry.kind == trail.Kind.ALTERATION
        assert entry.actor_id == administrator.pk
        assert entry.detail.changes["role"] == [None, "champion"]

    def test_nobody_gives_a_role_to_themselves(self, administrator):
        with pytest.raises(NotAllowed):
            grant(administrator, administrator, "system-administrator")
        (entry,) = trail.entries(events=["account.grant-posting"])
        assert entry.outcome == "refused"
        assert Posting.objects.filter(user=administrator).count() == 1

    def test_nor_past_the_action(self):
        user = UserFactory()
        with pytest.raises(IntegrityError, match="posting_not_granted_to_self"):
            PostingFactory(user=user, granted_by=user)

    @pytest.mark.parametrize("role", ["director", "command", "champion", "pau-analyst"])
    def test_only_system_administrators_give_roles(self, role):
        with pytest.raises(NotAllowed):
            grant(UserFactory(), user_with_role(role))

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"role": "emperor"}, "role"),
            ({"role": "champion"}, "unit"),
            ({"to_on": DAY - timedelta(days=1)}, "to_on"),
        ],
    )
    def test_what_makes_no_sense(self, administrator, given, field):
        with pytest.raises(BadInput) as refused:
            grant(UserFactory(), administrator, **given)
        assert refused.value.field == field

    def test_not_in_a_unit_that_is_closed(self, administrator):
        with pytest.raises(BadInput, match="not open"):
            grant(UserFactory(), administrator, unit=UnitFactory(retired=True))

    def test_not_to_a_deactivated_account(self, administrator):
        with pytest.raises(WrongState):
            grant(UserFactory(deactivated=True), administrator)

    def test_not_the_same_twice(self, administrator):
        user = UserFactory()
        grant(user, administrator, to_on=DAY + timedelta(days=30))
        with pytest.raises(BadInput, match="already hold"):
            grant(user, administrator, from_on=DAY + timedelta(days=30))
        grant(user, administrator, from_on=DAY + timedelta(days=31))

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("system-administrator", "investigator"),
            ("investigator", "system-administrator"),
            ("mpa-member", "system-administrator"),
        ],
    )
    def test_managing_accounts_and_reading_cases_never_meet(
        self, administrator, first, second
    ):
        user = UserFactory()
        grant(user, administrator, first)
        with pytest.raises(NotAllowed, match="both roles"):
            grant(user, administrator, second)

    def test_they_may_follow_each_other(self, administrator):
        user = UserFactory()
        grant(user, administrator, "investigator", to_on=DAY)
        grant(
            user,
            administrator,
            "system-administrator",
            from_on=DAY + timedelta(days=1),
        )
        roles = [posting.role for posting in user.postings.order_by("from_on")]
        assert roles == ["investigator", "system-administrator"]

    def test_a_client_manages_nothing(self, administrator):
        with pytest.raises(NotAllowed, match="API client"):
            grant(ClientFactory(), administrator, "system-administrator")


class TestEnding:
    def test_with_a_last_day(self, administrator):
        posting = PostingFactory()
        postings.end_posting(posting, to_on=DAY, by=administrator, reason="Moves")
        assert Posting.objects.on(DAY).filter(pk=posting.pk).exists()
        tomorrow = DAY + timedelta(days=1)
        assert not Posting.objects.on(tomorrow).filter(pk=posting.pk).exists()

    def test_at_once(self, administrator):
        user = user_with_role("investigator")
        assert fresh(user).rights.allow(Permission.CASE_START)
        postings.revoke_posting(
            user.postings.get(), by=administrator, at=timezone.now(), reason="Moves"
        )
        assert not fresh(user).rights.held

    def test_a_revoked_one_was_held_until_then(self, administrator):
        posting = PostingFactory()
        postings.revoke_posting(posting, by=administrator, at=NOW, reason="Moves")
        held = Posting.objects.filter(pk=posting.pk)
        assert held.on(DAY - timedelta(days=1)).exists()
        assert not held.on(DAY).exists()

    def test_not_before_it_began(self, administrator):
        with pytest.raises(BadInput):
            postings.end_posting(
                PostingFactory(), to_on=date(2000, 1, 1), by=administrator, reason="x"
            )

    @pytest.mark.parametrize("later", [0, 1, 365])
    def test_a_last_day_never_moves_to_a_later_one(self, administrator, later):
        """Else a role would come back past every check of granting it."""
        posting = PostingFactory(to_on=DAY)
        last = DAY + timedelta(days=later)
        with pytest.raises(BadInput, match="ends on 18 November 2026 already") as no:
            postings.end_posting(posting, to_on=last, by=administrator, reason="x")
        assert no.value.field == "to_on"
        posting.refresh_from_db()
        assert posting.to_on == DAY

    def test_an_earlier_last_day(self, administrator):
        posting, earlier = PostingFactory(to_on=DAY), DAY - timedelta(days=1)
        postings.end_posting(posting, to_on=earlier, by=administrator, reason="Moves")
        posting.refresh_from_db()
        assert posting.to_on == earlier

    def test_an_ended_role_does_not_come_back_beside_its_contrary(self, administrator):
        user = user_with_role("system-administrator")
        before = user.postings.get()
        yesterday = DAY - timedelta(days=1)
        postings.end_posting(before, to_on=yesterday, by=administrator, reason="x")
        grant(user, administrator, "investigator")
        with pytest.raises(BadInput):
            postings.end_posting(
                before, to_on=date(2099, 1, 1), by=administrator, reason="x"
            )
        held = user.postings.on(DAY).values_list("role", flat=True)
        assert list(held) == ["investigator"]

    def test_not_twice(self, administrator):
        posting = PostingFactory()
        postings.revoke_posting(posting, by=administrator, at=NOW, reason="Moves")
        with pytest.raises(WrongState):
            postings.revoke_posting(posting, by=administrator, at=NOW, reason="x")

    def test_not_ones_own(self, administrator):
        with pytest.raises(NotAllowed):
            postings.end_posting(
                administrator.postings.get(), to_on=DAY, by=administrator, reason="x"
            )

    def test_not_by_others(self):
        with pytest.raises(NotAllowed):
            postings.end_posting(
                PostingFactory(), to_on=DAY, by=user_with_role("director"), reason="x"
            )


class TestTheLastWhoManagesAccounts:
    """Somebody who manages them for a time only does not count."""

    @pytest.fixture
    def for_a_time(self):
        posting = user_with_role("system-administrator").postings.get()
        posting.to_on = timezone.localdate() + timedelta(days=30)
        posting.save()
        return posting.user

    @pytest.fixture(params=["end", "revoke"])
    def end(self, request):
        def act(posting, by):
            if request.param == "revoke":
                return postings.revoke_posting(posting, by=by, at=NOW, reason="x")
            return postings.end_posting(posting, to_on=DAY, by=by, reason="x")

        return act

    def test_keeps_the_role(self, administrator, for_a_time, end):
        posting = administrator.postings.get()
        with pytest.raises(NotAllowed, match="last account that manages"):
            end(posting, for_a_time)
        posting.refresh_from_db()
        assert (posting.to_on, posting.revoked_at) == (None, None)

    def test_may_leave_it_when_there_is_another(self, administrator, for_a_time, end):
        user_with_role("system-administrator")
        end(administrator.postings.get(), for_a_time)
        assert is_over(administrator.postings.get())

    def test_others_leave_theirs(self, administrator, for_a_time, end):
        other = PostingFactory()
        end(other, administrator)
        end(for_a_time.postings.get(), administrator)
        other.refresh_from_db()
        assert is_over(other)
        assert is_over(for_a_time.postings.get())


def is_over(posting):
    return posting.revoked_at is not None or posting.to_on == DAY


class TestMovingBorough:
    """F37: a champion moves; the old borough goes and the new one comes, on the day."""

    def test_on_the_day(self, administrator, clock):
        user, new = user_with_role("champion"), UnitFactory()
        old = user.postings.get()
        postings.end_posting(old, to_on=DAY, by=administrator, reason="Moves")
        grant(user, administrator, "champion", new, DAY + timedelta(days=1))
        assert fresh(user).rights.unit_ids == {old.unit_id}
        clock.shift(timedelta(hours=11, minutes=59))
        assert fresh(user).rights.unit_ids == {old.unit_id}
        clock.shift(timedelta(minutes=2))
        assert fresh(user).rights.unit_ids == {new.pk}

    def test_states_for_people(self):
        assert PostingFactory().state_on(DAY) == "held"
        assert PostingFactory(ended=True).state_on(DAY) == "ended"
        assert PostingFactory(from_on=DAY + timedelta(days=1)).state_on(DAY) == "coming"
        assert PostingFactory(role="no-longer").role_name == "no-longer"
        assert "no-longer" in str(PostingFactory(role="no-longer", unit=None))
