"""Direction and control (Home Office Circular 19/2005)."""

from complaints.actions.routes.settling import make_subject_of_the_force, settle
from complaints.actions.steps import on_case
from complaints.models import DirectionAndControl
from complaints.models.choices import DirectionStatus

_UNDER_WAY = {"status": DirectionStatus.UNDER_WAY}


@on_case("handle-direction")
def handle_direction(step, *, about, reasons):
    """Decide that a complaint is about how the force is run, not about conduct."""
    step.make(DirectionAndControl, **_UNDER_WAY, about=about, reasons=reasons)


@on_case("answer-direction")
def answer_direction(step, *, answered_on, answer):
    """Answer it: nobody's conduct is found on, and nobody can appeal."""
    step.check_day(
        "answered_on", answered_on, after=step.case.received_on, earlier="received"
    )
    step.change(
        step.latest(DirectionAndControl, **_UNDER_WAY),
        status=DirectionStatus.ANSWERED,
        answered_on=answered_on,
        answer=answer,
    )
    make_subject_of_the_force(step)
    settle(step, "direction-and-control")


@on_case("end-direction")
def end_direction(step, *, reason):
    """It is about conduct after all: the case goes on from where it stood before."""
    step.reason = reason
    abandon_direction(step, reason)


def abandon_direction(step, reason):
    step.change(
        step.latest(DirectionAndControl, **_UNDER_WAY),
        status=DirectionStatus.ENDED,
        ended_because=reason,
    )
