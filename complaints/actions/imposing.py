"""Impose a sanction, let it count from when the officer is told, and set it aside."""

from dataclasses import replace
from datetime import date

from complaints import rules
from complaints.actions import clocks
from complaints.actions.moves import next_number, refuse_any
from complaints.actions.proceedings import live_at_assessment
from complaints.models import ImposedSanction
from complaints.models.imposed import live_sanctions
from pages.refusals import BadInput


def found_severity(part, regime) -> str:
    """The gravest level that was found; blank where nothing was proved."""
    order = {level.code: place for place, level in enumerate(regime.severities)}
    found = [row.severity for row in part.findings.all() if row.proved]
    return max(found, key=lambda code: order[code], default="")


def sitting_of(part, regime, *, on: date, without=()) -> rules.Sitting:
    """What decides which sanctions are open, as if those in `without` were not.

    What was live when the severity was assessed is asked anew: a warning that was
    struck out or set aside since opens nothing, one that was entered since does.
    """
    kept = {row.pk for row in without}
    live = live_sanctions(part.subject.member, on=on)
    now = [each for each in live if each.pk not in kept]
    return rules.Sitting(
        forum=part.forum,
        severity=found_severity(part, regime),
        noticed_on=part.noticed_on,
        live=live_at_assessment(
            part.case, part.subject, regime.field, on=part.opened_on
        ),
        now={
            each.sanction: each.live_until
            for each in now
            if each.field == regime.field and each.live_until
        },
    )


def impose(step, proceeding, what, sitting, *, regime, on, terms):
    """Impose it for what was found, under its terms; it counts once it is told.

    By the panel or by an appeal against it: both can do the same.
    """
    refuse_any(rules.check_near(terms.effective_on, today=step.today))
    member = proceeding.subject.member
    extended = rules.extended_by(regime, what.code, sitting)
    row = ImposedSanction(
        case=step.case,
        number=next_number(ImposedSanction.objects.filter(case=step.case)),
        by=step.by,
        at=step.at,
        proceeding=proceeding,
        member=member,
        field=regime.field,
        regime=regime.code,
        sanction=what.code,
        sanction_name=what.name,
        extends=extended and _live_row(member, extended.code, on),
        amount=terms.amount if what.asks == "amount" else None,
        rank_to=terms.rank_to if what.asks == "rank" else "",
        imposed_on=on,
        effective_on=terms.effective_on,
        ends_service=what.ends_service,
    )
    row.save(force_insert=True)
    step.changes |= {
        f"{row.name} sanction": (None, what.name),
        **{
            f"{row.name} {name}": (None, getattr(row, name))
            for name in ("amount", "rank_to")
            if getattr(row, name)
        },
    }
    return row


def check_open(regime, sitting, code, terms, *, on, rank):
    """What is imposed, if it can be here and now and its terms are complete."""
    what = regime.sanction(code)
    if what is None:
        raise BadInput("Select what was imposed.", field="sanction")
    refuse_any(rules.check_imposed(regime, code, sitting))
    refuse_any(rules.check_terms(what, terms, imposed_on=on, rank=rank))
    return what


def notify(step, row, regime, sitting, *, on, effective_on=None):
    """Let what was imposed count from the day on which the officer is told."""
    what = regime.sanction(row.sanction)
    effective_on = (what.takes_day and effective_on) or row.effective_on
    refuse_any(rules.check_notice(what, on, effective_on))
    refuse_any(rules.check_near(effective_on, today=step.today))
    if row.extends:
        now = {row.extends.sanction: row.extends.live_until}
        sitting = replace(sitting, now=now)
    row.notified_on = on
    row.live_until = rules.live_until(regime, what, sitting, imposed_on=on)
    row.effective_on = effective_on or (on if what.ends_service else None)
    row.save(update_fields=["notified_on", "live_until", "effective_on"])
    step.changes |= {
        f"{row.name} {name}": (None, getattr(row, name))
        for name in ("notified_on", "live_until", "effective_on")
        if getattr(row, name)
    }
    if what.notice_days and row.effective_on > on:
        begin_notice(step, row, on)


def begin_notice(step, row, on):
    """The notice of a dismissal runs."""
    clocks.begin(
        step.act,
        step.case,
        "dismissal_notice",
        starts_on=on,
        of=row.proceeding.name,
        noticed_on=row.proceeding.noticed_on,
    )


def set_aside(step, row, on):
    """What an appeal sets aside counts no more, on whatever day; so its notice."""
    row.set_aside_on = on
    row.save(update_fields=["set_aside_on"])
    step.changes[f"{row.name} set_aside_on"] = (None, on)
    clocks.drop(step.act, step.case, "dismissal_notice", on=on, of=row.proceeding.name)


def standing(proceeding):
    """What was imposed there and was not set aside."""
    return list(proceeding.imposed.filter(set_aside_on=None).order_by("pk"))


def _live_row(member, code, on):
    rows = live_sanctions(member, on=on)
    return next((row for row in rows if row.sanction == code), None)
