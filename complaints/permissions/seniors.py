"""What is the police authority's own to decide: of officers above a certain rank.

SI 2008/2864, regulation 3; in this force its Professional Standards Cases Sub-Committee
(domain.md 3.2). From which rank on stands in the dated table of delegation rules.

Whether to record is its decision, so to decline is too. It applies to the IPCC to
dispense with a complaint or to discontinue (domain.md 3.3: the appropriate authority
applies), and it suspends what would prejudice criminal proceedings (general knowledge
of SI 2004/643: check it). Others review and end such a suspension: what it was for is
then over, and nothing is decided about the officer.
"""

from typing import Any

from complaints.models import DelegationRule
from complaints.models.delegations import SENIOR
from complaints.rules.panels import POLICE_RANKS

# The verbs of an appropriate authority; of a register, after its noun. To do what the
# IPCC directs is nobody's choice.
AUTHORITYS = frozenset(
    {
        *("return", "determine", "reopen", "continue-as-conduct"),
        *("leave-withdrawn", "decline"),
        *("apply-dispensation", "apply-discontinuance", "suspend-sub-judice"),
        *("assess-severity", "refer-cps", "redirect-proceeding"),
        *("restriction.impose", "restriction.review", "restriction.lift"),
    }
)


def senior_ranks(case: Any) -> frozenset[str]:
    """The ranks of senior officers, by the rule of the day the case was received."""
    on = case.received_on or case.sort_received_on
    rule = DelegationRule.objects.filter(code=SENIOR).on(on).first()
    return frozenset(POLICE_RANKS[POLICE_RANKS.index(rule.rank) :] if rule else ())


def asks_the_authority(verb: str, case: Any, *concerned: Any) -> bool:
    """Whether the police authority decides it: of any of these, or of any of the case.

    By the rank that they had in the case, or have now. Where one of those concerned is
    not known, it may be any subject of the case.
    """
    if verb not in AUTHORITYS:
        return False
    senior = senior_ranks(case)
    rows = case.subjects.all()
    if concerned and None not in concerned:
        rows = rows.filter(pk__in=[each.pk for each in concerned])
    ranks = rows.values_list("rank", "member__rank")
    return any(senior.intersection(each) for each in ranks) if senior else False


def whose_decision(case: Any) -> str:
    """Why nobody here decides it, in a sentence."""
    return (
        f"{case} concerns a senior officer: this is for the police authority or its "
        "committee to decide. Record its decision, by its reference and date."
    )
