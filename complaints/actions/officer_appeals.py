"""The officer appeals against what was imposed, and what is made of that."""

from complaints import rules
from complaints.actions import clocks
from complaints.actions.imposing import (
    check_open,
    impose,
    notify,
    set_aside,
    sitting_of,
    standing,
)
from complaints.actions.moves import refuse_any
from complaints.actions.panels import check_panel
from complaints.actions.proceedings import regime_of
from complaints.actions.ranks import rank_of
from complaints.actions.steps import on_part
from complaints.models import Finding, OfficerAppeal, law
from complaints.models.law import ForumKind, Purpose
from complaints.models.panels import Effect
from complaints.permissions import check_can_arrange
from complaints.workflow.proceedings import OfficerAppealStatus, ProceedingStatus
from pages.refusals import BadInput, WrongState
from pages.words import listed

# What the grounds of an appeal are for, by the kind of forum that hears it.
GROUNDS_FOR = {
    ForumKind.APPEAL: Purpose.APPEAL_MEETING,
    ForumKind.TRIBUNAL: Purpose.APPEAL_TRIBUNAL,
}


def let_appeal(step, proceeding, regime, rows, *, on, after=""):
    """Let the officer's time run, against what stands, where nothing goes first.

    Or where what does, `after`, has been decided. Answers with the last day of the
    time that ends first.
    """
    imposed, days = {row.sanction for row in rows}, []
    for forum in regime.appeals_from(proceeding.forum, imposed):
        if forum.clock and forum.after == after:
            clock = clocks.begin(
                step.act,
                step.case,
                forum.clock,
                starts_on=on,
                of=proceeding.name,
                noticed_on=proceeding.noticed_on,
            )
            days += [clock.due_on] if clock and clock.due_on else []
    return min(days, default=None)


def appeals_to(regime, proceeding):
    """The forums that hear appeals against what was decided there, and stands."""
    if not proceeding.proved:
        return ()
    imposed = {row.sanction for row in standing(proceeding)}
    return regime.appeals_from(proceeding.forum, imposed)


def grounds_of(known, forum, proceeding):
    """On what grounds an appeal there lies, by the law of the matter's day."""
    purpose = GROUNDS_FOR.get(forum.kind)
    return known.grounds(purpose, proceeding.noticed_on) if purpose else ()


@on_part(OfficerAppeal, "lodge-officer-appeal")
def lodge_officer_appeal(step, *, proceeding, forum, lodged_on, grounds, reasons):
    """Record that the officer appeals: to an appeal meeting, a review, a tribunal."""
    case, part = step.case, step.part
    check_can_arrange(case, proceeding, by=step.by)
    if proceeding.status != ProceedingStatus.TOLD:
        raise WrongState(f"The outcome of {proceeding} has not been told in writing.")
    step.check_day(
        "lodged_on", lodged_on, after=proceeding.told_on, earlier="of the outcome"
    )
    known = law.load()
    where = _heard_by(regime_of(known, proceeding), proceeding, forum)
    offered = {one.code: one for one in grounds_of(known, where, proceeding)}
    if not {one.code for one in grounds} <= offered.keys():
        raise BadInput("Choose among the grounds of this appeal.", field="grounds")
    part.proceeding, part.forum, part.forum_name = proceeding, where.code, where.name
    part.lodged_on, part.reasons = lodged_on, reasons
    part.grounds = [one.code for one in grounds]
    part.ground_names = "; ".join(one.name for one in grounds)
    row = where.clock and clocks.held(case).window(where.clock, proceeding.name)
    if row and lodged_on > row.due_on:
        step.changes[f"{part.name} late"] = (None, True)
    if where.clock:
        clocks.done(step.act, case, where.clock, on=lodged_on, of=proceeding.name)


def _heard_by(regime, proceeding, code):
    """The forum that hears such an appeal now; refused where it does not."""
    against = regime.appeals_from(proceeding.forum)
    where = next((one for one in against if one.code == code), None)
    if where is None:
        raise BadInput("What was decided cannot be appealed there.", field="forum")
    if where not in appeals_to(regime, proceeding):
        names = [
            one.name.lower() for one in regime.sanctions if one.code in where.appealable
        ]
        only = f" but {listed(names)}" if names else ""
        raise BadInput(
            f"{where.name} hears no appeal against anything{only}.", field="forum"
        )
    if proceeding.appeals.filter(forum=code).exists():
        raise BadInput("The officer has appealed there already.", field="forum")
    decided = proceeding.appeals.filter(status=OfficerAppealStatus.DECIDED)
    if where.after and not decided.filter(forum=where.after).exists():
        first = regime.forum(where.after)
        raise BadInput(
            f"{where.name} hears an appeal once this is decided: {first.name.lower()}.",
            field="forum",
        )
    return where


