"""What the steps of proceedings ask besides the right and the state."""

from complaints.permissions.independence import check_is_independent
from pages.refusals import NotAllowed, WrongState


def check_is_reviewed(case, part, *, by):
    """The Hearings Office reviews hearings; meetings go on without it (source 002)."""
    if part.pk and not part.reviewed:
        raise WrongState(
            f"{part.forum_name} is arranged without a review by the Hearings Office."
        )


def check_may_be_arranged(case, part, *, by):
    """What is reviewed waits for the review."""
    if part.pk and part.reviewed and not part.reviewed_on:
        raise WrongState(
            f"{part.forum_name} waits for the review of the Hearings Office."
        )


def check_can_redirect(case, part, *, by):
    """Whoever decides anew had no part in the investigation."""
    check_is_independent(case, by=by)


def check_is_special(case, part, *, by):
    """A special case hearing alone sends a matter back (SI 2012/2632, reg 55)."""
    if part.pk and part.kind != "special":
        raise WrongState("Only a special case hearing sends the matter back.")


def check_can_arrange(case, proceeding, *, by):
    """The Misconduct Office arranges meetings, the Hearings Office hearings."""
    if not by.rights.allow(proceeding.arranged_by, case.responsible_unit_id):
        office = "Hearings Office" if proceeding.reviewed else "Misconduct Office"
        raise NotAllowed(
            f"The {office} arranges this: {proceeding.forum_name.lower()}."
        )


CONDITIONS = {
    "warrant-hearing": check_is_reviewed,
    "refuse-hearing": check_is_reviewed,
    "supply-documents": check_may_be_arranged,
    "redirect-proceeding": check_can_redirect,
    "send-back": check_is_special,
}
