from datetime import timedelta

import pytest
from django.urls import reverse

from casework import notifications, out_of_sight
from casework.notifications import tell
from tests.factories.accounts import UserFactory
from tests.factories.casework import NOW, NotificationFactory

pytestmark = pytest.mark.django_db
LIST = "/notifications/"


class TestTell:
    def test_once_for_each_key_and_user(self):
        one, other = UserFactory.create_batch(2)
        for user in (one, one, other):
            tell(user, "case.allocate", "It is yours.", "/complaints/", "k", at=NOW)
        assert notifications.unread_count(one) == 1
        assert notifications.unread_count(other) == 1

    def test_long_sentence_is_cut(self):
        user = UserFactory()
        tell(user, "case.note", "x" * 400, "/", "k", at=NOW)
        assert len(notifications.visible_to(user).get().sentence) == 300


class TestMarkRead:
    def test_one_or_all_and_only_ones_own(self):
        user = UserFactory()
        one, *_ = NotificationFactory.create_batch(3, user=user)
        foreign = NotificationFactory()
        assert notifications.mark_read(user, at=NOW, pk=foreign.pk) == 0
        assert notifications.mark_read(user, at=NOW, pk=one.pk) == 1
        assert notifications.mark_read(user, at=NOW + timedelta(days=1)) == 2
        one.refresh_from_db()
        assert one.read_at == NOW
        assert notifications.unread_count(foreign.user) == 1


@pytest.fixture
def closed(monkeypatch):
    """Addresses that are closed to everybody."""
    found = {"/closed/"}
    rules = [lambda user, addresses: found & set(addresses)]
    monkeypatch.setattr(out_of_sight, "_rules", rules)
    return found


def keys(rows):
    return [row.pk for row in rows]


def told(user, number, url):
    return NotificationFactory.create_batch(number, user=user, url=url)


class TestClosed:
    def test_open_ones_are_found_behind_many_that_are_closed(self, closed):
        user = UserFactory()
        still_open = told(user, 20, "/jobs/1/")
        told(user, 110, "/closed/")

        assert notifications.unread_count(user) == 20
        newest = [row.pk for row in reversed(still_open)]
        assert keys(notifications.latest(user, 6)) == newest[:6]
        assert keys(notifications.latest(user, 50)) == newest

    def test_more_than_are_counted_are_not_counted(self, closed):
        user = UserFactory()
        told(user, 130, "/jobs/1/")
        told(user, 60, "/closed/")

        assert notifications.unread_count(user) == notifications.COUNT_CAP + 1

    def test_usually_it_asks_once(self, closed, django_assert_num_queries):
        user = UserFactory()
        told(user, 30, "/jobs/1/")
        told(user, 30, "/closed/")
        with django_assert_num_queries(1):
            assert notifications.unread_count(user) == 30

    def test_it_does_not_read_on_for_ever(
        self, closed, monkeypatch, django_assert_num_queries
    ):
        monkeypatch.setattr(notifications, "COUNT_CAP", 1)
        user = UserFactory()
        told(user, 130, "/closed/")
        with django_assert_num_queries(notifications.TURNS):
            assert notifications.unread_count(user) == 0

    def test_all_are_marked_and_none_of_them_alone(self, closed):
        user = UserFactory()
        (row,) = told(user, 1, "/closed/")
        assert notifications.mark_read(user, at=NOW, pk=row.pk) == 0
        assert notifications.mark_read(user, at=NOW) == 1
        closed.clear()
        assert notifications.unread_count(user) == 0
        assert keys(notifications.latest(user, 6)) == [row.pk]


class TestPages:
    def test_list_shows_mine_newest_first(self, client):
        user = UserFactory()
        old = NotificationFactory(user=user, read=True, sentence="Older <b>")
        new = NotificationFactory(user=user, sentence="Newer")
        foreign = NotificationFactory(sentence="Foreign")
        client.force_login(user)
        page = client.get(LIST).content.decode()
        assert page.index(new.sentence) < page.index("Older &lt;b&gt;")
        assert foreign.sentence not in page
        assert old.sentence not in page
        assert "1 unread" in page

    def test_empty_state(self, client):
        client.force_login(UserFactory())
        assert "Nothing has been sent to you yet" in client.get(LIST).content.decode()

    def test_opening_marks_it_read(self, client):
        row = NotificationFactory()
        client.force_login(row.user)
        url = reverse("casework:notification-open", args=[row.pk])
        assert client.get(url).status_code == 405
        assert client.post(url).url == row.url
        assert notifications.unread_count(row.user) == 0

    def test_somebody_elses_is_not_there(self, client):
        row = NotificationFactory()
        client.force_login(UserFactory())
        url = reverse("casework:notification-open", args=[row.pk])
        assert client.post(url).status_code == 404

    def test_mark_all(self, client):
        row = NotificationFactory()
        client.force_login(row.user)
        assert client.post(reverse("casework:notifications-read")).url == LIST
        assert notifications.unread_count(row.user) == 0
