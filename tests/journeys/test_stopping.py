"""What stops a case or turns it: withdrawn, gone on as conduct, sub judice, graver."""

import pytest

from tests.factories.complaints import AllegationFactory, OutcomeFactory
from tests.journeys.beginnings import case_of, days_ago, demo, do, state, today
from tests.journeys.endings import determine, tell_and_finalise

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_complaint_withdrawn_goes_on_as_conduct(sign_in, tmp_path):
    case = case_of(investigating=True, handler=demo("investigator"))
    manager = sign_in("cst-manager")
    manager.find(case)
    manager.begin("Withdraw")
    manager.press("Withdraw", wrong=True)
    manager.reads("date of the signed request")
    manager.date("request_on", today())
    manager.fill("Why do they withdraw?", "They have moved away.")
    attach_the_request(manager, tmp_path)
    manager.press("Withdraw")
    assert state(case) == "withdrawn"
    manager.find(case)
    manager.reads("They have moved away.")
    goes_on(sign_in("appropriate-authority"), case)
    checker = sign_in("cst-manager")
    checker.turn(case.linked_from.get().case)
    checker.reads(case.said)
    checker.reads(f"{case} Follows from")
    checker.begin("Check")


def attach_the_request(visitor, folder):
    request = folder / "request.txt"
    request.write_text("I withdraw it. Signed, A. Example\n", encoding="utf-8")
    visitor.main.get_by_label("The signed request").set_input_files(request)


def test_part_of_a_complaint_withdrawn(sign_in, tmp_path):
    """The rest goes on, and the report asks about that alone."""
    case = case_of(investigating=True, allegation_count=2, handler=demo("investigator"))
    second = AllegationFactory(case=case, number=2, text="Would not give a name.")
    OutcomeFactory(allegation=second, subject=case.subjects.get())
    handler = sign_in("investigator")
    handler.turn(case)
    handler.begin("Withdraw some allegations")
    handler.main.get_by_role("checkbox").nth(1).check()
    handler.date("request_on", today())
    handler.fill("Why do they withdraw?", "They were given the name.")
    attach_the_request(handler, tmp_path)
    handler.press("Withdraw them")
    handler.turn_to("Allegations")
    handler.reads("Withdrawn")
    handler.begin("Submit report")
    assert handler.main.get_by_role("group", name="Finding").count() == 1


def goes_on(authority, case):
    authority.find(case)
    authority.reads("They have moved away.")
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
    inspector.date("from_on", days_ago(50))
    inspector.fill("Which proceedings?", "R v Example, at the Crown Court.")
    inspector.fill("Why would going on prejudice them?", "The same witnesses.")
    inspector.press("Suspend as sub judice", wrong=True)
    inspector.reads("must be on or after the date received")
    inspector.date("from_on", days_ago(10))
    inspector.press("Suspend as sub judice")
    inspector.reads("R v Example, at the Crown Court.")
    handler = sign_in("investigator")
    handler.visit("/")
    handler.reads(f"{case} is suspended as sub judice.")
    handler.find(case)
    handler.shows("40 days open, of which 10 sub judice")
    assert handler.main.get_by_role("link", name="Submit report").count() == 0
    handler.turn_to("Clocks")
    handler.reads("and still: 10 days")
    handler.reads("Review while sub judice")
    inspector.find(case)
    inspector.begin("Review the suspension")
    inspector.date("reviewed_on", today())
    inspector.fill("Why does it stay suspended?", "The jury is out.")
    inspector.press("Review the suspension")
    inspector.turn_to("History")
    inspector.reads("The jury is out.")
    inspector.begin("Resume")
    inspector.date("to_on", today())
    inspector.fill("Why can it go on?", "The trial is over.")
    inspector.press("Resume")
    handler.turn(case)
    handler.begin("Submit report")
    assert state(case) == "investigating"
    do(case, "submit-report", "investigator")
    determine(sign_in("appropriate-authority"), case)
    tell_and_finalise(sign_in, case)
