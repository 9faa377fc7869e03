"""What a verb asks beyond the table and the role: each check raises the sentence read.

Order in every action: the right in this unit, then the state, which is told to nobody
without the right, then a conflict of interest, then the verb's own condition, which is
what stands here.
"""

from dataclasses import dataclass
from functools import partial

from accounts.permissions import Permission
from casework.acting import check_right, check_state
from complaints.models.allegations import standing_allegations
from complaints.models.choices import Kind
from complaints.permissions import routes
from complaints.permissions.appeals import (
    DIRECTED_CONDITIONS,
    check_need_not_be_recorded,
)
from complaints.permissions.conflicts import check_can_take_part, check_has_no_conflict
from complaints.permissions.handling import check_handles
from complaints.permissions.independence import asked, check_is_independent
from complaints.permissions.ipcc import (
    check_force_decides,
    check_ipcc_lets,
    check_is_independent_mode,
    check_tested,
)
from complaints.permissions.severity import check_severity_is_assessed
from complaints.workflow import CASE
from complaints.workflow.proceedings import ProceedingStatus
from complaints.workflow.routes import ROUTE_VERBS
from pages.refusals import NotAllowed, Refused, WrongState

# The offices that arrange proceedings.
ARRANGING = frozenset(
    {Permission.CASE_ARRANGE_MEETING, Permission.CASE_ARRANGE_HEARING}
)


def check_verb(verb, case, *, by):
    """Raise unless `by` may do `verb` to `case` now."""
    check_right(CASE, verb, case, by=by)
    check_state(CASE, verb, case)
    check_has_no_conflict(case, by=by)
    check_condition(verb, case, by=by)


def check_condition(verb, case, *, by):
    """What of it hangs on the case: the law of its day, its own condition."""
    routes.check_route(verb, case, by=by)
    OWN_CONDITIONS.get(verb, _no_condition)(case, by=by)


def _no_condition(case, *, by):
    return None


def check_can_decline(case, *, by):
    """What has to be referred, or the IPCC has a part in, is recorded.

    So is what it has directed to be recorded.
    """
    check_need_not_be_recorded(case, by=by)
    check_force_decides("decline", case, "may its recording be decided against")


def check_can_check(case, *, by):
    """A line manager does not check what they logged or recorded (source 002)."""
    recorded = case.status_changes.filter(by=by, verb="record")
    if case.logged_by_id == by.pk or recorded.exists():
        did = "logged" if case.logged_by_id == by.pk else "recorded"
        raise NotAllowed(
            f"You {did} {case} yourself: another manager makes the quality check."
        )


def check_can_start(case, *, by):
    """The handler starts the investigation, once the IPCC need not be asked first."""
    check_handles(case, by=by, act="start the investigation")
    check_ipcc_lets("start", case)
    check_tested(case)


def check_can_submit_report(case, *, by):
    """The handler reports, unless the IPCC does."""
    check_handles(case, by=by, act="submit the report")
    check_ipcc_lets("submit-report", case)
    routes.check_requirements(case)
    check_severity_is_assessed(case)


def check_can_notify(case, *, by):
    """The handler, or the Customer Service Team for any case."""
    if case.handler_id != by.pk and not by.rights.allow(
        Permission.CASE_NOTIFY_ANY, case.responsible_unit_id
    ):
        check_handles(case, by=by, act="record these letters")


def _check_request_counts(case, by):
    """The handler, or a Customer Service Team manager for any case.

    On the complainant's signed request (domain.md 3.3): a conduct matter has none. Nor
    does a request undo what was decided, though it stands still since.
    """
    if case.kind == Kind.CONDUCT:
        raise WrongState(
            f"{case} is a conduct matter: nobody complained, so nobody can withdraw "
            "it.",
            what_next="It goes on until it is decided and finalised.",
        )
    if case.handler_id != by.pk and not by.rights.allow(
        Permission.CASE_WITHDRAW_ANY, case.responsible_unit_id
    ):
        check_handles(case, by=by, act="record the withdrawal")
    check_ipcc_lets("withdraw", case, act="may its withdrawal be recorded")
    check_tested(case)
    if case.results_stand:
        raise WrongState(
            f"{case} is decided: neither it nor a part of it can be withdrawn any "
            "more, whatever its complainant asks for now."
        )


def check_can_withdraw(case, *, by):
    """As it is asked for, and once every officer knows what was imposed on them."""
    _check_request_counts(case, by)
    _check_officers_told(case)


