"""The registers beside the cases: duties, risk and the intervention scheme."""

import pytest
from django.utils import timezone

from complaints.actions.detecting import detect
from complaints.models import Intervention, Restriction, Risk
from organisation.models import Committee, Unit
from tests.browser import PHONE, WIDE
from tests.factories.claims import FoiRequestFactory
from tests.factories.complaints import SubjectFactory
from tests.factories.organisation import MeetingFactory, MemberFactory
from tests.journeys.beginnings import case_of, days_ago, today

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def open_register(visitor, name, reference):
    """From the list of cases to a register, and to one record of it."""
    visitor.visit("/")
    visitor.follow("Cases")
    visitor.follow("Registers")
    visitor.follow(name)
    visitor.follow(reference)


def test_a_restriction_becomes_a_suspension_and_is_lifted(sign_in):
    """Proposed by the inspector from the case, decided by the director alone."""
    case = case_of(investigating=True)
    inspector = sign_in("team-inspector")
    row = propose(inspector, case)
    inspector.reads("waits for the director's decision")
    assert inspector.main.get_by_role("link", name="Impose").count() == 0
    director = sign_in("director")
    open_register(director, "Suspensions and restrictions", row.reference)
    director.begin("Impose")
    director.date("from_on", today())
    director.date("review_on", today())
    director.fill("Reasons of the decision", "The public interest requires it.")
    director.press("Impose", wrong=True)
    director.reads("The next review must be after")
    director.date("review_on", days_ago(-28))
    director.press("Impose")
    director.reads("In force")
    tell(inspector, row)
    care(inspector, row)
    director.begin("Record a review")
    assert director.main.get_by_label("Suspended from duty").count() == 0
    director.date("reviewed_on", today())
    director.fill("Why?", "The witnesses are still to be heard.")
    director.date("next_on", days_ago(-28))
    director.press("Record a review")
    director.reads("The witnesses are still to be heard.")
    suspend(inspector, director, case, row)
    inspector.find(case)
    inspector.turn_to("People")
    inspector.follow("All their cases (Constable", exact=False)
    inspector.reads("Suspended from duty")
    director.begin("Lift")
    director.date("lifted_on", today())
    director.fill("Why is it lifted?", "There is no case to answer.")
    director.press("Lift")
    director.reads("Lifted")


def propose(inspector, case):
    inspector.find(case)
    inspector.turn_to("People")
    inspector.follow("Suspend or restrict", exact=False)
    inspector.choose("Restricted duties")
    inspector.choose("The public interest requires it")
    inspector.fill("Why?", "He is alleged to have hurt two people.")
    inspector.fill("Which alternatives were considered?", "Another team.")
    inspector.fill("Welfare contact, by name", "PS Example")
    inspector.press("Propose a suspension or restriction", wrong=True)
    inspector.reads("Say which duties the officer is kept from.")
    inspector.fill("Duties kept from", "No contact with the public.")
    inspector.press("Propose a suspension or restriction")
    return Restriction.objects.get(case=case)


def suspend(inspector, director, case, row):
    """What is graver is proposed anew, and takes the place of what held."""
    inspector.find(case)
    inspector.turn_to("People")
    inspector.follow("Suspend or restrict", exact=False)
    inspector.choose("Suspended from duty")
    inspector.choose("The public interest requires it")
    inspector.fill("Why?", "He rang a witness.")
    inspector.fill("Which alternatives were considered?", "He rings from anywhere.")
    inspector.press("Propose a suspension or restriction")
    graver = Restriction.objects.get(case=case, kind="suspended")
    director.visit("/")
    open_register(director, "Suspensions and restrictions", graver.reference)
    director.begin("Impose")
    director.date("from_on", today())
    director.date("review_on", days_ago(-28))
    director.fill("Reasons of the decision", "Nothing less will do.")
    director.press("Impose")
    row.refresh_from_db()
    assert row.lifted_because == f"{graver} took its place."


def tell(inspector, row):
    open_register(inspector, "Suspensions and restrictions", row.reference)
    inspector.reads("Nothing says that the officer was told.")
    inspector.begin("Record that the officer was told")
    inspector.date("served_on", today())
    inspector.select("How was it served?", "hand")
    inspector.press("Record that the officer was told")
    inspector.reads("Your duties are restricted from")


def care(inspector, row):
    open_register(inspector, "Suspensions and restrictions", row.reference)
    inspector.begin("Record a welfare contact")
    inspector.date("on_day", today())
    inspector.fill("How are they, and what do they need?", "Sleeps badly.")
    inspector.press("Record a welfare contact")
    inspector.reads("Sleeps badly.")


