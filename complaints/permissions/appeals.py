"""What appeals ask of a case, and what a direction of the IPCC makes possible."""

from complaints import rules
from complaints.models.choices import DirectionKind
from complaints.workflow import CASE, DirectionStatus
from pages.refusals import WrongState

# The verbs of a case that carry out a direction, and what has to be directed.
DIRECTED = {
    "direct-recording": DirectionKind.RECORD,
    "reinvestigate": DirectionKind.REINVESTIGATE,
    "redetermine": DirectionKind.REDETERMINE,
}
_DIRECTED = "directed"


def directed(case) -> set[str]:
    """The kinds of direction that are still to be carried out; asked once."""
    if _DIRECTED not in vars(case):
        rows = case.directions.filter(status=DirectionStatus.OPEN)
        vars(case)[_DIRECTED] = set(rows.values_list("kind", flat=True))
    return vars(case)[_DIRECTED]


def _directed_by(verb):
    def check(case, *, by):
        if DIRECTED[verb] not in directed(case):
            raise WrongState(
                f"You can {CASE[verb].said_of(case)} only where the IPCC has directed "
                "it on an appeal, and no such direction is open."
            )

    return check


DIRECTED_CONDITIONS = {verb: _directed_by(verb) for verb in DIRECTED}


def check_can_be_appealed(case, part, *, by):
    """There is a complainant, and a decision that they may appeal against."""
    if not case.is_complaint:
        raise WrongState(
            f"{case} is a conduct matter: nobody complained, so nobody can appeal."
        )
    if case.status not in rules.MAY_BE_APPEALED:
        raise WrongState(
            f"Nothing has been decided in {case} that a complainant could appeal "
            "against."
        )
