"""What must be referred, to the IPCC's own report; and appeals that it upholds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import demonstration
from accounts.models import User
from complaints import actions
from complaints.actions.inputs import NewDirection
from complaints.models import Case
from organisation.models import Unit
from tests.complaints.verbs import DO
from tests.factories.complaints import LetterFactory, whole_case

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def demo(slug: str) -> User:
    return User.objects.get(email=slug + demonstration.DOMAIN)


def today():
    return timezone.localdate()


def case_of(**fields) -> Case:
    received_on = today() - timedelta(days=40)
    team = Unit.objects.get(code="kingston-upon-thames")
    return whole_case(responsible_unit=team, received_on=received_on, **fields)


def do(case: Case, verb: str, slug: str) -> None:
    """A step of the main path, which has journeys of its own."""
    case.refresh_from_db()
    DO[verb](case, demo(slug), timezone.now(), case.version)


def state(case: Case) -> str:
    case.refresh_from_db()
    return case.status


def test_a_mandatory_referral_to_the_ipccs_own_report(sign_in, people):
    case = case_of(assessed=True, categories=["A"])
    inspector = sign_in("team-inspector")
    inspector.visit(case.get_absolute_url())
    inspector.reads("nobody has tested yet")
    look_into(inspector, case)
    refer(inspector, case)
    inspector.follow("Record the IPCC's decision", exact=False)
    inspector.choose("Independent, by the IPCC")
    inspector.date("decided_on", today())
    inspector.press("Record the IPCC's decision")
    inspector.reads("Independent, by the IPCC")
    give_to(case, "investigator")
    refuse_to_start(sign_in("investigator"), case)
    inspector.visit(f"{case.get_absolute_url()}receive-ipcc-report/")
    inspector.date("reported_on", today())
    inspector.fill("The IPCC's report", "The arm was broken in the van.")
    inspector.choose("Upheld")
    inspector.main.get_by_label("Reasons").fill("It is on the recording.")
    inspector.press("Record the report")
    assert state(case) == "reported"
    do(case, "determine", "appropriate-authority")
    assert state(case) == "determined"


def give_to(case: Case, slug: str) -> None:
    case.refresh_from_db()
    DO["allocate"](
        case,
        demo("team-inspector"),
        timezone.now(),
        case.version,
        handler=demo(slug),
    )


def look_into(inspector, case: Case) -> None:
    inspector.visit(f"{case.get_absolute_url()}handling/")
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
    handler.visit(case.get_absolute_url())
    handler.reads("The IPCC investigates this case itself.")
    handler.visit(f"{case.get_absolute_url()}start/", status=409)


def test_an_appeal_upheld_and_the_case_investigated_again(sign_in, people):
    case = case_of(notified=True, decided=True, handler=demo("investigator"))
    dated_on = case.notified_on
    LetterFactory(case=case, complainant=case.complainants.get(), dated_on=dated_on)
    inspector = sign_in("cst-manager")
    inspector.visit(f"{case.get_absolute_url()}appeals/")
    lodge(inspector, "The findings need to be reconsidered")
    inspector.visit(case.get_absolute_url())
    inspector.reads("The IPCC has not decided 1 appeal.")
    upheld(case, "reinvestigate")
    authority = sign_in("appropriate-authority")
    authority.visit(case.get_absolute_url())
    authority.reads("1 direction of the IPCC still to be carried out.")
    authority.follow("Investigate again")
    authority.fill("What is to be done now?", "Hear the sister.")
    authority.press("Investigate again")
    assert state(case) == "investigating"
    authority.visit(f"{case.get_absolute_url()}appeals/")
    authority.reads("Carried out")


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


def test_an_appeal_against_not_recording(sign_in, people):
    case = case_of()
    do(case, "decline", "cst-officer")
    manager = sign_in("cst-manager")
    manager.visit(f"{case.get_absolute_url()}appeals/")
    lodge(manager, "The complaint was not recorded")
    decide(manager, case)
    manager.visit(case.get_absolute_url())
    manager.follow("Reopen recording")
    manager.fill("What is to be done now?", "Record it as it came in.")
    manager.press("Reopen recording")
    assert state(case) == "received"
    do(case, "record", "cst-officer")
    assert state(case) == "recorded"


def decide(visitor, case: Case) -> None:
    visitor.visit(f"{case.get_absolute_url()}appeals/")
    visitor.follow("Record the IPCC's decision", exact=False)
    visitor.choose("Upheld")
    visitor.date("decided_on", today())
    visitor.fill("What the IPCC says", "It is a complaint under the Act.")
    visitor.page.locator("[name=direction-1-kind]").select_option("record")
    visitor.page.locator("[name=direction-1-text]").fill("Record it.")
    visitor.press("Record the IPCC's decision")
    visitor.reads("To carry out")
