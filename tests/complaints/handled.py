"""A case that a team handles, read anew before each thing that is done to it."""

from complaints import actions
from complaints.models import Case
from tests.complaints.verbs import DO, NOW, ROLE
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import whole_case
from tests.factories.organisation import UnitFactory


def again(case):
    return Case.objects.get(pk=case.pk)


def case_with(**fields):
    unit = UnitFactory(team=True)
    decided = bool(fields.keys() & {"determined", "notified", "finalised"})
    handler = user_with_role("investigator", unit)
    given = {"responsible_unit": unit, "handler": handler, "version": 4}
    return whole_case(**{"decided": decided} | given | fields)


def inspector(case):
    return user_with_role("team-inspector", case.responsible_unit)


def do(verb, case, at=NOW):
    """Done by somebody who may: the handler where it is theirs."""
    now = again(case)
    by = now.handler if ROLE[verb] == "investigator" else user_with_role(ROLE[verb])
    return DO[verb](now, fresh(by), at, now.version)


def assess_severity(case):
    """As misconduct, of its only subject and all that is alleged."""
    now = again(case)
    return actions.assess_severity(
        case=now,
        by=user_with_role("appropriate-authority"),
        at=NOW,
        version=now.version,
        subject=now.subjects.get(),
        allegations=list(now.allegations.all()),
        severity="misconduct",
        could_dismiss=False,
        assessed_on=NOW.date(),
        reasons="Words, and once.",
    )
