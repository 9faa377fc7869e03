"""How long it takes until what was decided of an officer is heard or dealt with.

From the decision on, of each officer; once proceedings are opened, of these, until they
are held (MPA, PSCC papers 2005-07: the time from decision to hearing or disposal).
"""

from complaints.actions import clocks
from complaints.actions.awaiting import undisposed

DISPOSAL = "disposal"


def follow_disposals(act, case, waiting, *, on):
    """Let the time run of whoever `waiting` is about, and of nobody else any longer.

    It goes by the law of what came to notice first, and waits for the offices that
    begin what was decided of this officer. Answers whether any clock changed.
    """
    found = {}
    for each in waiting if case.determined_on else ():
        found.setdefault(each.subject.name, []).append(each)
    running = {row.of: row for row in clocks.held(case).running if _of_a_subject(row)}
    changed = [
        clocks.drop(act, case, DISPOSAL, on=on, of=of)
        for of in sorted(running.keys() - found.keys())
    ]
    for of, waits in sorted(found.items()):
        awaits = sorted({str(each.right) for each in waits})
        if of not in running:
            changed.append(_begin(act, case, of, waits, awaits))
        elif running[of].awaits != awaits:
            changed.append(clocks.await_offices(case, running[of], awaits))
    return any(changed)


def _begin(act, case, of, waits, awaits):
    noticed = [each.noticed_on for each in waits if each.noticed_on]
    return clocks.begin(
        act,
        case,
        DISPOSAL,
        starts_on=case.determined_on,
        of=of,
        noticed_on=min(noticed, default=None),
        awaits=awaits,
    )


def end_disposal(act, case, subject, *, on):
    """End it on a day as done, unless something else of the officer still waits."""
    if all(each.subject != subject for each in undisposed(case, on=on)):
        clocks.done(act, case, DISPOSAL, on=on, of=subject.name)


def _of_a_subject(row):
    return row.code == DISPOSAL and row.of.startswith("subject ")
