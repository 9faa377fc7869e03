"""Who may read the history of a member of the force."""

from accounts.roles import Reach
from organisation.classification import FieldClass
from pages.refusals import NotAllowed

_IN_CASEWORK = {Reach.ALL, Reach.RECORDED, Reach.OWN, Reach.UNIT}


def reads_officers(user) -> bool:
    """Whether the user sees who people are, in the course of casework."""
    return bool(user.rights.reaches(FieldClass.IDENTITY) & _IN_CASEWORK)


def check_can_read_officers(user):
    """The history is of the cases they see; whoever sees nobody's name has none."""
    if not reads_officers(user):
        raise NotAllowed("Your role does not show who cases are about.")
