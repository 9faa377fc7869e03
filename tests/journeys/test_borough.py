"""A champion's local case: theirs from first to last, and another borough's never."""

import pytest

from complaints.models import Case
from organisation.models import Unit
from tests.factories.organisation import MemberFactory
from tests.journeys.beginnings import case_of, do
from tests.journeys.endings import decide, tell_and_finalise

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SAID = "The desk officer laughed when I asked for the form."


@pytest.fixture
def elsewhere(people):
    """A case of Merton, with a word in it that stands nowhere else."""
    return case_of(
        recorded=True,
        reference="PC/70007/26",
        reference_serial=70_007,
        unit="merton",
        received=3,
        said="They spoke of a wheelbarrow.",
    )


def test_a_local_case(sign_in, elsewhere):
    MemberFactory(
        surname="Quickthorn", unit=Unit.objects.get(code="kingston-upon-thames")
    )
    champion = sign_in("champion-kingston")
    never_see(champion, elsewhere)
    case = log(champion)
    record(champion, case)
    do(case, "check", "cst-manager")
    do(case, "assess", "team-inspector")
    name_the_handler(champion, case)
    work(sign_in("local-manager-kingston"), case)
    authority = sign_in("appropriate-authority")
    authority.turn(case)
    authority.begin("Determine")
    authority.reads("Two colleagues heard it.")
    decide(authority)
    tell_and_finalise(sign_in, case)
    never_see(sign_in("champion-merton"), case)


def log(champion) -> Case:
    champion.visit("/complaints/new/quick/")
    champion.press("Log", wrong=True)
    champion.choose("Public complaint")
    champion.select("How did it reach us?", "counter")
    champion.fill("What was said", SAID)
    champion.choose("Somebody who gave a name")
    champion.fill("Surname", "Quartermain")
    for group in ("the public", "officers", "the organisation"):
        champion.choose("Low", group=f"Risk to {group}")
    champion.fill("Reasons for these levels", "Words only.")
    champion.press("Log")
    case = Case.objects.get(said=SAID)
    assert case.responsible_unit.code == "kingston-upon-thames"
    return case


def record(champion, case: Case) -> None:
    champion.turn(case)
    champion.turn_to("People")
    champion.follow("Add a subject")
    champion.choose("Member of the force")
    champion.fill("Warrant number, pay number or name", "quickthorn")
    champion.press("Find them")
    champion.page.get_by_label("Quickthorn").check()
    champion.press("Add subject")
    champion.begin("Record")
    champion.select("Category", "U")
    champion.fill("What is alleged", "Laughed at the complainant.")
    champion.press("Record")


def name_the_handler(champion, case: Case) -> None:
    champion.find(case)
    champion.begin("Allocate")
    champion.page.get_by_label("Leopold Fernsby").check()
    champion.press("Allocate")
    champion.reads(f"{case} is allocated to Leopold Fernsby in ")


def work(manager, case: Case) -> None:
    manager.turn(case)
    manager.begin("Start investigation")
    manager.fill("Terms of reference", "Ask who was at the desk.")
    manager.press("Start investigation")
    manager.follow("Submit report")
    manager.fill("Report", "Two colleagues heard it.")
    manager.choose("Upheld")
    manager.main.get_by_label("Reasons").fill("Heard by two.")
    manager.press("Submit report")
    manager.reads("is with the appropriate authority")
    manager.visit(f"{case.get_absolute_url()}determine/", status=403)


def never_see(champion, case: Case) -> None:
    """Not in the list, not by search, and not by an address typed by hand."""
    champion.visit("/")
    champion.does_not_read(case.reference)
    champion.visit("/complaints/")
    champion.does_not_read(case.reference)
    for words in (case.reference, "wheelbarrow", "laughed"):
        champion.visit(f"/search/?q={words}")
        assert champion.main.get_by_role("link", name=case.reference).count() == 0
    for address in ("", "people/", "history/", "record/", "documents/"):
        champion.visit(f"{case.get_absolute_url()}{address}", status=404)
        champion.does_not_read(case.said)
