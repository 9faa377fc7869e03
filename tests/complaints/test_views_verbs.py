"""The verbs through their pages: a case from its recording to its end."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.models import Case, Letter
from complaints.workflow import Status
from tests.complaints.sending import day, fill, signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, ComplainantFactory, SubjectFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db

RISK = {
    "public": "low",
    "officers": "medium",
    "organisation": "low",
    "reasons": "One remark, no force.",
}


def url(case, verb):
    return reverse(f"complaints:{verb}", args=[case.slug])


@pytest.fixture
def team():
    return UnitFactory(team=True)


@pytest.fixture
def people(team):
    return {
        "cst-officer": user_with_role("cst-officer"),
        "cst-manager": user_with_role("cst-manager"),
        "team-inspector": user_with_role("team-inspector", team),
        "investigator": user_with_role("investigator", team),
        "appropriate-authority": user_with_role("appropriate-authority"),
    }


def test_a_case_goes_through_all_its_pages(people, team):
    today = timezone.localdate()
    case = CaseFactory(received_on=today - timedelta(days=5), logged_by=None)
    ComplainantFactory(case=case, number=1)
    SubjectFactory(case=case, number=1)
    clients = {slug: signed_in(user) for slug, user in people.items()}

    def do(slug, verb, **data):
        page = fill(clients[slug], url(case, verb), **data)
        assert page.status_code == 302, page.content.decode()[-3000:]
        case.refresh_from_db()
        return page

    do(
        "cst-officer",
        "record",
        **day("recorded_on", today),
        **{
            "allegations-TOTAL_FORMS": "1",
            "allegations-INITIAL_FORMS": "0",
            "allegations-0-category": "F",
            "allegations-0-text": "Used a racist word.",
            "allegations-0-strands": "race",
            "allegations-0-standards": "equality-and-diversity",
            "allegations-0-against": "1",
        },
    )
    assert case.status == Status.RECORDED
    assert case.categories == ["F"]
    do("cst-manager", "check", issues="Whether the word was used.", **RISK)
    do("team-inspector", "assess", response="dps_investigation", **RISK)
    page = clients["team-inspector"].get(url(case, "allocate"))
    assert "Show its handlers" in page.content.decode()
    page = clients["team-inspector"].get(url(case, "allocate"), {"unit": team.code})
    assert "No current training" in page.content.decode()
    handler = people["investigator"].email
    from tests.complaints.sending import hidden

    sent = clients["team-inspector"].post(
        url(case, "allocate"),
        hidden(page) | {"handler": handler, "reason": "Nobody else is free."},
    )
    assert sent.status_code == 302, sent.content.decode()[-3000:]
    case.refresh_from_db()
    assert case.handler == people["investigator"]
    do("investigator", "start", terms="Take statements from both.")
    do(
        "investigator",
        "submit-report",
        **{
            "text": "Two witnesses agree.",
            "outcome-1-1-result": "upheld",
            "outcome-1-1-reasons": "Heard by two.",
        },
    )
    ruling = {
        "outcome-1-1-result": "not-upheld",
        "outcome-1-1-reasons": "The witnesses were not in the room.",
        "outcome-1-1-case_to_answer": "no",
        "outcome-1-1-severity": "none",
        "outcome-1-1-forum": "none",
        "to_cps": "no",
        "reasons": "The evidence does not reach.",
    }
    authority = clients["appropriate-authority"]
    check = fill(authority, url(case, "determine"), **ruling)
    assert check.status_code == 200
    assert "Check your decisions" in check.content.decode()
    case.refresh_from_db()
    assert case.status == Status.REPORTED
    done = authority.post(
        url(case, "determine"), hidden(check) | {"confirmed": "yes"}
    )
    assert done.status_code == 302, done.content.decode()[-3000:]
    case.refresh_from_db()
    assert case.status == Status.DETERMINED
    do("cst-officer", "notify", **day("complainant_1", today), **day("officer_1", today))
    assert Letter.objects.filter(case=case).count() == 2
    page = clients["cst-manager"].get(url(case, "finalise"))
    assert "cannot be finalised yet" in page.content.decode()
