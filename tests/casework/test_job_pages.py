import pytest

from casework.models.jobs import JobState
from tests.factories.accounts import UserFactory, user_with_role
from tests.factories.casework import JobFactory

pytestmark = pytest.mark.django_db


def text(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def sample(kind):
    kind(lambda job, progress: {})


class TestList:
    def test_mine_only(self, client, sample):
        mine, other = JobFactory(), JobFactory()
        client.force_login(mine.asked_by)
        page = text(client, "/jobs/")
        assert f"/jobs/{mine.pk}/" in page
        assert f"/jobs/{other.pk}/" not in page
        assert "Sample work" in page

    def test_everybodys_for_the_administrator(self, client, sample):
        row, system = JobFactory(), JobFactory(unasked=True)
        client.force_login(user_with_role("system-administrator"))
        page = text(client, "/jobs/")
        assert f"/jobs/{row.pk}/" in page
        assert f"/jobs/{system.pk}/" in page
        assert "Candour itself" in page

    def test_by_state(self, client, sample):
        user = UserFactory()
        waiting = JobFactory(asked_by=user)
        done = JobFactory(asked_by=user, done=True)
        client.force_login(user)
        page = text(client, "/jobs/?state=done")
        assert f"/jobs/{done.pk}/" in page
        assert f"/jobs/{waiting.pk}/" not in page
        assert client.get("/jobs/?state=odd").status_code == 200
        assert client.get("/jobs/?key=x").status_code == 400

    def test_empty(self, client):
        client.force_login(UserFactory())
        assert "No background work here" in text(client, "/jobs/")


class TestDetail:
    def test_under_way_looks_again(self, client, sample):
        row = JobFactory(running=True, progress=30, total=120, message="Half the rows")
        client.force_login(row.asked_by)
        page = text(client, f"/jobs/{row.pk}/")
        assert "30 of 120 (25 %)" in page
        assert "Half the rows" in page
        assert "data-poll" in page
        assert '<noscript><meta http-equiv="refresh"' in page

    def test_done_shows_its_result(self, client, sample):
        row = JobFactory(done=True, result={"created": 3, "odd": "<b>"})
        client.force_login(row.asked_by)
        page = text(client, f"/jobs/{row.pk}/")
        assert "Created" in page
        assert "&lt;b&gt;" in page
        assert "data-poll" not in page

    def test_kinds_own_template(self, client, kind):
        kind(lambda job, progress: {}, template="casework/_how_far.html")
        row = JobFactory(done=True, progress=4_321)
        client.force_login(row.asked_by)
        assert "4,321" in text(client, f"/jobs/{row.pk}/")

    @pytest.mark.parametrize("state", JobState.values)
    def test_every_state_has_a_page(self, client, state):
        row = JobFactory(state=state, kind="of-an-older-version")
        client.force_login(row.asked_by)
        assert "of-an-older-version" in text(client, f"/jobs/{row.pk}/")

    def test_somebody_elses_is_not_there(self, client, sample):
        row = JobFactory()
        client.force_login(UserFactory())
        assert client.get(f"/jobs/{row.pk}/").status_code == 404
        assert client.get("/jobs/99999999999999999999999/").status_code == 404
