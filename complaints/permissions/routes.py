"""What the routes of a case ask beyond the table and the role (domain.md 3.3).

What hangs on the case and on the law of its day comes first: a route that cannot apply
is not offered at all. All facts of a case that routes hang on are one question.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from complaints.models import law
from complaints.models.choices import ApplicationStatus, CaseMode
from complaints.permissions.appeals import check_need_not_be_recorded
from complaints.permissions.handling import check_handles
from complaints.permissions.independence import asked
from complaints.permissions.ipcc import (
    check_force_decides,
    check_ipcc_lets,
    check_tested,
)
from complaints.rules import Law
from complaints.rules.routes import BETTER_RESOLVED, plan_waits_for
from complaints.workflow.conduct import NOTICE_STANDS
from complaints.workflow.routes import LAW_OF
from pages.refusals import WrongState
from pages.words import day_words, listed


class DoesNotApply(WrongState):
    """The route is not for this case, whoever asks: it is not offered."""


@dataclass(frozen=True)
class RouteFacts:
    """What the routes of one case hang on."""

    resolution: int | None  # number of the local resolution under way
    agreed: int  # actions of it, and those still open
    open_actions: int
    certified: int  # subjects under special requirements
    assessed: list[str]  # the latest severity of each: "regime level"
    ruled: list[str]  # what was ruled before: "day level", of an earlier determination
    uncertified: int  # subjects without special requirements
    unassessed: int  # subjects under them without a severity, and without a notice
    unserved: int
    conduct: str  # the conduct matter that goes on from it
    withdrawn: int | None  # number of the last withdrawal of the whole complaint
    considered: bool  # nobody said yet whether what was withdrawn goes on as conduct
    ended_by_ipcc: bool  # the IPCC decided that it does not


_KEPT = "_route_facts"
_APPLIED = "_applied_on"
# The columns stand in the order of RouteFacts.
_FACTS = """
WITH resolution AS (
    SELECT id, number FROM complaints_resolution
    WHERE case_id = %(case)s AND status = 'under_way'
), plan AS (
    SELECT a.status FROM complaints_planaction a
    JOIN resolution r ON r.id = a.resolution_id
), withdrawal AS (
    SELECT number, goes_on, ipcc_reference FROM complaints_withdrawal
    WHERE case_id = %(case)s AND allegations = '{}'
)
SELECT
    (SELECT number FROM resolution),
    (SELECT count(*) FROM plan),
    (SELECT count(*) FROM plan WHERE status = 'agreed'),
    (SELECT count(*) FROM complaints_specialrequirement WHERE case_id = %(case)s),
    ARRAY(
        SELECT DISTINCT ON (subject_id) regime || ' ' || severity
        FROM complaints_severityassessment
        WHERE case_id = %(case)s ORDER BY subject_id, number DESC
    ),
    ARRAY(
        SELECT coalesce(a.raised_on, c.received_on) || ' ' || o.severity
        FROM complaints_outcome o
        JOIN complaints_allegation a ON a.id = o.allegation_id
        JOIN complaints_case c ON c.id = a.case_id
        WHERE a.case_id = %(case)s AND o.severity <> ''
            AND coalesce(a.raised_on, c.received_on) IS NOT NULL
    ),
    (SELECT count(*) FROM complaints_subject s WHERE s.case_id = %(case)s
        AND NOT EXISTS (
            SELECT FROM complaints_specialrequirement r WHERE r.subject_id = s.id
        )),
    (SELECT count(*) FROM complaints_specialrequirement r WHERE r.case_id = %(case)s
        AND NOT EXISTS (
            SELECT FROM complaints_severityassessment a
            WHERE a.subject_id = r.subject_id
        )),
    (SELECT count(*) FROM complaints_specialrequirement r WHERE r.case_id = %(case)s
        AND NOT EXISTS (
            SELECT FROM complaints_notice n WHERE n.subject_id = r.subject_id
            AND n.status = ANY(%(standing)s)
        )),
    coalesce((
        SELECT c.reference FROM complaints_caselink l
        JOIN complaints_case c ON c.id = l.case_id
        WHERE l.other_id = %(case)s AND l.kind = 'follows' AND c.kind = 'CM'
        ORDER BY l.id LIMIT 1
    ), ''),
    (SELECT max(number) FROM withdrawal),
    EXISTS (SELECT FROM withdrawal WHERE goes_on IS NULL),
    coalesce((
        SELECT goes_on IS FALSE AND ipcc_reference <> '' FROM withdrawal
        ORDER BY number DESC LIMIT 1
    ), false)
