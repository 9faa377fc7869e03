"""Error pages, and staying signed in."""

import pytest
from django.db import OperationalError
from django.template import engines
from django.test import Client, RequestFactory

from pages import answers, views
from tests.factories.accounts import user_with_role

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.pages.specimen")]


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (views.bad_request, 400, "cannot be read"),
        (views.permission_denied, 403, "does not include"),
        (views.not_found, 404, "nothing at this address"),
    ],
)
def test_each_error_page_says_what_to_do(rf: RequestFactory, view, status, words):
    answer = view(rf.get("/x/"), Exception("internal"))
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert "OFFICIAL-SENSITIVE" in page
    assert "internal" not in page
    api = view(rf.get("/api/v1/x/"))
    assert (api.status_code, api["Content-Type"]) == (status, "application/json")


def test_a_fault_of_ours_shows_no_inside(rf):
    client = Client(raise_request_exception=False)
    answer = client.get("/refuse/broken/")
    assert answer.status_code == 500
    assert "a fault of ours" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_error_pages_survive_a_broken_template(rf, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no templates today")

    monkeypatch.setattr(answers.loader, "render_to_string", fail)
    answer = views.server_error(rf.get("/x/"))
    assert answer.status_code == 500
    assert "Sorry, something went wrong" in answer.content.decode()


def test_a_database_lost_before_the_view_is_503(rf):
    try:
        raise OperationalError("server closed the connection")
    except OperationalError:
        answer = views.server_error(rf.get("/x/"))
    assert answer.status_code == 503
    assert answer["Retry-After"]


def test_a_fault_in_the_api_is_json(rf):
    assert (
        views.server_error(rf.get("/api/v1/x/"))["Content-Type"] == "application/json"
    )


def test_an_unknown_host_is_answered_without_a_way_back():
    client = Client(raise_request_exception=False)
    assert client.get("/echo/", headers={"Host": "evil.test"}).status_code in (200, 400)
    answer = client.get("/refuse/missing/", headers={"Host": "evil.test"})
    assert answer.status_code in (400, 404)
    assert "evil.test" not in answer.content.decode()


def test_a_form_that_is_too_old_keeps_the_words():
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/echo/", {"account": "A long account of what happened."})
    assert answer.status_code == 403
    assert "A long account of what happened." in answer.content.decode()
    api = client.post("/api/v1/echo/", {"account": "x"})
    assert api["Content-Type"] == "application/json"


@pytest.mark.urls("config.urls")
class TestWordsSentToWhatIsNotThere:
    """A case may be restricted, or its reader barred, while a form of it is open."""

    PAGE = "/complaints/PC-99999-26/notes/"
    TYPED = {"account": "A long account of what happened.", "password": "p" * 30}

    @pytest.fixture
    def client(self):
        client = Client()
        client.force_login(user_with_role("cst-officer"))
        return client

    def test_they_are_shown_to_whoever_typed_them(self, client):
        answer = client.post(self.PAGE, self.TYPED)
        page = answer.content.decode()
        assert answer.status_code == 404
        assert "What you had typed" in page
        assert self.TYPED["account"] in page
        assert self.TYPED["password"] not in page

    @pytest.mark.urls("tests.pages.specimen")
    def test_not_to_whoever_is_not_signed_in(self):
        answer = Client().post("/refuse/missing/", self.TYPED)
        assert answer.status_code == 404
        assert self.TYPED["account"] not in answer.content.decode()

    def test_not_from_another_site(self, client):
        elsewhere = {"Sec-Fetch-Site": "cross-site"}
        answer = client.post(self.PAGE, self.TYPED, headers=elsewhere)
        assert answer.status_code == 404
        assert self.TYPED["account"] not in answer.content.decode()

    @pytest.mark.parametrize(
        "body", ["a=%FF", "a=" + "x" * 3_000_000], ids=["bytes", "size"]
    )
    def test_a_body_that_nobody_checked_is_not_read(self, client, body):
        kind = "application/x-www-form-urlencoded"
        answer = client.post("/nowhere/", body, content_type=kind)
        assert answer.status_code == 404
        assert "What you had typed" not in answer.content.decode()


def test_the_statement_is_open_to_everyone(client):
    page = client.get("/accessibility/").content.decode()
    assert "Web Content Accessibility Guidelines 2.2" in page


def test_staying_signed_in_takes_a_post(rf):
    assert views.keep_alive(rf.post("/keep-alive/")).status_code == 204
    assert views.keep_alive(rf.get("/keep-alive/")).status_code == 405


def test_no_template_has_anything_inline():
    """The policy allows no inline script or style, so none may be written."""
    for folder in engines["django"].dirs:
        for template in folder.rglob("*.html"):
            text = template.read_text()
            assert " style=" not in text, template
            assert "<style" not in text, template
            assert "<script>" not in text, template
            assert " onclick=" not in text, template
