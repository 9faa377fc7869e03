"""Each route after recording, in a browser, from where it begins to the case's end."""

from datetime import timedelta

import pytest

from tests.journeys.beginnings import case_of, demo, do, state, today
from tests.journeys.endings import tell_and_finalise

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_service_recovery_at_first_contact(sign_in):
    case = case_of()
    caller = sign_in("cst-officer")
    caller.turn(case)
    caller.begin("Offer service recovery")
    recover(caller)
    caller.choose("No")
    caller.press("Record the offer", wrong=True)
    caller.reads("Say why the complainant is not content.")
    caller.fill("Why not?", "They want to hear it from the inspector.")
    caller.press("Record the offer")
    caller.reads("They want to hear it from the inspector.")
    caller.begin("Resolve at first contact")
    recover(caller)
    caller.choose("No")
    caller.press("Resolve at first contact", wrong=True)
    caller.reads("resolved at first contact only if the complainant agrees")
    caller.choose("Yes")
    caller.press("Resolve at first contact")
    caller.reads(f"{case} is resolved at first contact.")
    caller.begin("Take up after all")
    caller.fill("Why?", "They rang again and want it recorded.")
    caller.press("Take up after all")
    colleague = sign_in("cst-officer-2")
    colleague.turn(case)
    colleague.begin("Record")
    stay_content(colleague, case_of())


def stay_content(caller, case):
    """Another, which ends there: nothing more is owed."""
    caller.turn(case)
    caller.begin("Resolve at first contact")
    recover(caller)
    caller.choose("Yes")
    caller.press("Resolve at first contact")
    assert state(case) == "resolved_at_contact"
    caller.visit("/")
    assert caller.main.get_by_role("link", name=case.reference).count() == 0


def recover(caller):
    caller.fill("What outcome does the complainant want?", "An apology.")
    caller.fill("What was offered or done?", "The sergeant rang them.")
    caller.choose("Spoken")
    caller.fill("Minutes that it took", "25")


def test_local_resolution(sign_in):
    case = case_of(allocated=True, handler=demo("investigator"))
    handler = sign_in("investigator")
    handler.turn(case)
    handler.begin("Begin local resolution")
    handler.reads("cannot be used in disciplinary proceedings")
    handler.date("consent_on", today())
    handler.choose("Signed by them")
    handler.choose("Even if proved, it would not justify proceedings")
    handler.fill("Your reasons", "One rude remark.")
    handler.fill("What does the complainant want?", "An explanation.")
    handler.press("Begin local resolution")
    handler.reads("An explanation.")
    handler.begin("Agree the action plan")
    handler.fill("What will be done?", "The sergeant explains it.")
    handler.fill("By whom?", "PS Example")
    handler.date("actions-0-due_on", today() + timedelta(days=7))
    handler.press("Agree the action plan")
    do_the_plan(handler, case)
    tell_and_finalise(sign_in, case)
    outcome = case.allegations.get().outcomes.get()
    assert outcome.result.code == "locally-resolved"
    assert not outcome.case_to_answer


def do_the_plan(handler, case):
    handler.reads("waits for 1 agreed action to be done or given up")
    handler.follow("Record it done (Agreed action 1)", exact=False)
    handler.date("done_on", today())
    handler.fill("What came of it?", "They were content.")
    handler.press("Record it done")
    handler.begin("Complete local resolution")
    handler.date("resolved_on", today())
    handler.fill("How was it resolved?", "It was explained.")
    handler.press("Complete local resolution")
    handler.reads(f"{case} is resolved locally.")


