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

    def test_who_complains_belongs_to_a_complaint_alone(self, client):
        form = client.get(f"{NEW}quick/").context["form"]
        assert form.reveals["kind"] == {"PC": ["named"], "CM": ["conduct_source"]}
        page = client.get(f"{NEW}quick/").content.decode()
        assert page.count("Who is complaining?") == 1
        assert page.count('name="forenames"') == 1

    def test_a_conduct_matter_is_known_and_nobody_says_it(self, client):
        page = client.get(f"{NEW}quick/")
        conduct = hidden(page) | first_unit(page) | self.data(kind="CM", named="")
        sent = client.post(f"{NEW}quick/", conduct | {"said": ""})
        assert errors(sent) == [
            "Enter what is known.",
            "Select where the conduct matter came from.",
        ]
        assert "What was said" not in sent.content.decode()
        source = {"conduct_source": "proactive"}
        done = client.post(f"{NEW}quick/", hidden(sent) | conduct | source)
        case = Case.objects.get()
        assert (case.kind, case.complainants.count()) == ("CM", 0)
        logged = client.get(done.url).content.decode()
        assert "whoever reported it" in logged
        assert "on the telephone" not in logged

    def test_more_than_a_draft_holds_is_refused_at_its_field(self, client):
        page = client.get(f"{NEW}quick/")
        said = "Over and over. " * 14_000
        sent = client.post(
            f"{NEW}quick/", hidden(page) | first_unit(page) | self.data(said=said)
        )
        assert sent.status_code == 200
        assert any("characters" in sentence for sentence in errors(sent))
        assert "Over and over. Over and over." in sent.content.decode()