"""


def route_facts(case: Any) -> RouteFacts:
    """Asked once of the row of a case that a page or an action holds."""
    held = vars(case)
    if _KEPT not in held:
        standing = list(NOTICE_STANDS)
        held[_KEPT] = RouteFacts(*asked(_FACTS, case=case.pk, standing=standing))
    facts: RouteFacts = held[_KEPT]
    return facts


def check_route(verb: str, case: Any, *, by: Any) -> None:
    """Raise unless the law of the case's day knows the route, for cases of its kind."""
    code = LAW_OF.get(verb)
    if code and (why_not := why_no_route(code, case, law.of_user(by))):
        raise DoesNotApply(why_not)


def why_no_route(code: str, case: Any, known: Law) -> str:
    """Why a case does not go by a route of the law; blank where it may."""
    on = case.received_on or case.sort_received_on
    rule = known.route(code, on)
    name = known.route_name(code)
    if rule is None:
        return (
            f"{name} is not known to the law of {day_words(on)}, by which {case} goes."
        )
    if case.kind not in rule.kinds:
        kind = case.get_kind_display().lower()
        return f"{name} is not for {case}, which is a {kind}."
    return ""


def _recordable(case: Any, by: Any) -> bool:
    """Whether it says what is to be referred: recordable conduct, if it is true."""
    on = case.received_on or case.sort_received_on
    return law.of_user(by).must_refer(case.categories, on)


def _check_not_recordable(case: Any, by: Any, so: str) -> None:
    """Refuse a way that is not for what is the IPCC's, unless it handed it back."""
    with_ipcc = case.mode not in {CaseMode.NONE, CaseMode.LOCAL}
    if with_ipcc or (_recordable(case, by) and case.mode != CaseMode.LOCAL):
        raise DoesNotApply(
            f"{case} is to be referred to the IPCC, which has not handed it back: {so}."
        )


def check_can_resolve_at_contact(case: Any, *, by: Any) -> None:
    check_need_not_be_recorded(case, by=by)
    check_force_decides("resolve-at-contact", case, "may it be resolved at once")


def check_can_offer_resolution(case: Any, *, by: Any) -> None:
    """Only what would justify no proceedings, and what the IPCC does not hold.

    Police Reform Act 2002, Schedule 3, paragraph 6; begun by the handler.
    """
    check_ipcc_lets("offer-resolution", case, act="is it resolved locally")
    _check_not_recordable(case, by, "it is not resolved locally")
    check_tested(case)
    gravest = [level for level in _levels(case, by) if level.gravest]
    if gravest:
        raise DoesNotApply(
            f"{gravest[0].name} was assessed in {case}: it is not resolved locally."
        )
    if route_facts(case).resolution is not None:
        raise DoesNotApply(f"The local resolution of {case} is under way.")
    check_handles(case, by=by, act="begin its local resolution")


def _levels(case: Any, by: Any) -> list[Any]:
    """How grave what is in the case was assessed to be, or was ruled before."""
    facts, known = route_facts(case), law.of_user(by)
    found = []
    for assessed in facts.assessed:  # no regime where none binds
        regime, _, code = assessed.rpartition(" ")
        found += [one.severity(code) for one in known.regimes if one.code == regime]
    for day, code in map(str.split, facts.ruled):
        found.append(known.severity(code, date.fromisoformat(day)))
    return [level for level in found if level is not None]


def why_approval(case: Any, *, by: Any) -> str:
    """Why a local resolution needs the IPCC's approval; blank where it does not.

    Where discipline is indicated, it cannot be that the conduct would justify none
    (Schedule 3, paragraph 6).
    """
    if route_facts(case).certified:
        found = f"Special requirements are certified in {case}"
    else:
        breach = next((one for one in _levels(case, by) if one.breach), None)
        found = f"{breach.name} was assessed in {case}" if breach else ""
    if not found:
        return ""
    return f"{found}: it is resolved locally only with the IPCC's approval."


def check_can_agree_plan(case: Any, *, by: Any) -> None:
    check_handles(case, by=by, act="agree its action plan")
    _check_under_way(case)


def check_can_complete_resolution(case: Any, *, by: Any) -> None:
    """Every action that was agreed is done, or given up with a reason."""
    check_handles(case, by=by, act="complete its local resolution")
    check_force_decides("complete-resolution", case, "is it resolved locally")
    _check_under_way(case)
    facts = route_facts(case)
    waits_for = plan_waits_for(agreed=facts.agreed, open_actions=facts.open_actions)
    if waits_for:
        raise WrongState(f"The local resolution of {case} waits for {waits_for}.")


def check_can_end_resolution(case: Any, *, by: Any) -> None:
    check_handles(case, by=by, act="end its local resolution")


def _check_under_way(case: Any) -> None:
    if route_facts(case).resolution is None:  # an imported case may say no more
        raise WrongState(
            f"No consent to the local resolution of {case} is recorded.",
            what_next="Begin it with the complainant's consent, or end it.",
        )


