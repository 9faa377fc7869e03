"""Several people decide one case at the same moment: one wins, the others see why."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from complaints.models import Determination
from tests.complaints.sending import hidden, signed_in
from tests.complaints.test_views_verbs import address, post
from tests.complaints.verb_forms import PAGES, scene
from tests.factories.accounts import user_with_role

pytestmark = pytest.mark.django_db(transaction=True)
DETERMINE = next(page for page in PAGES if page.verb == "determine")
RECORD = PAGES[0]
AT_ONCE = 8


def all_at_once(sendings):
    """The statuses of requests that set off together, each on its own connection."""
    barrier = Barrier(len(sendings))

    def run(send):
        try:
            barrier.wait()
            return send()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sendings)) as pool:
        return list(pool.map(run, sendings))


def test_of_many_authorities_one_decides():
    play = scene(DETERMINE)
    clients = [
        signed_in(user_with_role("appropriate-authority")) for _ in range(AT_ONCE)
    ]
    answers = all_at_once(
        [lambda client=client: post(DETERMINE, play, client) for client in clients]
    )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [302] + [409] * (AT_ONCE - 1)
    assert Determination.objects.filter(case=play.case).count() == 1
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert "Determined, since" in refused.content.decode()
    assert DETERMINE.data()["reasons"] in refused.content.decode()


def test_a_form_sent_many_times_at_once_is_one_act():
    play = scene(RECORD)
    token = str(uuid4())
    clients = [signed_in(play.user) for _ in range(AT_ONCE)]
    form = hidden(clients[0].get(address(play.case, "record"))) | RECORD.data()
    answers = all_at_once(
        [
            lambda client=client: client.post(
                address(play.case, "record"), form | {"submission": token}
            )
            for client in clients
        ]
    )
    assert {answer.status_code for answer in answers} == {302}
    assert {answer.url for answer in answers} == {play.case.get_absolute_url()}
    assert play.case.allegations.count() == 1
