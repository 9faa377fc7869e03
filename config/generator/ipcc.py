"""What the IPCC has to do with synthetic cases: referrals, and appeals to it."""

from datetime import date, timedelta

from config.generator.life import Life
from config.generator.staff import Worker

# The gravest that is alleged must be referred, and on what ground.
GROUNDS = {
    "A": "serious-assault",
    "B": "serious-sexual-offence",
    "H": "serious-corruption",
}
_MET = {
    "serious-assault": "An injury that needed treatment is alleged.",
    "serious-sexual-offence": "What is alleged is a sexual offence.",
    "serious-corruption": "Money for favours is alleged.",
}
# How the IPCC has them investigated, and what it says.
_SAYS = {
    "local": "The force can be trusted with it.",
    "supervised": "It is of public concern: the IPCC sees the report.",
}
_GROUND_OF_APPEAL = {
    "investigation": {
        "information": "I was told next to nothing of what was found.",
        "findings": "Nobody spoke to the people who were there.",
        "action": "They admit it, and nothing is going to happen.",
    },
    "resolution": {"process": "I was never asked whether that was enough."},
}
_NOT_UPHELD = {
    False: "The investigation was sound, and its findings follow.",
    True: "The local resolution was carried out as it should be.",
}


# Where a case stands when people have been told how it ended.
_APPEALED = frozenset({"notified", "finalised"})


def _reports(life: Life) -> int:
    return sum(step.verb == "submit-report" for step in life.steps)


def ground_of(life: Life) -> str:
    """On what ground the case must be referred; blank for most."""
    if not life.on("record"):
        return ""
    return next((GROUNDS[code] for code in life.categories if code in GROUNDS), "")


def mode_of(life: Life) -> str:
    """How the case stands with the IPCC: the same each time that it is asked."""
    if not ground_of(life):
        return ""
    if not life.on("start"):
        return "waiting"
    number = life.received_on.toordinal() + life.subjects
    return "local" if number % 4 else "supervised"


def refer(t, by: Worker, at, on: date) -> None:
    """The test, when the case is recorded, and the referral that it asks for."""
    ground = ground_of(t.life)
    if not ground:
        return
    by = t.worker_for("assess")
    _add_test(t, ground, by, at, on)
    _add_referral(t, ground, by, at, on)


def _add_test(t, ground: str, by: Worker, at, on: date) -> None:
    asked = t.teller.law.grounds("referral", t.life.received_on)
    told = [
        f"{each.name}: {'met. ' + _MET[ground] if each.code == ground else 'not met.'}"
        for each in asked
    ]
    t.made(
        "complaints_referraltest",
        1,
        by,
        at,
        status="made",
        result="mandatory",
        met=[ground],
        not_met=[each.code for each in asked if each.code != ground],
        clear_on=on,
        criteria="\n".join(told),
        reasons="One criterion is met as it is alleged, whatever is found later.",
    )


def _add_referral(t, ground: str, by: Worker, at, on: date) -> None:
    """As it stands by now: decided where the investigation has begun."""
    mode = mode_of(t.life)
    decided = mode if mode != "waiting" else ""
    supervised = mode == "supervised"
    reported_on = t.life.on("submit-report")
    sent = supervised and reported_on is not None
    start = t.life.on("start")
    t.made(
        "complaints_referral",
        1,
        by,
        at,
        status="report_sent" if sent else "decided" if decided else "waiting",
        basis="mandatory",
        grounds=[ground],
        reasons=_MET[ground],
        clear_on=on,
        referred_on=on,
        late_reason="",
        complainant_told_on=on if t.life.complainants else None,
        officers_told_on=None,
        not_told_reason="The officers are told once first accounts are taken.",
        ipcc_reference=f"{on.year}/{on.toordinal() % 1_000_000:06}" if decided else "",
        mode=decided,
        decided_on=start if decided else None,
        mode_reasons=_SAYS.get(decided, ""),
        terms="Find out what was done, and by whom." if supervised else "",
        terms_on=start if supervised else None,
        approval_wanted=False,
        approved_id=None,
        approved_on=None,
        report_number=_reports(t.life) if sent else None,
        report_sent_on=reported_on if sent else None,
        views="",
        views_on=None,
    )


def appeal(t, by: Worker, at, on: date) -> None:
    """Of one complaint in so many, after its letters: decided if it is finalised."""
    life = t.life
    usual = not life.complainants or t.chance.random() > 0.08
    if usual or on != life.on("notify") or life.status not in _APPEALED:
        return
    finalised_on = life.since("finalise")
    last_on = on + timedelta(days=28)
    received_on = on + timedelta(days=t.chance.randrange(4, 28))
    end = finalised_on or t.teller.today
    if received_on > end:
        return
    if not t.played.case.appeal_ends_on:
        return
    t.played.appealed(received_on)
    outcome = "not_upheld" if finalised_on else ""
    resolved = life.route == "local_resolution"
    grounds = _GROUND_OF_APPEAL["resolution" if resolved else "investigation"]
    ground = t.chance.choice(tuple(grounds))
    by, at = t.worker_for("record"), t.moment(received_on)
    t.made(
        "complaints_appeal",
        1,
        by,
        at,
        status="decided" if outcome else "lodged",
        kind="resolution" if resolved else "investigation",
        complainant_id=t.tables.next_id("complaints_complainant") - life.complainants,
        letter_on=on,
        last_on=last_on,
        received_on=received_on,
        grounds=[ground],
        reasons=grounds[ground],
        ipcc_reference=f"{on.year}/{received_on.toordinal() % 1_000_000:06}",
        papers_sent_on=None,
        papers="",
        outcome=outcome,
        decided_on=finalised_on if outcome else None,
        outcome_reasons=_NOT_UPHELD[resolved] if outcome else "",
    )
    t.record("case.lodge-appeal", "alteration", by, at)
