"""Rows of the routes besides the investigation: as their actions write them.

Each function takes the case being told (`config.generator.rows`) as `t` and returns
what the trail tells of it. A record that a later step changes stands as it is by now.
"""

from datetime import date, timedelta

from complaints.actions.routes.stopping import REVIEW as SUSPENDED
from config.generator import routes_told as told
from config.generator.decision_rows import write_to_complainants
from config.generator.life import LEAVE
from config.generator.staff import Worker
from config.generator.telling import plain, told_of

DAY = timedelta(days=1)
_ABOUT_A_MONTH = 28
_DONE_BY_NOW = 0.4
_END_RESOLUTION = "end-resolution"
# Above the handler: which route a case takes, and what is applied for.
DECIDED_ABOVE = (
    *("handle-direction", "answer-direction", "end-direction"),
    *("apply-dispensation", "grant-dispensation", "refuse-dispensation"),
    *("apply-discontinuance", "grant-discontinuance", "refuse-discontinuance"),
    *("suspend-sub-judice", "review-sub-judice", "resume"),
)


_SUSPENSION = "suspension as sub judice"
_NAMES = {
    "servicerecovery": "service recovery",
    "resolution": "local resolution",
    "directionandcontrol": "direction and control",
    "ipccapplication": "application to the IPCC",
    "subjudice": _SUSPENSION,
    "withdrawal": "withdrawal",
}


def _one(t, sentences) -> str:
    return t.say(t.chance.choice(sentences))


def _later(t, verb: str) -> str:
    """What will be said with a later move of the case; blank where it has not come."""
    if t.life.on(verb):
        t.later[verb] = t.one_of(told.REASONS[verb])
    return t.later.get(verb, "")


def _make(t, table: str, by: Worker, at, *, then=None, **written) -> dict[str, list]:
    """The one record of a route that a case has, and what the trail says of it now.

    `then` are the fields that a later move fills in.
    """
    t.then = then or {}
    t.made(f"complaints_{table}", 1, by, at, **(written | t.then))
    return told_of(f"{_NAMES[table]} 1", **written)


def _then(t, table: str, *status: str) -> dict[str, list]:
    """What the later move filled in, and the status that it changed, if any."""
    name = f"{_NAMES[table]} 1"
    changes = {f"{name} status": list(status)} if status else {}
    for field, value in t.then.items():
        before = "" if isinstance(value, str) else None
        if field != "status" and value != before:
            changes[f"{name} {field}"] = [before, plain(value)]
    return changes


def _settled(t, on: date) -> dict[str, list]:
    name = t.teller.result_names[t.teller.results[t.life.settled]]
    results = {f"{each.place} result": [None, name] for each in t.outcomes}
    return results | {"determined_on": [None, plain(on)]}


# -- first contact -----------------------------------------------------------------


def _recovery(agreed: bool):
    def write(t, by: Worker, at, on: date) -> dict[str, list]:
        return _make(
            t,
            "servicerecovery",
            by,
            at,
            wanted=_one(t, told.WANTED),
            offered=_one(t, told.OFFERED),
            apology=t.chance.choice(("none", "spoken", "spoken", "written")),
            agreed=agreed,
            why_not="" if agreed else _one(t, told.NOT_AGREED),
            minutes=t.chance.randrange(10, 60, 5),
        )

    return write


# -- local resolution --------------------------------------------------------------


