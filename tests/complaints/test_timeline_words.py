"""The history of a case, and of a record, says what codes of grounds stand for."""

import pytest

from tests.complaints.records import BY_EVENT, record_play
from tests.complaints.sending import signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.factories.accounts import user_with_role

pytestmark = pytest.mark.django_db


def history(user, address):
    page = signed_in(user).get(address).content.decode()
    return page.partition("app-timeline")[2]


def test_of_a_record_of_a_case():
    play = play_of(BY_VERB["refer"])
    play.do(grounds=["serious-assault"])
    text = history(
        user_with_role("cst-officer"), f"{play.case.get_absolute_url()}history/"
    )
    assert "Serious assault" in text
    assert "serious-assault" not in text


def test_of_a_record_of_a_register():
    play = record_play(BY_EVENT["restriction.propose"])
    made = play.do()
    text = history(play.user, made.get_absolute_url())
    assert made.basis not in text
    assert "public interest" in text.lower()
