"""What turns out to be grave: certified, assessed, noticed, charged, tried, decided."""

import pytest

from tests.journeys.beginnings import case_of, demo, state, today
from tests.journeys.endings import tell_and_finalise

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_from_special_requirements_to_a_conviction(sign_in):
    case = case_of(investigating=True, handler=demo("investigator"))
    investigator = sign_in("investigator")
    certify(investigator, case)
    authority = sign_in("appropriate-authority")
    assess(authority, case)
    notice_and_interview(investigator, case)
    report(investigator, case)
    refer(authority, case)
    advised_and_charged(investigator, case)
    stand_still_for_the_trial(authority, case)
    tried(investigator, case)
    decide(authority, case)
    office = sign_in("hearings-office")
    office.turn(case)
    office.turn_to("Proceedings")
    office.reads("Convicted")
    open_and_end(office)
    tell_and_finalise(sign_in, case)


def open_and_end(office):
    """The officer resigns before anything is found; hearings have their own stories."""
    office.follow("Open proceedings")
    office.date("opened_on", today())
    office.press("Open proceedings")
    office.follow("End the proceedings before a finding", exact=False)
    office.choose("Resigned before a finding")
    office.date("ended_on", today())
    office.fill("What happened", "He resigned upon his conviction.")
    office.press("End the proceedings before a finding")
    office.reads("Resigned before a finding")


def certify(investigator, case):
    investigator.turn(case)
    investigator.begin("Certify special requirements")
    investigator.main.get_by_role("checkbox").first.check()
    investigator.date("certified_on", today())
    investigator.fill("What indicates it?", "A blow is on film.")
    investigator.press("Certify special requirements")
    investigator.reads("A blow is on film.")
    assert investigator.main.get_by_role("link", name="Submit report").count() == 0
    investigator.main.get_by_text("What you cannot do now, and why").click()
    investigator.reads("it needs a severity assessment and a notice")


def assess(authority, case):
    authority.find(case)
    authority.turn_to("Proceedings")
    authority.follow("Assess severity")
    authority.choose("Gross misconduct")
    authority.choose("Yes", group="Could it lead to dismissal?")
    authority.date("assessed_on", today())
    authority.fill("Reasons", "A blow to somebody held down.")
    authority.press("Assess severity")
    authority.reads("A blow to somebody held down.")


def notice_and_interview(investigator, case):
    investigator.turn(case)
    investigator.turn_to("Proceedings")
    investigator.follow("Serve a regulation notice")
    investigator.fill("The notice, as it is served", "You are alleged to have hit her.")
    investigator.date("served_on", today())
    investigator.choose("By hand")
    investigator.fill("Who served it?", "PS Underhay")
    investigator.press("Serve a regulation notice")
    investigator.follow("Record the officer's response", exact=False)
    investigator.date("response_on", today())
    investigator.fill("What the officer says", "I did not mean to.")
    investigator.press("Record the officer's response")
    investigator.reads("I did not mean to.")
    investigator.follow("Record an interview")
    investigator.main.get_by_role("radio").first.check()
    investigator.date("held_on", today())
    investigator.fill("Where was it?", "Room 2")
    investigator.fill("Who was present?", "PC Yarrow")
    investigator.fill("Summary", "He says that his hand slipped.")
    investigator.press("Record an interview")
    investigator.reads("He says that his hand slipped.")


def report(investigator, case):
    investigator.begin("Submit report")
    investigator.fill("Report", "The film shows a blow.")
    investigator.choose("Upheld")
    investigator.main.get_by_label("Reasons").fill("It is on the film.")
    investigator.press("Submit report")
    assert state(case) == "reported"


def refer(authority, case):
    authority.turn(case)
    authority.turn_to("Proceedings")
    authority.follow("Send the file to the CPS")
    authority.date("sent_on", today())
    authority.fill("Offences considered", "Common assault.")
    authority.press("Send the file to the CPS")
    authority.reads("With the CPS")


def advised_and_charged(investigator, case):
    investigator.find(case)
    investigator.turn_to("Proceedings")
    investigator.follow("Record the CPS's advice", exact=False)
    investigator.choose("Charge")
    investigator.date("advice_on", today())
    investigator.fill("Prosecutor", "Ms Example")
    investigator.press("Record the CPS's advice")
    investigator.follow("Record the charge", exact=False)
    investigator.date("charged_on", today())
    investigator.fill("Who was charged with what?", "The officer, with assault.")
    investigator.press("Record the charge")
    investigator.reads("Charged")


def stand_still_for_the_trial(authority, case):
    authority.find(case)
    authority.begin("Suspend as sub judice")
    authority.main.get_by_role("radio").first.check()
    authority.date("from_on", today())
    authority.fill("Which proceedings?", "R v the officer.")
    authority.fill("Why would going on prejudice them?", "The same facts.")
    authority.press("Suspend as sub judice")
    assert state(case) == "sub_judice"


def tried(investigator, case):
    investigator.find(case)
    investigator.turn_to("Proceedings")
    investigator.follow("Record the trial and its result", exact=False)
    investigator.fill("Court", "City of London Magistrates' Court")
    investigator.choose("Convicted")
    investigator.date("result_on", today())
    investigator.fill("Sentence", "A fine.")
    investigator.press("Record the trial and its result")
    investigator.reads("Convicted")


def decide(authority, case):
    authority.find(case)
    authority.begin("Resume")
    authority.date("to_on", today())
    authority.fill("Why can it go on?", "He was convicted.")
    authority.press("Resume")
    authority.turn(case)
    authority.begin("Determine")
    authority.choose("Upheld", group="My decision")
    authority.choose("Yes", group="Is there a case to answer?")
    authority.choose("Gross misconduct")
    authority.choose("Misconduct hearing")
    authority.choose("No", group="Does the file go to the CPS?")
    authority.fill("Reasons for the decisions as a whole", "He was convicted.")
    authority.press("Check the decisions")
    authority.reads("The Hearings Office reviews it before it is arranged.")
    authority.press("Determine")
    authority.reads(f"{case} is determined.")
