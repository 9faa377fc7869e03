"""What the server hands over before any middleware runs, through the application."""

import json
from io import BytesIO
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from config.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_connection")]

UNREADABLE = [
    "text/plain; x*=bogus''%41",
    "text/plain; x*=undefined''%41",
    "text/plain; x*=a; x*0=b",
]
NOT_UTF8 = [
    "text/plain; charset=hex",
    "text/plain; charset=idna",
    "text/plain; charset=undefined",
    "text/plain; charset=unicode_escape",
    "text/plain; charset=raw_unicode_escape",
    "text/plain; charset*=utf-8''hex",
    "text/plain; charset=no-such",
    "text/plain; charset=",
]


@pytest.fixture
def kept_connection():
    """A request ends with its connection, but this one is in the test's transaction."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def ask(method, path, kind, query=""):
    """(status, headers, body) as a server would pass them on."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": "3",
        "wsgi.input": BytesIO(b"a=b"),
        "HTTP_HOST": "testserver",
        "REMOTE_ADDR": "127.0.0.1",
    }
    setup_testing_defaults(environ)
    said = {}

    def start_response(status, headers):
        said.update(status=int(status[:3]), headers=dict(headers))

    answer = application(environ, start_response)
    body = b"".join(answer).decode()
    answer.close()
    return said["status"], said["headers"], body


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "PUT"])
@pytest.mark.parametrize("kind", UNREADABLE[:1] + NOT_UTF8[:1])
def test_a_bad_content_type_is_refused_whatever_the_method(method, kind):
    status, headers, _ = ask(method, "/sign-in/", kind, "q=1")
    assert status == 400
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/sign-in/", "/health/live/", "/nowhere/"])
@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_parsed_says_so(path, kind):
    status, _, page = ask("GET", path, kind)
    assert status == 400
    assert "Content-Type header cannot be read" in page


@pytest.mark.parametrize("query", ["", "q=%5Cud800abc", "q=zz"])
@pytest.mark.parametrize("kind", NOT_UTF8)
def test_only_utf8_is_read(kind, query):
    status, _, page = ask("GET", "/sign-in/", kind, query)
    assert status == 400
    assert "sent as UTF-8" in page


@pytest.mark.parametrize("kind", [UNREADABLE[0], NOT_UTF8[0]])
def test_the_api_answers_in_its_own_shape(kind):
    status, headers, body = ask("GET", "/api/v1/complaints/", kind, "q=1")
    assert (status, headers["Content-Type"]) == (400, "application/json")
    assert json.loads(body)["error"]["code"] == "bad_input"


@pytest.mark.parametrize(
    "kind",
    ["", "text/plain", "text/plain; charset=utf-8", 'text/plain; charset="UTF-8"']
    + ["text/plain; charset=utf8", "text/plain; charset*=utf-8''UTF-8"],
)
def test_utf8_passes(kind):
    status, _, page = ask("GET", "/sign-in/", kind, "q=%C3%A9")
    assert status == 200
    assert "<h1" in page
