"""What stops a case or turns it: withdrawn, gone on as conduct, sub judice, graver."""

import pytest

from tests.journeys.beginnings import case_of, days_ago, demo, state, today

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_complaint_withdrawn_goes_on_as_conduct(sign_in):
    case = case_of(investigating=True, handler=demo("investigator"))
    manager = sign_in("cst-manager")
    manager.find(case)
    manager.begin("Withdraw")
    manager.press("Withdraw", wrong=True)
    manager.reads("date of the signed request")
    manager.date("request_on", today())
    manager.fill("Why do they withdraw?", "They have moved away.")
    manager.press("Withdraw")
    assert state(case) == "withdrawn"
    manager.find(case)
    manager.reads("They have moved away.")
    goes_on(sign_in("appropriate-authority"), case)
    checker = sign_in("cst-manager")
    checker.turn(case.linked_from.get().case)
    checker.reads("It was grave all the same.")
    checker.begin("Check")


def goes_on(authority, case):
    authority.find(case)
    authority.begin("Continue as conduct")
    authority.fill("Why?", "It was grave all the same.")
    authority.press("Continue as conduct")
    conduct = case.linked_from.get().case
    authority.reads(conduct.reference)
    authority.follow(conduct.reference)
    authority.shows("Conduct matter")
    authority.turn(conduct)
    authority.turn_to("Proceedings")
    authority.follow("Assess severity")


def test_sub_judice(sign_in):
    """It stands still while a trial is heard, and goes on from where it was."""
    case = case_of(investigating=True, received=40, handler=demo("investigator"))
    inspector = sign_in("team-inspector")
    inspector.find(case)
    inspector.begin("Suspend as sub judice")
    inspector.main.get_by_role("radio").first.check()
    inspector.date("from_on", days_ago(10))
    inspector.fill("Which proceedings?", "R v Example, at the Crown Court.")
    inspector.fill("Why would going on prejudice them?", "The same witnesses.")
    inspector.date("review_on", today())
    inspector.press("Suspend as sub judice", wrong=True)
    inspector.reads("The date of the review must be after today.")
    inspector.date("review_on", days_ago(-28))
    inspector.press("Suspend as sub judice")
    inspector.reads("R v Example, at the Crown Court.")
    handler = sign_in("investigator")
    handler.visit("/")
    handler.reads(f"{case} is suspended as sub judice.")
    handler.find(case)
    handler.shows("40 days open, of which 10 days sub judice")
    assert handler.main.get_by_role("link", name="Submit report").count() == 0
    handler.turn_to("Clocks")
    handler.reads("Stopped")
    inspector.find(case)
    inspector.begin("Resume")
    inspector.date("to_on", today())
    inspector.fill("Why can it go on?", "The trial is over.")
    inspector.press("Resume")
    handler.turn(case)
    handler.begin("Submit report")
    assert state(case) == "investigating"
