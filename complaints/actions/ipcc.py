"""Refer a case to the IPCC, and record how it is to be investigated."""

from complaints.actions.steps import on_part
from complaints.models import Referral


@on_part(Referral, "refer")
def refer(step, *, basis, clear_on, referred_on, reasons, ipcc_reference=""):
    """Refer the case to the IPCC (Police Reform Act 2002, Schedule 3, paragraph 4)."""
    case, part = step.case, step.part
    step.check_day("clear_on", clear_on, after=case.received_on, earlier="received")
    step.check_day(
        "referred_on", referred_on, after=clear_on, earlier="when it was clear"
    )
    part.basis, part.reasons = basis, reasons
    part.clear_on, part.referred_on = clear_on, referred_on
    part.ipcc_reference = ipcc_reference


@on_part(Referral, "record-mode")
def record_mode(step, *, mode, decided_on, mode_reasons="", ipcc_reference=""):
    """Record how the IPCC has a referred case investigated (paragraphs 15 to 19)."""
    part = step.part
    step.check_day(
        "decided_on", decided_on, after=part.referred_on, earlier="of the referral"
    )
    part.mode, part.decided_on, part.mode_reasons = mode, decided_on, mode_reasons
    part.ipcc_reference = ipcc_reference or part.ipcc_reference
    step.tell(step.case.handler, f"The IPCC decided how {step.case} is investigated.")
