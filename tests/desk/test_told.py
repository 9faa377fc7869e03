"""What the page of notifications promises is what is told, and all of it."""

import ast

import pytest

from tests.architecture import source
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

# Where somebody is told something, and the words in which the page says so.
SAID = {
    ("complaints/actions/quality.py", "allocate"): "a case or a task in one is given",
    ("complaints/actions/additions.py", "set_task"): "a task in one is given to you",
    (
        "complaints/actions/authority.py",
        "return_to_investigator",
    ): "a report of yours is returned",
    ("complaints/actions/authority.py", "determine"): "you handle is determined",
    ("complaints/actions/authority.py", "reopen"): "determined or reopened",
    ("complaints/actions/extending.py", "_tell_owner"): "a deadline of yours is exten",
    ("complaints/actions/recounting.py", "_tell"): "moved by a change of the bank",
    ("complaints/actions/escalating.py", "_write"): "that is late was passed to you",
    ("casework/scan_jobs.py", "_tell_sender"): "withheld after its scan",
    ("casework/jobs.py", "_tell_asker"): "import or export that you asked for has",
}
TELLING = {"tell", "_tell_handler"}


def callers():
    """(module, function) of everything in the product that tells somebody."""
    for path in source.python_files("complaints", "casework", "accounts", "desk"):
        for function in ast.walk(source.tree(path)):
            if not isinstance(function, ast.FunctionDef) or function.name in TELLING:
                continue
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and _called(call.func) in TELLING:
                    yield source.name(path), function.name


def _called(function):
    return getattr(function, "attr", None) or getattr(function, "id", None)


def test_the_page_says_of_everything_that_is_told(client):
    client.force_login(UserFactory())

    page = client.get("/notifications/").content.decode()

    assert set(callers()) == SAID.keys()
    for words in SAID.values():
        assert words in page
