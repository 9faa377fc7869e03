"""The clocks of a case: every limit that runs in it is a row.

Other actions call these within their own transaction, with the case locked, and save
the case afterwards (`moves.save` keeps its next date):

    clocks.begin(act, case, "referral", starts_on=clear_on, of=referral.name)
    clocks.done(act, case, "referral", on=referred_on, of=referral.name)
    clocks.updated(act, case, subject, on)
    clocks.stop_all(act, case, on=day)
    clocks.resume_all(act, case, on=day)

Codes are those of `complaints.rules.limits`; `of` is the record of the case that the
limit is about, blank for the case itself.
"""

from datetime import date, timedelta

from casework.deadlines import NoRule
from complaints import rules
from complaints.actions.held import NEVER, held, stops_of
from complaints.models import ClockStop
from complaints.models.allegations import Subject
from complaints.models.clocks import Ended
from complaints.rules import limits
from complaints.workflow import CLOSED, REOPENING, Status

__all__ = [
    "NEVER",
    "NoRule",
    "await_offices",
    "begin",
    "done",
    "drop",
    "follow",
    "held",
    "keep",
    "resume_all",
    "reviewed",
    "stop_all",
    "stops_of",
    "updated",
    "why",
]


def why(row, known, stops):
    """Why the clock is due when it is: the steps by the calendar and rules `known`."""
    rule = known.rule_of_matter(
        row.code, starts_on=row.starts_on, noticed_on=row.rule_on
    )
    due = known.of_matter(
        row.code,
        starts_on=row.starts_on,
        noticed_on=row.rule_on,
        stops=stops if rule.pauses else (),
        extended=row.extended,
    )
    return due if row.stopped_on else due.as_set(row.due_on)


def keep(case) -> None:
    """Let the case say its next date: that of the earliest of its duties that run."""
    duties = [
        row
        for row in held(case).running
        if row.code not in limits.WINDOWS and row.due_on < NEVER and case.is_open
    ]
    case.next_due_on, case.next_due = NEVER, ""
    if duties:
        first = min(duties, key=lambda row: (row.due_on, row.number))
        case.next_due_on, case.next_due = first.due_on, first.code


def begin(act, case, code, *, starts_on, of="", owner=None, noticed_on=None, awaits=()):
    """Let a limit run from a day; anew, where it runs already.

    It goes by the law of `noticed_on`, else of the day the case was received. `owner`
    is whose duty it is, else the handler's or that of their unit; `awaits` are the
    rights of the offices for which it waits. Answers with the clock, or None where no
    rule limits it.
    """
    clocks = held(case)
    if row := clocks.open(code, of):
        clocks.end(row, Ended.DROPPED, starts_on)
    row = clocks.begin(
        code, starts_on, of=of, owner=owner, rule_on=noticed_on, awaits=awaits
    )
    return _written(case, row)


def await_offices(case, row, rights):
    """Keep on a clock that runs for which offices it waits now."""
    row.awaits = rights
    held(case).touch(row)
    return _written(case, row)


def done(act, case, code, *, on, of=""):
    """End a limit as done on a day; None where none runs, as in an older case."""
    return _end(case, code, of, Ended.DONE, on)


def drop(act, case, code, *, on, of=""):
    """End a limit that is needed no longer; None where none runs."""
    return _end(case, code, of, Ended.DROPPED, on)


def _end(case, code, of, how, on):
    row = held(case).open(code, of)
    if row is not None:
        held(case).end(row, how, on)
    return _written(case, row)


def _written(case, row):
    held(case).write()
    keep(case)
    return row


def updated(act, case, party, on):
    """That a party was kept informed on a day: the next update is due from there.

    `party` is a complainant or a subject of the case. No further one is due once the
    outcome was told, nor to whom nobody complained.
    """
    code, of = "update", ""
    if isinstance(party, Subject):
        code, of = "update_officer", party.name
    done(act, case, code, on=on, of=of)
    # Suspended after they were told, it stands where they would be kept informed.
    if limits.owes_updates(case.status) and case.notified_on is None:
        return begin(act, case, code, starts_on=on, of=of)
    return None


def stop_all(act, case, *, on):
    """Let the time from `on` not count (sub judice) in limits whose rule says so."""
    clocks = held(case)
    if not any(stop.to_on is None for stop in clocks.stops):
        ClockStop.objects.create(case=case, from_on=on)
    _count_anew(case)


def resume_all(act, case, *, on):
    """Let time count again from `on`, after `stop_all`."""
    case.clock_stops.filter(to_on=None).update(to_on=on)
    _count_anew(case)


def _count_anew(case):
    clocks = held(case)
    vars(clocks).pop("stops", None)
    for row in clocks.running:
        if clocks.rule_of(row).pauses:
            clocks.count(row)
    _written(case, None)


def follow(case, verb, *, on):
    """Let the clocks follow the case where it stands now, after the move `verb`.

    Nothing is written yet: the case may not have been saved.
    """
    clocks = held(case)
    _follow_state(clocks, verb, on)
    _follow_updates(clocks, verb, on)
    _follow_reviews(clocks, verb, on)
    for row in clocks.running:
        clocks.place(row)
    if case.status in CLOSED:
        for row in clocks.running:
            if row.code not in limits.WINDOWS | limits.OUTLIVING:
                clocks.end(row, Ended.DROPPED, on)
    keep(case)


