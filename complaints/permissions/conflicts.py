"""What a conflict of interest keeps people from, and who decides about it."""

from accounts.permissions import Permission
from complaints.querysets import is_barred, is_conflicted, managing_among
from pages.refusals import NotAllowed

ASK = "Ask a supervisor to decide about it in the register of conflicts."


def check_has_no_conflict(case, *, by):
    """Whoever manages a subject takes no step in the case until a supervisor lets them.

    What else bars somebody takes the case out of their sight, and is not asked here.
    """
    if manages_a_subject(by, case):
        raise NotAllowed(
            f"You cannot do this in {case}, because you manage a subject of it, or did "
            "since it happened.",
            what_next=ASK,
        )


def manages_a_subject(by, case) -> bool:
    """Asked once of a row: a page shows many records of one case."""
    known = vars(case).setdefault("_managed_by", {})
    if by.pk not in known:
        known[by.pk] = bool(managing_among([by.member_id], case))
    return known[by.pk]


def check_can_take_part(case, *, user, part):
    """Raise unless this user may be given a part in the case: "handle PC/00001/26"."""
    if is_barred(user, case):
        raise NotAllowed(
            f"{user.name} cannot {part} {case}, because they are a subject of it or "
            "have a conflict of interest in it."
        )
    if is_conflicted(user, case):
        raise NotAllowed(
            f"{user.name} cannot {part} {case}, because they manage a subject of it, "
            "or did since it happened.",
            what_next=ASK,
        )


def check_can_decide_conflict(case, *, by, user=None, member=None):
    """A supervisor decides about conflicts of others: of this user or member."""
    is_own = user is not None and user.pk == by.pk
    if is_own or (member is not None and member.pk == by.member_id):
        raise NotAllowed("You cannot decide about a conflict of your own.")
    if not by.rights.allow(Permission.CONFLICT_DECIDE, case.responsible_unit_id):
        raise NotAllowed("Your role does not allow you to decide about a conflict.")
