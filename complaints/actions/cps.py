"""Send the file to the Crown Prosecution Service, and record what comes of it."""

from complaints.actions.awaiting import keep_awaited
from complaints.actions.steps import on_part
from complaints.models import CpsReferral
from complaints.models.conduct import Advice
from pages.refusals import WrongState


@on_part(CpsReferral, "refer-cps")
def refer_cps(step, *, sent_on, offences, paper=None):
    """Send the file, where the report indicates an offence (Schedule 3, para 24)."""
    case, part = step.case, step.part
    step.check_day("sent_on", sent_on, after=case.received_on, earlier="received")
    part.sent_on, part.offences = sent_on, offences
    step.attach(paper, "File to the CPS")
    step.afterwards.append(lambda: keep_awaited(case))


@on_part(CpsReferral, "record-advice")
def record_advice(step, *, advice, advice_on, prosecutor, advice_text="", paper=None):
    """Record what the CPS advises, and when; after further work it advises anew."""
    part = step.part
    step.check_day("advice_on", advice_on, after=part.sent_on, earlier="sent")
    part.advice, part.advice_on = advice, advice_on
    part.prosecutor, part.advice_text = prosecutor, advice_text
    step.attach(paper, "Advice of the CPS")
    sentence = f"The CPS advised on {step.case}."
    step.tell(step.case.handler, sentence)
    step.tell(step.case.authority, sentence)


@on_part(CpsReferral, "record-charge")
def record_charge(step, *, charged_on, charged_with, court=""):
    """Record that somebody was charged, on the advice of the CPS."""
    part = step.part
    if part.advice != Advice.CHARGE:
        raise WrongState(
            f"The CPS did not advise a charge on {part}: record its advice first."
        )
    step.check_day("charged_on", charged_on, after=part.advice_on, earlier="advised")
    part.charged_on, part.charged_with, part.court = charged_on, charged_with, court


@on_part(CpsReferral, "record-trial")
def record_trial(step, *, court, verdict, result_on, sentence=""):
    """Record before which court it came, and how it ended."""
    part = step.part
    step.check_day("result_on", result_on, after=part.charged_on, earlier="charged")
    part.court, part.verdict, part.result_on = court, verdict, result_on
    part.sentence = sentence
    step.tell(step.case.authority, f"The trial after {step.case} has ended.")
