"""Somebody is barred from a case while their form waits for it: they see no more."""

import threading
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections

from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseTaskFactory, SubjectFactory, whole_case
from tests.factories.organisation import MemberFactory
from tests.factories.papers import DocumentFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer():
    officer = user_with_role("cst-officer")
    officer.member = MemberFactory()
    officer.save()
    return officer


@pytest.fixture
def case():
    case = whole_case(investigating=True)
    CaseTaskFactory(case=case, what="Ask the custody sergeant")
    DocumentFactory(case=case, name="said-of-them.txt")
    return case


def stepping_in_before_the_lock(do):
    """Has `do` done on another connection when the case is about to be locked."""
    waiting = [do]

    def work(do):
        try:
            do()
        finally:
            connections.close_all()

    def step_in(execute, sql, *more):
        if waiting and "complaints_case" in sql and "FOR UPDATE" in sql:
            other = threading.Thread(target=work, args=[waiting.pop()])
            other.start()
            other.join(30)
        return execute(sql, *more)

    return connection.execute_wrapper(step_in)


def task_for(officer):
    return {"what": "Ring the ward", "owner": officer.key, "due_on": "2099-01-05"}


def file_for(officer):
    return {"files": SimpleUploadedFile("a.txt", b"Heard every word.")}


@pytest.mark.parametrize(
    ("path", "form", "shown"),
    [
        ("tasks/", task_for, "Ask the custody sergeant"),
        ("documents/", file_for, "said-of-them.txt"),
    ],
)
def test_named_while_their_form_waits(
    officer, case, path, form, shown, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    client, page = signed_in(officer), f"/complaints/{case.slug}/{path}"
    assert shown in client.get(page).content.decode()
    act = {"tasks/": "set/", "documents/": "attach/"}[path]
    sent = form(officer) | {"submission": str(uuid4())}

    with stepping_in_before_the_lock(
        lambda: SubjectFactory(case=case, member=officer.member)
    ):
        answer = client.post(page + act, sent)

    assert answer.status_code == 404
    assert shown not in answer.content.decode()
    assert case.subjects.filter(member=officer.member).exists()
    assert (case.tasks.count(), case.documents.count()) == (1, 1)