def test_a_risk_at_the_meeting(sign_in):
    """From the inspector's case to the agenda, the decision, and off the register."""
    case = case_of(checked=True)
    MeetingFactory(
        committee=Committee.objects.get(code="intelligence-operations-meeting"),
        held_on=today(),
    )
    inspector = sign_in("team-inspector")
    row = enter(inspector, case)
    command = sign_in("command")
    command.visit("/")
    command.follow("Cases")
    command.follow("Registers")
    command.follow("Risk Register")
    command.page.locator("a[href*='/meetings/']").first.click()
    command.arrive()
    command.reads("Agenda")
    command.follow(row.reference)
    command.begin("Record a decision")
    command.select("Meeting", today().isoformat())
    command.fill("What was decided?", "Two more officers.")
    command.fill("Resources asked for", "Four officers")
    command.fill("Resources given", "Two officers")
    command.date("next_review_on", days_ago(-60))
    command.press("Record a decision")
    command.reads("Two more officers.")
    inspector.find(case)
    inspector.follow(f"On the Risk Register: {row}")
    inspector.begin("Assess again")
    inspector.choose("2 Unlikely")
    inspector.fill("Why?", "He was moved.")
    inspector.press("Assess again")
    inspector.reads("10 Medium")
    open_register(command, "Risk Register", row.reference)
    command.begin("Take off the register")
    command.fill("Why is it taken off?", "It was dealt with.")
    command.press("Take off the register")
    command.reads("Taken off")


def test_a_risk_that_grew(sign_in):
    """Low when it was assessed; high later, and on the register since."""
    case = case_of(investigating=True)
    inspector = sign_in("team-inspector")
    inspector.find(case)
    inspector.begin("Assess the risk again")
    inspector.choose("High", group="Risk to the public")
    inspector.fill("Reasons", "He was threatened at his home.")
    inspector.press("Finish the assessment", wrong=True)
    inspector.choose("4 Likely")
    inspector.choose("5 Very high")
    inspector.press("Finish the assessment")
    row = Risk.objects.get(case=case)
    inspector.reads(f"On the Risk Register: {row}")
    inspector.follow(f"On the Risk Register: {row}")
    inspector.reads("20 High")


def enter(inspector, case):
    inspector.turn(case)
    inspector.begin("Assess")
    inspector.choose("Investigation by DPS")
    inspector.choose("High", group="Risk to the public")
    inspector.fill("Reasons", "An informant may be hurt.")
    inspector.press("Finish the assessment", wrong=True)
    inspector.reads("Select how likely it is")
    inspector.choose("4 Likely")
    inspector.choose("5 Very high")
    inspector.press("Finish the assessment")
    row = Risk.objects.get(case=case)
    inspector.reads(f"On the Risk Register: {row}")
    return row


def test_an_intervention(sign_in):
    """Three complaints in a year bring somebody in; it helps, and is no discipline."""
    unit = Unit.objects.get(code="kingston-upon-thames")
    member = MemberFactory(unit=unit)
    for _ in range(3):
        case = case_of(unit=unit.code, recorded=True)
        SubjectFactory(case=case, number=2, member=member)
    detect(on=today(), at=timezone.now())
    row = Intervention.objects.get(member=member)
    champion = sign_in("champion-kingston")
    champion.visit("/")
    champion.reads(row.reference)
    open_register(champion, "Intervention scheme", row.reference)
    champion.begin("Plan")
    champion.date("interviewed_on", today())
    champion.fill("What pattern do the complaints show?", "All about searches.")
    champion.fill("What is done?", "Two days with the search team.")
    champion.date("review_on", days_ago(-28))
    champion.press("Plan")
    champion.reads("Plan under way")
    for verb, day, words in (
        ("Record a review", "on_day", "How does it go?"),
        ("Complete", "completed_on", "What came of it?"),
        ("Record the follow-up", "on_day", "How did it go since?"),
    ):
        champion.begin(verb)
        champion.date(day, today())
        champion.fill(words, f"{verb}: well.")
        if verb == "Record a review":
            champion.date("review_on", days_ago(-28))
        champion.press(verb)
        champion.reads(f"{verb}: well.")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_request_fits_on_the_screen(sign_in, width):
    """Its question in full lines, its clock and its decision without scrolling."""
    asked = "How many complaints of incivility were recorded in each borough last year?"
    FoiRequestFactory(received_on=days_ago(1), asked=asked)
    FoiRequestFactory(decided=True, asked=asked)
    analyst = sign_in("pau-analyst", width=width)
    analyst.visit("/complaints/foi-requests/")
    box = analyst.main.locator(".app-table-box")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    question = box.get_by_text(asked).first
    assert question.evaluate("text => text.getBoundingClientRect().width") >= 150