def _offer_resolution(t, by: Worker, at, on: date) -> dict[str, list]:
    completed_on, because = t.life.on("complete-resolution"), _later(t, _END_RESOLUTION)
    status = "completed" if completed_on else "ended" if because else "under_way"
    t.resolution = t.tables.next_id("complaints_resolution")
    known = t.chance.choice(("signed", "writing", "in_person", "telephone"))
    changes = _make(
        t,
        "resolution",
        by,
        at,
        consent_on=on,
        consent_known=known,
        suitability="not_grave",
        suitable_because=_one(t, told.SUITABLE),
        ipcc_approval="",
        wanted=_one(t, told.WANTED),
        then={
            "status": status,
            "resolved_on": completed_on,
            "statement": _one(t, told.STATEMENT) if completed_on else "",
            "ended_because": because,
        },
    )
    first = t.tables.next_id("complaints_complainant") - t.life.complainants
    consent = {"consent_on": on, "consent_known": known}
    for number in range(t.life.complainants):
        t.made(
            "complaints_consent",
            number + 1,
            by,
            at,
            resolution_id=t.resolution,
            complainant_id=first + number,
            **consent,
        )
        changes |= told_of(f"consent {number + 1}", **consent)
    return changes | told_of("local resolution 1", status="under_way")


def _agree_plan(t, by: Worker, at, on: date) -> dict[str, list]:
    """The actions, each done by now, given up in the end, or still open."""
    changes: dict[str, list] = {}
    chosen = t.chance.sample(told.PLAN, t.chance.choice((1, 1, 2)))
    for number, (what, who) in enumerate(chosen, start=1):
        name = f"agreed action {number}"
        due_on = on + timedelta(days=t.chance.randrange(7, _ABOUT_A_MONTH))
        agreed = {"what": t.say(what), "who": who, "due_on": due_on}
        t.made(
            "complaints_planaction",
            number,
            by,
            at,
            resolution_id=t.resolution,
            **agreed,
            **_came_of(t, name, on),
        )
        changes |= told_of(name, **agreed)
    return changes


def _came_of(t, name: str, on: date) -> dict:
    """What became of an agreed action, told in the trail when it was done."""
    completed_on, because = t.then["resolved_on"], t.then["ended_because"]
    end = completed_on or t.life.on(_END_RESOLUTION) or t.teller.today
    days = (end - on).days - 1  # between the moves around it
    if days < 1 or not (completed_on or t.chance.random() < _DONE_BY_NOW):
        t.given_up += [name] if because else []
        status = "given_up" if because else "agreed"
        return {"status": status, "done_on": None, "result": because}
    done_on = on + t.chance.randint(1, days) * DAY
    result = _one(t, told.DONE)
    changes = {
        f"{name} status": ["agreed", "done"],
        f"{name} done_on": [None, plain(done_on)],
        f"{name} result": ["", result],
    }
    event, by = "case.do-plan-action", t.investigator
    t.record(event, "alteration", by, t.moment(done_on), changes=changes)
    return {"status": "done", "done_on": done_on, "result": result}


def _complete_resolution(t, by: Worker, at, on: date) -> dict[str, list]:
    return _then(t, "resolution", "under_way", "completed") | _settled(t, on)


def _end_resolution(t, by: Worker, at, on: date) -> dict[str, list]:
    changes: dict[str, list] = {}
    for name in t.given_up:
        changes[f"{name} status"] = ["agreed", "given_up"]
        changes[f"{name} result"] = ["", t.reason]
    return changes | _then(t, "resolution", "under_way", "ended")


# -- direction and control ---------------------------------------------------------


def _handle_direction(t, by: Worker, at, on: date) -> dict[str, list]:
    answered_on, because = t.life.on("answer-direction"), _later(t, "end-direction")
    status = "answered" if answered_on else "ended" if because else "under_way"
    about, answer = told.ABOUT.get(t.life.scene, told.ABOUT[""])
    changes = _make(
        t,
        "directionandcontrol",
        by,
        at,
        about=about,
        reasons=_one(t, told.NOT_CONDUCT),
        then={
            "status": status,
            "answered_on": answered_on,
            "answer": answer if answered_on else "",
            "ended_because": because,
        },
    )
    return changes | told_of("direction and control 1", status="under_way")


def _answer_direction(t, by: Worker, at, on: date) -> dict[str, list]:
    return _then(t, "directionandcontrol", "under_way", "answered") | _settled(t, on)


def _end_direction(t, by: Worker, at, on: date) -> dict[str, list]:
    return _then(t, "directionandcontrol", "under_way", "ended")


# -- applications to the IPCC ------------------------------------------------------


