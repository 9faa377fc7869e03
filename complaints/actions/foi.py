"""Freedom of Information requests: enter, amend, decide, reopen."""

from complaints.actions.records import on_record
from complaints.models import FoiRequest, law
from complaints.models.foi import FoiDecision
from complaints.models.law import Purpose
from pages.refusals import BadInput


@on_record(FoiRequest, "receive")
def receive_foi_request(step, **told):
    """Enter a request under the Freedom of Information Act 2000."""
    _describe(step, **told)


@on_record(FoiRequest, "amend")
def amend_foi_request(step, **told):
    """Change what the request says."""
    _describe(step, **told)


def _describe(step, *, received_on, asked, requester=""):
    step.check_day("received_on", received_on, after=None, earlier="")
    request = step.record
    request.received_on, request.asked, request.requester = (
        received_on,
        asked,
        requester,
    )


@on_record(FoiRequest, "decide")
def decide_foi_request(step, *, decision, decided_on, refusal_grounds=(), reasons=""):
    """Record what was decided, and on which exemptions it was refused."""
    request = step.record
    step.check_day(
        "decided_on", decided_on, after=request.received_on, earlier="received"
    )
    known = {one.code for one in law.load().grounds(Purpose.FOI_REFUSAL, decided_on)}
    if set(refusal_grounds) - known:
        raise BadInput("Choose exemptions that are shown.", field="refusal_grounds")
    if decision == FoiDecision.GRANTED and refusal_grounds:
        raise BadInput(
            "What was granted in full rests on no exemption.", field="refusal_grounds"
        )
    if decision != FoiDecision.GRANTED and not refusal_grounds:
        raise BadInput(
            "Choose the exemption that it was refused on.", field="refusal_grounds"
        )
    request.decision, request.decided_on = decision, decided_on
    request.refusal_grounds, request.reasons = list(refusal_grounds), reasons
    step.reason = reasons


@on_record(FoiRequest, "reopen")
def reopen_foi_request(step, *, reason):
    """Take a decision back, for a review of it."""
    request = step.record
    step.reason = reason
    request.decision, request.decided_on = "", None
    request.refusal_grounds, request.reasons = [], ""
