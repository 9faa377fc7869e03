"""Rows of what is written at a step: assessments, reports, decisions, letters, notes.

Each function takes the case being told (`config.generator.rows`) as `t`.
"""

from datetime import date, timedelta

from config.generator import ipcc, reasons, stories, words
from config.generator.risks import TO_WHOM, WHY
from config.generator.staff import Worker
from config.generator.ties import add_ties
from config.generator.ways import SERIOUS


def why_so_risky(t, stage: str) -> str:
    """The reasons for the levels of risk at a stage."""
    why = t.say(t.chance.choice(WHY[t.risk.worst]))
    _, note = t.risk.at(stage)
    if stage == "first_contact":
        more = note or t.say(t.chance.choice(reasons.FIRST_CONTACT))
        return f"{why} {more}"
    if stage == "check":
        said = reasons.CHECKED["changed" if note else "stands"]
        return " ".join(filter(None, (t.say(t.chance.choice(said)), note)))
    said = t.say(t.chance.choice(reasons.ASSESSED[_where_to(t)]))
    return f"{said} {note or why}"


def _where_to(t) -> str:
    """Why the borough or the directorate investigates: a key of ASSESSED."""
    if t.life.local:
        return "local"
    if SERIOUS.intersection(t.life.categories):
        return "grave"
    if "F" in t.life.categories:
        return "discrimination"
    if t.life.subjects > 1:
        return "several"
    if any(member in t.teller.memory.of_member for member in t.members):
        return "known"
    return "other"


def assess(t, stage: str, number: int, by: Worker, at, response="") -> None:
    levels, _ = t.risk.at(stage)
    t.made(
        "complaints_assessment",
        number,
        by,
        at,
        stage=stage,
        **{f"risk_{who}": level for who, level in zip(TO_WHOM, levels, strict=True)},
        response=response,
        issues="\n".join(t.issues) if stage == "check" else "",
        reasons=why_so_risky(t, stage) if stage == "first_contact" else t.reason,
    )


def check(t, by: Worker, at) -> None:
    assess(t, "check", 2, by, at)
    add_ties(t, by, at)


def report(t, by: Worker, at) -> None:
    t.reports += 1
    known = [bool(member) for _, member in t.subjects]
    text = t.chance.choice(words.REPORT if any(known) else words.REPORT_OF_NOBODY)
    if any(known) and not all(known):
        text += words.REPORT_OF_SOME
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
    findings = stories.FINDINGS[told.proof]
    upheld, not_upheld = findings if told.known else stories.FINDINGS_OF_NOBODY
    yes = t.teller.results["upheld"]
    against = {each.allegation for each in t.outcomes if each.recommended == yes}
    if told.known and told.allegation in against:
        not_upheld = stories.FINDINGS_OF_ANOTHER
    found = upheld if result == yes else not_upheld
    return t.say(t.chance.choice(found))


def why_determined(t) -> str:
    """The reasons of the authority for the whole decision."""
    upheld = [each for each in t.outcomes if each.decided == t.teller.results["upheld"]]
    if any(each.departs for each in t.outcomes):
        said = "departs"
    elif not upheld:
        said = "not_upheld"
    elif not any(each.proved for each in upheld):
        said = "nobody"
    else:
        said = "upheld" if len(upheld) == len(t.outcomes) else "partly"
    return t.say(t.chance.choice(reasons.DETERMINED[said]))


def changes_of(t, verb: str) -> dict[str, list]:
    """What the trail keeps of a report or a determination besides the status."""
    if verb == "submit-report":
        return {
            f"{told.place} recommended": [None, t.result(told.recommended)]
            for told in t.outcomes
        }
    if verb != "determine":
        return {}
    t.to_cps = t.chance.random() < 0.8 and any(
        told.proved and told.forum == "hearing" for told in t.outcomes
    )
    return {"to_cps": [None, t.to_cps]} | {
        f"{told.place} result": [t.result(told.recommended), t.result(told.decided)]
        for told in t.outcomes
    }


def determine(t, by: Worker, at) -> None:
    t.determinations += 1
    key = t.made(
        "complaints_determination",
        t.determinations,
        by,
        at,
        report_id=t.report_id,
        to_cps=t.to_cps,
        reasons=t.reason,
    )
    not_upheld = t.teller.results["not-upheld"]
    for told in t.outcomes:
        recommended = told.recommended or not_upheld
        decided = told.decided or recommended
        departs = decided != recommended
        to_upheld, to_not_upheld = reasons.DEPARTURES[told.proof]
        said = to_not_upheld if decided == not_upheld else to_upheld
        t.tables.add(
            "complaints_decision",
            determination_id=key,
            outcome_id=told.key,
            recommended_id=recommended,
            result_id=decided,
            departs=departs,
            reasons=t.say(t.chance.choice(said)) if departs else "",
            case_to_answer=told.proved,
            severity=told.severity if told.proved else "none",
            forum=told.forum if told.proved else "none",
        )


def letters(t, by: Worker, at, on: date) -> None:
    """The outcome letters: to everybody who complained and every known subject.

    Somebody who gets one may appeal.
    """
    write_to_complainants(t, "outcome", by, at, on)
    for subject, member in t.subjects:
        if member:
            _letter(t, "outcome", by, at, on, subject_id=subject)
    ipcc.appeal(t, by, at, on)


def not_recorded(t, by: Worker, at, on: date) -> None:
    ground = reasons.NOT_RECORDED_AS.get(t.reason, "already-dealt-with")
    t.made("complaints_nonrecording", 1, by, at, ground=ground)
    write_to_complainants(t, "not_recorded", by, at, on)


def write_to_complainants(t, kind: str, by: Worker, at, on: date) -> None:
    first = t.tables.next_id("complaints_complainant") - t.life.complainants
    for number in range(t.life.complainants):
        _letter(t, kind, by, at, on, complainant_id=first + number)


def _letter(
    t, kind: str, by: Worker, at, on: date, complainant_id=None, subject_id=None
) -> None:
    t.tables.add(
        "complaints_letter",
        case_id=t.case,
        kind=kind,
        dated_on=on,
        complainant_id=complainant_id,
        subject_id=subject_id,
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


WRITTEN_AT = {
    "record": ipcc.refer,
    "log": lambda t, by, at, on: assess(t, "first_contact", 1, by, at),
    "check": lambda t, by, at, on: check(t, by, at),
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
        from_unit_id=t.first_unit.pk,
        unit_id=t.unit.pk,
        handler_id=t.investigator.id,
        reason="",
    ),
    "submit-report": lambda t, by, at, on: report(t, by, at),
    "determine": lambda t, by, at, on: determine(t, by, at),
    "notify": letters,
    "decline": not_recorded,
}
