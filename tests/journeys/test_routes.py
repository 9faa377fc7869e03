"""Each route after recording, in a browser, from where it begins to the case's end."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts import demonstration
from accounts.models import User
from complaints.models import Case
from tests.factories.complaints import whole_case
from tests.factories.organisation import UnitFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def account(slug):
    return User.objects.get(email=slug + demonstration.DOMAIN)


def case_in(state, **fields):
    """A complaint that came in three weeks ago, in a state."""
    received_on = timezone.localdate() - timedelta(days=21)
    return whole_case(
        **{state: True},
        received_on=received_on,
        responsible_unit=UnitFactory(),
        **fields,
    )


def open_at(visitor, case, verb):
    visitor.visit(f"{case.get_absolute_url()}{verb}/")


def tell_and_finalise(sign_in, case):
    """The letters are sent, and once no appeal can come it is finalised."""
    caller = sign_in("cst-officer")
    open_at(caller, case, "notify")
    caller.date("complainant_1", timezone.localdate())
    caller.date("officer_1", timezone.localdate())
    caller.press("Record the letters")
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        manager = sign_in("cst-manager")
        open_at(manager, case, "finalise")
        manager.press("Finalise")
    assert Case.objects.get(pk=case.pk).status == "finalised"


def test_service_recovery_at_first_contact(sign_in):
    caller = sign_in("cst-officer")
    case = case_in("resolved_at_contact")
    caller.visit(case.get_absolute_url())
    caller.follow("Take up after all")
    caller.fill("Why?", "They rang again and want it recorded.")
    caller.press("Take up after all")
    open_at(caller, case, "resolve-at-contact")
    caller.fill("What outcome does the complainant want?", "An apology.")
    caller.fill("What was offered or done?", "The sergeant rang them.")
    caller.choose("Spoken")
    caller.fill("Minutes that it took", "25")
    caller.choose("No")
    caller.press("Resolve at first contact", wrong=True)
    caller.reads("resolved at first contact only if the complainant agrees")
    caller.choose("Yes")
    caller.press("Resolve at first contact")
    caller.reads(f"{case} is resolved at first contact.")


def test_local_resolution(sign_in):
    handler = sign_in("investigator")
    case = case_in("allocated", handler=account("investigator"))
    today = timezone.localdate()
    open_at(handler, case, "offer-resolution")
    handler.reads("cannot be used in disciplinary proceedings")
    handler.date("consent_on", today)
    handler.choose("Signed by them")
    handler.choose("Even if proved, it would not justify proceedings")
    handler.fill("Your reasons", "One rude remark.")
    handler.fill("What does the complainant want?", "An explanation.")
    handler.press("Begin local resolution")
    open_at(handler, case, "agree-plan")
    handler.fill("What will be done?", "The sergeant explains it.")
    handler.fill("By whom?", "PS Example")
    handler.date("actions-0-due_on", today + timedelta(days=7))
    handler.press("Agree the action plan")
    handler.follow("Record it done (Agreed action 1)", exact=False)
    handler.date("done_on", today)
    handler.fill("What came of it?", "They were content.")
    handler.press("Record it done")
    open_at(handler, case, "complete-resolution")
    handler.date("resolved_on", today)
    handler.fill("How was it resolved?", "It was explained.")
    handler.press("Complete local resolution")
    handler.reads(f"{case} is resolved locally.")
    tell_and_finalise(sign_in, case)


def test_direction_and_control(sign_in):
    inspector = sign_in("team-inspector")
    case = case_in("checked")
    open_at(inspector, case, "handle-direction")
    inspector.fill("Which policy, practice or decision", "The hours of the counter.")
    inspector.fill("Why is it not about anybody's conduct?", "It is a policy.")
    inspector.press("Handle as direction and control")
    open_at(inspector, case, "answer-direction")
    inspector.date("answered_on", timezone.localdate())
    inspector.fill("What does the force answer?", "The hours were reviewed.")
    inspector.press("Answer on direction and control")
    inspector.reads(f"{case} is answered.")
    tell_and_finalise(sign_in, case)


@pytest.mark.parametrize(
    ("verb", "state", "ground", "result"),
    [
        ("dispensation", "recorded", "Anonymous", "dispensation"),
        (
            "discontinuance",
            "investigating",
            "The complainant refuses to co-operate",
            "discontinued",
        ),
    ],
)
def test_application_to_the_ipcc(sign_in, verb, state, ground, result):
    inspector = sign_in("team-inspector")
    case = case_in(state)
    today = timezone.localdate()
    open_at(inspector, case, f"apply-{verb}")
    inspector.choose(ground)
    label = "Your reasons" if verb == "dispensation" else "Memorandum"
    inspector.main.locator("textarea[name=reasons]").fill(f"{label}: as it stands.")
    inspector.date("applied_on", today)
    inspector.date("told_on", today)
    inspector.press(f"Apply for {verb}")
    open_at(inspector, case, f"grant-{verb}")
    inspector.date("decided_on", today)
    inspector.fill("Reference of the IPCC's decision", "2026/012345")
    inspector.press(f"Record {verb} granted")
    tell_and_finalise(sign_in, case)
    outcome = case.allegations.get().outcomes.get()
    assert outcome.result.code == result
