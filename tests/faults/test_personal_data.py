"""A person's name stands on pages, never in a log line and never in an address."""

import re
from uuid import uuid4

import pytest

from casework import guard
from complaints import search
from tests.complaints.sending import signed_in
from tests.factories.accounts import client_with_token, user_with_role
from tests.factories.complaints import whole_case

pytestmark = pytest.mark.django_db

MARKER = "Quillfeather"
ADDRESSES = re.compile(r'(?:href|action|src)="([^"]*)"')


@pytest.fixture
def case():
    made = whole_case(
        investigating=True, said=f"{MARKER} was sworn at.", place=f"{MARKER} Road"
    )
    person = made.complainants.get().person
    with guard.writing("test"):
        type(person).objects.filter(pk=person.pk).update(
            surname=MARKER, email=f"{MARKER}@example.test".lower()
        )
        search.index(made)
    return made


def test_a_name_is_in_no_log_line_and_no_address(case, client, caplog, capfd):
    officer = signed_in(user_with_role("cst-officer"))
    url = f"/complaints/{case.slug}/"
    _, token = client_with_token("cst-officer")
    bearer = {"headers": {"authorization": f"Bearer {token}"}}
    with caplog.at_level(1):
        pages = [
            officer.get(path)
            for path in (url, f"{url}people/", f"{url}history/", "/complaints/", "/")
        ]
        note = {"text": f"Rang {MARKER}.", "submission": str(uuid4())}
        pages += [
            officer.post(f"{url}notes/", note),
            officer.post(f"{url}notes/", {"text": MARKER * 5000, "submission": "no"}),
            officer.get(f"/search/?q={MARKER}"),
            officer.get(f"/complaints/?q={MARKER}&nobody={MARKER}"),
            officer.post("/sign-in/", {"login": f"{MARKER}@x.test", "password": "x"}),
            client.get(f"/api/v1/cases/?nobody={MARKER}", **bearer),
            client.get(f"/api/v1/cases/{case.slug}/", **bearer),
        ]
    assert any(MARKER in page.content.decode() for page in pages)  # it does stand there
    said = capfd.readouterr()
    assert MARKER not in said.out
    assert MARKER not in said.err
    lines = [
        (record.name, record.getMessage(), str(record.__dict__))
        for record in caplog.records
    ]
    told = [line for line in lines if MARKER in line[1]]
    assert told == [], told
    searched = ("q=", "nobody=")
    for page in pages:
        for address in ADDRESSES.findall(page.content.decode()):
            about = [part in address for part in searched]
            assert MARKER not in address or any(about), address
