"""What must be referred, to the IPCC's own report; and appeals that it upholds."""

import pytest
from django.utils import timezone

from casework import guard
from complaints import actions
from complaints.actions.inputs import NewDirection
from complaints.models import Case, Outcome
from tests.factories.complaints import result
from tests.factories.papers import LetterFactory
from tests.journeys import endings
from tests.journeys.beginnings import case_of, demo, do, state, today

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_mandatory_referral_to_the_ipccs_own_report(sign_in, people):
    case = case_of(assessed=True, received=40, categories=["A"])
    inspector = sign_in("team-inspector")
    inspector.turn(case)
    inspector.reads("nobody has tested yet")
    look_into(inspector, case)
    refer(inspector, case)
    inspector.follow("Record the IPCC's decision", exact=False)
    inspector.choose("Independent, by the IPCC")
    inspector.date("decided_on", today())
    inspector.press("Record the IPCC's decision")
    inspector.reads("Independent, by the IPCC")
    do(case, "allocate", "team-inspector", handler=demo("investigator"))
    refuse_to_start(sign_in("investigator"), case)
    inspector.find(case)
    inspector.begin("Record the IPCC's report")
    inspector.date("reported_on", today())
    inspector.fill("The IPCC's report", "The arm was broken in the van.")
    inspector.choose("Upheld")
    inspector.main.get_by_label("Reasons").fill("It is on the recording.")
    inspector.press("Record the report")
    assert state(case) == "reported"
    authority = sign_in("appropriate-authority")
    authority.turn(case)
    authority.begin("Determine")
    authority.reads("The arm was broken in the van.")
    endings.decide(authority)
    endings.tell_and_finalise(sign_in, case)


def look_into(inspector, case: Case) -> None:
    inspector.turn_to("Handling")
    inspector.follow("Test for referral")
    for bound in inspector.page.get_by_label("Not met", exact=True).all():
        bound.check()
    inspector.choose("Met", group="Serious assault")
    inspector.fill("Why: serious assault", "A broken arm.")
    inspector.date("clear_on", today())
    inspector.fill("Reasons for the result as a whole", "It is beyond doubt.")
    inspector.press("Test for referral")
    inspector.reads("Must be referred")


def refer(inspector, case: Case) -> None:
    inspector.follow("Refer to the IPCC")
    inspector.date("referred_on", today())
    inspector.fill("Why is it referred?", "A broken arm in custody.")
    inspector.press("Refer to the IPCC")
    inspector.reads("Waits for the IPCC")
    inspector.follow("Record who was told", exact=False)
    inspector.date("complainant_told_on", today())
    inspector.fill("Why was somebody not told?", "The officers could agree a story.")
    inspector.press("Record who was told")


def refuse_to_start(handler, case: Case) -> None:
    handler.find(case)
    handler.reads("The IPCC investigates this case itself.")
    assert handler.main.get_by_role("link", name="Start investigation").count() == 0


def test_an_appeal_upheld_and_the_case_investigated_again(sign_in, people):
    case = told(handler=demo("investigator"))
    manager = sign_in("cst-manager")
    manager.find(case)
    manager.turn_to("Appeals")
    lodge(manager, "The findings need to be reconsidered")
    manager.turn_to("Summary")
    manager.reads("The IPCC has not decided 1 appeal.")
    upheld(case, "reinvestigate")
    authority = sign_in("appropriate-authority")
    authority.turn(case)
    authority.reads("1 direction of the IPCC still to be carried out.")
    authority.begin("Investigate again")
    authority.fill("What is to be done now?", "Hear the sister.")
    authority.press("Investigate again")
    assert state(case) == "investigating"
    handler = sign_in("investigator")
    handler.turn(case)
    handler.reads("Hear the sister.")
    handler.turn_to("Appeals")
    handler.reads("Carried out")
    turn_down(sign_in, manager)


