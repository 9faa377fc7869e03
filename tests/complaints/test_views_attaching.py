"""Each file of a form is kept once, however often and with whatever else it is sent."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection

from accounts import submissions
from accounts.submissions import new_token
from tests.complaints.sending import errors, signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case

pytestmark = pytest.mark.django_db


def losing_the_second(execute, sql, params, many, context):
    """As when the connection is lost while the second of three files is written."""
    if sql.startswith('INSERT INTO "complaints_document"') and "second.txt" in params:
        raise OperationalError("server closed the connection unexpectedly")
    return execute(sql, params, many, context)


def keeping_the_second_waiting(execute, sql, params, many, context):
    """As when somebody holds a row for too long while the second is written."""
    if sql.startswith('INSERT INTO "complaints_document"') and "second.txt" in params:
        execute("SET LOCAL statement_timeout = 20", (), False, context)
        execute("SELECT pg_sleep(2)", (), False, context)
    return execute(sql, params, many, context)


@pytest.fixture
def case():
    return whole_case()


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def attach(case):
    """Sends files, as (name, content), under a token; the page that answers."""
    client = signed_in(user_with_role("cst-officer"))

    def send(token, *files, to=case):
        uploads = [SimpleUploadedFile(name, content) for name, content in files]
        return client.post(
            f"{to.get_absolute_url()}documents/attach/",
            {"submission": token, "files": uploads},
            follow=True,
        )

    return send


def names(case):
    return sorted(case.documents.values_list("name", flat=True))


def test_a_second_sending_with_more_files_adds_only_those(case, attach):
    token = new_token()
    attach(token, ("first.txt", b"One."))

    page = attach(token, ("first.txt", b"One."), ("second.txt", b"Two."))

    assert names(case) == ["first.txt", "second.txt"]
    told = page.content.decode()
    assert "first.txt is here already: this form brought it before." in told
    assert "second.txt was added." in told


def test_the_same_content_twice_in_one_form_is_kept_once(case, attach):
    page = attach(new_token(), ("said.txt", b"One."), ("copy.txt", b"One."))

    assert names(case) == ["said.txt"]
    told = page.content.decode()
    assert "copy.txt is here already as said.txt: this form brought it before." in told


def test_the_same_name_with_other_content_is_another_file(case, attach):
    token = new_token()
    attach(token, ("said.txt", b"One."))
    attach(token, ("said.txt", b"Two."))

    assert names(case) == ["said.txt", "said.txt"]


def test_a_form_of_another_case_keeps_its_own(case, attach):
    token, other = new_token(), whole_case()
    attach(token, ("said.txt", b"One."))
    attach(token, ("said.txt", b"One."), to=other)

    assert names(case) == names(other) == ["said.txt"]


def test_after_a_failure_half_way_the_rest_is_added(case, attach, monkeypatch):
    """Of the one in doubt, that it is: it is not stored twice behind anybody's back."""
    monkeypatch.setattr(submissions, "WAIT_SECONDS", 0.1)
    token = new_token()
    files = [("first.txt", b"One."), ("second.txt", b"Two."), ("third.txt", b"Three.")]
    with connection.execute_wrapper(losing_the_second):
        assert attach(token, *files).status_code == 503
    assert names(case) == ["first.txt"]

    page = attach(token, *files)

    assert names(case) == ["first.txt", "third.txt"]
    assert "first.txt is here already" in page.content.decode()
    (error,) = errors(page)
    assert error.startswith("second.txt was not added. This form was sent before")


def test_what_a_busy_system_did_not_take_is_added_when_sent_again(case, attach):
    token = new_token()
    files = [("first.txt", b"One."), ("second.txt", b"Two."), ("third.txt", b"Three.")]
    with connection.execute_wrapper(keeping_the_second_waiting):
        busy = attach(token, *files)
    assert busy.status_code == 503
    assert names(case) == ["first.txt"]

    page = attach(token, *files)

    assert names(case) == ["first.txt", "second.txt", "third.txt"]
    assert errors(page) == []


@pytest.mark.parametrize(
    ("fault", "of_this_one"),
    [
        (losing_the_second, "We do not know whether this step was saved"),
        (keeping_the_second_waiting, "Nothing was saved by this step."),
    ],
)
def test_the_page_of_a_failure_says_what_was_kept_before_it(attach, fault, of_this_one):
    files = [("first.txt", b"One."), ("second.txt", b"Two.")]
    with connection.execute_wrapper(fault):
        told = attach(new_token(), *files).content.decode()
        alone = attach(new_token(), files[1]).content.decode()

    assert "Before that, these files were added: first.txt." in told
    assert "Nothing was saved" not in told
    assert of_this_one in alone


def test_many_files_in_doubt_keep_nobody_waiting_for_each(case, attach, monkeypatch):
    monkeypatch.setattr(submissions, "WAIT_SECONDS", 0.5)
    token = new_token()
    files = [("second.txt", f"{n}".encode()) for n in range(6)]
    for each in files:
        with connection.execute_wrapper(losing_the_second):
            assert attach(token, each).status_code == 503

    begun = time.monotonic()
    page = attach(token, *files)

    assert time.monotonic() - begun < 2  # not six times half a second
    assert len(errors(page)) == 6
    assert names(case) == []


def test_without_a_token_nothing_is_kept(case, attach):
    assert attach("", ("said.txt", b"One.")).status_code == 400
    assert names(case) == []
