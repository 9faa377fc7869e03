"""The reception queue: the least of a case, logged on one page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit import trail
from complaints.models import Case, CaseLink
from tests.complaints.intaking import NEW, RISK, first_unit
from tests.complaints.sending import day, errors, hidden
from tests.factories.complaints import (
    CaseFactory,
    ComplainantFactory,
    ConflictFactory,
    PersonFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("officer")]
DAYS = timedelta(days=1)


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
            "Select where the conduct matter came from.",
            "Enter what is known.",
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


CALLED = {"forenames": "Wilhelmina", "surname": "Quartermain"}


class TestKnownAlready:
    """The same step as in the long form, before there is one more case."""

    def data(self, **changes):
        today = timezone.localdate()
        named = {"named": "known", **CALLED, "telephone": "020 7946 0001"}
        return TestQuick().data(**named) | day("incident_on", today - DAYS) | changes

    def send(self, client, **changes):
        page = client.get(f"{NEW}quick/")
        data = hidden(page) | first_unit(page) | self.data(**changes)
        return client.post(f"{NEW}quick/", data)

    def again(self, client, page, **answers):
        return client.post(f"{NEW}quick/", hidden(page) | answers)

    def earlier(self, incident_on=None):
        case = CaseFactory(
            incident_on=incident_on or timezone.localdate() - DAYS,
            received_on=timezone.localdate(),
        )
        person = PersonFactory(**CALLED)
        return ComplainantFactory(case=case, number=1, person=person)

    def test_nobody_like_it_is_logged_at_once(self, client):
        assert self.send(client).status_code == 302
        assert Case.objects.get().incident_on == timezone.localdate() - DAYS

    def test_the_person_and_the_matter_are_asked_about(self, client):
        known = self.earlier()
        page = self.send(client)
        assert page.status_code == 200
        told = page.content.decode()
        assert "Is it one of these people?" in told
        assert "Is it one of these matters?" in told
        assert known.case.reference in told
        assert Case.objects.count() == 1
        asked = trail.entries(events=["case.search"])
        assert any("Quartermain" in str(entry.changes) for entry in asked)

    def test_an_answer_is_needed(self, client):
        self.earlier()
        page = self.send(client)
        page = self.again(client, page)
        assert errors(page) == [
            "Select who it is.",
            "Select whether it is one of these matters.",
        ]
        assert Case.objects.count() == 1

    def test_the_same_person_keeps_one_history_and_the_matter_is_linked(self, client):
        known = self.earlier()
        page = self.send(client)
        key = f"{known.case.slug}.1"
        done = self.again(client, page, person=key, matter=known.case.slug)
        assert done.status_code == 302
        case = Case.objects.exclude(pk=known.case_id).get()
        assert case.complainants.get().person == known.person
        link = CaseLink.objects.get()
        assert {link.case, link.other} == {case, known.case}
        assert link.kind == "duplicate"

    def test_another_person_and_matter_are_new_and_that_it_was_said_is_kept(
        self, client
    ):
        known = self.earlier()
        page = self.send(client)
        done = self.again(client, page, person="nobody", matter="another")
        assert done.status_code == 302
        case = Case.objects.exclude(pk=known.case_id).get()
        assert case.complainants.get().person != known.person
        (entry,) = trail.entries(subject=case, events=["case.log"])
        assert entry.detail.changes["told_apart"][1] == [known.case.reference]

    def test_a_person_alone(self, client):
        self.earlier(incident_on=timezone.localdate() - 30 * DAYS)
        told = self.send(client).content.decode()
        assert "Is it one of these people?" in told
        assert "Is it one of these matters?" not in told

    def test_nobody_learns_of_a_case_they_may_not_see(self, client, officer):
        known = self.earlier()
        ConflictFactory(case=known.case, user=officer)
        assert self.send(client).status_code == 302

    def test_a_key_that_was_not_offered_is_nobody(self, client):
        self.earlier()
        page = self.send(client)
        sent = self.again(client, page, person="PC-99999-26.1", matter="another")
        assert sent.status_code == 200
        assert Case.objects.count() == 1