@on_part(OfficerAppeal, "decide-officer-appeal")
def decide_officer_appeal(
    step,
    *,
    decided_on,
    upheld,
    effect,
    decision,
    findings=None,
    varied_to="",
    effective_on=None,
    amount=None,
    rank_to="",
):
    """Record how an appeal was decided, by whom the law names; each change explained.

    `findings` is {number of an allegation: the level it is found to be instead, blank
    where it is not proved}. What is set aside counts on no day, and what is imposed
    instead counts from when the first was told (Police Act 1996, Schedule 6).
    """
    part, proceeding = step.part, step.part.proceeding
    step.check_day("decided_on", decided_on, after=part.lodged_on, earlier="lodged")
    regime = regime_of(law.load(), proceeding)
    check_panel(step.case, proceeding, regime, on=decided_on, appeal=part)
    proved = _reverse(step, regime, findings or {})
    refuse_any(
        rules.check_effect(
            effect,
            upheld=upheld,
            varied_to=varied_to,
            changes=bool(findings),
            proved=proved or not findings,
        )
    )
    part.decided_on, part.upheld = decided_on, upheld
    part.effect, part.decision = effect, decision
    if effect != Effect.STANDS:
        first = standing(proceeding)
        for row in first:
            set_aside(step, row, decided_on)
        if effect == Effect.VARIED:
            terms = rules.Terms(amount, rank_to, effective_on)
            _vary(step, regime, varied_to, first, terms)
    elif findings:
        _check_stands(proceeding, regime)
    if proceeding.proved:
        rows = standing(proceeding)
        let_appeal(step, proceeding, regime, rows, on=decided_on, after=part.forum)


def _reverse(step, regime, findings):
    """Find otherwise where the appeal does; answers whether anything stays proved."""
    part, proceeding = step.part, step.part.proceeding
    rows = list(proceeding.findings.select_related("outcome__allegation"))
    by_number = {row.outcome.allegation.number: row for row in rows}
    said = []
    for number, code in findings.items():
        row = by_number.get(number)
        if row is None or not row.proved:
            raise BadInput("Only what was proved is found otherwise.", field="findings")
        below = rules.levels_below(regime, proceeding.forum, row.severity)
        level = next((one for one in below if one.code == code), None)
        if code and level is None:
            raise BadInput("An appeal finds nothing graver.", field="findings")
        now = level.name if level else "Not proved"
        step.changes[f"allegation {number} found"] = (row.severity_name, now)
        said.append(
            f"Allegation {number}: {now.lower()}, not {row.severity_name.lower()}"
        )
        row.appeal = part
        row.first_severity, row.first_severity_name = row.severity, row.severity_name
        row.proved = level is not None
        row.severity = level.code if level else ""
        row.severity_name = level.name if level else ""
    part.changed = "; ".join(said)
    Finding.objects.bulk_update(
        [by_number[number] for number in findings],
        [
            *("proved", "severity", "severity_name", "appeal"),
            *("first_severity", "first_severity_name"),
        ],
    )
    proved = any(row.proved for row in rows)
    if findings:
        proceeding.proved = proved
        proceeding.save(update_fields=["proved"])
    return proved


def _check_stands(proceeding, regime):
    """What was imposed stands only where it can be imposed for what is found now."""
    sitting = sitting_of(proceeding, regime, on=proceeding.concluded_on)
    for row in standing(proceeding):
        if rules.check_sanction(
            regime,
            forum=sitting.forum,
            sanction=row.sanction,
            severity=sitting.severity,
            live=sitting.live,
            on=sitting.noticed_on,
        ):
            raise BadInput(
                f"{row.sanction_name} cannot stand for what is found now: set it "
                "aside, or impose something else.",
                field="effect",
            )


def _vary(step, regime, code, first, terms):
    """Impose what an appeal puts in the place of what it sets aside."""
    part, proceeding = step.part, step.part.proceeding
    on = proceeding.concluded_on
    sitting = sitting_of(proceeding, regime, on=on)
    rank = rank_of(proceeding.subject, on=on)
    try:
        what = check_open(regime, sitting, code, terms, on=on, rank=rank)
    except BadInput as refused:
        if refused.field == "sanction":
            refused.field = "varied_to"
        raise
    if regime.forum(part.forum).less_severe:
        instead_of = [row.sanction for row in first]
        refuse_any(rules.check_less_severe(regime, code, instead_of))
    part.varied_to, part.varied_name = what.code, what.name
    row = impose(step, proceeding, what, sitting, regime=regime, on=on, terms=terms)
    told = [row.notified_on for row in first if row.notified_on]
    notified_on = min(told, default=proceeding.told_on)
    notify(step, row, regime, sitting, on=notified_on)