def _apply(kind: str):
    granting, refusing = f"grant-{kind}", f"refuse-{kind}"

    def write(t, by: Worker, at, on: date) -> dict[str, list]:
        granted_on, refused_on = t.life.on(granting), t.life.on(refusing)
        status = "granted" if granted_on else "refused" if refused_on else "waiting"
        decided_on = granted_on or refused_on
        number = f"{on.year}/{on.toordinal() % 1_000_000:06}"
        ground, reasons = t.chance.choice(told.APPLIED[kind])
        changes = _make(
            t,
            "ipccapplication",
            by,
            at,
            kind=kind,
            grounds=[ground],
            latest_incident_on=None,
            no_good_reason=None,
            injustice=None,
            reasons=reasons,
            applied_on=on,
            told_on=on,
            untold_because="",
            lapsed_because="",
            then={
                "status": status,
                "decided_on": decided_on,
                "ipcc_reference": number if decided_on else "",
                "decision": _later(t, granting) or _later(t, refusing),
            },
        )
        return changes | told_of("application to the IPCC 1", status="waiting")

    return write


def _decide(status: str):
    def write(t, by: Worker, at, on: date) -> dict[str, list]:
        changes = _then(t, "ipccapplication", "waiting", status)
        return changes | (_settled(t, on) if status == "granted" else {})

    return write


# -- suspension --------------------------------------------------------------------


def _suspend(t, by: Worker, at, on: date) -> dict[str, list]:
    t.review_on = _review_after(t, on)
    changes = _make(
        t,
        "subjudice",
        by,
        at,
        from_on=on,
        ground="criminal-proceedings",
        proceedings=t.one_of(told.PROCEEDINGS),
        reasons=t.reason,
        then={
            "review_on": t.played.suspension_review_on,
            "to_on": t.life.on("resume"),
            "resumed_because": _later(t, "resume"),
        },
    )
    return changes | told_of(f"{_SUSPENSION} 1", review_on=t.review_on)


def _review_after(t, on: date) -> date:
    deadlines = t.teller.clocks.deadlines
    return deadlines.deadline(SUSPENDED, starts_on=on, rule_on=on).due_on


def _review_suspension(t, by: Worker, at, on: date) -> dict[str, list]:
    before, t.review_on = t.review_on, _review_after(t, on)
    return {f"{_SUSPENSION} 1 review_on": [plain(before), plain(t.review_on)]}


def _resume(t, by: Worker, at, on: date) -> dict[str, list]:
    del t.then["review_on"]  # its reviews told of it
    return _then(t, "subjudice")


# -- withdrawal --------------------------------------------------------------------


def _withdraw(t, by: Worker, at, on: date) -> dict[str, list]:
    write_to_complainants(t, "withdrawal_request", by, at, on)
    because = _later(t, LEAVE)
    then = {"goes_on": False if because else None, "because": because}
    changes = _make(t, "withdrawal", by, at, allegations=[], then=then)
    return changes | {"request_on": [None, plain(on)]}


WRITTEN_ON_THE_WAY = {
    "withdraw": _withdraw,
    LEAVE: lambda t, by, at, on: _then(t, "withdrawal"),
    "offer-recovery": _recovery(False),
    "resolve-at-contact": _recovery(True),
    "offer-resolution": _offer_resolution,
    "agree-plan": _agree_plan,
    "complete-resolution": _complete_resolution,
    "end-resolution": _end_resolution,
    "handle-direction": _handle_direction,
    "answer-direction": _answer_direction,
    "end-direction": _end_direction,
    "apply-dispensation": _apply("dispensation"),
    "grant-dispensation": _decide("granted"),
    "refuse-dispensation": _decide("refused"),
    "apply-discontinuance": _apply("discontinuance"),
    "grant-discontinuance": _decide("granted"),
    "refuse-discontinuance": _decide("refused"),
    "suspend-sub-judice": _suspend,
    "review-sub-judice": _review_suspension,
    "resume": _resume,
}
