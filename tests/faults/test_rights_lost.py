"""Rights that end while somebody is at work: the very next request knows."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.actions import people, postings
from audit import trail
from complaints import actions
from tests.complaints.sending import signed_in
from tests.factories.accounts import client_with_token, fresh, user_with_role
from tests.factories.complaints import whole_case
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return user_with_role("system-administrator")


def test_deactivated_in_the_middle_of_a_session(administrator):
    handler = user_with_role("investigator")
    case = whole_case(investigating=True, handler=handler)
    client = signed_in(handler)
    url = f"/complaints/{case.slug}/"
    assert client.get(url).status_code == 200

    people.deactivate(handler, by=administrator, reason="Left")

    for answer in (
        client.get(url),
        client.post(f"{url}notes/", {"text": "Late", "submission": str(uuid4())}),
    ):
        assert answer.status_code == 302
        assert answer.url.startswith("/sign-in/")
    assert not case.notes.exists()
    # Never deleted: the case still names them.
    colleague = signed_in(user_with_role("cst-officer"))
    assert handler.name in colleague.get(url).content.decode()


def test_the_token_of_a_deactivated_client_is_dead_at_once(client, administrator):
    program, token = client_with_token("pau-analyst")
    sent = {"headers": {"authorization": f"Bearer {token}"}}
    assert client.get("/api/v1/cases/", **sent).status_code == 200
    people.deactivate(program, by=administrator, reason="Replaced")
    assert client.get("/api/v1/cases/", **sent).status_code == 401


def test_a_champion_who_moves_borough_loses_one_and_gains_the_other(
    administrator, time_machine
):
    morning = timezone.now().replace(hour=10)
    time_machine.move_to(morning)
    old, new = UnitFactory(name="Oldborough"), UnitFactory(name="Newborough")
    champion = user_with_role("champion", old)
    before, after = (whole_case(responsible_unit=unit) for unit in (old, new))
    today = timezone.localdate()
    postings.end_posting(
        champion.postings.get(), to_on=today, by=administrator, reason="Moves"
    )
    postings.grant_posting(
        champion,
        by=administrator,
        role="champion",
        unit=new,
        from_on=today + timedelta(days=1),
        reason="Moves",
    )

    def sees():
        client = signed_in(fresh(champion))
        listed = client.get("/complaints/").content.decode()
        opened = {
            case.pk: client.get(f"/complaints/{case.slug}/").status_code
            for case in (before, after)
        }
        return (
            [before.reference in listed, after.reference in listed],
            [opened[before.pk], opened[after.pk]],
        )

    assert sees() == ([True, False], [200, 404])
    time_machine.move_to(morning + timedelta(days=1))
    assert sees() == ([False, True], [404, 200])


def test_a_case_that_leaves_the_borough_while_it_is_open_on_the_desk():
    borough, elsewhere = UnitFactory(), UnitFactory()
    champion = user_with_role("champion", borough)
    case = whole_case(allocated=True, responsible_unit=borough)
    client = signed_in(champion)
    url = f"/complaints/{case.slug}/"
    sent = {"text": "Rang them.", "submission": str(uuid4())}
    assert client.get(url).status_code == 200
    assert client.post(f"{url}notes/", sent).status_code == 302

    actions.allocate(
        case=case,
        by=user_with_role("team-inspector"),
        at=timezone.now(),
        version=case.version,
        unit=elsewhere,
        handler=None,
    )

    again = sent | {"submission": str(uuid4())}
    assert client.get(url).status_code == 404
    assert client.post(f"{url}notes/", again).status_code == 404
    assert case.reference not in client.get("/complaints/").content.decode()
    assert case.notes.count() == 1
    kept = [entry.actor_key for entry in trail.history_of(case)]
    assert champion.email in kept
