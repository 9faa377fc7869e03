"""Who may give a limit of a case longer."""

from accounts.permissions import Permission
from complaints.models.clocks import Ended
from pages.refusals import NotAllowed, WrongState
from pages.words import day_words

_ENDED = {
    Ended.DONE: "it was done on {day}",
    Ended.DROPPED: "it has not been needed since {day}",
    Ended.PASSED: "it passed on {day}",
}


def check_can_extend_deadline(case, clock, *, by):
    """Whoever supervises extends a limit that runs; the handler asks for it."""
    if not by.rights.allow(Permission.CASE_EXTEND_DEADLINE, case.responsible_unit_id):
        raise NotAllowed(
            f"Your role does not allow you to extend a deadline in {case}.",
            what_next="Ask a supervisor of its unit.",
        )
    if not clock.runs:
        why = _ENDED[Ended(clock.ended)].format(day=day_words(clock.done_on))
        raise WrongState(f"This deadline no longer runs: {why}.")
    if clock.stopped_on:
        raise WrongState(
            "This deadline has stood still since "
            f"{day_words(clock.stopped_on)}: it can be extended once it runs again."
        )