def check_can_handle_direction(case: Any, *, by: Any) -> None:
    """Only what is about nobody's conduct (Home Office Circular 19/2005)."""
    act = "is it handled as direction and control"
    check_ipcc_lets("handle-direction", case, act=act)
    _check_not_recordable(case, by, "it is not handled as direction and control")
    check_tested(case)


def check_can_answer_direction(case: Any, *, by: Any) -> None:
    check_force_decides("answer-direction", case, "may it be answered so")


def check_can_apply_dispensation(case: Any, *, by: Any) -> None:
    """A complaint only, and never where a recordable conduct matter is in it."""
    check_ipcc_lets("apply-dispensation", case, act="is dispensation applied for")
    if _recordable(case, by):
        raise DoesNotApply(
            f"{case} holds a recordable conduct matter: no dispensation is applied for."
        )
    check_tested(case)


def check_can_apply_discontinuance(case: Any, *, by: Any) -> None:
    check_ipcc_lets("apply-discontinuance", case, act="is discontinuance applied for")
    check_tested(case)


def check_can_grant_discontinuance(case: Any, *, by: Any) -> None:
    """What is to be resolved locally instead does not end undone."""
    if applied_on(case) == {BETTER_RESOLVED}:
        raise DoesNotApply(
            f"The discontinuance of {case} is asked for so that it can be resolved "
            "locally: record it as granted for that."
        )


def check_can_resolve_discontinued(case: Any, *, by: Any) -> None:
    if BETTER_RESOLVED not in applied_on(case):
        raise DoesNotApply(
            f"The discontinuance of {case} is not asked for so that it can be resolved "
            "locally."
        )


def applied_on(case: Any) -> set[str]:
    """The grounds of the application that waits for the IPCC; asked once."""
    held = vars(case)
    if _APPLIED not in held:
        rows = case.ipccapplications.filter(status=ApplicationStatus.WAITING)
        found = rows.values_list("grounds", flat=True)
        held[_APPLIED] = {ground for grounds in found for ground in grounds}
    grounds: set[str] = held[_APPLIED]
    return grounds


def check_can_certify(case: Any, *, by: Any) -> None:
    """Whoever investigates certifies (Schedule 3, paragraph 19B), once of each."""
    check_handles(case, by=by, act="certify special requirements")
    if not route_facts(case).uncertified:
        raise DoesNotApply(
            f"Special requirements are certified of every subject of {case}."
        )


def check_requirements(case: Any) -> None:
    """Who is under special requirements has a severity assessed, and notice of it.

    Police Reform Act 2002, Schedule 3, paragraphs 19B to 19D.
    """
    facts = route_facts(case)
    lacking = [
        words
        for number, words in (
            (facts.unassessed, "a severity assessment"),
            (facts.unserved, "a notice"),
        )
        if number
    ]
    if lacking:
        raise WrongState(
            f"Special requirements are certified in {case}: it needs "
            f"{listed(lacking)} for each subject that they are of first.",
            what_next="Record them on its page Proceedings.",
        )


def check_can_continue_as_conduct(case: Any, *, by: Any) -> None:
    """A withdrawn complaint goes on as conduct once; the IPCC may have ended it."""
    facts = route_facts(case)
    if facts.conduct:
        raise DoesNotApply(f"{case} goes on as {facts.conduct} already.")
    if facts.ended_by_ipcc:
        raise DoesNotApply(
            f"The IPCC decided, when {case} was withdrawn, that it does not go on as "
            "conduct."
        )


def check_can_leave_withdrawn(case: Any, *, by: Any) -> None:
    """Once, where nobody has said yet whether it goes on as conduct."""
    facts = route_facts(case)
    if facts.withdrawn is None:
        raise DoesNotApply(
            f"{case} was withdrawn before Candour kept withdrawals: nobody waits "
            "to hear whether it goes on as conduct."
        )
    if not facts.considered:
        raise DoesNotApply(f"It is decided already whether {case} goes on as conduct.")


CONDITIONS: dict[str, Callable[..., None]] = {
    "resolve-at-contact": check_can_resolve_at_contact,
    "offer-resolution": check_can_offer_resolution,
    "agree-plan": check_can_agree_plan,
    "complete-resolution": check_can_complete_resolution,
    "end-resolution": check_can_end_resolution,
    "handle-direction": check_can_handle_direction,
    "answer-direction": check_can_answer_direction,
    "apply-dispensation": check_can_apply_dispensation,
    "apply-discontinuance": check_can_apply_discontinuance,
    "grant-discontinuance": check_can_grant_discontinuance,
    "resolve-discontinued": check_can_resolve_discontinued,
    "certify-requirements": check_can_certify,
    "continue-as-conduct": check_can_continue_as_conduct,
    "leave-withdrawn": check_can_leave_withdrawn,
}