def _follow_state(clocks, verb, on):
    """The limit of the state that the case stands in: the old one ends."""
    case = clocks.case
    old = next((row for row in clocks.running if _is_of_state(row)), None)
    code, starts_on = _of_state(case, verb, on, old)
    if old is not None and not code and case.status not in CLOSED:
        return  # suspended, say: what ran before runs on, or stands still
    if old is not None and old.code == code:
        _restart(clocks, old, starts_on or old.starts_on)
        return
    if old is not None:
        how = Ended.DONE if limits.does(verb, old.code) else Ended.DROPPED
        clocks.end(old, how, on)
    if starts_on is not None:
        clocks.begin(code, starts_on)


def _is_of_state(row) -> bool:
    return row.code in limits.OF_STATE and row.of == ""


def _restart(clocks, row, starts_on):
    """Its day or its law may have been corrected since."""
    rule_on = clocks.case.received_on or starts_on
    if (row.starts_on, row.rule_on) != (starts_on, rule_on):
        row.starts_on, row.rule_on = starts_on, rule_on
        clocks.count(row)


def _of_state(case, verb, on, old):
    """The rule that runs now and the day that it runs from; none from None.

    What a move has started runs on whatever else is done to the case, while it stands
    where that move led.
    """
    moved = verb in rules.CLOCKS_OF_MOVES
    if old is not None and not moved and rules.runs_on(old.code, case.status):
        return old.code, old.starts_on
    reopened_on = case.last_moved_on(*REOPENING) if verb == "return" else None
    clock = rules.clock_of(
        case.status,
        verb,
        can_appeal=case.appeal_ends_on is not None,
        reopened=reopened_on is not None,
    )
    if clock is None:
        return "", None
    code, starts_at = clock
    return code, on if moved else reopened_on or _started_on(case, starts_at, verb, on)


def _started_on(case, starts_at, verb, on):
    """The date of the case, or the day on which it was led back to its first steps."""
    if starts_at != "recorded_on":
        return getattr(case, starts_at)
    if verb in rules.LED_BACK:
        return on
    led_on = case.last_moved_on(*rules.LED_BACK)
    return max(filter(None, (case.recorded_on, led_on)), default=None)


def _follow_updates(clocks, verb, on):
    """Complainants are kept informed from the recording until they are told.

    Then each has a time for an appeal, whoever else's has the case reopened meanwhile.
    """
    case = clocks.case
    if not limits.owes_updates(case.status):
        for row in clocks.running:
            if row.code in limits.UPDATES:
                how = Ended.DONE if verb == "notify" else Ended.DROPPED
                clocks.end(row, how, on)
        return
    anew = verb in ("record", *REOPENING) and clocks.open("update") is None
    if anew and case.is_complaint:
        clocks.begin("update", case.recorded_on if verb == "record" else on)


def reviewed(act, case, *, on, next_on=None) -> str:
    """That a supervisor reviewed the case: answers with the limit that this met.

    Whatever else was due by then is met too, and the next set point runs; before it
    the day that the supervisor set, `next_on`.
    """
    clocks = held(case)
    row = _review_of(clocks)
    if row is not None:
        clocks.end(row, Ended.DONE, on)
    _begin_review(clocks, max(on, row.due_on) if row else on, next_on)
    _written(case, row)
    return row.code if row else ""


def _review_of(clocks):
    return next((row for row in clocks.running if row.code in limits.REVIEWS), None)


def _begin_review(clocks, after, next_on=None):
    """Let the first review run that is due after a day: the one set, if before it."""
    code, starts_on = _next_review(clocks, after)
    if next_on is not None and next_on < _due(clocks, code, starts_on):
        code, starts_on = limits.OWN_REVIEW, next_on - timedelta(days=1)
    clocks.begin(code, starts_on)


def _next_review(clocks, after):
    """The set point that comes after a day, and from when it counts."""
    for code, starts_at in limits.SET_REVIEWS:
        starts_on = getattr(clocks.case, starts_at)
        if starts_on is not None and _due(clocks, code, starts_on) > after:
            return code, starts_on
    return limits.NEXT_REVIEW, after


def _due(clocks, code, starts_on):
    """When a limit would be due; in the past where no rule has it."""
    try:
        due = clocks.deadlines.of_matter(
            code, starts_on=starts_on, noticed_on=clocks.case.received_on
        )
    except NoRule:
        return date.min
    return due.due_on


def _follow_reviews(clocks, verb, on):
    """An investigation is reviewed from its allocation until it is reported.

    While it is suspended the review stands still, as its rule says. Elsewhere it may
    have gone to another route: the next is due once a move leads back.
    """
    row, status = _review_of(clocks), clocks.case.status
    if status in limits.REVIEWED_IN:
        if row is None and verb:
            _begin_review(clocks, on)
    elif row is not None and status != Status.SUB_JUDICE:
        clocks.end(row, Ended.DROPPED, on)
