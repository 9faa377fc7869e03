"""What the routes of a case ask beyond the table and the role (domain.md 3.3).

What hangs on the case and on the law of its day comes first: a route that cannot apply
is not offered at all. All facts of a case that routes hang on are one question.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from complaints.models import law
from complaints.models.choices import CaseMode
from complaints.permissions.handling import check_handles
from complaints.permissions.independence import asked
from complaints.permissions.ipcc import check_ipcc_lets
from complaints.rules.routes import plan_waits_for
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
    gross: bool  # the severity of something in it was assessed as gross
    uncertified: int  # subjects without special requirements
    unassessed: int  # subjects under them without a severity, and without a notice
    unserved: int
    conduct: str  # the conduct matter that goes on from it


_KEPT = "_route_facts"
# The columns stand in the order of RouteFacts.
_FACTS = """
WITH resolution AS (
    SELECT id, number FROM complaints_resolution
    WHERE case_id = %(case)s AND status = 'under_way'
), plan AS (
    SELECT a.status FROM complaints_planaction a
    JOIN resolution r ON r.id = a.resolution_id
)
SELECT
    (SELECT number FROM resolution),
    (SELECT count(*) FROM plan),
    (SELECT count(*) FROM plan WHERE status = 'agreed'),
    EXISTS (
        SELECT FROM complaints_outcome o
        JOIN complaints_allegation a ON a.id = o.allegation_id
        WHERE a.case_id = %(case)s AND o.severity = 'gross'
    ) OR EXISTS (
        SELECT FROM (
            SELECT DISTINCT ON (subject_id) severity FROM complaints_severityassessment
            WHERE case_id = %(case)s ORDER BY subject_id, number DESC
        ) latest WHERE severity = 'gross'
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
        )),
    coalesce((
        SELECT c.reference FROM complaints_caselink l
        JOIN complaints_case c ON c.id = l.case_id
        WHERE l.other_id = %(case)s AND l.kind = 'follows' AND c.kind = 'CM'
        ORDER BY l.id LIMIT 1
    ), '')
"""


def route_facts(case: Any) -> RouteFacts:
    """Asked once of the row of a case that a page or an action holds."""
    held = vars(case)
    if _KEPT not in held:
        held[_KEPT] = RouteFacts(*asked(_FACTS, case=case.pk))
    facts: RouteFacts = held[_KEPT]
    return facts


def check_route(verb: str, case: Any, *, by: Any) -> None:
    """Raise unless the law of the case's day knows the route, for cases of its kind."""
    code = LAW_OF.get(verb)
    if code is None:
        return
    on = case.received_on or case.sort_received_on
    known = law.of_user(by)
    rule = known.route(code, on)
    name = known.route_name(code)
    if rule is None:
        raise DoesNotApply(
            f"{name} is not known to the law of {day_words(on)}, by which {case} goes."
        )
    if case.kind not in rule.kinds:
        kind = case.get_kind_display().lower()
        raise DoesNotApply(f"{name} is not for {case}, which is a {kind}.")


def _recordable(case: Any, by: Any) -> bool:
    """Whether it says what is to be referred: recordable conduct, if it is true."""
    on = case.received_on or case.sort_received_on
    return law.of_user(by).must_refer(case.categories, on)


def check_can_offer_resolution(case: Any, *, by: Any) -> None:
    """Only what would justify no proceedings, and what the IPCC does not hold.

    Police Reform Act 2002, Schedule 3, paragraph 6; begun by the handler.
    """
    check_ipcc_lets("offer-resolution", case, act="is it resolved locally")
    with_ipcc = case.mode not in {CaseMode.NONE, CaseMode.LOCAL}
    if with_ipcc or (_recordable(case, by) and case.mode != CaseMode.LOCAL):
        raise DoesNotApply(
            f"{case} is to be referred to the IPCC, which has not handed it back: it "
            "is not resolved locally."
        )
    if route_facts(case).gross:
        raise DoesNotApply(
            f"Gross misconduct was assessed in {case}: it is not resolved locally."
        )
    check_handles(case, by=by, act="begin its local resolution")


def check_can_agree_plan(case: Any, *, by: Any) -> None:
    check_handles(case, by=by, act="agree its action plan")
    _check_under_way(case)


def check_can_complete_resolution(case: Any, *, by: Any) -> None:
    """Every action that was agreed is done, or given up with a reason."""
    check_handles(case, by=by, act="complete its local resolution")
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
            what_next="End it, and begin it anew with the complainant's consent.",
        )


def check_can_handle_direction(case: Any, *, by: Any) -> None:
    check_ipcc_lets(
        "handle-direction", case, act="is it handled as direction and control"
    )


def check_can_apply_dispensation(case: Any, *, by: Any) -> None:
    """A complaint only, and never where a recordable conduct matter is in it."""
    check_ipcc_lets("apply-dispensation", case, act="is dispensation applied for")
    if _recordable(case, by):
        raise DoesNotApply(
            f"{case} holds a recordable conduct matter: no dispensation is applied for."
        )


def check_can_apply_discontinuance(case: Any, *, by: Any) -> None:
    check_ipcc_lets("apply-discontinuance", case, act="is discontinuance applied for")


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
    """A withdrawn complaint goes on as conduct once."""
    if conduct := route_facts(case).conduct:
        raise DoesNotApply(f"{case} goes on as {conduct} already.")


CONDITIONS: dict[str, Callable[..., None]] = {
    "offer-resolution": check_can_offer_resolution,
    "agree-plan": check_can_agree_plan,
    "complete-resolution": check_can_complete_resolution,
    "end-resolution": check_can_end_resolution,
    "handle-direction": check_can_handle_direction,
    "apply-dispensation": check_can_apply_dispensation,
    "apply-discontinuance": check_can_apply_discontinuance,
    "certify-requirements": check_can_certify,
    "continue-as-conduct": check_can_continue_as_conduct,
}
