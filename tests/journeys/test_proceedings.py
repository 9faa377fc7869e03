"""Proceedings in the browser, each to its end and to the appeal against it."""

from datetime import date

import pytest
import time_machine
from django.utils import timezone

from casework import guard
from complaints.models import Outcome, Proceeding
from tests.factories.proceedings import ImposedSanctionFactory, ProceedingFactory
from tests.journeys.beginnings import days_ago, today
from tests.journeys.endings import APPEAL_OVER
from tests.journeys.hearings import (
    WHY,
    appeal,
    conclude,
    determined,
    fix,
    look_up,
    object_to,
    open_it,
    postpone,
    sit,
    stand_by,
    step,
)

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

HEARING = (
    ("Chair", "commander"),
    ("Superintending member", "superintendent"),
    ("Independent member", ""),
)
BOARD = (
    ("Presiding officer", "commander"),
    ("First assessor", "superintendent"),
    ("Second assessor", "superintendent"),
)
TRIBUNAL = (
    ("Legally qualified chair", ""),
    ("Chief officer", ""),
    ("Retired officer", ""),
)
AGAIN = "Second notice to improve"
THIRD_STAGE = (
    ("Chair", "superintendent"),
    ("Second member", "inspector"),
    ("Third member", "inspector"),
)


def test_a_special_case_sent_back_to_a_hearing_and_a_tribunal(sign_in):
    case = determined(severity="gross", forum="special")
    office = sign_in("hearings-office")
    office.visit("/")
    office.reads("Hearings to review and arrange")
    open_it(office, case, reviewed=True)
    step(office, "Send it back to the authority", sent_back_on=today(), Reasons=WHY)
    office.reads("Back with the authority")
    send_on(sign_in("appropriate-authority"), case, "Misconduct hearing")
    open_it(office, case, reviewed=True)
    stand_by(office)
    sit(office, *HEARING)
    object_to(office, "Independent member")
    fix(office)
    postpone(office)
    conclude(office, case, "Proved: gross misconduct", "Dismissal without notice")
    varied = "Something else is imposed instead"
    appeal(office, "Police Appeals Tribunal", varied, *TRIBUNAL)
    office.reads("Final written warning")


def test_a_special_case_hearing(sign_in):
    case = determined(severity="gross", forum="special")
    office = sign_in("hearings-office")
    open_it(office, case, reviewed=True)
    sit(office, ("Assistant commissioner", "assistant_commissioner"))
    look_up(office, case, fix(office, days=18))
    conclude(office, case, "Proved: gross misconduct", "Dismissal without notice")
    assert Proceeding.objects.get(case=case).status == "told"
    with time_machine.travel(timezone.now() + APPEAL_OVER):
        publish(sign_in("command"), case)


def test_a_full_board_of_2004(sign_in):
    case = determined(
        noticed_on=date(2008, 5, 1), severity="misconduct", forum="hearing"
    )
    office = sign_in("hearings-office")
    open_it(office, case, reviewed=True)
    sit(office, *BOARD)
    fix(office)
    left = {"effective_on": today()}
    conclude(office, case, "Proved: misconduct", "Requirement to resign", **left)
    reviewer = ("Assistant commissioner", "assistant_commissioner")
    review = "Review by an assistant commissioner"
    appeal(office, review, "What was imposed stands", reviewer)


def test_a_meeting_and_an_appeal(sign_in):
    case = determined(severity="gross", forum="hearing")
    no_hearing_is_warranted(sign_in, case)
    office = sign_in("misconduct-office")
    open_it(office, case, reviewed=False)
    sit(office, ("Chair", "inspector"))
    fix(office)
    conclude(office, case, "Proved: misconduct", "Written warning")
    appeal(office, "Appeal meeting", "It is set aside", ("Chair", "chief_inspector"))
    office.reads("Set aside")


def no_hearing_is_warranted(sign_in, case):
    """The Hearings Office says no, and the authority decides anew: a meeting."""
    office = sign_in("hearings-office")
    office.turn(case)
    office.turn_to("Proceedings")
    office.follow("Open proceedings")
    office.date("opened_on", today())
    office.press("Open proceedings")
    label = "Decide that the proceedings are not warranted"
    step(office, label, reviewed_on=today(), Reasons="It was one word.")
    send_on(sign_in("appropriate-authority"), case, "Misconduct meeting")


