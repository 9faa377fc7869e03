"""The tables of how work is shared out: who stands in for whom, what comes first."""

from accounts.reference.registry import Table
from complaints.models import DelegationRule, PriorityRule, RiskBand
from config.reference.law_tables import LAW

_ENDS = ("source", "unverified", "from_on", "to_on")

DELEGATION_RULES = Table(
    slug="delegation-rules",
    model=DelegationRule,
    key=("code", "from_on"),
    fields=("code", "rank", *_ENDS),
    columns=("rank", "from_on", "to_on", "unverified"),
    ordering=("from_on", "pk"),
    changeable=("source", "unverified"),
    singular="rule of delegations",
    plural="rules of delegations",
    group=LAW,
    about="From which rank on powers of an appropriate authority are delegated. Below "
    "it, whoever delegates says why.",
    begins="from_on",
    ends="to_on",
    replaced=True,
)
PRIORITY_RULES = Table(
    slug="priority-rules",
    model=PriorityRule,
    key=("code", "from_on"),
    fields=("code", "name", "factor", "value", "days", "points", *_ENDS),
    columns=("name", "factor", "points", "from_on", "to_on", "unverified"),
    filters=("factor",),
    ordering=("factor", "points", "from_on"),
    changeable=("source", "unverified"),
    singular="rule of priority",
    plural="rules of priority",
    group=LAW,
    about="What makes a case come first in the order of a work list: points for its "
    "risk, its severity, its next date and its age. Of each, the rule with the most "
    "points counts.",
    begins="from_on",
    ends="to_on",
    replaced=True,
    one_at_a_time=True,
)
RISK_BANDS = Table(
    slug="risk-bands",
    model=RiskBand,
    key=("code", "from_on"),
    fields=("code", "name", "least", *_ENDS),
    columns=("name", "least", "from_on", "to_on", "unverified"),
    ordering=("least", "from_on"),
    changeable=("source", "unverified"),
    singular="band of ratings",
    plural="bands of ratings",
    group=LAW,
    about="From which rating on, likelihood times impact, the Risk Register calls a "
    "risk high, medium or low.",
    begins="from_on",
    ends="to_on",
    replaced=True,
    one_at_a_time=True,
)
ALL = (DELEGATION_RULES, PRIORITY_RULES, RISK_BANDS)
