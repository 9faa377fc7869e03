"""Who may add to a case and amend it, besides moving it on."""

from accounts.permissions import Permission
from complaints.permissions.conflicts import check_has_no_conflict
from complaints.permissions.sight import sees
from complaints.workflow import Status
from organisation.classification import FieldClass
from pages.refusals import NotAllowed, WrongState


def check_can_work(permission, case, *, by):
    """Raise unless `by` may add to the case: with the right, open and in reach."""
    if not by.rights.allow(permission, case.responsible_unit_id):
        ended = by.rights.why_not(permission)
        raise NotAllowed(f"Your role does not allow you to do this in {case}.{ended}")
    if not sees(case, by, FieldClass.IDENTITY):
        raise NotAllowed(f"{case} is not with you, so you cannot add to it.")
    if not case.is_open and not _may_be_added(permission, case):
        raise WrongState(
            f"{case} is closed: nothing is added to it.",
            what_next="Ask an appropriate authority to reopen it, if it was finalised.",
        )
    # Adding to it is a step in the case, whatever is added; to read it is none.
    check_has_no_conflict(case, by=by)


def _may_be_added(permission, case) -> bool:
    """Whether this is added to closed cases too.

    Which of the past belong to an extraordinary event is often known, and counted,
    later (domain.md 2). Who could not be told that their complaint was not recorded
    may be found, and can then appeal.
    """
    if permission == Permission.CASE_LOG_LETTER:
        return case.status == Status.NOT_RECORDED
    return permission == Permission.CASE_TAG


def check_can_amend(case, *, by):
    """What a case says and its people change until the case is determined."""
    check_can_work(Permission.CASE_AMEND, case, by=by)
    stands_still = case.status == Status.SUB_JUDICE and case.results_stand
    if stands_still or case.status in {Status.DETERMINED, Status.NOTIFIED}:
        raise WrongState(
            f"{case} is {case.get_status_display().lower()}: its allegations and "
            "people no longer change."
        )


def check_can_extend(case, *, by):
    """Allegations and subjects are added until the report: it answers each of them."""
    check_can_amend(case, by=by)
    if case.status == Status.REPORTED:
        raise WrongState(
            f"{case} is reported, and its report must answer whatever is added: it "
            "has to be returned to the investigator first."
        )
