"""What may be logged already is shown before it is logged again."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from audit import trail
from complaints.forms.alike import alike
from complaints.models import Case, CaseLink
from tests.complaints.case_pages import sign_in, text
from tests.complaints.intaking import CALLER, RISK, begin, step
from tests.complaints.sending import day, errors, fill, hidden, still_to_do
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    CaseFactory,
    ComplainantFactory,
    ConflictFactory,
    PersonFactory,
)
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 8, 30)
CALLED = {"forenames": "Wilhelmina", "surname": "Quartermain"}


def logged(incident_on=DAY, received_on=None, **person):
    """A case of that day, of a person with these details."""
    case = CaseFactory(
        incident_on=incident_on, received_on=received_on or incident_on + timedelta(2)
    )
    return ComplainantFactory(
        case=case, number=1, person=PersonFactory(**CALLED | person)
    ).case


def found(details, user=None, **changes):
    asked = {"incident_on": DAY, "unit": None} | changes
    user = user or user_with_role("cst-officer")
    people = [(asked.pop("person", None), details)]
    return [one.case for one in alike(people, user=user, **asked)]


class TestAlike:
    @pytest.mark.parametrize(
        "details",
        [
            CALLED,
            {"forenames": "WILHELMINA ANNE", "surname": "quartermain"},
            {"telephone": "(020) 7946-0001"},
            {"email": "W@Example.test"},
        ],
    )
    def test_the_same_person_on_the_same_day(self, details):
        case = logged(telephone="020 7946 0001", email="w@example.test")
        assert found(details) == [case]

    @pytest.mark.parametrize(
        "details",
        [
            {},
            {"surname": "Quartermain"},
            {"forenames": "Wilhelm", "surname": "Quartermain"},
            {"forenames": "Wilhelmina", "surname": "Quarterman"},
            {"telephone": "0001"},
            {"email": "x@example.test"},
        ],
    )
    def test_somebody_else_is_not(self, details):
        logged(telephone="0001", email="w@example.test")
        assert found(details) == []

    def test_somebody_of_the_register_is(self):
        case = logged()
        person = case.complainants.get().person
        assert found({"surname": "Other"}, person=person) == [case]

    def test_another_day_is_not_nor_one_unknown(self):
        logged(incident_on=DAY - timedelta(days=1))
        assert found(CALLED) == []
        logged()
        assert found(CALLED, incident_on=None) == []

    def test_what_was_not_recorded_is_no_case_to_link_to(self):
        case = logged()
        Case.objects.filter(pk=case.pk).update(status="not_recorded")
        assert found(CALLED) == []

    def test_the_same_unit_stands_first_and_is_named(self):
        one, two = logged(received_on=DAY + timedelta(9)), logged()
        assert found(CALLED) == [one, two]
        assert found(CALLED, unit=two.responsible_unit) == [two, one]
        rows = alike(
            [(None, CALLED)],
            incident_on=DAY,
            unit=two.responsible_unit,
            user=user_with_role("cst-officer"),
        )
        assert "the same unit" in rows[0].description
        assert str(one.responsible_unit) in rows[1].description

    @pytest.mark.parametrize("why", ["conflict", "restricted", "another borough"])
    def test_a_case_out_of_reach_is_not_told(self, why):
        case, user = logged(), user_with_role("cst-officer")
        if why == "conflict":
            ConflictFactory(case=case, user=user)
        elif why == "restricted":
            Case.objects.filter(pk=case.pk).update(confidentiality="restricted")
        else:
            user = user_with_role("champion", UnitFactory())
        assert found(CALLED, user=user) == []


@pytest.fixture
def today():
    return timezone.localdate()


def typed(client, today):
    """An intake about today, up to the risk; where it leads then."""
    root = begin(client)
    said = {"said": "The officer swore at me."} | day("incident_on", today)
    step(client, f"{root}said/", **said)
    url = step(client, f"{root}people/1/", **CALLER)
    if url.endswith("match/"):
        step(client, url, person="nobody")
    return root, step(client, f"{root}risk/", **RISK)


class TestIntake:
    def test_without_one_alike_nothing_is_asked(self, client, officer, today):
        root, url = typed(client, today)
        assert url == f"{root}log/"

    def test_it_is_asked_before_it_is_logged(self, client, officer, today):
        case = logged(incident_on=today, received_on=today)
        root, url = typed(client, today)
        assert url == f"{root}alike/"
        page = client.get(url).content.decode()
        assert case.get_absolute_url() in page
        assert f"{root}discard/" in page
        answers = client.get(f"{root}log/")
        assert still_to_do(answers) == [f"Say whether it is the same as {case}."]
        sent = client.post(f"{root}log/", hidden(answers))
        assert errors(sent) == [f"Say whether it is the same as {case}."]
        assert Case.objects.count() == 1
        assert errors(fill(client, url)) == [
            "Select whether it is one of these matters."
        ]

    def test_another_matter_is_logged_and_what_was_said_is_kept(
        self, client, officer, today
    ):
        other = logged(incident_on=today, received_on=today)
        root, url = typed(client, today)
        assert step(client, url, matter="another") == f"{root}log/"
        page = client.get(f"{root}log/")
        assert "It is another matter" in page.content.decode()
        sent = client.post(f"{root}log/", hidden(page))
        case = Case.objects.exclude(pk=other.pk).get()
        assert sent.url == f"{case.get_absolute_url()}logged/"
        (entry,) = (e for e in trail.history_of(case) if e.event == "case.log")
        assert entry.changes["told_apart"] == [None, [other.reference]]
        assert not CaseLink.objects.exists()
        assert other.reference in text(client, case, "history/")

    def test_who_may_not_know_of_the_other_does_not_read_of_it(
        self, client, officer, today
    ):
        other = logged(incident_on=today, received_on=today)
        root, url = typed(client, today)
        step(client, url, matter="another")
        client.post(f"{root}log/", hidden(client.get(f"{root}log/")))
        case = Case.objects.exclude(pk=other.pk).get()
        reader = sign_in(client, "cst-manager")
        ConflictFactory(case=other, user=reader)
        assert other.reference not in text(client, case, "history/")

    def test_the_same_matter_is_linked_as_a_duplicate(self, client, officer, today):
        other = logged(incident_on=today, received_on=today)
        root, url = typed(client, today)
        step(client, url, matter=other.slug)
        page = client.get(f"{root}log/")
        assert f"{other}: the same matter" in page.content.decode()
        client.post(f"{root}log/", hidden(page))
        case = Case.objects.exclude(pk=other.pk).get()
        row = CaseLink.objects.get()
        assert (row.case, row.other, row.kind) == (case, other, "duplicate")
        for one in (case, other):
            assert "case.link" in [entry.event for entry in trail.history_of(one)]

    def test_one_that_came_in_since_is_asked_about_too(self, client, officer, today):
        logged(incident_on=today, received_on=today)
        root, url = typed(client, today)
        step(client, url, matter="another")
        logged(incident_on=today, received_on=today)
        page = client.get(f"{root}log/")
        assert still_to_do(page) == [
            "Another case that may be the same has come in: look at them again."
        ]
        assert errors(client.post(f"{root}log/", hidden(page)))
        assert Case.objects.count() == 2
        step(client, url, matter="another")
        client.post(f"{root}log/", hidden(client.get(f"{root}log/")))
        assert Case.objects.count() == 3

    def test_looking_is_recorded(self, client, officer, today):
        logged(incident_on=today, received_on=today)
        _, url = typed(client, today)
        client.get(url)
        looked = trail.entries(actor=officer, events=["case.search"])[0]
        assert (looked.subject_key, looked.count) == ("people", 1)
        assert looked.changes == {"asked": [None, "Wilhelmina Quartermain"]}
