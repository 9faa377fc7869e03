"""Proceedings of synthetic cases, and the offices that these are with.

Each function takes the case being told (`config.generator.rows`) as `t`. What somebody
has to answer leads to a meeting or a hearing, which is over before the case is
finalised; of open cases some have sat and some are to sit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from accounts.permissions import Permission as P
from complaints import rules
from complaints.actions.arranging import ANSWERED_BEFORE
from complaints.actions.awaiting import ARRANGED_BY, CONCERNS, leads_on
from complaints.models.law import ForumKind
from complaints.rules.regimes import last_day
from complaints.workflow import CLOSED
from config.generator.life import LEAVE
from config.generator.severity import LEVELS

DAY = timedelta(days=1)
_HELD, _TOLD = "held", "told"
# For each kind: days from the determination to each step before it sits.
_STEPS = (("opened", 1), ("warranted", 3), ("supplied", 5), ("fixed", 6))
_SOON, _LATER = (8, 11), (30, 95)
_SITS_AT = (time(10), time(10, 30), time(14))
_PROVED = 0.85
# What is imposed, by whether it is gross misconduct.
_IMPOSED = {
    False: ("management-advice", "written-warning", "written-warning"),
    True: ("final-written-warning", "final-written-warning", "dismissal-with-notice"),
}
_DISMISSED = "dismissal-with-notice"


@dataclass(frozen=True)
class Sitting:
    """What one officer has to answer before one forum, and how far it has come."""

    subject: int
    member: int
    forum: Any
    gross: bool
    outcomes: list
    days: dict[str, date]  # of the steps that are taken by now, and `sits_on`

    @property
    def status(self) -> str:
        return [step for step in self.days if step != "sits_on"][-1]


def sittings(t) -> Iterator[Sitting]:
    """Of each officer who has to answer something, before the forum ruled."""
    on = t.dates["determined_on"]
    for place, (subject, member) in enumerate(t.subjects, start=1):
        theirs = [
            told
            for told in t.outcomes
            if told.proved and told.place.endswith(f"subject {place}")
        ]
        codes = sorted({told.forum for told in theirs})  # a hearing before a meeting
        for code in codes[:1] if on else ():
            forum = t.teller.law.forum(code, t.life.received_on)
            if forum and leads_on(forum):
                outcomes = [told for told in theirs if told.forum == code]
                days = _days(t, on, forum)
                gross = outcomes[0].severity == "gross"
                yield Sitting(subject, member, forum, gross, outcomes, days)


def _days(t, on: date, forum) -> dict[str, date]:
    """The steps taken by now, each on its day; none where it is not recorded here."""
    if not t.teller.registers:
        return {}
    known = t.teller.clocks.deadlines.days
    sits_on = on + t.chance.randint(*(_LATER if t.life.heard else _SOON)) * DAY
    while not known.is_working(sits_on):
        sits_on += DAY
    steps = [(step, on + after * DAY) for step, after in _STEPS]
    if not forum.reviewed:
        del steps[1]
    steps += [(_HELD, sits_on), ("concluded", sits_on), (_TOLD, sits_on + DAY)]
    taken = {step: day for step, day in steps if day <= t.teller.today}
    return taken | ({"sits_on": sits_on} if "fixed" in taken else {})


def offices_of(t, found: list[Sitting]) -> dict[str, list[str]]:
    """Which offices the case is with, and for whom it waits now."""
    ever, now = set(), set()
    matter = t.life.kind == "CM"
    if matter and rules.asks_for_severity(t.teller.law.regime_on(t.life.received_on)):
        ever.add(P.CASE_ASSESS_SEVERITY)
        waits = t.dates["recorded_on"] and any(member for _, member in t.subjects)
        now |= ever if waits and not t.life.on("start") else set()
    for sitting in found:
        right = ARRANGED_BY[sitting.forum.reviewed]
        ever.add(right)
        now |= set() if _TOLD in sitting.days else {right}
    ruled = list(_ruled(t)) if t.dates["determined_on"] else []
    ever |= {CONCERNS[kind] for kind, _ in ruled if kind in CONCERNS}
    if (ForumKind.DISPOSAL, True) in ruled:
        ever.add(P.CASE_RECORD_MANAGEMENT_ACTION)
        now.add(P.CASE_RECORD_MANAGEMENT_ACTION)
    if t.to_cps:
        ever.add(P.CASE_REFER_CPS)
        now |= {P.CASE_REFER_CPS} if t.dates["determined_on"] else set()
    if t.life.status in CLOSED:
        now = set()
    if t.life.on("withdraw"):
        ever.add(P.CASE_CONTINUE_AS_CONDUCT)
        now |= set() if t.life.on(LEAVE) else {P.CASE_CONTINUE_AS_CONDUCT}
    return {"offices": sorted(map(str, ever)), "awaits": sorted(map(str, now))}


def _ruled(t) -> Iterator[tuple[str, bool]]:
    """(the kind of forum that it was ruled to, whether the officer is known)."""
    for told in t.outcomes:
        forum = t.teller.law.forum(told.forum, t.life.received_on)
        if forum is not None and told.proved:
            yield forum.kind, told.known


def add_proceedings(t, found: list[Sitting]) -> None:
    """The proceedings that were opened by now, with whoever sits in them."""
    opened = [sitting for sitting in found if sitting.days]
    for number, sitting in enumerate(opened, start=1):
        _add(t, number, sitting)


def _add(t, number: int, sitting: Sitting) -> None:
    days, forum = sitting.days, sitting.forum
    regime = t.teller.law.regime_on(t.life.received_on)
    severity, severity_name, _ = LEVELS[sitting.gross]
    proved = t.chance.random() < _PROVED if _HELD in days else None
    by = t.workers["authority"]
    at = t.moment(days["opened"])
    key = t.made(
        "complaints_proceeding",
        number,
        by,
        at,
        status=sitting.status,
        subject_id=sitting.subject,
        noticed_on=t.life.received_on,
        regime=regime.code,
        forum=forum.code,
        forum_name=forum.name,
        kind=forum.kind,
        reviewed=forum.reviewed,
        severity=severity,
        severity_name=severity_name,
        proved=proved,
        **_course(t, days, proved=bool(proved)),
    )
    for told in sitting.outcomes:
        t.tables.add(
            "complaints_finding",
            proceeding_id=key,
            outcome_id=told.key,
            proved=proved,
            severity=severity if proved else "",
            severity_name=severity_name if proved else "",
        )
    if "supplied" in days:
        _add_panel(t, key, number, sitting, regime, by, at)
    if proved:
        _impose(t, key, number, sitting, regime, by)
    _limit(t, f"proceeding {number}", sitting)
    if proved and _TOLD in days:
        for other in regime.appeals_from(forum.code):
            if other.clock and not other.after:
                t.played.limit(other.clock, days[_TOLD], f"proceeding {number}")


def _course(t, days, *, proved: bool) -> dict[str, Any]:
    """How far the proceedings have come, and what was written on the way."""
    warranted, supplied, fixed = (
        each in days for each in ("warranted", "supplied", "fixed")
    )
    room = f"Room {t.chance.randrange(1, 9)}, Empress State Building"
    return {
        "opened_on": days["opened"],
        "reviewed_on": days.get("warranted"),
        "review_reasons": "If it is so, dismissal is open." if warranted else "",
        "supplied_on": days.get("supplied"),
        "supplied": "The report, and the statements it rests on." if supplied else "",
        "supplied_to": "The officer's friend" if supplied else "",
        "fixed_on": days.get("fixed"),
        "sits_on": days.get("sits_on"),
        "first_sits_on": days.get("sits_on"),
        "sits_at": t.chance.choice(_SITS_AT) if fixed else None,
        "place": room if fixed else "",
        "held_on": days.get(_HELD),
        "finding_reasons": "What was heard bears it out." if proved else "",
        "concluded_on": days.get("concluded"),
        "sanction_reasons": "In proportion to what was found." if proved else "",
        "told_on": days.get(_TOLD),
    }


def _add_panel(t, key, number, sitting, regime, by, at) -> None:
    """Somebody in each seat; numbers are those of the case."""
    for place, seat in enumerate(regime.seats_of(sitting.forum.code), start=1):
        senior = t.teller.staff.seniors
        t.made(
            "complaints_panelmember",
            number * 10 + place,
            by,
            at,
            status="named",
            proceeding_id=key,
            seat=seat.code,
            seat_name=seat.name,
            member_id=None if seat.outside else t.chance.choice(senior),
            outsider="Idris Marlowe" if seat.outside else "",
            named_on=sitting.days["supplied"],
        )


def _impose(t, key, number, sitting, regime, by) -> None:
    code = t.chance.choice(_IMPOSED[sitting.gross])
    on = sitting.days["concluded"]
    sanction = t.teller.law.sanction(code, t.life.received_on)
    months = sanction.months_live
    dismissed = code == _DISMISSED
    t.made(
        "complaints_imposedsanction",
        number,
        by,
        t.moment(on),
        proceeding_id=key,
        member_id=sitting.member,
        field=regime.field,
        regime=regime.code,
        sanction=code,
        sanction_name=sanction.name,
        imposed_on=on,
        notified_on=on,  # they were there
        live_until=last_day(on, months) if months else None,
        effective_on=on + 28 * DAY if dismissed else None,
        ends_service=dismissed,
    )


def _limit(t, of: str, sitting: Sitting) -> None:
    """The limits of the proceedings: to its disposal, and from the papers on."""
    days, played = sitting.days, t.played
    held_on = days.get(_HELD)
    played.limit("disposal", t.dates["determined_on"], of, held_on)
    if "supplied" in days:
        if sitting.forum.clock:
            played.limit(sitting.forum.clock, days["supplied"], of, held_on)
        if sitting.forum.clock and sitting.forum.kind in ANSWERED_BEFORE:
            played.limit("statement", days["supplied"], of, held_on)
    if held_on:
        played.limit("written_outcome", held_on, of, days.get(_TOLD))