def _check_officers_told(case):
    """What was imposed is told first: what is closed waits for nobody.

    A case that was never with an office has no proceedings, and is not asked for any.
    """
    if not {*case.offices} & {right.value for right in ARRANGING}:
        return
    untold = case.proceedings.filter(status=ProceedingStatus.CONCLUDED)
    if row := untold.order_by("number").first():
        raise WrongState(
            f"What was imposed in {case} has not been told to the officer in writing.",
            what_next=f"Record the written outcome of {row} on its page Proceedings.",
        )


def check_can_withdraw_allegations(case, *, by):
    """As a complaint is withdrawn; something else that is alleged goes on."""
    _check_request_counts(case, by)
    if case.allegation_count < 2 or len(standing_allegations(case)) < 2:
        raise routes.DoesNotApply(
            f"{case} has but one allegation that stands: withdraw the complaint "
            "instead."
        )


_REPORT_IS_WHOLE = """
    SELECT EXISTS (SELECT FROM complaints_report WHERE case_id = %(case)s)
    AND NOT EXISTS (
        SELECT FROM complaints_outcome o
        JOIN complaints_allegation a ON a.id = o.allegation_id
        LEFT JOIN complaints_result r ON r.id = o.result_id
        WHERE a.case_id = %(case)s AND o.recommended_id IS NULL
        AND r.code IS DISTINCT FROM 'withdrawn'
    )
"""


def check_can_determine(case, *, by):
    """Independent, and with a report that recommends something for every outcome.

    An imported case may be reported without one.
    """
    check_is_independent(case, by=by)
    check_ipcc_lets("determine", case)
    routes.check_requirements(case)
    check_severity_is_assessed(case)
    (is_whole,) = asked(_REPORT_IS_WHOLE, case=case.pk)
    if not is_whole:
        raise WrongState(
            f"The report on {case} does not recommend a finding for every allegation "
            "against every subject: return it to the investigator."
        )


def _independently(verb, condition):
    """The condition, and that whoever decides it had no part in the case."""
    power = Permission(CASE[verb].permission)

    def check(case, *, by):
        condition(case, by=by)
        check_is_independent(case, by=by, power=power)

    return check


OWN_CONDITIONS = {
    "decline": check_can_decline,
    "check": check_can_check,
    "start": check_can_start,
    "submit-report": check_can_submit_report,
    "notify": check_can_notify,
    "withdraw": check_can_withdraw,
    "withdraw-allegations": check_can_withdraw_allegations,
    "return": partial(check_is_independent, power=Permission.CASE_RETURN),
    "determine": check_can_determine,
    "reopen": partial(check_is_independent, power=Permission.CASE_REOPEN),
    "receive-ipcc-report": check_is_independent_mode,
    **DIRECTED_CONDITIONS,
    **routes.CONDITIONS,
}
OWN_CONDITIONS |= {
    verb: _independently(verb, OWN_CONDITIONS[verb])
    for verb in (
        *("continue-as-conduct", "leave-withdrawn"),
        *("reinvestigate", "redetermine", "resolve-anew"),
    )
}


def check_can_allocate_to(case, *, by, unit, handler):
    """To which unit and handler `by` may give the case.

    A champion gives only within the borough; a handler can do the work there, is no
    subject of the case and has no conflict in it.
    """
    units = by.rights.units_for(Permission.CASE_ALLOCATE)
    if units is not None and unit.pk not in units:
        raise NotAllowed(
            "You can name a handler in your own borough only; a DPS inspector moves "
            "a case to another unit."
        )
    if handler is None:
        return
    if not handler.is_active or not handler.rights.allow(
        Permission.CASE_SUBMIT_REPORT, unit.pk
    ):
        raise NotAllowed(f"{handler.name} cannot handle cases of {unit}.")
    check_can_take_part(case, user=handler, part="handle")


@dataclass(frozen=True)
class VerbState:
    """A verb that the table allows now, and why this user may not do it, if not."""

    verb: str
    label: str
    refusal: str = ""

    @property
    def allowed(self) -> bool:
        return not self.refusal


def verbs_for(case, user) -> list[VerbState]:
    """The verbs open in the case's status, each with the sentence that refuses it.

    Without the routes that are not for this case, or none of this person's business.
    """
    conflict = _refusal(check_has_no_conflict, case, by=user)
    states = []
    for verb in CASE.verbs_from(case.status):
        refused = _refusal(check_right, CASE, verb, case, by=user)
        if refused and verb in ROUTE_VERBS:
            continue
        refused = refused or conflict or _refusal(check_condition, verb, case, by=user)
        if not isinstance(refused, routes.DoesNotApply):
            sentence = refused.sentence if refused else ""
            states.append(VerbState(verb, CASE[verb].label, sentence))
    return states


def _refusal(check, *args, by) -> Refused | None:
    try:
        check(*args, by=by)
    except Refused as refused:
        return refused
    return None
