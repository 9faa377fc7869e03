"""A misconduct hearing, from what the authority decided to the dismissal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import demonstration
from accounts.models import User
from casework import guard
from complaints.actions.awaiting import keep_awaited
from complaints.models import Case, Outcome, Proceeding
from organisation.models import AccreditationKind, Unit
from tests.factories.complaints import whole_case
from tests.factories.organisation import AccreditationFactory, MemberFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WHY = "Dismissal would be justified, if it is so."


def trained(rank):
    member = MemberFactory(rank=rank)
    kind = AccreditationKind.objects.get(code="panel-member")
    AccreditationFactory(member=member, kind=kind)
    return member


@pytest.fixture
def case(people):
    """Determined: a case to answer for gross misconduct, for a hearing."""
    case = whole_case(
        determined=True,
        responsible_unit=Unit.objects.get(code="south-team-1"),
        received_on=timezone.localdate() - timedelta(days=40),
        authority=User.objects.get(
            email=f"appropriate-authority{demonstration.DOMAIN}"
        ),
    )
    with guard.writing("test"):
        Outcome.objects.filter(allegation__case=case).update(
            case_to_answer=True, severity="gross", forum="hearing"
        )
        keep_awaited(case)
        Case.objects.filter(pk=case.pk).update(offices=case.offices, awaits=case.awaits)
    return case


def test_a_hearing_to_dismissal(sign_in, case):
    today = timezone.localdate()
    office = sign_in("hearings-office")
    office.visit("/")
    office.reads("Hearings to review and arrange")
    office.visit(f"{case.get_absolute_url()}proceedings/")
    office.follow("Open proceedings")
    office.date("opened_on", today)
    office.press("Open proceedings")
    step(office, "Decide that a hearing is warranted", reviewed_on=today, Reasons=WHY)
    step(
        office,
        "Record the documents supplied",
        supplied_on=today,
        **{"Which documents?": "The report.", "To whom?": "The officer"},
    )
    for seat, who in (
        ("Chair", {"Warrant or pay number": trained("commander").number}),
        (
            "Superintending member",
            {"Warrant or pay number": trained("superintendent").number},
        ),
        ("Independent member", {"Somebody from outside": "Idris Marlowe"}),
    ):
        office.follow("Name a member of the panel")
        office.main.get_by_label(seat).first.check()
        for label, text in who.items():
            office.fill(label, text)
        office.date("named_on", today)
        office.press("Name a member of the panel")
    step(
        office,
        "Fix the date",
        sits_on=today + timedelta(days=7),
        **{"Time": "10:30", "Place": "Room 4"},
    )
    office.visit(f"/complaints/hearings/?month={today + timedelta(7):%Y-%m}")
    office.reads("Room 4")
    office.visit(f"{case.get_absolute_url()}proceedings/")
    office.follow("Record what was found", exact=False)
    office.date("held_on", today)
    office.choose("Proved: gross misconduct")
    office.fill("Reasons of the findings", WHY)
    office.press("Record what was found")
    office.follow("Record what was imposed", exact=False)
    office.choose("Dismissal without notice")
    office.date("concluded_on", today)
    office.fill("Reasons", WHY)
    office.press("Record what was imposed")
    step(office, "Record the written outcome", told_on=today)
    office.reads("Told in writing")
    office.reads("Dismissal without notice")
    assert Proceeding.objects.get(case=case).status == "told"


def step(office, label, **typed):
    """Follow a step of the card, type dates and words, and send it."""
    office.follow(label, exact=False)
    for name, value in typed.items():
        if hasattr(value, "year"):
            office.date(name, value)
        else:
            office.fill(name, value)
    office.press(label)
