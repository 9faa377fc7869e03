"""What a forum found and imposed, told in writing, and what an appeal made of it."""

from datetime import date, timedelta

from complaints import rules
from complaints.actions import clocks
from complaints.actions.moves import next_number, refuse_any
from complaints.actions.proceedings import awaited, clock_of, regime_of
from complaints.actions.steps import on_part
from complaints.models import (
    Finding,
    ImposedSanction,
    OfficerAppeal,
    PanelMember,
    Proceeding,
    law,
)
from complaints.models.imposed import live_sanctions
from complaints.models.panels import Effect
from complaints.permissions import check_can_arrange
from pages.refusals import BadInput, WrongState
from pages.words import listed


@on_part(Proceeding, "record-findings")
def record_findings(step, *, held_on, findings, finding_reasons, paper=None):
    """Record what was found of each allegation, by a panel with every seat taken.

    `findings` is {number of the allegation: the level it was found to be, blank where
    it was not proved}.
    """
    case, part = step.case, step.part
    step.check_day(
        "held_on", held_on, after=part.supplied_on, earlier="of the documents"
    )
    regime = regime_of(law.load(), part)
    _check_panel(part, regime)
    rows = list(part.findings.select_related("outcome__allegation"))
    if set(findings) != {row.outcome.allegation.number for row in rows}:
        raise BadInput("Say of each allegation what was found.", field="findings")
    for row in rows:
        _find(row, regime, findings[row.outcome.allegation.number])
    Finding.objects.bulk_update(rows, ["proved", "severity", "severity_name"])
    part.held_on, part.finding_reasons = held_on, finding_reasons
    part.proved = any(row.proved for row in rows)
    step.attach(paper, "Findings")
    for code in filter(None, (clock_of(part), "disposal", "statement")):
        clocks.done(step.act, case, code, on=held_on, of=part.name)
    clocks.begin(
        step.act,
        case,
        "written_outcome",
        starts_on=held_on,
        of=part.name,
        noticed_on=part.noticed_on,
    )
    awaited(step)


def _check_panel(part, regime):
    taken = {
        row.seat for row in PanelMember.objects.filter(proceeding=part) if row.sits
    }
    missing = rules.missing_seats(regime.seats_of(part.forum), taken)
    if missing:
        raise WrongState(
            f"The panel cannot sit yet: nobody is named as {listed(missing)}.",
            what_next="Name them on the page of the proceedings.",
        )


def _find(row, regime, code):
    level = regime.severity(code) if code else None
    if code and (level is None or not level.breach):
        raise BadInput("Choose a level that the regulations know.", field="findings")
    row.proved = level is not None
    row.severity = level.code if level else ""
    row.severity_name = level.name if level else ""


def found_severity(part, regime) -> str:
    """The gravest level that was found; blank where nothing was proved."""
    order = {level.code: place for place, level in enumerate(regime.severities)}
    found = [row.severity for row in part.findings.all() if row.proved]
    return max(found, key=lambda code: order[code], default="")


def sitting_of(part, regime, *, on: date) -> rules.Sitting:
    """What decides which sanctions are open."""
    now = live_sanctions(part.subject.member, on=on)
    return rules.Sitting(
        forum=part.forum,
        severity=found_severity(part, regime),
        noticed_on=part.noticed_on,
        live=part.live,
        now={
            each.sanction: each.live_until
            for each in now
            if each.field == regime.field and each.live_until
        },
    )


@on_part(Proceeding, "impose-sanction")
def impose_sanction(
    step, *, concluded_on, sanction_reasons, sanction="", effective_on=None
):
    """Record what was imposed for what was found: nothing, where nothing was."""
    part = step.part
    step.check_day("concluded_on", concluded_on, after=part.held_on, earlier="held")
    regime = regime_of(law.load(), part)
    part.concluded_on, part.sanction_reasons = concluded_on, sanction_reasons
    awaited(step)
    if not part.proved:
        if sanction:
            raise BadInput(
                "Nothing was proved, so nothing is imposed.", field="sanction"
            )
        return
    sitting = sitting_of(part, regime, on=concluded_on)
    what = regime.sanction(sanction)
    if what is None:
        raise BadInput("Select what was imposed.", field="sanction")
    refuse_any(rules.check_imposed(regime, sanction, sitting))
    refuse_any(rules.check_notice(what, concluded_on, effective_on))
    _impose(step, regime, what, sitting, concluded_on, effective_on)


def _impose(step, regime, what, sitting, imposed_on, effective_on):
    case, part = step.case, step.part
    until = rules.live_until(regime, what, sitting, imposed_on=imposed_on)
    extended = rules.extended_by(regime, what.code, sitting)
    member = part.subject.member
    ImposedSanction.objects.create(
        case=case,
        number=next_number(ImposedSanction.objects.filter(case=case)),
        by=step.by,
        at=step.at,
        proceeding=part,
        member=member,
        field=regime.field,
        regime=regime.code,
        sanction=what.code,
        sanction_name=what.name,
        extends=extended and _live_row(member, extended.code, imposed_on),
        imposed_on=imposed_on,
        live_until=until,
        effective_on=effective_on or (imposed_on if what.ends_service else None),
        ends_service=what.ends_service,
    )
    step.changes |= {
        f"{part.name} sanction": (None, what.name),
        f"{part.name} live_until": (None, until),
    }


