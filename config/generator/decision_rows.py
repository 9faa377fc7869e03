"""Rows of what is written at a step: assessments, reports, decisions, letters, notes.

Each function takes the case being told (`config.generator.rows`) as `t`.
"""

from datetime import date, timedelta

from config.generator import stories, words
from config.generator.staff import Worker


def assess(t, stage: str, number: int, by: Worker, at, response="") -> None:
    grave = stories.GRAVE.intersection(t.life.categories)
    weights = (20, 55, 25) if grave else (78, 20, 2)
    risks = t.chance.choices(("low", "medium", "high"), weights, k=3)
    t.made(
        "complaints_assessment",
        number,
        by,
        at,
        stage=stage,
        risk_public=risks[0],
        risk_officers=risks[1],
        risk_organisation=risks[2],
        response=response,
        issues="" if stage != "check" else "Issues as recorded.",
        reasons="As the case stands, from what is known of it so far.",
    )


def report(t, by: Worker, at) -> None:
    t.reports = getattr(t, "reports", 0) + 1
    known = [bool(member) for _, member in t.subjects]
    text = words.REPORT if any(known) else words.REPORT_OF_NOBODY
    if any(known) and not all(known):
        text = words.REPORT_OF_SOME
    if t.life.returned and t.reports > 1:
        text += words.REPORT_AGAIN
    t.report_id = t.made("complaints_report", t.reports, by, at, text=t.say(text))
    for told in t.outcomes:
        result = told.recommended or t.teller.results["not-upheld"]
        t.tables.add(
            "complaints_recommendation",
            report_id=t.report_id,
            outcome_id=told.key,
            result_id=result,
            reasons=_why(t, told, result),
        )


def _why(t, told, result: int) -> str:
    upheld, not_upheld = stories.FINDINGS[told.proof]
    return upheld if result == t.teller.results["upheld"] else not_upheld


def determine(t, by: Worker, at) -> None:
    t.determinations = getattr(t, "determinations", 0) + 1
    grave = any(told.forum == "hearing" and told.proved for told in t.outcomes)
    key = t.made(
        "complaints_determination",
        t.determinations,
        by,
        at,
        report_id=t.report_id,
        to_cps=grave and t.chance.random() < 0.5,
        reasons=t.decided,
    )
    not_upheld = t.teller.results["not-upheld"]
    for told in t.outcomes:
        recommended = told.recommended or not_upheld
        decided = told.decided or recommended
        departs = decided != recommended
        to_upheld, to_not_upheld = words.DEPARTURES
        t.tables.add(
            "complaints_decision",
            determination_id=key,
            outcome_id=told.key,
            recommended_id=recommended,
            result_id=decided,
            departs=departs,
            reasons=t.say(to_not_upheld if decided == not_upheld else to_upheld)
            if departs
            else "",
            case_to_answer=told.proved,
            severity=told.severity if told.proved else "none",
            forum=told.forum if told.proved else "none",
        )


def letters(t, by: Worker, at, on: date) -> None:
    first = t.tables.next_id("complaints_complainant") - t.life.complainants
    told = [(first + n, None) for n in range(t.life.complainants)]
    told += [(None, subject) for subject, member in t.subjects if member]
    for complainant, subject in told:
        t.tables.add(
            "complaints_letter",
            case_id=t.case,
            kind="outcome",
            dated_on=on,
            complainant_id=complainant,
            subject_id=subject,
            by_id=by.id,
            at=at,
        )


def add_papers(t) -> None:
    chance, life = t.chance, t.life
    start = life.on("start")
    end = life.on("submit-report") or life.steps[-1].on
    notes = words.NOTES[life.kind] + words.NOTES_OF_EVIDENCE
    for _ in range(chance.choices((0, 1, 2, 3), (20, 35, 30, 15))[0] if start else 0):
        day = start + timedelta(days=chance.randrange(max(1, (end - start).days + 1)))
        at = t.moment(day)
        t.tables.add(
            "complaints_note",
            case_id=t.case,
            text=t.say(chance.choice(notes)),
            by_id=t.investigator.id,
            at=at,
        )
        t.record("case.note", "alteration", t.investigator, at)
    if start and life.status == "investigating" and chance.random() < 0.5:
        t.tables.add(
            "complaints_casetask",
            case_id=t.case,
            number=1,
            what=t.one_of(words.TASKS),
            due_on=life.steps[-1].on + timedelta(days=chance.randrange(5, 40)),
            owner_id=t.investigator.id,
            set_by_id=t.investigator.id,
            set_at=t.moment(life.steps[-1].on),
            done_at=None,
            done_by_id=None,
        )
    for step in life.steps[1:]:
        if chance.random() < 0.35:
            reader = t.worker_for(step.verb)
            t.record("case.consult", "consultation", reader, t.moment(step.on))


WRITTEN_AT = {
    "log": lambda t, by, at, on: assess(t, "first_contact", 1, by, at),
    "check": lambda t, by, at, on: assess(t, "check", 2, by, at),
    "assess": lambda t, by, at, on: assess(
        t,
        "assess",
        3,
        by,
        at,
        "local_investigation" if t.life.local else "dps_investigation",
    ),
    "allocate": lambda t, by, at, on: t.made(
        "complaints_allocation",
        1,
        by,
        at,
        unit_id=t.unit.pk,
        handler_id=t.investigator.id,
        reason="",
    ),
    "submit-report": lambda t, by, at, on: report(t, by, at),
    "determine": lambda t, by, at, on: determine(t, by, at),
    "notify": letters,
}
