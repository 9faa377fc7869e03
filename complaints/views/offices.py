"""What an office has to do in a case besides what its state asks for: the main step.

Home and the page of the case name it alike; it leads to the form, or to the records.
"""

from collections.abc import Iterable

from accounts.models import User
from accounts.permissions import Permission as P
from complaints.models import Case, Proceeding, ReferralTest, law
from complaints.permissions.ipcc import untested
from complaints.workflow import Status
from complaints.workflow.proceedings import IN_HAND

_TEST = ("Test for referral", "test-referral")
_OPEN = ("Open proceedings", "open-proceeding")
_ARRANGE = ("Arrange proceedings", "proceedings")
_ARRANGING = (P.CASE_ARRANGE_MEETING, P.CASE_ARRANGE_HEARING)
_STEPS = {
    P.CASE_ASSESS_SEVERITY: ("Assess severity", "assess-severity"),
    P.CASE_REFER_CPS: ("Send to the CPS", "proceedings"),
    P.CASE_REDIRECT_PROCEEDING: ("Decide anew where it leads", "proceedings"),
    P.CASE_ARRANGE_MEETING: _OPEN,
    P.CASE_RECORD_MANAGEMENT_ACTION: (
        "Record management action",
        "record-management-action",
    ),
    P.CASE_ARRANGE_HEARING: _OPEN,
    P.CASE_CONTINUE_AS_CONDUCT: ("Decide whether it goes on", ""),
}


def office_step(case: Case, user: User) -> tuple[str, str]:
    """(what the person's office does next in the case, its page); blank: nothing."""
    tests = P.CASE_TEST_REFERRAL, case.responsible_unit_id
    if user.rights.allow(*tests) and waits_for_test(case, user):
        return _TEST
    for right, step in _STEPS.items():
        waits = right in case.awaits
        if waits and user.rights.allow(right, case.responsible_unit_id):
            return _ARRANGE if right in _ARRANGING and _is_in_hand(case) else step
    return "", ""


def waits_for_test(case: Case, user: User) -> bool:
    """Whether it cannot be started before somebody tests it for referral."""
    return case.status == Status.ALLOCATED and bool(untested(case, law.of_user(user)))


def _is_in_hand(case: Case) -> bool:
    known = vars(case).get("in_hand")
    if known is None:
        return Proceeding.objects.filter(case=case, status__in=IN_HAND).exists()
    return known


def look_ahead(cases: Iterable[Case]) -> None:
    """Ask of many cases at once what the names of their steps hang on."""
    found = list(cases)
    arranged = [one for one in found if set(one.awaits) & set(_ARRANGING)]
    begun: set[int] = set()
    if arranged:
        rows = Proceeding.objects.filter(case__in=arranged, status__in=IN_HAND)
        begun = set(rows.values_list("case", flat=True))
    allocated = [
        one
        for one in found
        if one.status == Status.ALLOCATED and one.categories and not one.mode
    ]
    tested: set[int] = set()
    if allocated:
        rows_of_tests = ReferralTest.objects.filter(case__in=allocated)
        tested = set(rows_of_tests.values_list("case", flat=True))
    for one in found:
        vars(one).update(in_hand=one.pk in begun, test_count=int(one.pk in tested))
