"""Proceedings in the browser, each to its end and to the appeal against it."""

from datetime import date, timedelta

import pytest

from casework import guard
from complaints.actions.awaiting import keep_awaited
from complaints.models import Allegation, Case, Outcome, Proceeding
from organisation.models import AccreditationKind
from tests.factories.organisation import AccreditationFactory, MemberFactory
from tests.factories.proceedings import ImposedSanctionFactory, ProceedingFactory
from tests.journeys.beginnings import case_of, days_ago, demo, today

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WHY = "Dismissal would be justified, if it is so."
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
THIRD_STAGE = (
    ("Chair", "superintendent"),
    ("Second member", "inspector"),
    ("Third member", "inspector"),
)


def determined(*, noticed_on=None, **decided):
    """What the authority decided, and where it sent it."""
    case = case_of(
        determined=True,
        received=40,
        determined_on=days_ago(5),
        authority=demo("appropriate-authority"),
    )
    with guard.writing("test"):
        raised_on = noticed_on or case.received_on
        Allegation.objects.filter(case=case).update(raised_on=raised_on)
        Outcome.objects.filter(allegation__case=case).update(
            **{"case_to_answer": True} | decided
        )
        keep_awaited(case)
        Case.objects.filter(pk=case.pk).update(offices=case.offices, awaits=case.awaits)
    return case


def trained(rank):
    member = MemberFactory(rank=rank)
    kind = AccreditationKind.objects.get(code="panel-member")
    AccreditationFactory(member=member, kind=kind)
    return member


def test_a_special_case_sent_back_to_a_hearing_and_a_tribunal(sign_in):
    case = determined(severity="gross", forum="special")
    office = sign_in("hearings-office")
    office.visit("/")
    office.reads("Hearings to review and arrange")
    open_it(office, case, reviewed=True)
    step(office, "Send it back to the authority", sent_back_on=today(), Reasons=WHY)
    office.reads("Back with the authority")
    authority = sign_in("appropriate-authority")
    authority.turn(case)
    authority.turn_to("Proceedings")
    # The page's own step names the proceedings too; the case's leads here.
    authority.main.get_by_role("link", name="Decide anew where it leads").last.click()
    authority.choose("Misconduct hearing")
    authority.fill("Reasons", "The evidence is disputed.")
    authority.press("Decide anew where it leads")
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
    case = determined(severity="misconduct", forum="meeting")
    office = sign_in("misconduct-office")
    open_it(office, case, reviewed=False)
    sit(office, ("Chair", "inspector"))
    fix(office)
    conclude(office, case, "Proved: misconduct", "Written warning")
    appeal(office, "Appeal meeting", "It is set aside", ("Chair", "chief_inspector"))
    office.reads("Set aside")


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


def open_it(office, case, *, reviewed, what=""):
    """From home, where it waits for whoever arranges it, to documents supplied."""
    office.find(case) if what else office.turn(case)
    office.turn_to("Proceedings")
    office.follow("Open proceedings")
    if what:
        office.main.get_by_label(what).check()
    office.date("opened_on", today())
    conditions = office.main.get_by_role("checkbox")
    if conditions.count():
        office.press("Open proceedings", wrong=True)
        for condition in conditions.all():
            condition.check()
    office.press("Open proceedings")
    if reviewed:
        label = "Decide that the proceedings are warranted"
        step(office, label, reviewed_on=today(), Reasons=WHY)
    step(
        office,
        "Record the documents supplied",
        supplied_on=today(),
        **{"Which documents?": "The report.", "To whom?": "The officer"},
    )


def sit(office, *seats):
    """Name somebody for each seat: of that rank, or from outside."""
    for seat, rank in seats:
        office.follow("Name a member of the panel")
        office.main.get_by_label(seat).first.check()
        if rank:
            office.fill("Warrant or pay number", trained(rank).number)
        else:
            office.fill("Somebody from outside", "Idris Marlowe")
        office.date("named_on", today())
        office.press("Name a member of the panel")


def fix(office, *, days=7):
    day = today() + timedelta(days=days)
    step(office, "Fix the date", sits_on=day, **{"Time": "10:30", "Place": "Room 4"})
    return day


def look_up(office, case, day):
    """It stands in the calendar of hearings."""
    office.follow("Registers")
    office.follow("Hearings")
    for _ in range((day.year - today().year) * 12 + day.month - today().month):
        office.follow("Month after")
    office.reads("Room 4")
    office.follow(case.reference)
    office.turn_to("Proceedings")


def stand_by(office):
    office.follow("Record who represents the officer")
    office.choose("Police friend")
    office.fill("Name", "A. Friend")
    office.date("from_on", today())
    office.press("Record who represents the officer")
    office.reads("A. Friend")


def object_to(office, seat):
    """An objection upheld frees the seat, and somebody else takes it."""
    office.follow("Record an objection", exact=False)
    office.date("objected_on", today())
    office.fill("What the officer says", "We served together.")
    office.press("Record an objection")
    office.follow("Decide the objection", exact=False)
    office.choose("Yes")
    office.date("decided_on", today())
    office.fill("Reasons", "It would not look fair.")
    office.press("Decide the objection")
    sit(office, (seat, ""))


def postpone(office):
    office.follow("Change the date", exact=False)
    office.date("sits_on", today() + timedelta(days=14))
    office.fill("Time", "11:00")
    office.fill("Place", "Room 5")
    office.choose("In the interests of justice")
    office.fill("Reasons", "A witness is in hospital.")
    office.press("Change the date")
    office.reads("A witness is in hospital.")


def appeal(office, where, effect, *seats):
    office.follow("Record the officer's appeal")
    office.main.get_by_label(where).first.check()
    office.date("lodged_on", today())
    office.fill("What the officer says", WHY)
    office.press("Record the officer's appeal")
    sit(office, *seats)
    office.follow("Record how it was decided", exact=False)
    upheld = effect != "What was imposed stands"
    office.choose("Yes" if upheld else "No", group="Is the appeal upheld?")
    office.choose(effect)
    if effect.startswith("Something else"):
        office.choose("Final written warning")
    office.date("decided_on", today())
    office.fill("Reasons", WHY)
    office.press("Record how it was decided")


def its_day_comes(case):
    """As if all that was done before it sits had been done so much earlier."""
    row = Proceeding.objects.filter(case=case, sits_on__isnull=False).latest("number")
    passed = row.sits_on - today()
    dated = ("opened_on", "reviewed_on", "supplied_on", "fixed_on", "sits_on")
    with guard.writing("test"):
        for name in (*dated, "first_sits_on"):
            if getattr(row, name):
                setattr(row, name, getattr(row, name) - passed)
        row.save()
        for clock in case.clocks.filter(of=row.name):
            clock.starts_on -= passed
            clock.due_on -= passed
            clock.save()


def conclude(office, case, found, sanction, **dates):
    its_day_comes(case)
    office.follow("Record what was found", exact=False)
    office.date("held_on", today())
    office.choose(found)
    office.fill("Reasons of the findings", WHY)
    office.press("Record what was found")
    office.follow("Record what was imposed", exact=False)
    office.choose(sanction)
    for name, day in {"concluded_on": today(), **dates}.items():
        office.date(name, day)
    office.fill("Reasons", WHY)
    office.press("Record what was imposed")
    step(office, "Record the written outcome", told_on=today())
    office.reads("Told in writing")
    office.reads(sanction)


def step(office, label, **typed):
    """Follow a step of the card, type dates and words, and send it."""
    office.follow(label, exact=False)
    for name, value in typed.items():
        if hasattr(value, "year"):
            office.date(name, value)
        else:
            office.fill(name, value)
    office.press(label)
