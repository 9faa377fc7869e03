"""A case touches several units; one is responsible."""

import pytest
from django.urls import reverse

from audit import trail
from tests.complaints.sending import fill, send, signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


def test_a_unit_is_added_once_and_removed():
    case, unit = whole_case(), UnitFactory(kind="borough")
    client = signed_in(user_with_role("cst-officer"))
    page = reverse("complaints:place", args=[case.slug])

    fill(client, page, unit=unit.code, part="scene")
    again = fill(client, page, unit=unit.code, part="scene")

    assert [row.unit for row in case.units.all()] == [unit]
    assert "stands in this case already" in again.content.decode()
    assert unit.name in client.get(case.get_absolute_url()).content.decode()

    client.post(reverse("complaints:unplace", args=[case.slug, unit.code, "scene"]))

    assert not case.units.exists()
    done = [e for e in trail.history_of(case) if e.outcome == "done"]
    assert [e.event for e in done if e.kind == "alteration"] == ["case.place"] * 2


def test_who_may_not_work_on_it_may_not_place_it():
    case, unit = whole_case(), UnitFactory(kind="borough")
    client = signed_in(user_with_role("pau-analyst"))
    page = reverse("complaints:place", args=[case.slug])

    assert send(client, page, unit=unit.code, part="scene").status_code == 403
    assert not case.units.exists()


def test_whether_a_unit_stands_in_it_is_said_to_nobody_without_the_right():
    case, unit = whole_case(), UnitFactory(kind="borough")
    client = signed_in(user_with_role("mpa-member"))

    remove = reverse("complaints:unplace", args=[case.slug, unit.code, "scene"])

    assert client.post(remove).status_code == 403
