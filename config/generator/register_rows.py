"""Rows of the registers beside synthetic cases, for data too many for the actions.

Each function takes the case being told (`config.generator.rows`) as `t`. References
and titles are told for one copy; `multiplying` gives each copy its own.
"""

from datetime import date, timedelta

from casework.models.cases import FAR_FUTURE
from casework.references import written
from complaints.workflow import CLOSED
from config.generator.registers import WHY_KEPT_FROM
from config.generator.risk_register import RISKS
from organisation.models import Committee, Meeting

DAY = timedelta(days=1)
THE_MEETING = "intelligence-operations-meeting"
BETWEEN_MEETINGS = 61  # days: every two months
REVIEWED_AFTER = 28 * DAY
_TAKEN_OFF = "The case is closed, and nothing in it is left to watch."
_LIFTED = "The case is decided, and nothing asks for it any more."
_KINDS = ("suspended", "restricted", "restricted", "non_operational")
_MARKED = {"A": "domestic-violence", "B": "sexual-offence", "Y": "stalking"}
_DECLARED = (
    "The complainant is a neighbour of mine.",
    "I served with the officer for six years.",
)
_DECLARES = 0.004  # of cases that are handled
_RESTRICTED = 0.4  # of officers in cases of high risk


def meetings_up_to(today: date, days: int) -> list[Meeting]:
    """The intelligence operations meetings of the time, made where they are missing."""
    committee = Committee.objects.get(code=THE_MEETING)
    found = []
    for before in range(days, -BETWEEN_MEETINGS, -BETWEEN_MEETINGS):
        meeting, _ = Meeting.objects.get_or_create(
            committee=committee, held_on=today - before * DAY
        )
        found.append(meeting)
    return found


def add_registers(t) -> None:
    """What a case has in the registers: most have nothing."""
    _conflict(t)
    if t.risk.at("assess")[0][0] != "high" or not t.life.on("assess"):
        return
    _risk(t)
    known = [(key, member) for key, member in t.subjects if member]
    if known and t.life.on("start"):
        subject, member = known[0]
        if t.chance.random() < _RESTRICTED:
            _restriction(t, member)
        _marker(t, subject)


def _record(t, table: str, prefix: str, on: date, **values) -> int:
    """A record of a register, under a reference of its own."""
    serial, at = t.teller.serials.next(prefix, on.year), t.moment(on)
    return t.tables.add(
        table,
        reference=written(prefix, on.year, serial),
        reference_year=on.year,
        reference_serial=serial,
        responsible_unit_id=t.now_with.pk,
        case_id=t.case,
        by_id=t.worker_for("assess").id,
        at=at,
        updated_at=at,
        **values,
    )


def _kept(t, table: str, number: int, on: date, **values) -> None:
    by, at = t.worker_for("assess").id, t.moment(on)
    t.tables.add(table, number=number, by_id=by, at=at, **values)


def _risk(t) -> None:
    on, closed = t.life.on("assess"), t.life.status in CLOSED
    end = t.life.steps[-1].on if closed else t.teller.today
    met = [each for each in t.teller.meetings if on < each.held_on < end][:3]
    scored = [t.chance.choice(RISKS) for _ in range(1 + len(met) // 2)]
    likelihood, impact, _ = scored[-1]
    next_on = met[-1].held_on + BETWEEN_MEETINGS * DAY if met else None
    risk = _record(
        t,
        "complaints_risk",
        "RR",
        on,
        status="closed" if closed else "open",
        title=f"High risk assessed in {t.reference}",
        likelihood=likelihood,
        impact=impact,
        rating=likelihood * impact,
        next_review_on=FAR_FUTURE if closed or not next_on else next_on,
        closed_because=_TAKEN_OFF if closed else "",
        version=len(scored) + len(met) + closed,
    )
    for number, (likelihood, impact, reasons) in enumerate(scored, start=1):
        day = on if number == 1 else met[number - 1].held_on
        _kept(
            t,
            "complaints_riskscore",
            number,
            day,
            risk_id=risk,
            likelihood=likelihood,
            impact=impact,
            reasons=reasons,
        )
    for number, meeting in enumerate(met, start=1):
        _kept(
            t,
            "complaints_riskdecision",
            number,
            meeting.held_on,
            risk_id=risk,
            meeting_id=meeting.pk,
            decision="Looked at again at the next meeting.",
            asked="Two more officers for a month" if number == 1 else "",
            given="One for a month" if number == 1 else "",
            next_review_on=meeting.held_on + BETWEEN_MEETINGS * DAY,
        )


def _restriction(t, member: int) -> None:
    """In force while the case is open; reviewed every four weeks."""
    from_on = t.life.on("start")
    lifted_on = t.life.steps[-1].on if t.life.status in CLOSED else None
    reviews = min(8, ((lifted_on or t.teller.today) - from_on) // REVIEWED_AFTER)
    kind = t.chance.choice(_KINDS)
    conditions = "" if kind == "suspended" else "No contact with the public."
    key = _record(
        t,
        "complaints_restriction",
        "RD",
        from_on,
        status="lifted" if lifted_on else "in_force",
        member_id=member,
        kind=kind,
        conditions=conditions,
        basis="public-interest",
        reasons=WHY_KEPT_FROM,
        alternatives="Another team, and duties with a colleague.",
        from_on=from_on,
        review_on=from_on + (reviews + 1) * REVIEWED_AFTER,
        welfare="The unit's welfare officer",
        decision="The public interest requires it, and nothing less would do.",
        lifted_on=lifted_on,
        lifted_because=_LIFTED if lifted_on else "",
        version=2 + reviews,
    )
    for number in range(1, reviews + 1):
        on = from_on + number * REVIEWED_AFTER
        _kept(
            t,
            "complaints_restrictionreview",
            number,
            on,
            restriction_id=key,
            reviewed_on=on,
            kind=kind,
            conditions=conditions,
            reasons="Nothing has changed.",
            next_on=on + REVIEWED_AFTER,
        )
        _kept(
            t,
            "complaints_welfarecontact",
            number,
            on,
            restriction_id=key,
            on_day=on,
            summary="At home, in touch with the Federation.",
        )


def _marker(t, subject: int) -> None:
    kinds = [kind for code, kind in _MARKED.items() if code in t.life.categories]
    if not kinds:
        return
    on, ended = t.life.on("start"), t.life.status in CLOSED
    t.made(
        "complaints_marker",
        1,
        t.worker_for("assess"),
        t.moment(on),
        status="ended" if ended else "open",
        subject_id=subject,
        kind=kinds[0],
        reasons="As it is alleged.",
        liaison="The community safety unit",
        done=["victim-safety", "liaison"],
        review_on=t.teller.today + 14 * DAY,
        ended_because="The case is decided." if ended else "",
    )


def _conflict(t) -> None:
    """Somebody of a team who is kept from a case that a colleague handles."""
    if not t.life.on("allocate") or t.chance.random() >= _DECLARES:
        return
    user = t.teller.staff.worker(
        "investigator", t.chance.choice(t.teller.staff.teams).pk
    )
    if user.id == t.investigator.id:
        return
    on = t.life.on("allocate")
    key = t.tables.add(
        "complaints_conflict",
        case_id=t.case,
        user_id=user.id,
        reason=t.chance.choice(_DECLARED),
        declared_at=t.moment(on),
    )
    if t.chance.random() < 0.5:
        t.tables.add(
            "complaints_conflictruling",
            case_id=t.case,
            conflict_id=key,
            upheld=True,
            reasons="They would meet every day.",
            by_id=t.worker_for("assess").id,
            at=t.moment(on),
        )