def send_on(authority, case, where):
    authority.turn(case)
    authority.turn_to("Proceedings")
    # The page's own step names the proceedings too; the case's leads here.
    authority.main.get_by_role("link", name="Decide anew where it leads").last.click()
    authority.choose(where)
    authority.fill("Reasons", "The evidence is disputed.")
    authority.press("Decide anew where it leads")


def publish(commander, case):
    commander.find(case)
    commander.turn_to("Proceedings")
    commander.follow("Decide whether it is published", exact=False)
    commander.choose("Yes")
    commander.date("publish_until", days_ago(-28))
    commander.fill("Reasons", "The hearing was of public interest.")
    commander.press("Decide whether it is published")
    commander.visit("/complaints/outcomes/")
    commander.reads("Dismissal without notice")


def test_interviews_of_1999(sign_in):
    """What came to notice before December 2008, each interview after the other."""
    case = determined(
        noticed_on=date(2008, 5, 1),
        severity="none",
        forum="performance",
        case_to_answer=False,
    )
    office = sign_in("misconduct-office")
    found = "Proved: unsatisfactory performance"
    for what, seat, rank, notice in (
        ("First interview", "Line manager", "sergeant", "Notice to improve"),
        *[("Second interview", "Line manager's manager", "inspector", AGAIN)],
    ):
        open_it(office, case, reviewed=False, what=what)
        sit(office, (seat, rank))
        fix(office)
        conclude(office, case, found, notice)
    office = sign_in("hearings-office")
    office.find(case)
    office.turn_to("Proceedings")
    office.follow("Open proceedings")
    office.reads("Inefficiency hearing")


def test_stages_of_performance(sign_in):
    """The next follows on the same matter, where there was no improvement."""
    case = determined(severity="none", forum="performance", case_to_answer=False)
    office = sign_in("misconduct-office")
    open_it(office, case, reviewed=False, what="First stage meeting")
    sit(office, ("Line manager", "sergeant"))
    fix(office)
    found = "Proved: unsatisfactory performance or attendance"
    conclude(office, case, found, "Improvement notice")
    office.follow("Open proceedings")
    office.reads("Second stage meeting")
    office.does_not_read("First stage meeting: ")
    the_second_stage_came_to_nothing(case)
    office = sign_in("hearings-office")
    open_it(office, case, reviewed=True, what="Third stage meeting: unsatisfactory")
    sit(office, *THIRD_STAGE)
    fix(office)
    conclude(office, case, found, "Redeployment to other duties")


def the_second_stage_came_to_nothing(case):
    row = ProceedingFactory(
        case=case,
        number=2,
        told=True,
        subject=case.subjects.get(),
        regime="performance-2008",
        forum="second-stage",
        forum_name="Second stage meeting",
        kind="stage",
        severity="unsatisfactory",
    )
    ImposedSanctionFactory(
        case=case,
        number=2,
        proceeding=row,
        field="performance",
        regime="performance-2008",
        sanction="final-improvement-notice",
        sanction_name="Final improvement notice",
        imposed_on=days_ago(1),
        live_until=days_ago(-300),
    )
    with guard.writing("test"):
        outcomes = Outcome.objects.filter(allegation__case=case)
        outcomes.update(forum="performance", severity="none", case_to_answer=False)


def test_management_action(sign_in):
    case = determined(severity="misconduct", forum="management_action")
    office = sign_in("misconduct-office")
    office.find(case)
    office.turn_to("Proceedings")
    office.follow("Record management action")
    office.choose("Improvement plan")
    office.date("taken_on", today())
    office.fill("What was done or agreed", "Two days with the search team.")
    office.press("Record management action", wrong=True)
    office.date("review_on", days_ago(-60))
    office.press("Record management action")
    step(
        office,
        "Review the management action",
        reviewed_on=today(),
        **{"What the review found": "Not one complaint since."},
    )
    office.reads("Not one complaint since.")
