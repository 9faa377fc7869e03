"""What a forum has found, what is imposed, and an appeal of the officer against it."""

from datetime import date, timedelta

from casework import guard
from complaints import actions
from complaints.models import (
    Allegation,
    ImposedSanction,
)
from complaints.rules.regimes import last_day
from tests.complaints.hearing import SERVED, TODAY, WHY, Told
from tests.factories.proceedings import (
    SITS,
    ImposedSanctionFactory,
    OfficerAppealFactory,
    ProceedingFactory,
    full_tribunal,
)

OFFICE = "hearings-office"
BEFORE_2008 = date(2008, 5, 1)
AGO = timedelta(days=1)


def held(**fields):
    told = Told()
    return told, ProceedingFactory(case=told.case, number=1, held=True, **fields)


def board(**fields):
    """A full board of 2004 that was held."""
    told = Told(received_on=BEFORE_2008)
    with guard.writing("test"):
        Allegation.objects.filter(case=told.case).update(raised_on=BEFORE_2008)
    given = {"board": True, "held": True} | fields
    return told, ProceedingFactory(case=told.case, number=1, **given)


def impose(told, row, sanction, **more):
    given = {"concluded_on": SITS, "sanction_reasons": WHY} | more
    told.do(actions.impose_sanction, OFFICE, number=1, sanction=sanction, **given)
    return ImposedSanction.objects.get()


def tell(told, on=SITS + 2 * AGO, **more):
    return told.do(actions.tell_officer, OFFICE, number=1, told_on=on, **SERVED, **more)


def lodge(told, row, forum, **more):
    row.refresh_from_db()
    given = {"lodged_on": TODAY, "grounds": (), "reasons": WHY} | more
    return told.do(
        actions.lodge_officer_appeal, OFFICE, proceeding=row, forum=forum, **given
    )


def decide(told, appeal, effect, **more):
    given = {"decided_on": TODAY, "decision": WHY, "upheld": effect != "stands"} | more
    return told.do(
        actions.decide_officer_appeal,
        OFFICE,
        number=appeal.number,
        effect=effect,
        **given,
    )


def appealed(**fields):
    """A hearing's final written warning, before the tribunal."""
    told = Told()
    row = ProceedingFactory(case=told.case, number=1, told=True, **fields)
    told_on = row.told_on
    imposed = ImposedSanctionFactory(
        case=told.case,
        number=1,
        proceeding=row,
        notified_on=told_on,
        live_until=last_day(told_on, 18),
    )
    appeal = OfficerAppealFactory(case=told.case, number=1, proceeding=row)
    full_tribunal(appeal)
    return told, row, imposed, appeal
