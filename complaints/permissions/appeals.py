"""What appeals ask of a case, and what a direction of the IPCC makes possible."""

from complaints import rules
from complaints.models import law
from complaints.models.choices import AppealKind, DirectionKind
from complaints.workflow import CASE, DirectionStatus, Route
from complaints.workflow.routes import LAW_OF_ROUTE
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


# What the law calls an appeal against a route, as a kind of appeal.
_APPEALS = {f"appeal_{kind.value}": kind for kind in AppealKind}
_RESOLVED = "locally-resolved"


def appeal_kinds(case, known):
    """Which appeals lie where the case stands, by the law `known` of its day.

    Against the local resolution of anything in it that was resolved so, by whichever
    route the rest was decided.
    """
    fit = [kind for kind in AppealKind if case.status in rules.APPEALED_IN[kind]]
    if AppealKind.RECORDING in fit:
        return [kind for kind in fit if kind in _kinds_of(known, case, "not_recorded")]
    route = case.route or Route.INVESTIGATION
    kinds = _kinds_of(known, case, LAW_OF_ROUTE.get(route, route))
    if AppealKind.RESOLUTION not in kinds and _resolved_locally(case):
        kinds |= _kinds_of(known, case, Route.LOCAL_RESOLUTION)
    return [kind for kind in fit if kind in kinds]


def _kinds_of(known, case, route):
    """The appeal that the law of the case's day has against a route, if any."""
    rule = known.route(route, case.received_on or case.sort_received_on)
    return {_APPEALS[rule.appeal]} if rule and rule.appeal in _APPEALS else set()


def _resolved_locally(case):
    rows = case.allegations.filter(outcomes__result__code=_RESOLVED)
    return case.results_stand and rows.exists()


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
    if not appeal_kinds(case, law.of_user(by)):
        raise WrongState(f"The law knows no appeal against how {case} was decided.")
