"""What the page of notifications promises is what is told, and all of it."""

import ast

import pytest

from tests.architecture import source
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

# Whose actions tell somebody of something, and the words in which the page says so.
SAID = {
    "complaints/actions/quality.py": "a case or a task in one is given",
    "complaints/actions/additions.py": "a task in one is given to you",
    "complaints/actions/authority.py": "a report of yours is returned",
    "complaints/actions/reopening.py": "determined, reopened or reviewed",
    "complaints/actions/logs.py": "a line of enquiry",
    "complaints/actions/witnesses.py": "the care of a witness",
    "complaints/actions/routes/applications.py": "an application is decided",
    "complaints/actions/routes/stopping.py": "an investigation stops or goes on",
    "complaints/actions/ipcc.py": "the IPCC decides, asks or directs",
    "complaints/actions/ipcc_requests.py": "the IPCC decides, asks or directs",
    "complaints/actions/appeals.py": "somebody appeals",
    "complaints/actions/withdrawing.py": "part of a complaint is withdrawn",
    "complaints/actions/conduct.py": "an officer answers a notice",
    "complaints/actions/cps.py": "the prosecutor decides",
    "complaints/actions/proceedings.py": "proceedings come back to you",
    "complaints/actions/advice.py": "advice is asked of your unit or given to you",
    "complaints/actions/markers.py": "a subject of your case is marked",
    "complaints/actions/restrictions.py": "that you proposed is decided",
    "complaints/actions/detecting.py": "the intervention scheme begins in your unit",
    "complaints/actions/interventions.py": "the intervention scheme begins",
    "complaints/actions/risks.py": "a risk that you look after is decided on",
    "complaints/actions/extending.py": "a deadline of yours is extended",
    "complaints/actions/delegations.py": "powers are delegated to you or withdrawn",
    "complaints/actions/recounting.py": "moved by a change of the bank",
    "complaints/actions/ladder.py": "that is late was passed to you",
    "casework/scan_jobs.py": "withheld after its scan",
    "casework/jobs.py": "import or export that you asked for has",
}
TELLING = {"tell", "_tell_handler"}
# What makes the rows of others' tellings, and what is called alike and tells nobody.
ITSELF = {"complaints/actions/steps.py"}


def callers():
    """The module of everything in the product that tells somebody."""
    for path in source.python_files("complaints", "casework", "accounts", "desk"):
        for function in ast.walk(source.tree(path)):
            if not isinstance(function, ast.FunctionDef) or function.name in TELLING:
                continue
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and _called(call.func) in TELLING:
                    yield source.name(path)


def _called(function):
    return getattr(function, "attr", None) or getattr(function, "id", None)


def test_the_page_says_of_everything_that_is_told(client):
    client.force_login(UserFactory())

    page = client.get("/notifications/").content.decode()

    assert set(callers()) - ITSELF == SAID.keys()
    for words in SAID.values():
        assert words in page
