"""What a forum found and imposed, and that the officer was told in writing."""

from complaints import rules
from complaints.actions import clocks
from complaints.actions.arranging import clock_of, time_of
from complaints.actions.imposing import (
    check_open,
    impose,
    notify,
    sitting_of,
    standing,
)
from complaints.actions.moves import refuse_any
from complaints.actions.officer_appeals import let_appeal
from complaints.actions.panels import check_panel
from complaints.actions.proceedings import regime_of
from complaints.actions.ranks import rank_of
from complaints.actions.served import keep_letter
from complaints.actions.steps import on_part
from complaints.models import Finding, Proceeding, law
from complaints.models.choices import LetterKind
from pages.refusals import BadInput
from pages.words import day_words


@on_part(Proceeding, "record-findings")
def record_findings(
    step, *, held_on, findings, finding_reasons, held_reasons="", paper=None
):
    """Record what was found of each allegation, by a panel that could sit that day.

    `findings` is {number of the allegation: the level it was found to be, blank where
    it was not proved}.
    """
    case, part = step.case, step.part
    step.check_day(
        "held_on", held_on, after=part.supplied_on, earlier="of the documents"
    )
    refuse_any(held_when(case, part, held_on, held_reasons))
    regime = regime_of(law.load(), part)
    check_panel(case, part, regime, on=held_on)
    rows = list(part.findings.select_related("outcome__allegation"))
    if set(findings) != {row.outcome.allegation.number for row in rows}:
        raise BadInput("Say of each allegation what was found.", field="findings")
    for row in rows:
        _find(row, regime, part.forum, findings[row.outcome.allegation.number])
        found = f"allegation {row.outcome.allegation.number} found"
        step.changes[found] = (None, row.words)
    Finding.objects.bulk_update(rows, ["proved", "severity", "severity_name"])
    part.held_on, part.finding_reasons = held_on, finding_reasons
    part.held_reasons = held_reasons if held_on != part.sits_on else ""
    part.proved = any(row.proved for row in rows)
    step.attach(paper, "Findings")
    for code in filter(None, (clock_of(part), "disposal", "statement")):
        clocks.done(step.act, case, code, on=held_on, of=part.name)


def held_when(case, part, held_on, reasons):
    """What is wrong with the day on which it was held."""
    due_on, earliest_on = time_of(case, part)
    return rules.check_held(
        held_on,
        fixed_for=part.sits_on,
        reasons=reasons,
        due_on=due_on,
        earliest_on=earliest_on,
    )


def _find(row, regime, forum, code):
    open_levels = regime.levels_of(forum)
    level = next((each for each in open_levels if each.code == code), None)
    if code and level is None:
        raise BadInput("Choose a level that this forum can find.", field="findings")
    row.proved = level is not None
    row.severity = level.code if level else ""
    row.severity_name = level.name if level else ""


@on_part(Proceeding, "impose-sanction")
def impose_sanction(
    step,
    *,
    concluded_on,
    sanction_reasons,
    sanction="",
    notified_on=None,
    effective_on=None,
    amount=None,
    rank_to="",
):
    """Record what was imposed for what was found: nothing, where nothing was.

    It counts from `notified_on`, where the officer was told there and then; else from
    the written outcome on.
    """
    part = step.part
    step.check_day("concluded_on", concluded_on, after=part.held_on, earlier="held")
    regime = regime_of(law.load(), part)
    part.concluded_on, part.sanction_reasons = concluded_on, sanction_reasons
    _owe_written_outcome(step, on=concluded_on)
    if not part.proved:
        if sanction:
            raise BadInput(
                "Nothing was proved, so nothing is imposed.", field="sanction"
            )
        return
    refuse_any(rules.check_told(notified_on, decided_on=concluded_on, today=step.today))
    sitting = sitting_of(part, regime, on=concluded_on)
    part.live = list(sitting.live)  # what it rests on, whatever is struck out later
    terms = rules.Terms(amount, rank_to, effective_on)
    held = rank_of(part.subject, on=concluded_on)
    what = check_open(regime, sitting, sanction, terms, on=concluded_on, rank=held)
    row = impose(step, part, what, sitting, regime=regime, on=concluded_on, terms=terms)
    if notified_on:
        notify(step, row, regime, sitting, on=notified_on)


def _owe_written_outcome(step, *, on):
    """The proceedings end with what was imposed, or that nothing was."""
    part = step.part
    clocks.begin(
        step.act,
        step.case,
        "written_outcome",
        starts_on=on,
        of=part.name,
        noticed_on=part.noticed_on,
    )


@on_part(Proceeding, "tell-officer")
def tell_officer(step, *, told_on, text, served_how, effective_on=None, paper=None):
    """Record the written outcome; what was imposed counts from then at the latest.

    The time for the officer's appeal runs from it.
    """
    case, part = step.case, step.part
    step.check_day("told_on", told_on, after=part.concluded_on, earlier="concluded")
    part.told_on = told_on
    document = step.attach(paper, "Written outcome to the officer")
    clocks.done(step.act, case, "written_outcome", on=told_on, of=part.name)
    regime = regime_of(law.load(), part)
    rows = standing(part)
    for row in rows:
        if row.notified_on is None:
            sitting = sitting_of(part, regime, on=told_on)
            notify(step, row, regime, sitting, on=told_on, effective_on=effective_on)
    last = let_appeal(step, part, regime, rows, on=told_on) if part.proved else None
    keep_letter(
        step,
        LetterKind.PROCEEDINGS_OUTCOME,
        told_on,
        text=text,
        served_how=served_how,
        document=document,
        appeal_by=day_words(last) if last else "",
    )
