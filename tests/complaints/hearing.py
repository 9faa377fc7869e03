"""A case before a forum, and what each office does to it, for tests to arrange."""

from datetime import UTC, datetime, time

from complaints import actions
from complaints.models import (
    Case,
)
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import (
    whole_case,
)
from tests.factories.organisation import MemberFactory, UnitFactory
from tests.factories.proceedings import ProceedingFactory
from tests.factories.proceedings import trained as with_training

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()
# A notice of a step, and how it reached the officer.
SERVED = {"text": "It is as we told you.", "served_how": "hand"}
# And one of a date, into which the date is written.
TOLD_WHEN = SERVED | {"text": "It is held on [when it is held], [where it is held]."}
WHY = "So the papers say."


class Told:
    """One case, and what is done to it by whom."""

    def __init__(self, **fields):
        self.unit = UnitFactory(team=True)
        self.case = whole_case(determined=True, responsible_unit=self.unit, **fields)
        self.people = {}

    def by(self, role):
        if role not in self.people:
            self.people[role] = user_with_role(role, self.unit)
        return fresh(self.people[role])

    def do(self, action, role, **more):
        case = Case.objects.get(pk=self.case.pk)
        return action(case=case, by=self.by(role), at=NOW, version=case.version, **more)

    @property
    def subject(self):
        return self.case.subjects.get()


def open_it(told, role, code, **more):
    return told.do(
        actions.open_proceeding,
        role,
        subject=told.subject,
        code=code,
        opened_on=TODAY,
        **more,
    )


def trained(rank):
    return with_training(MemberFactory(rank=rank))


def name(told, role, row, seat, **who):
    return told.do(
        actions.name_panel_member,
        role,
        proceeding=row,
        seat=seat,
        named_on=TODAY,
        **who,
    )


def hear(told, role, row, level, sanction, **more):
    """Documents, a date, findings, what was imposed, and the written outcome."""
    on = {"number": row.number}
    told.do(
        actions.supply_documents,
        role,
        supplied_on=TODAY,
        supplied="The report.",
        supplied_to="The officer",
        **on,
        **SERVED,
    )
    told.do(
        actions.fix_sitting,
        role,
        sits_on=TODAY,
        sits_at=time(10, 30),
        place="Room 1",
        fixed_on=TODAY,
        served_on=TODAY,
        **on,
        **TOLD_WHEN,
    )
    told.do(
        actions.record_findings,
        role,
        held_on=TODAY,
        findings={1: level},
        finding_reasons=WHY,
        **on,
    )
    told.do(
        actions.impose_sanction,
        role,
        concluded_on=TODAY,
        sanction=sanction,
        sanction_reasons=WHY,
        **on,
        **more,
    )
    return told.do(actions.tell_officer, role, told_on=TODAY, **on, **SERVED)


def with_hearing():
    told = Told()
    return told, ProceedingFactory(case=told.case, number=1)
