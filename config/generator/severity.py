"""How grave conduct was assessed to be, and the notices that followed."""

from datetime import date, timedelta

from config.generator.telling import told_of

_ANSWERED = 0.7
# SI 2008/2864, regulation 12: before it nobody was assessed.
ASSESSED_FROM = date(2008, 12, 1)
LEVELS = {
    True: ("gross", "Gross misconduct", "If it were so, dismissal would be justified."),
    False: ("misconduct", "Misconduct", "If it were so, a warning would be enough."),
}


def add_severity(t) -> None:
    """One assessment of each known officer, by the authority, on the first day.

    In a complaint, of those who are to have a case to answer: once they are certified.
    """
    recorded, started = t.life.on("record"), t.life.on("start")
    if not recorded or t.life.received_on < ASSESSED_FROM:
        return
    for number in t.certified:
        of = f"subject {number}"
        t.played.limit("severity", started, of, started)
        _assess(t, number, t.subjects[number - 1][0], started)
        _serve(t, number, t.subjects[number - 1][0], started, of)
    if t.life.kind != "CM":
        return
    for number, (subject, member) in enumerate(t.subjects, start=1):
        if member:
            of = f"subject {number}"
            t.played.limit("severity", recorded, of, started)
            if started:
                _assess(t, number, subject, started)
                _serve(t, number, subject, started, of)


def certify(t, on: date) -> None:
    """Special requirements of each whose conduct the report finds proved."""
    life = t.life
    early = life.received_on < ASSESSED_FROM
    if life.kind == "CM" or early or not life.on("submit-report"):
        return
    proved = {each.place.rpartition(" ")[2] for each in t.outcomes if each.proved}
    t.certified = sorted(map(int, proved))
    if not proved:
        return
    by, t.reason = t.investigator, "What is alleged would justify proceedings."
    t.last += timedelta(minutes=1)
    changes: dict[str, list] = {}
    for made, number in enumerate(t.certified, start=1):
        said = {"certified_on": on, "reasons": t.reason}
        subject = t.subjects[number - 1][0]
        table = "complaints_specialrequirement"
        t.made(table, made, by, t.last, subject_id=subject, **said)
        changes |= told_of(f"special requirement {made}", **said)
    states = ("investigating", "investigating")
    t.moved("certify-requirements", states, by, t.last, changes)


def _all_alleged(t) -> list[int]:
    return list(range(1, len(t.life.categories) + 1))


def _assess(t, number: int, subject: int, on: date) -> None:
    grave = any(told.forum == "hearing" for told in t.outcomes)
    code, name, reasons = LEVELS[grave]
    t.made(
        "complaints_severityassessment",
        number,
        t.workers["authority"],
        t.moment(on),
        status="kept",
        subject_id=subject,
        allegations=_all_alleged(t),
        regime="conduct-2008",
        severity=code,
        severity_name=name,
        could_dismiss=grave,
        live=[],
        live_names="",
        assessed_on=on,
        reasons=reasons,
    )


def _serve(t, number: int, subject: int, on: date, of: str) -> None:
    """The notice, by whoever investigates; most officers answer it."""
    life, chance = t.life, t.chance
    end = t.teller.today if t.played.case.is_open else life.steps[-1].on
    served_on = on + timedelta(days=chance.randint(0, 6))
    answered_on = served_on + timedelta(days=chance.randint(2, 9))
    if served_on > end:
        t.played.limit("notice", on, of)
        return
    answered = answered_on <= end and chance.random() < _ANSWERED
    t.made(
        "complaints_notice",
        number,
        t.investigator,
        t.moment(served_on),
        status="answered" if answered else "served",
        subject_id=subject,
        allegations=_all_alleged(t),
        text="What is alleged is investigated. You need not say anything.",
        served_on=served_on,
        how=chance.choice(("hand", "hand", "supervisor")),
        served_by=t.investigator.name,
        response_on=answered_on if answered else None,
        response="The officer denies it and gives an account." if answered else "",
    )
    t.played.limit("notice", on, of, served_on)
    response_on = answered_on if answered else None
    t.played.limit("response", served_on, f"regulation notice {number}", response_on)
