"""The reception queue: the least of a case, logged on one page."""

import pytest
from django.utils import timezone

from complaints.models import Case
from tests.complaints.intaking import NEW, RISK, first_unit
from tests.complaints.sending import day, errors, hidden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("officer")]


class TestQuick:
    def data(self, **changes):
        return (
            {
                "kind": "PC",
                "channel": "letter",
                "said": "A letter about a parking matter.",
                "named": "anonymous",
            }
            | day("received_on", timezone.localdate())
            | RISK
            | changes
        )

    def test_the_least_is_enough(self, client):
        page = client.get(f"{NEW}quick/")
        sent = client.post(
            f"{NEW}quick/", hidden(page) | first_unit(page) | self.data()
        )
        case = Case.objects.get()
        assert sent.url == f"/complaints/{case.slug}/logged/"
        assert case.complainants.count() == 1

    def test_a_complaint_says_who_complains(self, client):
        page = client.get(f"{NEW}quick/")
        sent = client.post(
            f"{NEW}quick/", hidden(page) | first_unit(page) | self.data(named="")
        )
        assert errors(sent) == ["Select who is complaining, even if they gave no name."]
        assert "A letter about" in client.get(f"{NEW}quick/").content.decode()

    def test_more_than_a_draft_holds_is_refused_at_its_field(self, client):
        page = client.get(f"{NEW}quick/")
        said = "Over and over. " * 14_000
        sent = client.post(
            f"{NEW}quick/", hidden(page) | first_unit(page) | self.data(said=said)
        )
        assert sent.status_code == 200
        assert any("characters" in sentence for sentence in errors(sent))
        assert "Over and over. Over and over." in sent.content.decode()