def test_direction_and_control(sign_in):
    case = case_of(checked=True)
    inspector = sign_in("team-inspector")
    inspector.turn(case)
    inspector.begin("Handle as direction and control")
    inspector.fill("Which policy, practice or decision", "The hours of the counter.")
    inspector.fill("Why is it not about anybody's conduct?", "It is a policy.")
    inspector.press("Handle as direction and control")
    be_about_conduct_after_all(inspector, case)
    inspector.turn(case)
    inspector.begin("Answer on direction and control")
    inspector.date("answered_on", today())
    inspector.fill("What does the force answer?", "The hours were reviewed.")
    inspector.press("Answer on direction and control")
    inspector.reads(f"{case} is answered.")
    tell_and_finalise(sign_in, case)


def be_about_conduct_after_all(inspector, case):
    inspector.turn(case)
    inspector.begin("Treat as conduct after all")
    inspector.fill("Why?", "The clerk is named now.")
    inspector.press("Treat as conduct after all")
    inspector.reads(f"{case} is about conduct again.")
    assert state(case) == "checked"
    do(case, "handle-direction", "team-inspector")


def test_dispensation(sign_in):
    """Twelve months alone are not enough; refused once, and granted on what is new."""
    case = case_of(recorded=True)
    inspector = sign_in("team-inspector")
    inspector.find(case)
    inspector.begin("Apply for dispensation")
    inspector.choose("Out of time")
    inspector.date("latest_incident_on", today() - timedelta(days=500))
    inspector.choose("No", group="no good reason")
    inspector.choose("No", group="injustice")
    apply(inspector, "Your reasons", "dispensation", wrong=True)
    inspector.reads("More than 12 months alone are not enough")
    inspector.choose("Yes", group="no good reason")
    inspector.press("Apply for dispensation")
    decide(inspector, "Record dispensation refused", refused="A reason was given.")
    assert state(case) == "recorded"
    inspector.reads("A reason was given.")
    inspector.begin("Apply for dispensation")
    inspector.choose("Anonymous")
    apply(inspector, "Your reasons", "dispensation")
    decide(inspector, "Record dispensation granted")
    tell_and_finalise(sign_in, case)
    assert case.allegations.get().outcomes.get().result.code == "dispensation"


def test_discontinuance(sign_in):
    case = case_of(investigating=True, handler=demo("investigator"))
    inspector = sign_in("team-inspector")
    for answer in ("refused", "granted"):
        inspector.find(case)
        inspector.begin("Apply for discontinuance")
        inspector.choose("The complainant refuses to co-operate")
        apply(inspector, "Memorandum", "discontinuance")
        if answer == "refused":
            decide(inspector, "Record discontinuance refused", refused="Ask again.")
            assert state(case) == "investigating"
    decide(inspector, "Record discontinuance granted")
    tell_and_finalise(sign_in, case)
    assert case.allegations.get().outcomes.get().result.code == "discontinued"
    discontinue_for_local_resolution(inspector, sign_in("investigator"))


def discontinue_for_local_resolution(inspector, handler):
    """The complainant is asked, consents, and goes back on it: it is investigated."""
    case = case_of(investigating=True, handler=demo("investigator"))
    inspector.find(case)
    inspector.begin("Apply for discontinuance")
    inspector.choose("Better handled by local resolution")
    apply(inspector, "Memorandum", "discontinuance")
    decide(inspector, "Record discontinuance granted for local resolution")
    assert state(case) == "resolving"
    do(case, "offer-resolution", "investigator")
    handler.find(case)
    handler.begin("End local resolution")
    handler.fill("Why?", "They want it investigated after all.")
    handler.press("End local resolution")
    handler.reads(f"The local resolution of {case} is ended.")
    assert state(case) == "investigating"


def apply(inspector, label, what, *, wrong=False):
    inspector.fill(label, "As the papers show.")
    inspector.date("applied_on", today())
    inspector.date("told_on", today())
    inspector.press(f"Apply for {what}", wrong=wrong)


def decide(inspector, button, *, refused=""):
    inspector.begin(button)
    inspector.date("decided_on", today())
    inspector.fill("Reference of the IPCC's decision", "2026/012345")
    if refused:
        inspector.fill("Why did the IPCC refuse?", refused)
    inspector.press(button)
