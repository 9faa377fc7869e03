"""What appeals ask of a case, and what a direction of the IPCC makes possible."""

from complaints import rules
from complaints.models import law
from complaints.models.choices import AppealKind, DirectionKind, Response
from complaints.models.clocks import Ended
from complaints.workflow import CASE, REOPENING, DirectionStatus, Route, Status
from pages.refusals import WrongState

# The verbs of a case that a direction makes possible, and what has to be directed. What
# is to be recorded is carried out by its recording, whatever state it comes from.
DIRECTED = {
    "direct-recording": DirectionKind.RECORD,
    "reinvestigate": DirectionKind.REINVESTIGATE,
    "redetermine": DirectionKind.REDETERMINE,
    "resolve-anew": DirectionKind.RESOLVE,
}
_DIRECTED = "directed"
_UNUSED = "_appeal_unused"


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


def check_need_not_be_recorded(case, *, by):
    """The authority complies with a direction to record (Schedule 3, paragraph 3)."""
    if DirectionKind.RECORD in directed(case):
        raise WrongState(
            f"The IPCC has directed on an appeal that {case} be recorded.",
            what_next="Record it: that carries the direction out.",
        )


def is_met(case, kind) -> bool:
    """Whether the case was taken up already in the way of a direction of this kind."""
    if kind == DirectionKind.RECORD:
        return case.recorded_on is not None or case.status == Status.WITHDRAWN
    return not case.results_stand


# What the law calls an appeal against a route, as a kind of appeal.
_APPEALS = {f"appeal_{kind.value}": kind for kind in AppealKind}
_RESOLVED = "locally-resolved"


def appeal_kinds(case, known):
    """Which appeals lie where the case stands, by the law `known` of its day.

    Against the local resolution of anything in it that was resolved so, by whichever
    route the rest was decided. Of a case that was taken up again the earlier results
    say how it had been decided.
    """
    if case.status in rules.APPEALED_IN[AppealKind.RECORDING]:
        kinds = _kinds_of(known, case, "not_recorded") & {AppealKind.RECORDING}
    elif not _was_told(case):
        kinds = set()
    elif case.results_stand:
        kinds = _kinds_of(known, case, decided_by(case, known))
        if AppealKind.RESOLUTION not in kinds and _resolved_locally(case):
            kinds |= _kinds_of(known, case, Route.LOCAL_RESOLUTION)
    else:
        resolved = _resolved_locally(case)
        code = Route.LOCAL_RESOLUTION if resolved else Response.DPS_INVESTIGATION
        kinds = _kinds_of(known, case, str(code))
    return [kind for kind in AppealKind if kind in kinds]


def decided_by(case, known) -> str:
    """The code of the route of the law by which a case is decided.

    Of an investigation it is that of the response that was assessed, which is asked
    only where the law gives other appeals against one than against the other.
    """
    route = case.route or Route.INVESTIGATION
    if route != Route.INVESTIGATION:
        return route
    on = case.received_on or case.sort_received_on
    rows = [known.route(code, on) for code in Response.values]
    if len({row and row.appeal for row in rows}) == 1:
        return Response.DPS_INVESTIGATION
    assessed = case.assessments.exclude(response="").order_by("-number").first()
    return assessed.response if assessed else Response.DPS_INVESTIGATION


def _was_told(case) -> bool:
    """Whether somebody was told an outcome that they can still appeal against.

    It may be suspended since, or taken up again for somebody else while another
    complainant has not appealed yet.
    """
    if case.status in rules.APPEALED_IN[AppealKind.INVESTIGATION]:
        return True
    if case.status == Status.SUB_JUDICE and case.notified_on is not None:
        return True
    # A page of the case has counted it already.
    if not case.is_open or not vars(case).get("reopen_count", True):
        return False
    if _UNUSED not in vars(case):
        # One that comes late is recorded as well.
        unused = (Ended.RUNNING, Ended.PASSED)
        windows = case.clocks.filter(code="appeal", ended__in=unused)
        reopened = case.status_changes.filter(verb__in=REOPENING)
        vars(case)[_UNUSED] = windows.exists() and reopened.exists()
    return vars(case)[_UNUSED]


def _kinds_of(known, case, route):
    """The appeal that the law of the case's day has against a route, if any."""
    rule = known.route(route, case.received_on or case.sort_received_on)
    return {_APPEALS[rule.appeal]} if rule and rule.appeal in _APPEALS else set()


def _resolved_locally(case):
    rows = case.allegations.filter(outcomes__result__code=_RESOLVED)
    return rows.exists()


def check_can_be_appealed(case, part, *, by):
    """There is a complainant, and a decision that they may appeal against."""
    if not case.is_complaint:
        raise WrongState(
            f"{case} is a conduct matter: nobody complained, so nobody can appeal."
        )
    if case.status not in rules.MAY_BE_APPEALED and not _was_told(case):
        raise WrongState(
            f"Nothing has been decided in {case} that a complainant could appeal "
            "against."
        )
    if not appeal_kinds(case, law.of_user(by)):
        raise WrongState(f"The law knows no appeal against how {case} was decided.")
