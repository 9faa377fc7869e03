"""A case tested for referral to the IPCC, and referred."""

from datetime import date

from complaints import actions
from tests.complaints.handled import again, inspector
from tests.complaints.steps.referrals import criteria
from tests.complaints.verbs import NOW

CLEAR = date(2026, 11, 16)  # a Monday
MET = {"serious-assault": "A broken arm in custody."}


def do_test(case, *, by=None, **met):
    given = {"reasons": "Looked at as a whole.", "clear_on": CLEAR if met else None}
    return actions.test_referral(
        case=again(case),
        by=by or inspector(case),
        at=NOW,
        version=again(case).version,
        criteria=criteria(case, **met),
        **given,
    )


def refer(case, *, referred_on, **more):
    given = {
        "basis": "mandatory",
        "grounds": ["serious-assault"],
        "clear_on": CLEAR,
        "reasons": "A broken arm.",
    }
    return actions.refer(
        case=again(case),
        by=inspector(case),
        at=NOW,
        version=again(case).version,
        referred_on=referred_on,
        **given | more,
    )
