"""What waits for a person: the queues their roles give them, and what is next."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone

from accounts.permissions import Permission
from complaints.actions.ending import waiting_to_close
from complaints.filters import (
    APPEAL_OVER,
    APPEAL_RUNS,
    DIRECTED,
    ME,
    MINE,
    NOBODY,
    UNDECIDED,
    in_appeal,
    in_appeals,
)
from complaints.models import Case
from complaints.models.choices import CaseMode
from complaints.permissions import had_parts_in
from complaints.querysets import HANDLERS_TURN, NEXT, CaseQuerySet
from complaints.views.offices import look_ahead, office_step, waits_for_test
from complaints.workflow import GIVEN, OPEN, Status
from desk.counting import NEXT_ROWS, Queue
from desk.offices import waits_of_offices

KEPT = 2  # places of these for what is due soon, and for what is not due yet
ORDER = (
    f"Up to {NEXT_ROWS} cases, listed by the day they are due: what is late first, "
    f"with {KEPT} places kept for what is due soon and {KEPT} for what is due later. "
    "Of each, the first of every queue is taken before more of any."
)

_DO = {
    Status.RECEIVED: ("To record", "Record"),
    Status.RECORDED: ("To check", "Check"),
    Status.CHECKED: ("To assess", "Assess"),
    Status.ASSESSED: ("To allocate", "Allocate"),
    Status.ALLOCATED: ("To start", "Start"),
    Status.INVESTIGATING: ("Under investigation", "Investigate"),
    Status.REPORTED: ("To determine", "Determine"),
    Status.DETERMINED: ("To notify", "Notify"),
    Status.NOTIFIED: ("To finalise", "Finalise"),
    Status.RESOLVING: ("Under local resolution", "Resolve"),
    Status.DIRECTION: ("Direction and control, to answer", "Answer"),
    Status.DISPENSING: ("Dispensation applied for", "Record the decision"),
    Status.DISCONTINUING: ("Discontinuance applied for", "Record the decision"),
    Status.SUB_JUDICE: ("Sub judice", "Resume"),
}
# What waits for a decision of others: counted, and nobody's to do next.
WITH_OTHERS = (Status.DISPENSING, Status.DISCONTINUING, Status.SUB_JUDICE)

# Who is shown what of the IPCC: the right, the queue, its filter, whether it is to do.
_IPCC = (
    (
        Permission.CASE_REFER,
        "To refer to the IPCC",
        f"mode={CaseMode.TO_REFER.value}",
        True,
    ),
    (
        Permission.CASE_REFER,
        "Waiting for the IPCC's decision",
        f"mode={CaseMode.WAITING.value}",
        False,
    ),
    (
        Permission.CASE_DECIDE_APPEAL,
        "Appeals that the IPCC has not decided",
        f"appealed={UNDECIDED}",
        False,
    ),
    (
        Permission.CASE_CARRY_OUT_DIRECTION,
        "Directions of the IPCC to carry out",
        f"appealed={DIRECTED}",
        True,
    ),
)

WITHOUT_HANDLER = "Allocated, nobody handles it yet"


def queues_of(user, *, today: date, cases: CaseQuerySet | None = None) -> list[Queue]:
    """The queues of a person's roles, most personal first.

    Of all cases that the person may see, or of those `cases` that they may.
    """
    visible = Case.objects.visible_to(user) if cases is None else cases
    queues = [*_with_me(user, visible), *_in_my_borough(user, visible)]
    for status, permission in NEXT.items():
        units = user.rights.units_for(permission)
        within, query = visible, "&sort=due"
        if units is not None:
            if not units:
                continue
            within = within.filter(responsible_unit__in=units)
            query += f"&unit={MINE}"
        queues += _waiting(status, within, query, today)
    return [
        *queues,
        *_with_the_ipcc(user, visible),
        *_with_offices(user, visible, today),
    ]


_OTHERS = {True: "some may be for another authority to decide", False: ""}


def _with_offices(user, visible, today) -> Iterator[Queue]:
    for each in waits_of_offices(today):
        units = user.rights.units_for(each.right)
        if units is not None and not units:
            continue
        rows, query = visible.filter(each.which), f"awaits={each.asked}&sort=due"
        if units is not None:
            rows = rows.filter(responsible_unit__in=units)
            query += f"&unit={MINE}"
        yield Queue(
            each.label,
            query,
            rows,
            awaits=each.awaits,
            to_do=each.to_do,
            independent=each.independent,
            note=_OTHERS[each.independent is not None],
        )


def _with_me(user, visible) -> Iterator[Queue]:
    allows = user.rights.allow
    turns = [status for status, right in HANDLERS_TURN.items() if allows(right)]
    if turns:
        yield Queue(
            "With me",
            "&".join([f"handler={ME}", *_states(turns), "sort=due"]),
            visible.filter(handler=user, status__in=turns),
            few=True,
            note="your turn now; all that you handle is under Cases, My work",
        )


def _in_my_borough(user, visible) -> Iterator[Queue]:
    bound = {held.unit_id for held in user.rights.held if held.role.within_unit}
    if bound:
        yield Queue(
            "In my borough",
            f"unit={MINE}&state=open&sort=due",
            visible.filter(responsible_unit__in=bound, status__in=OPEN),
            to_do=False,
            note="every open case, whosever turn it is",
        )


def _waiting(status, within, query, today) -> Iterator[Queue]:
    """The queues of what is in a status, in the part of the force given by both."""
    label, state = _DO[status][0], "&".join(_states([status]))
    if status == Status.NOTIFIED:
        for appeal in (APPEAL_OVER, APPEAL_RUNS):
            over = appeal == APPEAL_OVER
            yield Queue(
                label if over else "Waiting for the time of an appeal",
                f"{state}&appeal={appeal}{query}",
                within.filter(in_appeal(appeal, today)),
                to_do=over,
                finalises=over,
                note="no time for an appeal runs any more" if over else "",
            )
        return
    decides = status == Status.REPORTED
    yield Queue(
        label,
        state + query,
        within.filter(status=status),
        to_do=status not in WITH_OTHERS,
        independent=Permission.CASE_DETERMINE if decides else None,
        note=_OTHERS[decides],
    )
    if status == Status.ASSESSED:
        yield Queue(
            WITHOUT_HANDLER,
            "&".join([f"handler={NOBODY}", *_states(GIVEN)]) + query,
            within.filter(status__in=GIVEN, handler=None),
            few=True,
        )


def _with_the_ipcc(user, visible) -> Iterator[Queue]:
    """What the IPCC waits for, and what waits for the IPCC."""
    for permission, label, asked, to_do in _IPCC:
        units = user.rights.units_for(permission)
        if units is not None and not units:
            continue
        # What a handler carries out is of their own cases, which stand in "With me".
        supervises = user.rights.allow(Permission.CASE_DECIDE_APPEAL)
        of_handlers = permission == Permission.CASE_CARRY_OUT_DIRECTION
        if units is None and of_handlers and not supervises:
            continue
        name, _, value = asked.partition("=")
        rows = Q(mode=value) if name == "mode" else in_appeals(value)
        within, query = visible.filter(rows), f"{asked}&sort=due"
        if units is not None:
            within = within.filter(responsible_unit__in=units)
            query += f"&unit={MINE}"
        yield Queue(label, query, within, to_do=to_do, few=True)


def _states(statuses) -> list[str]:
    return [f"state={status}" for status in statuses]


def do_next(queues: list[Queue], user, *, today: date | None = None) -> list[Case]:
    """The most pressing cases over all queues: late, then due soon, then the others.

    However many are late, some places are kept for what falls due soon and for what is
    new and waits, so that neither is late before it is seen; and of what is late there
    is the first of each queue, so that a long one does not hide the others. What this
    person would be refused, for a part that they had in it, is left out; so is what
    cannot be finalised yet, for something that others have to do in it.
    """
    parts: tuple[dict[int, tuple[bool, date]], ...] = ({}, {}, {})
    refused = _not_for(user, queues)
    waiting = _not_yet(queues, today or timezone.localdate())
    for queue in queues:
        for part, found in queue.first.items() if queue.to_do else ():
            left_out = refused.get(queue.independent, set())
            left_out = left_out | waiting if queue.finalises else left_out
            theirs = [each for each in found if each[1] not in left_out]
            for place, (day, key) in enumerate(theirs):
                after = place > 0, day
                parts[part][key] = min(after, parts[part].get(key, after))
    chosen = _shared_out([_in_turn(found) for found in parts])
    if not chosen:
        return []
    cases = Case.objects.filter(pk__in=chosen).order_by("next_due_on", "pk")
    shown = list(cases.with_list_details())
    look_ahead(shown)
    return shown


def _looked_at(queues: Iterable[Queue]) -> set[int]:
    """Keys of the first cases of these queues."""
    return {key for each in queues for found in each.first.values() for _, key in found}


def _not_yet(queues: list[Queue], today: date) -> set[int]:
    """Keys of cases that cannot be finalised yet, for what others have to do."""
    keys = _looked_at(queue for queue in queues if queue.finalises)
    return waiting_to_close(keys, today=today) if keys else set()


def _not_for(user, queues: list[Queue]) -> dict[Permission | None, set[int]]:
    """{power: keys of cases that somebody else has to decide by it}."""
    refused = {}
    for power in {queue.independent for queue in queues} - {None}:
        looked_at = _looked_at(queue for queue in queues if queue.independent == power)
        if looked_at:
            refused[power] = had_parts_in(looked_at, by=user, power=power)
    return refused


def _in_turn(found: dict[int, tuple[bool, date]]) -> list[int]:
    return sorted(found, key=lambda key: (*found[key], key))


def _shared_out(parts: list[list[int]]) -> list[int]:
    """The first of each part: NEXT_ROWS in all, of each of the latter KEPT at least."""
    chosen: list[int] = []
    for place, found in enumerate(parts):
        kept = sum(min(KEPT, len(after)) for after in parts[place + 1 :])
        chosen += found[: NEXT_ROWS - kept - len(chosen)]
    return chosen


def next_step(case: Case, user) -> str:
    """The verb by which this person may move the case on, as a word."""
    allocates = user.rights.allow(Permission.CASE_ALLOCATE, case.responsible_unit_id)
    status = Status(case.status)
    if case.mode == CaseMode.TO_REFER and user.rights.allow(
        Permission.CASE_REFER, case.responsible_unit_id
    ):
        return "Refer"
    if case.handler_id is None and status in GIVEN and allocates:
        return _DO[Status.ASSESSED][1]
    turns = [NEXT]
    if case.handler_id == user.pk:
        turns.append(HANDLERS_TURN)
    for turn in turns:
        right = turn.get(status)
        may = right and user.rights.allow(right, case.responsible_unit_id)
        if may and not waits_for_test(case, user):
            return _DO[status][1]
    return office_step(case, user)[0]
