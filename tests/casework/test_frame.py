"""What casework adds to templates: form tags and the count of notifications."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory

from accounts.submissions import read_token
from casework import drafts
from casework.context_processors import unread_notifications
from tests.factories.accounts import UserFactory
from tests.factories.casework import NOW, NotificationFactory

TEMPLATE = Template(
    "{% load casework_forms %}{% draft_notice draft %}"
    '<form data-draft-url="{% draft_url %}">{% submission_token %}</form>'
)


def drawn(draft=None):
    request = RequestFactory().get("/help/")
    return TEMPLATE.render(Context({"request": request, "draft": draft}))


def test_every_form_has_its_own_token():
    first, second = drawn(), drawn()
    assert first != second
    assert read_token(first.rpartition('value="')[2].partition('"')[0])


def test_draft_is_kept_at_the_forms_address():
    page = drawn()
    assert 'data-draft-url="/drafts/?form=%2Fhelp%2F"' in page
    assert "Discard" not in page


@pytest.mark.django_db
def test_kept_draft_is_offered(monkeypatch):
    monkeypatch.setattr(drafts, "_allowed", {"help"})
    draft = drafts.save(UserFactory(), "/help/", {"said": ["Some"]}, at=NOW)
    page = drawn(draft)
    assert "Draft kept on 21 November 2026 at 12:00" in page
    assert 'action="/drafts/discard/?form=%2Fhelp%2F"' in page


@pytest.mark.django_db
class TestUnread:
    def test_counted_when_asked(self, django_assert_num_queries):
        request = RequestFactory().get("/")
        request.user = NotificationFactory().user
        with django_assert_num_queries(0):
            context = unread_notifications(request)
        assert context["unread_notifications"] == 1

    def test_nobody(self):
        request = RequestFactory().get("/")
        request.user = AnonymousUser()
        assert unread_notifications(request) == {"unread_notifications": 0}