def turn_down(sign_in, manager):
    """An appeal that is not upheld changes nothing: the case can be finalised."""
    case = told(handler=demo("investigator"))
    officer = case.subjects.get()
    LetterFactory(case=case, subject=officer, dated_on=case.notified_on)
    manager.find(case)
    manager.turn_to("Appeals")
    lodge(manager, "The findings need to be reconsidered")
    manager.follow("Record the IPCC's decision", exact=False)
    manager.choose("Not upheld")
    manager.date("decided_on", today())
    manager.fill("What the IPCC says", "Everybody was asked.")
    manager.press("Record the IPCC's decision")
    manager.reads("Not upheld")
    endings.finalise(sign_in, case)


def told(**fields) -> Case:
    """Its letters were sent some days ago, so the time for an appeal runs."""
    case = case_of(notified=True, decided=True, received=40, **fields)
    dated_on = case.notified_on
    LetterFactory(case=case, complainant=case.complainants.get(), dated_on=dated_on)
    return case


def lodge(visitor, ground: str) -> None:
    visitor.follow("Record an appeal")
    group = visitor.page.get_by_role("group", name="What is appealed?")
    group.get_by_role("radio").last.check()
    visitor.page.get_by_role("group", name="Who appeals?").get_by_role(
        "radio"
    ).first.check()
    visitor.date("received_on", today())
    visitor.choose(ground)
    visitor.fill("What does the complainant say?", "Nobody asked my sister.")
    visitor.press("Record an appeal")
    visitor.reads("With the IPCC")


def upheld(case: Case, kind: str) -> None:
    """The team's manager enters the decision, with one direction."""

    case.refresh_from_db()
    actions.decide_appeal(
        case=case,
        by=demo("cst-manager"),
        at=timezone.now(),
        version=case.version,
        number=1,
        outcome="upheld",
        decided_on=today(),
        outcome_reasons="A witness was not asked.",
        directions=[NewDirection(kind, "Do it.")],
    )


def test_an_appeal_against_a_local_resolution(sign_in, people):
    """The process alone is appealed; what the IPCC directs is done, and shown done."""
    case = told(route="local_resolution")
    with guard.writing("test"):
        rows = Outcome.objects.filter(allegation__case=case)
        rows.update(result=result("locally-resolved"), severity="", forum="")
    manager = sign_in("cst-manager")
    manager.find(case)
    manager.turn_to("Appeals")
    lodge(manager, "The local resolution was not carried out as it should be")
    decide(manager, case, "apology", "Write to the complainant.")
    manager.turn(case)
    manager.turn_to("Appeals")
    manager.follow("Record it carried out", exact=False)
    manager.date("done_on", today())
    manager.fill("How?", "The inspector wrote to her.")
    manager.press("Record it carried out")
    manager.reads("Carried out")
    manager.reads("The inspector wrote to her.")


def test_an_appeal_against_not_recording(sign_in, people):
    case = case_of(received=40)
    do(case, "decline", "cst-officer")
    manager = sign_in("cst-manager")
    manager.find(case)
    manager.turn_to("Appeals")
    lodge(manager, "The complaint was not recorded")
    decide(manager, case, "record", "Record it.")
    manager.begin("Reopen recording")
    manager.fill("What is to be done now?", "Record it as it came in.")
    manager.press("Reopen recording")
    assert state(case) == "received"
    caller = sign_in("cst-officer")
    caller.turn(case)
    caller.begin("Record")


def decide(visitor, case: Case, kind: str, text: str) -> None:
    """The IPCC upholds the appeal, and directs something."""
    visitor.follow("Record the IPCC's decision", exact=False)
    visitor.choose("Upheld")
    visitor.date("decided_on", today())
    visitor.fill("What the IPCC says", "It is a complaint under the Act.")
    visitor.page.locator("[name=direction-1-kind]").select_option(kind)
    visitor.page.locator("[name=direction-1-text]").fill(text)
    visitor.press("Record the IPCC's decision")
    visitor.reads("To carry out")