def _live_row(member, code, on):
    rows = live_sanctions(member, on=on)
    return next((row for row in rows if row.sanction == code), None)


@on_part(Proceeding, "tell-officer")
def tell_officer(step, *, told_on, paper=None):
    """Record the written outcome; the time for the officer's appeal runs from it."""
    case, part = step.case, step.part
    step.check_day("told_on", told_on, after=part.concluded_on, earlier="concluded")
    part.told_on = told_on
    step.attach(paper, "Written outcome to the officer")
    clocks.done(step.act, case, "written_outcome", on=told_on, of=part.name)
    regime = regime_of(law.load(), part)
    windows = [forum.clock for forum in appeals_from(regime, part) if forum.clock]
    imposed = part.imposed.order_by("-pk").first()
    if imposed and imposed.effective_on and imposed.effective_on > told_on:
        windows.append("dismissal_notice")
    for code in windows if part.proved else []:
        clocks.begin(
            step.act,
            case,
            code,
            starts_on=told_on,
            of=part.name,
            noticed_on=part.noticed_on,
        )
    awaited(step)


def appeals_from(regime, part):
    """The forums that hear appeals against what this one decides."""
    return [forum for forum in regime.forums if part.forum in forum.against]


@on_part(OfficerAppeal, "lodge-officer-appeal")
def lodge_officer_appeal(step, *, proceeding, forum, lodged_on, grounds, reasons):
    """Record that the officer appeals: to an appeal meeting, a review, a tribunal."""
    case, part = step.case, step.part
    check_can_arrange(case, proceeding, by=step.by)
    step.check_day(
        "lodged_on", lodged_on, after=proceeding.told_on, earlier="of the outcome"
    )
    known = law.load()
    where = next(
        (
            one
            for one in appeals_from(regime_of(known, proceeding), proceeding)
            if one.code == forum
        ),
        None,
    )
    if where is None:
        raise BadInput("What was decided cannot be appealed there.", field="forum")
    if proceeding.appeals.filter(forum=forum).exists():
        raise BadInput("The officer has appealed there already.", field="forum")
    part.proceeding, part.forum, part.forum_name = proceeding, where.code, where.name
    part.lodged_on, part.reasons = lodged_on, reasons
    part.grounds = [one.code for one in grounds]
    part.ground_names = "; ".join(one.name for one in grounds)
    row = where.clock and clocks.held(case).window(where.clock, proceeding.name)
    if row and lodged_on > row.due_on:
        step.changes[f"{part.name} late"] = (None, True)
    if where.clock:
        clocks.done(step.act, case, where.clock, on=lodged_on, of=proceeding.name)


@on_part(OfficerAppeal, "decide-officer-appeal")
def decide_officer_appeal(step, *, decided_on, upheld, effect, decision, varied_to=""):
    """Record how an appeal was decided; each variation is explained.

    What is set aside counts no more from the day of the decision on; what is imposed
    instead counts from the day of the first decision.
    """
    part = step.part
    step.check_day("decided_on", decided_on, after=part.lodged_on, earlier="lodged")
    refuse_any(rules.check_effect(effect, upheld=upheld, varied_to=varied_to))
    part.decided_on, part.upheld = decided_on, upheld
    part.effect, part.decision = effect, decision
    if effect == Effect.STANDS:
        return
    proceeding = part.proceeding
    imposed = list(proceeding.imposed.filter(set_aside_on=None))
    for row in imposed:
        row.set_aside_on = decided_on
        row.save(update_fields=["set_aside_on"])
        step.changes[f"sanction {row.number} set_aside_on"] = (None, decided_on)
    if effect == Effect.VARIED:
        _vary(step, proceeding, varied_to, decided_on)


def _vary(step, proceeding, code, decided_on):
    """Impose what an appeal puts in the place of what it sets aside."""
    part, regime = step.part, regime_of(law.load(), proceeding)
    what = regime.sanction(code)
    day = decided_on - timedelta(days=1)
    sitting = sitting_of(proceeding, regime, on=day)
    if what is None or rules.check_sanction(
        regime,
        forum=proceeding.forum,
        sanction=code,
        severity=sitting.severity,
        live=sitting.live,
        on=sitting.noticed_on,
    ):
        raise BadInput("That cannot be imposed instead.", field="varied_to")
    part.varied_to, part.varied_name = what.code, what.name
    ImposedSanction.objects.create(
        case=step.case,
        number=next_number(ImposedSanction.objects.filter(case=step.case)),
        by=step.by,
        at=step.at,
        proceeding=proceeding,
        member=proceeding.subject.member,
        field=regime.field,
        regime=regime.code,
        sanction=what.code,
        sanction_name=what.name,
        imposed_on=proceeding.concluded_on,
        live_until=what.live_until(proceeding.concluded_on),
        ends_service=what.ends_service,
    )
