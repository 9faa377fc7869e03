"""Whoever is shown who is in a case leaves an entry, whichever way the page came."""

import pytest

from tests.complaints.case_pages import reads
from tests.complaints.sending import send, signed_in
from tests.complaints.verb_forms import PAGES, address, post, scene

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.verb)
def test_a_stale_form_was_read(page):
    play = scene(page)
    assert post(page, play, version="3").status_code == 409
    assert [read.actor_key for read in reads(play.case)] == [play.user.email]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.text], ids=lambda page: page.verb
)
def test_a_form_that_is_sent_back_was_read(page):
    play = scene(page)
    # Refused at its field, whether or not the field may be left empty.
    assert post(page, play, **{page.text: "gnp.\u202eexe"}).status_code == 200
    assert [read.actor_key for read in reads(play.case)] == [play.user.email]


def test_decisions_to_be_checked_were_read():
    page = next(page for page in PAGES if page.verb == "determine")
    play = scene(page)
    data = {name: sent for name, sent in page.data().items() if name != "confirmed"}
    url = address(play.case, "determine")
    assert send(signed_in(play.user), url, version=4, **data).status_code == 200
    assert [read.actor_key for read in reads(play.case)] == [play.user.email]
