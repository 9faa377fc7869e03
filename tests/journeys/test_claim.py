"""A civil action, from receipt to a settlement above what one rank may authorise."""

from datetime import date

import pytest

from complaints.models import Claim
from tests.factories.complaints import whole_case
from tests.factories.organisation import MemberFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_civil_action(sign_in):
    case, member = whole_case(investigating=True), MemberFactory()
    officer = sign_in("claims-officer")
    claim = enter(officer, case)
    link(officer, claim, member)
    reserve(officer, claim)
    authorise(sign_in("command"), sign_in("director"), claim)
    settle(officer, claim)
    find(officer, claim)


def enter(officer, case) -> Claim:
    officer.visit("/complaints/")
    officer.follow("Registers")
    officer.follow("Claims")
    officer.follow("Enter a claim")
    officer.press("Enter a claim", wrong=True)
    officer.choose("Civil action")
    officer.fill("In a few words", "Arrest outside the market")
    officer.fill("Who claims", "Ada Quartermain")
    officer.fill("What is claimed?", "Damages for an arrest without reason.")
    officer.fill("A case it is linked to", case.reference)
    officer.date("incident_on", date(2026, 2, 3))
    officer.date("received_on", date(2026, 2, 1))
    officer.press("Enter a claim", wrong=True)
    officer.reads("must be on or after the date of the incident, 3 February 2026")
    officer.date("received_on", date(2026, 3, 2))
    officer.press("Enter a claim")
    officer.reads("is entered")
    officer.reads(case.reference)
    return Claim.objects.get()


def link(officer, claim, member) -> None:
    officer.visit(f"{claim.get_absolute_url()}link/")
    officer.select("A person", "concerned")
    officer.fill("A member of the force", member.number)
    officer.press("Link cases, units and people")
    officer.reads(member.surname)


def reserve(officer, claim) -> None:
    officer.visit(f"{claim.get_absolute_url()}reserve/")
    officer.fill("Reserve, in pounds", "45000.123")
    officer.fill("Why?", "Two like it.")
    officer.press("Set the reserve", wrong=True)
    officer.reads("an amount in pounds with at most 2 decimals")
    officer.fill("Reserve, in pounds", "£45,000.50")
    officer.press("Set the reserve")
    officer.reads("£45,000.50")


def authorise(command, director, claim) -> None:
    """A Chief Superintendent may not, and the Commander may."""
    for visitor, wrong in ((command, True), (director, False)):
        visitor.visit(f"{claim.get_absolute_url()}authorise/")
        visitor.fill("Up to how much, in pounds?", "45,000")
        visitor.fill("Why is it to be settled?", "Counsel advises it.")
        visitor.press("Authorise a settlement", wrong=wrong)
    command.reads("Your rank authorises settlements up to £30,000.")
    command.reads("A Commander or somebody above may authorise it.")
    director.reads("Settlement authorised")


def settle(officer, claim) -> None:
    officer.visit(f"{claim.get_absolute_url()}settle/")
    officer.fill("Settled for how much, in pounds?", "46000")
    officer.choose("No", group="Was it contested?")
    officer.date("concluded_on", date(2026, 9, 8))
    officer.press("Record the settlement", wrong=True)
    officer.reads("No more than £45,000 was authorised.")
    officer.fill("Settled for how much, in pounds?", "44,000")
    officer.press("Record the settlement")
    officer.reads("Settled")
    officer.shoot("claim", full=True)


def find(officer, claim) -> None:
    officer.visit("/complaints/claims/?outcome=settled&contested=no")
    officer.follow(claim.reference)
    officer.reads("£44,000")
