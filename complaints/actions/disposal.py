"""How long it takes until what was decided of an officer is heard or dealt with.

From the decision on, of each officer; once proceedings are opened, of these, until they
are held (MPA, PSCC papers 2005-07: the time from decision to hearing or disposal).
"""

from complaints.actions import clocks
from complaints.actions.awaiting import undisposed

DISPOSAL = "disposal"


def follow_disposals(act, case, waiting, *, on):
    """Let the time run of whoever `waiting` is about, and of nobody else any longer.

    It goes by the law of what came to notice first.
    """
    noticed = {}
    for each in waiting if case.determined_on else ():
        noticed.setdefault(each.subject.name, []).append(each.noticed_on)
    running = {row.of for row in clocks.held(case).running if _of_a_subject(row)}
    for of in sorted(running - noticed.keys()):
        clocks.drop(act, case, DISPOSAL, on=on, of=of)
    for of in sorted(noticed.keys() - running):
        clocks.begin(
            act,
            case,
            DISPOSAL,
            starts_on=case.determined_on,
            of=of,
            noticed_on=min(filter(None, noticed[of]), default=None),
        )


def end_disposal(act, case, subject, *, on):
    """End it on a day as done, unless something else of the officer still waits."""
    if all(each.subject != subject for each in undisposed(case)):
        clocks.done(act, case, DISPOSAL, on=on, of=subject.name)


def _of_a_subject(row):
    return row.code == DISPOSAL and row.of.startswith("subject ")
