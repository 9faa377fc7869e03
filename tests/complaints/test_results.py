"""Whether results stand: one answer on every page, list, file and program."""

from datetime import date

import pytest
from django.http import QueryDict

from casework import deadlines
from complaints.exports import CaseExport
from complaints.filters import CaseList
from complaints.models import Case
from tests.complaints.case_pages import text
from tests.complaints.sending import signed_in
from tests.factories.accounts import client_with_token, user_with_role
from tests.factories.complaints import StatusChangeFactory, whole_case

pytestmark = pytest.mark.django_db
STATES = [
    ({"determined": True}, True),
    ({"notified": True}, True),
    ({"finalised": True}, True),
    # Withdrawn after the determination, and reopened before.
    ({"withdrawn": True, "determined_on": date(2026, 9, 21)}, True),
    ({"withdrawn": True}, False),
    ({"investigating": True}, False),
    ({"reported": True}, False),
    # Imported, most without the date; reopened here, or open when it was imported.
    ({"finalised": True, "determined_on": None, "origin": "legacy"}, True),
    ({"withdrawn": True, "origin": "legacy"}, True),
    ({"investigating": True, "origin": "legacy"}, False),
    ({"withdrawn": True, "origin": "legacy", "reopened": True}, False),
    (
        {
            "investigating": True,
            "origin": "legacy",
            "determined_on": date(2026, 9, 21),
        },
        True,
    ),
]


@pytest.fixture(params=STATES, ids=lambda state: "-".join(state[0]))
def state(request):
    """A case whose one outcome has a result, and whether it stands."""
    fields, stands = request.param
    fields = dict(fields)
    reopened = fields.pop("reopened", False)
    case = whole_case(decided=True, **fields)
    if reopened:
        StatusChangeFactory(case=case, verb="reopen")
    return case, stands


@pytest.mark.parametrize("role", ["cst-officer", "mpa-member"])
def test_the_pages_of_a_case(state, role):
    case, stands = state
    client = signed_in(user_with_role(role))
    assert ("What was determined" in text(client, case)) == stands
    page = text(client, case, "allegations/")
    recommended = role == "cst-officer"  # which no member of the authority reads
    assert page.count("Upheld") == recommended + stands
    assert ("Not determined yet" in page) != stands


def test_the_filter_of_a_list(state):
    case, stands = state
    days = deadlines.load().days
    found = CaseList(
        user_with_role("cst-officer"),
        QueryDict("result=upheld"),
        today=date(2026, 10, 1),
        days=days,
    ).filters.qs
    assert list(found) == ([case] if stands else [])


def test_the_file_of_a_list(state):
    case, stands = state
    user = user_with_role("cst-officer")
    export = CaseExport(Case.objects.visible_to(user), user=user, ordering=("pk",))
    [row] = export
    cells = dict(zip(export.headers, row, strict=True))
    assert cells["Results"] == ("Upheld" if stands else "")


def test_what_a_program_is_given(state, client):
    case, stands = state
    _, token = client_with_token("pau-analyst", None)
    answer = client.get(
        f"/api/v1/cases/{case.slug}/allegations/",
        headers={"Authorization": f"Bearer {token}"},
    )
    outcome = answer.json()[0]["outcomes"][0]
    given = [outcome[name] for name in ("result", "case_to_answer", "severity")]
    assert given == (["upheld", False, "none"] if stands else [None, None, ""])


def test_a_program_is_given_no_more_than_its_classes_for_that(client):
    case = whole_case(decided=True, investigating=True)
    _, token = client_with_token("mpa-member", None)
    answer = client.get(
        f"/api/v1/cases/{case.slug}/allegations/",
        headers={"Authorization": f"Bearer {token}"},
    )
    outcome = answer.json()[0]["outcomes"][0]
    assert outcome["result"] is None
    assert "severity" not in outcome
