"""Service recovery at first contact (source 002, paragraph 1)."""

from complaints.actions.steps import on_case
from complaints.models import ServiceRecovery
from pages.refusals import BadInput


@on_case("offer-recovery")
def offer_recovery(step, *, wanted, offered, apology, agreed, minutes, why_not=""):
    """Record what was offered to put things right, and whether they agreed."""
    if not agreed and not why_not:
        raise BadInput("Say why the complainant did not agree.", field="why_not")
    step.make(
        ServiceRecovery,
        wanted=wanted,
        offered=offered,
        apology=apology,
        agreed=agreed,
        why_not="" if agreed else why_not,
        minutes=minutes,
    )


@on_case("resolve-at-contact")
def resolve_at_contact(step, *, wanted, offered, apology, minutes, agreed=True):
    """End a complaint at first contact, with the complainant's agreement."""
    if not agreed:
        raise BadInput(
            "A complaint is resolved at first contact only if the complainant agrees: "
            "record it otherwise.",
            field="agreed",
        )
    step.make(
        ServiceRecovery,
        wanted=wanted,
        offered=offered,
        apology=apology,
        agreed=True,
        minutes=minutes,
    )


@on_case("take-up")
def take_up(step, *, reason):
    """Take up a complaint whose complainant is not content after all."""
    step.reason = reason
