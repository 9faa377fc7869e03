"""A complaint from a telephone call to finalisation, through six people."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts import demonstration
from accounts.actions.postings import grant_posting
from accounts.models import User
from audit import trail
from complaints.models import Case
from tests.factories.organisation import MemberFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SAID = "He called me a liar at the counter and would not take my statement."
STEPS = (
    "Logged",
    "Recorded",
    "Checked by the line manager",
    "Assessed",
    "Allocated",
    "Started the investigation",
    "Added a document",
    "Added a note",
    "Submitted the report",
    "Returned the report",
    "Determined",
    "Told people the outcome",
    "Finalised",
)


@pytest.fixture
def officer():
    return MemberFactory(surname="Thistledown", forenames="Ada")


@pytest.fixture
def statement(tmp_path):
    path = tmp_path / "statement.txt"
    path.write_text("I was at the counter and heard every word.\n", encoding="utf-8")
    return path


def test_a_telephone_call(sign_in, officer, statement):
    today = timezone.localdate()
    caller = sign_in("cst-officer")
    case = take_the_call(caller, today)
    record(caller, case)
    check_and_assess(sign_in, case)
    investigator = sign_in("investigator")
    investigate(investigator, case, statement)
    be_refused_as_the_authority(investigator, case, today)
    authority = sign_in("appropriate-authority")
    send_back(authority, case)
    report_again(investigator, case)
    decide(authority, case)
    tell_people(caller, case, today)
    finalise_too_early(sign_in, case)
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        finalise(sign_in, case)


def take_the_call(caller, today: date) -> Case:
    caller.visit("/complaints/new/")
    caller.press("Save and continue", wrong=True)
    caller.reads("Select what it is")
    caller.choose("Public complaint")
    caller.select("How did it reach us?", "telephone")
    caller.press("Save and continue")
    caller.fill("What was said", SAID)
    caller.date("incident_on", today + timedelta(days=1))
    caller.press("Save and continue", wrong=True)
    caller.reads("The date of the incident must be on or before the date received")
    caller.page.reload()
    assert caller.main.get_by_label("What was said").input_value() == SAID
    caller.date("incident_on", today - timedelta(days=2))
    caller.press("Save and continue")
    caller.choose("Yes")
    caller.fill("Forenames", "Wilhelmina")
    caller.fill("Surname", "Quartermain")
    caller.fill("Telephone", "020 7946 0018")
    caller.choose("The conduct was towards them")
    caller.press("Save and continue")
    caller.select("Gender", "not_stated")
    caller.press("Save and continue")
    caller.reads("Wilhelmina Quartermain")
    caller.press("Continue")
    caller.choose("Member of the force")
    caller.fill("Warrant number, pay number or name", "thistledown")
    caller.press("Save and continue")
    caller.page.get_by_label("Ada Thistledown").check()
    caller.press("Save and continue")
    caller.press("Continue")
    # Called away: the draft waits at home until the telephone is free again.
    caller.visit("/")
    caller.visit("/complaints/new/")
    with caller.page.expect_navigation():
        caller.page.locator(".app-begun a").first.click()
    caller.arrive()
    caller.reads("Check what you have entered")
    caller.follow("Make the first assessment of risk.")
    for group in ("the public", "officers", "the organisation"):
        caller.choose("Low", group=f"Risk to {group}")
    caller.fill("Reasons", "One remark, no force was used.")
    caller.press("Save and continue")
    caller.press("Log complaint")
    caller.reads("Public complaint logged")
    return Case.objects.get()


def record(caller, case: Case) -> None:
    caller.follow("Record it now", exact=True)
    caller.fill("What is alleged", "Called the complainant a liar.")
    caller.press("Record", wrong=True)
    caller.reads("Select the category")
    caller.select("Category", "U")
    caller.press("Record")
    caller.reads(f"{case} is recorded.")


def check_and_assess(sign_in, case: Case) -> None:
    manager = sign_in("cst-manager")
    manager.visit("/")
    manager.follow(case.reference)
    manager.follow("Check")
    manager.fill("Issues", "Whether the words were said, and why no statement.")
    manager.choose("Medium", group="Risk to the public")
    manager.press("Finish the check")
    manager.reads(f"{case} is checked.")
    inspector = sign_in("team-inspector")
    inspector.turn(case)
    inspector.begin("Assess")
    inspector.choose("Investigation by DPS")
    inspector.fill("Reasons", "A counter full of witnesses.")
    inspector.press("Finish the assessment")
    inspector.follow("Allocate")
    inspector.select("Unit", "south-team-1")
    inspector.press("Show its handlers")
    inspector.page.get_by_label("Caspian Underhay").check()
    inspector.fill("Reason", "Knows the station and its counter.")
    inspector.press("Allocate")
    inspector.reads(f"{case} is allocated to Caspian Underhay in South Team 1.")


def investigate(investigator, case: Case, statement) -> None:
    investigator.visit("/")
    investigator.follow(case.reference)
    investigator.follow("Start investigation")
    investigator.fill("Terms of reference", "Find who stood at the counter.")
    investigator.press("Start investigation")
    investigator.visit(f"{case.get_absolute_url()}documents/")
    investigator.page.get_by_label("Files").set_input_files(statement)
    investigator.fill("What they are", "statement of a witness")
    investigator.press("Add documents")
    investigator.reads("statement.txt was added.")
    investigator.visit(case.get_absolute_url())
    investigator.fill("Add a note for colleagues", "The recording is asked for.")
    investigator.press("Add note")
    investigator.reads("The recording is asked for.")
    investigator.follow("Submit report")
    investigator.press("Submit report", wrong=True)
    investigator.fill("Report", "Two people heard the word.")
    investigator.choose("Upheld")
    investigator.main.get_by_label("Reasons").fill("Heard by two.")
    investigator.press("Submit report")
    investigator.reads(f"The report on {case} is with the appropriate authority.")


def be_refused_as_the_authority(investigator, case: Case, today: date) -> None:
    """Promoted meanwhile: who investigated a case never decides it."""
    user = User.objects.get(email="investigator" + demonstration.DOMAIN)
    grant_posting(
        user,
        role="appropriate-authority",
        unit=user.postings.get().unit,
        from_on=today,
        by=trail.SYSTEM,
        reason="Promoted",
    )
    investigator.visit(f"{case.get_absolute_url()}determine/", status=403)
    investigator.reads(
        f"You cannot be the appropriate authority of {case}, because you have been "
        "its handler."
    )


def send_back(authority, case: Case) -> None:
    authority.turn(case)
    authority.begin("Return to investigator")
    authority.fill("What is missing?", "The recording of the counter.")
    authority.press("Return to investigator")
    authority.reads(f"{case} is back with its investigator.")


def report_again(investigator, case: Case) -> None:
    investigator.turn(case)
    investigator.begin("Submit report")
    investigator.reads("The recording of the counter.")
    investigator.fill("Report", "Two people heard it, and the recording has it.")
    investigator.choose("Upheld")
    investigator.main.get_by_label("Reasons").fill("Heard and recorded.")
    investigator.press("Submit report")


def decide(authority, case: Case) -> None:
    authority.turn(case)
    authority.begin("Determine")
    authority.choose("Not upheld", group="My decision")
    authority.choose("No", group="Is there a case to answer?")
    authority.choose("No misconduct")
    authority.choose("No further action")
    authority.choose("No", group="Does the file go to the CPS?")
    authority.fill("Reasons for the decisions as a whole", "The word was quoted.")
    authority.press("Check the decisions", wrong=True)
    authority.reads("Give your reasons for departing from the recommendation, Upheld.")
    authority.fill("Reasons for departing", "He read a word out of a letter.")
    authority.press("Check the decisions")
    authority.reads("Nothing further follows for the officer from this allegation.")
    authority.press("Determine")
    authority.reads(f"{case} is determined.")
    authority.visit(f"{case.get_absolute_url()}allegations/")
    authority.reads("Departs")


def tell_people(caller, case: Case, today: date) -> None:
    caller.turn(case)
    caller.begin("Notify")
    caller.date("complainant_1", today - timedelta(days=1))
    caller.date("officer_1", today)
    caller.press("Record the letters", wrong=True)
    caller.reads("must be on or after the date determined")
    caller.date("complainant_1", today)
    caller.press("Record the letters", wrong=True)
    caller.reads("The letter still says [the reasons for what was decided]")
    caller.reads("Select how the letter to")
    caller.write_out("The word was quoted from a letter.")
    caller.serve()
    caller.press("Record the letters")
    caller.reads(f"The letters of {case} are recorded.")


def finalise_too_early(sign_in, case: Case) -> None:
    manager = sign_in("cst-manager")
    manager.visit(f"{case.get_absolute_url()}finalise/")
    manager.reads(f"{case} cannot be finalised yet")


def finalise(sign_in, case: Case) -> None:
    """When the time for an appeal has passed."""
    manager = sign_in("cst-manager")
    manager.turn(case)
    manager.begin("Finalise")
    manager.press("Finalise")
    manager.reads(f"{case} is finalised.")
    case.refresh_from_db()
    assert case.status == "finalised"
    manager.follow("History")
    told = manager.main.inner_text()
    manager.follow("Older entries")
    told += manager.main.inner_text()
    for step in STEPS:
        assert step in told, step
    for address in ("allegations", "people", "tasks", "documents", "decisions"):
        manager.visit(f"{case.get_absolute_url()}{address}/")
