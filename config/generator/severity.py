"""How grave matters of conduct were assessed to be when their investigation began."""

from datetime import date

# SI 2008/2864, regulation 12: before it nobody was assessed.
ASSESSED_FROM = date(2008, 12, 1)
LEVELS = {
    True: ("gross", "Gross misconduct", "If it were so, dismissal would be justified."),
    False: ("misconduct", "Misconduct", "If it were so, a warning would be enough."),
}


def add_severity(t) -> None:
    """One assessment of each known officer, by the authority, on the first day."""
    started = t.life.on("start")
    if t.life.kind != "CM" or not started or t.life.received_on < ASSESSED_FROM:
        return
    grave = any(told.forum == "hearing" for told in t.outcomes)
    code, name, reasons = LEVELS[grave]
    known = [subject for subject, member in t.subjects if member]
    for number, subject in enumerate(known, start=1):
        t.made(
            "complaints_severityassessment",
            number,
            t.workers["authority"],
            t.moment(started),
            status="kept",
            subject_id=subject,
            allegations=list(range(1, len(t.life.categories) + 1)),
            regime="conduct-2008",
            severity=code,
            severity_name=name,
            could_dismiss=grave,
            live=[],
            live_names="",
            assessed_on=started,
            reasons=reasons,
        )
