"""What the IPCC makes of a referral: back to the force, supervised, or managed."""

import pytest

from tests.factories.ipcc import ReferralFactory
from tests.journeys.beginnings import case_of, days_ago, demo, do, state, today
from tests.journeys.endings import decide, determine, tell_and_finalise

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def referred():
    """It waits for the IPCC, and nobody may begin."""
    case = case_of(allocated=True, handler=demo("investigator"))
    day = days_ago(10)
    ReferralFactory(case=case, number=1, clear_on=day, referred_on=day)
    return case


def decided(inspector, case, mode):
    inspector.find(case)
    inspector.turn_to("Handling")
    inspector.follow("Record the IPCC's decision", exact=False)
    inspector.choose(mode)
    inspector.date("decided_on", today())
    inspector.press("Record the IPCC's decision")
    inspector.shows(mode)


def start(handler, case):
    handler.turn(case)
    handler.begin("Start investigation")
    handler.fill("Terms of reference", "Find who was in the van.")
    handler.press("Start investigation")
    assert state(case) == "investigating"


def test_back_to_the_force_and_supervised(sign_in):
    back, supervised = case_of(allocated=True, handler=demo("investigator")), referred()
    inspector = sign_in("team-inspector")
    refer_voluntarily(inspector, back)
    handler = sign_in("investigator")
    handler.find(back)
    handler.reads("waits for the IPCC")
    decided(inspector, back, "Back to the force")
    start(handler, back)
    decided(inspector, supervised, "Supervised by the IPCC")
    inspector.follow("Record the terms of reference", exact=False)
    inspector.fill("Terms of reference", "Ask everybody in the van.")
    inspector.date("terms_on", today())
    inspector.press("Record the terms of reference")
    start(handler, supervised)
    handler.turn_to("Handling")
    handler.reads("Ask everybody in the van.")
    do(supervised, "submit-report", "investigator")
    send_the_report(inspector, supervised)
    authority = sign_in("appropriate-authority")
    determine(authority, supervised)
    tell_and_finalise(sign_in, supervised)


def refer_voluntarily(inspector, case):
    """No criterion is met: for its gravity all the same."""
    inspector.find(case)
    inspector.turn_to("Handling")
    inspector.follow("Test for referral")
    for bound in inspector.page.get_by_label("Not met", exact=True).all():
        bound.check()
    inspector.choose("Yes", group="is it to be referred voluntarily?")
    inspector.fill("Reasons for the result as a whole", "The whole street saw it.")
    inspector.press("Test for referral")
    inspector.follow("Refer to the IPCC")
    assert inspector.main.get_by_label("Voluntary", exact=True).is_checked()
    inspector.choose("Gravity of the matter")
    inspector.date("clear_on", days_ago(10))
    inspector.date("referred_on", today())
    inspector.fill("Why is it referred?", "The whole street saw it.")
    inspector.press("Refer to the IPCC")
    inspector.reads("Waits for the IPCC")


def test_managed(sign_in):
    case = referred()
    inspector = sign_in("team-inspector")
    decided(inspector, case, "Managed by the IPCC")
    handler = sign_in("investigator")
    handler.turn(case)
    handler.page.get_by_text("What you cannot do now, and why").click()
    handler.reads("The IPCC has to approve the investigator")
    inspector.follow("Record the approval of the investigator", exact=False)
    inspector.reads("The IPCC approves Caspian Underhay as the investigator.")
    inspector.date("approved_on", today())
    inspector.press("Record the approval of the investigator")
    start(handler, case)
    directed(inspector, handler, case)
    do(case, "submit-report", "investigator")
    send_the_report(inspector, case)
    authority = sign_in("appropriate-authority")
    authority.find(case)
    authority.page.get_by_text("What you cannot do now, and why").click()
    authority.reads("its views come before the decision")
    inspector.follow("Record what the IPCC says of the report", exact=False)
    inspector.fill("What the IPCC says of the report", "We agree with it.")
    inspector.date("views_on", today())
    inspector.press("Record what the IPCC says of the report")
    authority.turn(case)
    authority.begin("Determine")
    authority.reads("We agree with it.")
    decide(authority)
    tell_and_finalise(sign_in, case)


def directed(inspector, handler, case):
    """What the IPCC asks in the meantime is logged, and answered by the handler."""
    inspector.follow("Log what the IPCC asks")
    inspector.choose("Directs")
    inspector.date("asked_on", today())
    inspector.fill("What?", "Statements of both custody sergeants.")
    inspector.press("Log what the IPCC asks")
    handler.turn(case)
    handler.turn_to("Handling")
    handler.reads("Statements of both custody sergeants.")
    handler.follow("Answer (", exact=False)
    handler.date("answered_on", today())
    handler.fill("What was done?", "Both were taken.")
    handler.press("Answer")
    handler.reads("Both were taken.")


def send_the_report(inspector, case):
    inspector.find(case)
    inspector.turn_to("Handling")
    inspector.follow("Record the report sent to the IPCC", exact=False)
    inspector.date("report_sent_on", today())
    inspector.press("Record the report sent to the IPCC")
    inspector.reads("Report with the IPCC")
