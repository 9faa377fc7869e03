"""The law as dated data: reference tables, and the law read from them.

law.load()                # in an action or a task
law.of_request(request)   # in a view
"""

from complaints.models.law.loading import load, of_request, of_user
from complaints.models.law.regimes import (
    Forum,
    ForumKind,
    ForumRoute,
    LawField,
    Regime,
    Seat,
    Severity,
)
from complaints.models.law.sanctions import ForumSanction, Sanction
from complaints.models.law.texts import (
    CategoryReferral,
    Ground,
    HandlingRoute,
    LetterText,
    Purpose,
    ReferralDuty,
)

__all__ = [
    "CategoryReferral",
    "Forum",
    "ForumKind",
    "ForumRoute",
    "ForumSanction",
    "Ground",
    "HandlingRoute",
    "LawField",
    "LetterText",
    "Purpose",
    "ReferralDuty",
    "Regime",
    "Sanction",
    "Seat",
    "Severity",
    "load",
    "of_request",
    "of_user",
]
