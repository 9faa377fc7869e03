"""Proceedings in the browser: a hearing, a full board, a meeting and an appeal."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts import demonstration
from accounts.models import User
from casework import guard
from complaints.actions.awaiting import keep_awaited
from complaints.models import Allegation, Case, Outcome, Proceeding
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


def determined(*, received_on, **decided):
    """A case to answer that the authority sent to a forum."""
    case = whole_case(
        determined=True,
        responsible_unit=Unit.objects.get(code="south-team-1"),
        received_on=received_on,
        determined_on=timezone.localdate() - timedelta(days=5),
        authority=User.objects.get(
            email=f"appropriate-authority{demonstration.DOMAIN}"
        ),
    )
    with guard.writing("test"):
        Allegation.objects.filter(case=case).update(raised_on=received_on)
        Outcome.objects.filter(allegation__case=case).update(
            case_to_answer=True, **decided
        )
        keep_awaited(case)
        Case.objects.filter(pk=case.pk).update(offices=case.offices, awaits=case.awaits)
    return case


def test_a_hearing_to_dismissal(sign_in):
    received_on = timezone.localdate() - timedelta(days=40)
    case = determined(received_on=received_on, severity="gross", forum="hearing")
    office = sign_in("hearings-office")
    office.visit("/")
    office.reads("Hearings to review and arrange")
    open_it(office, case, reviewed=True)
    sit(office, ("Chair", "commander"), ("Superintending member", "superintendent"))
    sit(office, ("Independent member", ""))
    fix(office, case)
    conclude(office, "Proved: gross misconduct", "Dismissal without notice")
    assert Proceeding.objects.get(case=case).status == "told"


def test_a_full_board_of_2004(sign_in):
    case = determined(
        received_on=date(2008, 5, 1), severity="misconduct", forum="hearing"
    )
    office = sign_in("hearings-office")
    open_it(office, case, reviewed=True)
    sit(office, ("Presiding officer", "commander"))
    sit(office, ("First assessor", "superintendent"))
    sit(office, ("Second assessor", "superintendent"))
    fix(office, case)
    conclude(office, "Proved: misconduct", "Requirement to resign")
    assert Proceeding.objects.get(case=case).kind == "board"


def test_a_meeting_and_an_appeal(sign_in):
    received_on = timezone.localdate() - timedelta(days=40)
    case = determined(received_on=received_on, severity="misconduct", forum="meeting")
    office = sign_in("misconduct-office")
    open_it(office, case, reviewed=False)
    sit(office, ("Chair", "inspector"))
    fix(office, case)
    conclude(office, "Proved: misconduct", "Written warning")
    today = timezone.localdate()
    office.follow("Record the officer's appeal")
    office.main.get_by_label("Appeal meeting").first.check()
    office.date("lodged_on", today)
    office.fill("What the officer says", WHY)
    office.press("Record the officer's appeal")
    office.follow("Record how it was decided", exact=False)
    office.choose("Yes", group="Is the appeal upheld?")
    office.choose("It is set aside")
    office.date("decided_on", today)
    office.fill("Reasons", WHY)
    office.press("Record how it was decided")
    office.reads("Set aside")


def open_it(office, case, *, reviewed):
    today = timezone.localdate()
    office.visit(f"{case.get_absolute_url()}proceedings/")
    office.follow("Open proceedings")
    office.date("opened_on", today)
    office.press("Open proceedings")
    if reviewed:
        label = "Decide that a hearing is warranted"
        step(office, label, reviewed_on=today, Reasons=WHY)
    step(
        office,
        "Record the documents supplied",
        supplied_on=today,
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
        office.date("named_on", timezone.localdate())
        office.press("Name a member of the panel")


def fix(office, case):
    day = timezone.localdate() + timedelta(days=7)
    step(office, "Fix the date", sits_on=day, **{"Time": "10:30", "Place": "Room 4"})
    office.visit(f"/complaints/hearings/?month={day:%Y-%m}")
    office.reads("Room 4")
    office.visit(f"{case.get_absolute_url()}proceedings/")


def conclude(office, found, sanction):
    today = timezone.localdate()
    office.follow("Record what was found", exact=False)
    office.date("held_on", today)
    office.choose(found)
    office.fill("Reasons of the findings", WHY)
    office.press("Record what was found")
    office.follow("Record what was imposed", exact=False)
    office.choose(sanction)
    office.date("concluded_on", today)
    office.fill("Reasons", WHY)
    office.press("Record what was imposed")
    step(office, "Record the written outcome", told_on=today)
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
