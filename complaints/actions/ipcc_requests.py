"""The log of what the IPCC asks and directs in a case, and what was done."""

from datetime import timedelta

from complaints.actions import clocks
from complaints.actions.steps import on_part
from complaints.models import IpccRequest
from pages.refusals import BadInput


def run_until(step, code, part, due_on):
    """Let the clock of a part run until the day that the IPCC gave, if it gave one."""
    if due_on is not None:
        starts_on = due_on - timedelta(days=1)
        clocks.begin(step.act, step.case, code, starts_on=starts_on, of=part.name)


def check_due(step, name, due_on, *, since):
    """What is asked is due on the day that it was asked, or later."""
    if due_on is not None and due_on < since:
        raise BadInput(
            "It must be due on the day that the IPCC asked it, or later.", field=name
        )


@on_part(IpccRequest, "log-ipcc-request")
def log_ipcc_request(step, *, kind, asked_on, what, due_on=None, paper=None):
    """Log what the IPCC asks or directs, and by when."""
    case, part = step.case, step.part
    step.check_day("asked_on", asked_on, after=case.received_on, earlier="received")
    check_due(step, "due_on", due_on, since=asked_on)
    part.kind, part.asked_on, part.what = kind, asked_on, what
    part.due_on = due_on
    step.attach(paper, "What the IPCC asks")
    step.afterwards.append(lambda: _begin(step))
    step.tell(case.handler, f"The IPCC asks something in {case}.", page="handling/")


def _begin(step):
    run_until(step, "ipcc_request", step.part, step.part.due_on)


@on_part(IpccRequest, "answer-ipcc-request")
def answer_ipcc_request(step, *, answered_on, answer, paper=None):
    """Record what was done about it, and when."""
    part = step.part
    step.check_day("answered_on", answered_on, after=part.asked_on, earlier="asked")
    part.answered_on, part.answer = answered_on, answer
    clocks.done(step.act, step.case, "ipcc_request", on=answered_on, of=part.name)
    step.attach(paper, "Answer to the IPCC")
