"""How a case stands with the IPCC: kept on the case, from its tests and referrals."""

from complaints.models.choices import CaseMode, ReferralResult
from complaints.workflow import ReferralStatus


def stand(case) -> None:
    """Set the mode of the locked case; whoever changed what it hangs on saves it."""
    case.mode = _mode_of(case)


def _mode_of(case):
    referrals = list(case.referrals.order_by("-number"))
    if any(each.status == ReferralStatus.WAITING for each in referrals):
        return CaseMode.WAITING
    test = case.referraltests.order_by("-number").first()
    if test is not None and test.result == ReferralResult.MANDATORY:
        # One made before it was clear was of something else.
        since = [each for each in referrals if each.referred_on >= test.clear_on]
        if not since:
            return CaseMode.TO_REFER
    return CaseMode(referrals[0].mode) if referrals else CaseMode.NONE
