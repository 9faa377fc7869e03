"""Whether a matter is assessed before it is reported on and decided (regulation 12)."""

from casework.models.cases import Origin
from complaints import rules
from complaints.models import law
from complaints.models.choices import Kind
from complaints.permissions.independence import asked
from pages.refusals import WrongState

_UNASSESSED = """
    SELECT EXISTS (
        SELECT FROM complaints_subject s
        JOIN organisation_member m ON m.id = s.member_id AND NOT m.placeholder
        WHERE s.case_id = %(case)s AND NOT EXISTS (
            SELECT FROM complaints_severityassessment v WHERE v.subject_id = s.id
        )
    )
"""


def needs_severity(case) -> bool:
    """Whether its law asks how grave it would be: of conduct, from 1 December 2008 on.

    A legacy case came without, as with much else.
    """
    if case.kind != Kind.CONDUCT or case.origin == Origin.LEGACY:
        return False
    return rules.asks_for_severity(law.load().regime_on(case.received_on))


def is_unassessed(case) -> bool:
    """Whether an officer of the case was never assessed."""
    (unassessed,) = asked(_UNASSESSED, case=case.pk)
    return unassessed


def check_severity_is_assessed(case) -> None:
    """Raise where an officer of a matter of conduct was never assessed."""
    if needs_severity(case) and is_unassessed(case):
        raise WrongState(
            f"The severity in {case} is not assessed for every officer yet.",
            what_next="An appropriate authority assesses it on the page Proceedings.",
        )
