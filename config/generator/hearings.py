"""Grave conduct matters of the demonstration that the authority sends to a hearing.

Done by the actions themselves: reported by whoever handles the case, then decided.
"""

from datetime import datetime

from accounts.demonstration import DOMAIN
from accounts.models import User
from complaints import actions, permissions
from complaints.actions.inputs import Finding, Ruling
from complaints.forms.reference import findings
from complaints.models import Case, Outcome, SeverityAssessment, law
from complaints.models.choices import Kind
from complaints.workflow import Status
from config.generator.rich import HANDLER
from pages.refusals import Refused

AUTHORITY = "appropriate-authority"
UPHELD = "upheld"
GRAVEST = ("gross", "hearing")


def send_to_hearings(at: datetime) -> int:
    """Decide what could end in dismissal and can be decided now; how many cases."""
    by = User.objects.filter(email=AUTHORITY + DOMAIN).first()
    if by is None:
        return 0
    grave = SeverityAssessment.objects.filter(could_dismiss=True)
    rows = Case.objects.filter(
        kind=Kind.CONDUCT,
        status__in=[Status.REPORTED, Status.INVESTIGATING],
        pk__in=grave.values("case"),
    )
    rows = rows.exclude(confidentiality="restricted")
    rows = rows.exclude(handler__email=HANDLER + DOMAIN)
    return sum(_decided(case, by, at) for case in rows.order_by("pk"))


def _decided(case: Case, by: User, at: datetime) -> bool:
    """Report it where nobody did, and decide it; whether it goes to a hearing."""
    try:
        if case.status == Status.INVESTIGATING:
            permissions.check_verb("submit-report", case, by=case.handler)
            case = _report(case, at)
        permissions.check_verb("determine", case, by=by)
    except Refused:
        return False
    rulings = [_ruling(case, outcome) for outcome in _outcomes(case)]
    if not any(each.case_to_answer for each in rulings):
        return False
    actions.determine(
        case=case,
        by=by,
        at=at,
        version=case.version,
        rulings=rulings,
        to_cps=False,
        reasons="If it is as the report finds it, dismissal would be justified.",
    )
    return True


def _outcomes(case: Case) -> list[Outcome]:
    rows = Outcome.objects.filter(allegation__case=case)
    rows = rows.select_related("recommended", "subject__member", "allegation__category")
    found = list(rows.order_by("allegation__number", "subject__number"))
    for row in found:
        row.allegation.case = row.subject.case = case
    return found


def _report(case: Case, at: datetime) -> Case:
    upheld = findings(case).get(code=UPHELD)
    return actions.submit_report(
        case=case,
        by=case.handler,
        at=at,
        version=case.version,
        text="The records and two colleagues say the same. The officer gave no other "
        "account of it.",
        findings=[
            Finding(outcome, upheld, "The records bear it out.")
            for outcome in _outcomes(case)
        ],
    )


def _ruling(case: Case, outcome: Outcome) -> Ruling:
    """As the report recommends: to a hearing where there is something to answer."""
    known = law.load()
    level, forum = known.nothing(outcome.allegation.noticed_on)
    answers = outcome.recommended.code == UPHELD
    if answers and not permissions.why_none_to_answer(case, outcome, known):
        level, forum = GRAVEST
    return Ruling(
        outcome=outcome,
        result=outcome.recommended,
        reasons="",
        case_to_answer=(level, forum) == GRAVEST,
        severity=level,
        forum=forum,
    )
