"""How stories end: decided, told and finalised, each on its page."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from tests.journeys.beginnings import state, today

APPEAL_OVER = timedelta(days=40)


def determine(authority, case):
    """From home: what the report found, and nobody has anything to answer for."""
    authority.turn(case)
    authority.begin("Determine")
    decide(authority)


def decide(authority):
    authority.choose("Upheld", group="My decision")
    authority.choose("No", group="Is there a case to answer?")
    authority.choose("No misconduct")
    authority.choose("No further action")
    authority.choose("No", group="Does the file go to the CPS?")
    authority.fill("Reasons for the decisions as a whole", "Nobody in particular.")
    authority.press("Check the decisions")
    authority.press("Determine")


def tell_and_finalise(sign_in, case):
    """The letters are sent, and once no appeal can come it is finalised."""
    tell(sign_in("cst-officer"), case)
    finalise(sign_in, case)


def tell(caller, case):
    caller.turn(case)
    caller.begin("Notify")
    caller.date("complainant_1", today())
    caller.date("officer_1", today())
    caller.write_out()
    caller.serve()
    caller.press("Record the letters")


def finalise(sign_in, *cases):
    with time_machine.travel(timezone.now() + APPEAL_OVER):
        manager = sign_in("cst-manager")
        for case in cases:
            manager.turn(case)
            manager.begin("Finalise")
            manager.press("Finalise")
            manager.reads(f"{case} is finalised.")
            assert state(case) == "finalised"
