"""What is read beside the account of a session says what each room would say itself."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from time_machine import travel

from accounts.backends import AccountBackend
from accounts.models import User
from accounts.rights import Rights
from audit.days import midnight
from casework import notifications
from complaints.models import Case
from tests.factories.accounts import PostingFactory, UserFactory, user_with_role
from tests.factories.casework import NotificationFactory
from tests.factories.complaints import (
    CaseAccessFactory,
    CaseFactory,
    ConflictFactory,
    SubjectFactory,
)
from tests.factories.organisation import MemberFactory, UnitFactory

TODAY = date(2026, 11, 18)
days = st.integers(-3, 3).map(lambda n: TODAY + timedelta(days=n))
lengths = st.integers(0, 4).map(lambda n: timedelta(days=n))
hours = st.integers(-30, 60).map(lambda n: timedelta(hours=n))


def of_session(user):
    return AccountBackend().get_user(user.pk)


@pytest.mark.django_db
@given(
    st.lists(
        st.tuples(days, st.none() | lengths, st.none() | hours, st.booleans()),
        max_size=4,
    )
)
def test_postings_are_those_that_the_queryset_finds(drawn):
    user = UserFactory()
    for from_on, lasts, revoked, everywhere in drawn:
        PostingFactory(
            user=user,
            role="champion",
            unit=None if everywhere else UnitFactory(),
            from_on=from_on,
            to_on=None if lasts is None else from_on + lasts,
            revoked_at=None if revoked is None else midnight(TODAY) + revoked,
        )
    with travel(midnight(TODAY) + timedelta(hours=10), tick=False):
        beside = of_session(user)
        held = user.postings.on(TODAY).order_by("pk").values_list("role", "unit")

        assert beside.answered("postings") is not None
        assert beside.rights.held == Rights(held).held


@pytest.mark.django_db
class TestAccounts:
    def test_an_account_found_otherwise_was_asked_nothing(self):
        assert UserFactory().answered("postings") is None

    def test_deactivated_or_unknown_is_nobody(self):
        user = UserFactory(is_active=False)
        assert of_session(user) is None
        assert AccountBackend().get_user(user.pk + 1_000_000) is None

    def test_it_is_saved_like_any_other(self):
        user = of_session(UserFactory())
        user.name = "Ada Field"
        user.save()
        assert User.objects.get(pk=user.pk).name == "Ada Field"

    def test_a_page_asks_for_none_of_it_again(self):
        user = user_with_role("command")
        NotificationFactory(user=user)
        client = Client()
        client.force_login(user)
        client.get("/help/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/help/")
        found = [each["sql"] for each in asked]
        for table in ("accounts_posting", "casework_notification", "conflict"):
            assert sum(table in sql for sql in found) == 1, table

    @pytest.mark.parametrize("unread", [0, 1, 99, 100, 101])
    def test_unread_ones_are_counted_alike(self, unread):
        user = UserFactory()
        NotificationFactory.create_batch(unread, user=user)
        NotificationFactory(user=user, read=True)
        NotificationFactory()

        assert notifications.unread_count(of_session(user)) == min(unread, 100)
        assert notifications.unread_count(user) == min(unread, 100)


@pytest.mark.django_db
class TestNamed:
    """Who is barred from a case is nobody's to see, whichever way it was read."""

    @pytest.fixture
    def officer(self):
        user = user_with_role("cst-officer")
        user.member = MemberFactory()
        user.save()
        return user

    def test_barred_and_opened(self, officer):
        seen, conflicted, subject, ended = CaseFactory.create_batch(4)
        closed, opened = CaseFactory.create_batch(2, confidentiality="restricted")
        ConflictFactory(case=conflicted, user=officer)
        ConflictFactory(case=ended, user=officer, ended_at=midnight(TODAY))
        ConflictFactory(case=seen, user=UserFactory())
        SubjectFactory(case=subject, member=officer.member)
        SubjectFactory(case=seen)
        CaseAccessFactory(case=opened, user=officer)
        CaseAccessFactory(case=closed, user=UserFactory())

        user = of_session(officer)

        assert {*user.answered("barred")} == {conflicted.pk, subject.pk}
        assert user.answered("opened") == [opened.pk]
        for each in (user, User.objects.get(pk=officer.pk)):
            assert {*Case.objects.visible_to(each)} == {seen, ended, opened}

    def test_nobody_is_barred_by_belonging_to_no_member(self):
        SubjectFactory(unidentified=True, case=(case := CaseFactory()))

        user = of_session(user_with_role("cst-officer"))

        assert user.answered("barred") == []
        assert [*Case.objects.visible_to(user)] == [case]

    def test_a_conflict_declared_since_counts_for_actions(self, officer):
        case = CaseFactory()
        user = of_session(officer)
        assert case in Case.objects.visible_to(user)

        ConflictFactory(case=case, user=officer)

        assert case not in Case.objects.visible_now_to(user)
        assert case not in Case.objects.visible_to(user)
        assert [*Case.objects.barred_to(user)] == [case]
