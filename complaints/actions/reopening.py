"""Take a decided case up again: on new evidence, or as the IPCC directed on an appeal.

Its later dates start anew; its history and its reports stay. Proceedings that rest on
what was decided end, unless they came to their end before: what was imposed stands
until an appeal of the officer sets it aside.
"""

from complaints.actions import clocks
from complaints.actions.conflicts import take_off_the_conflicted
from complaints.actions.proceedings import end_on_reopening
from complaints.actions.steps import on_case
from complaints.permissions.appeals import DIRECTED
from complaints.workflow import DirectionStatus

_DATES = ("determined_on", "notified_on", "finalised_on", "appeal_ends_on")


def end_direction(act, case, direction, *, on, how):
    """Let a direction of the IPCC say when and how it was carried out."""
    direction.done_on, direction.how = on, how
    clocks.done(act, case, "direction", on=on, of=direction.name)


def carry_out(step, kind, how):
    """End every direction of this kind: what the verb does carries it out."""
    rows = step.case.directions.filter(status=DirectionStatus.OPEN, kind=kind)
    for row in rows:
        end_direction(step.act, step.case, row, on=step.today, how=how)
        row.status = DirectionStatus.DONE
        row.save()
        step.changes[f"{row.name} status"] = (
            DirectionStatus.OPEN.value,
            DirectionStatus.DONE.value,
        )


def _take_up(step, reason):
    case = step.case
    for name in _DATES:
        step.changes[name] = (getattr(case, name), None)
        setattr(case, name, None)
    step.changes |= take_off_the_conflicted(case, opening=True)
    end_on_reopening(step, reason)
    step.reason = reason


def _as_directed(step, reason):
    _take_up(step, reason)
    carry_out(step, DIRECTED[step.verb], reason)
    step.tell(
        step.case.handler, f"{step.case} was taken up again, as the IPCC directed."
    )


@on_case("reopen")
def reopen(step, *, reason):
    """Reopen a finalised case."""
    _take_up(step, reason)
    step.tell(step.case.handler, f"{step.case} was reopened.")


@on_case("direct-recording")
def direct_recording(step, *, reason):
    """Take up the recording of a case again, as the IPCC directed on an appeal.

    The direction is carried out once it is recorded.
    """
    step.reason = reason


@on_case("reinvestigate")
def reinvestigate(step, *, reason):
    """Have a decided case investigated again, as the IPCC directed on an appeal."""
    _as_directed(step, reason)


@on_case("redetermine")
def redetermine(step, *, reason):
    """Have a decided case determined again on its report, as the IPCC directed."""
    _as_directed(step, reason)


@on_case("resolve-anew")
def resolve_anew(step, *, reason):
    """Have what was resolved locally resolved anew, as the IPCC directed on an appeal.

    The complainant's consent to it is recorded next.
    """
    _as_directed(step, reason)
