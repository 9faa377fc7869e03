"""An investigator at work: enquiries, contacts, a witness, the inspector's review."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import demonstration
from accounts.models import User
from complaints.models import ChecklistItem
from organisation.models import Unit
from tests.factories.complaints import whole_case
from tests.factories.logs import ChecklistItemFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(people):
    """A complaint under investigation by the demonstration's investigator."""
    today = timezone.localdate()
    ChecklistItem.objects.all().delete()
    ChecklistItemFactory(code="enquiries", rule="enquiries", title="Every line is done")
    ChecklistItemFactory(code="accounts", title="Accounts were taken")
    return whole_case(
        investigating=True,
        handler=User.objects.get(email="investigator" + demonstration.DOMAIN),
        responsible_unit=Unit.objects.get(code="south-team-1"),
        received_on=today - timedelta(days=20),
    )


def test_a_week(sign_in, case):
    base, today = case.get_absolute_url(), timezone.localdate()
    investigator = sign_in("investigator")
    investigator.visit(f"{base}logs/")
    investigator.reads("nothing in the action log and no line of enquiry")
    decide(investigator)
    act(investigator, base, today)
    enquire(investigator, today)
    update(investigator, today)
    witness(investigator, base, today)
    ask(investigator, base)
    investigator.visit(f"{base}review-strategy/", status=403)
    review(sign_in("team-inspector"), base, today)
    answer(sign_in("misconduct-office"), case)
    finish(investigator, base, today)


def decide(investigator) -> None:
    investigator.follow("Add to the policy log")
    investigator.press("Add to the log", wrong=True)
    investigator.fill("What was decided?", "The officers are asked last.")
    investigator.fill("Why?", "The film has to be known first.")
    investigator.press("Add to the log")
    investigator.reads("The officers are asked last.")


def act(investigator, base, today) -> None:
    investigator.follow("Add to the action log")
    investigator.press("Add to the log", wrong=True)
    investigator.fill("What was done?", "Went to the counter to look for cameras.")
    investigator.date("on", today)
    investigator.press("Add to the log")
    investigator.reads("and has no line of enquiry")
    investigator.visit(f"{base}logs/actions/?q=cameras")
    investigator.reads("Went to the counter to look for cameras.")
    investigator.visit(f"{base}logs/")


def enquire(investigator, today) -> None:
    investigator.follow("Open a line of enquiry")
    investigator.fill("What is to be found out?", "Film of the counter")
    investigator.fill("Why?", "Both sides say that it is covered.")
    investigator.date("due_on", today + timedelta(days=7))
    investigator.press("Open a line of enquiry")
    investigator.reads("Film of the counter")


def update(investigator, today) -> None:
    investigator.follow("Log a contact")
    investigator.select("With whom?", "complainant-1")
    investigator.choose("From us to them")
    investigator.choose("Telephone")
    investigator.date("on", today)
    investigator.choose("It told a complainant or a subject how the case stands")
    investigator.fill("What was said?", "That the film was asked for.")
    investigator.press("Log the contact")
    investigator.reads("The next update is due by")


def witness(investigator, base, today) -> None:
    investigator.visit(f"{base}witnesses/")
    investigator.follow("Add a witness")
    investigator.choose("Somebody of the public")
    investigator.fill("Forenames", "Perpetua")
    investigator.fill("Surname", "Hazelnut")
    investigator.fill("What can they say?", "Heard it from the bus stop.")
    investigator.press("Add this witness")
    investigator.reads("Perpetua Hazelnut")
    investigator.follow("Log a care contact (Witness 1)")
    investigator.date("on", today)
    investigator.choose("Telephone")
    investigator.fill("What was said?", "Thanked her for the statement.")
    investigator.choose("It told them how the case stands")
    investigator.press("Log the contact")
    investigator.reads("Last told")
    investigator.reads(", today")
    investigator.reads("Thanked her for the statement.")


def ask(investigator, base) -> None:
    investigator.visit(f"{base}logs/")
    investigator.follow("Ask for advice")
    investigator.select("Which unit do you ask?", "misconduct-office")
    investigator.fill("What do you want to know?", "Would a meeting do?")
    investigator.press("Ask for advice")
    investigator.reads("Would a meeting do?")


def review(inspector, base, today) -> None:
    inspector.visit(f"{base}logs/")
    inspector.follow("Review the strategy")
    inspector.date("on", today)
    inspector.fill("What was reviewed?", "The policy log and the film.")
    inspector.fill("Which lines are agreed?", "The officers next.")
    inspector.press("Record the review")
    inspector.reads("The officers next.")
    inspector.follow("Check proportionality")
    inspector.date("on", today)
    inspector.choose("No")
    inspector.fill("Why?", "Two officers for one sentence.")
    inspector.press("Record the check", wrong=True)
    inspector.fill("What changes?", "One officer goes on alone.")
    inspector.press("Record the check")
    inspector.reads("One officer goes on alone.")


def answer(adviser, case) -> None:
    adviser.visit("/complaints/advice/")
    adviser.follow(case.reference)
    adviser.fill("Your advice", "A meeting is enough.")
    adviser.press("Give advice")
    adviser.visit(f"{case.get_absolute_url()}logs/")
    adviser.does_not_read("A meeting is enough.", "Perpetua")


def finish(investigator, base, today) -> None:
    investigator.visit(f"{base}logs/")
    investigator.reads("A meeting is enough.")
    investigator.follow("Close (Line of enquiry 1)")
    investigator.choose("Done")
    investigator.date("closed_on", today)
    investigator.fill("What came of it", "The film shows the counter.")
    investigator.press("Close the line of enquiry")
    investigator.visit(f"{base}logs/enquiries/?q=film")
    investigator.reads("The film shows the counter.")
    investigator.visit(f"{base}logs/policy/print/")
    investigator.reads("The officers are asked last.")
    investigator.visit(f"{base}tasks/")
    investigator.reads("Every line is done")
    investigator.follow("Accounts were taken")
    investigator.choose("Started, something missing")
    investigator.fill("What is missing", "One officer is on leave.")
    investigator.press("Mark")
    investigator.reads("One officer is on leave")
