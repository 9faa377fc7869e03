"""The quality ladder before an investigation: check, assess, allocate (source 002)."""

from django.utils import timezone

from casework import notifications
from casework.acting import acting
from complaints import permissions, search
from complaints.actions import children
from complaints.actions.conduct import begin_notices
from complaints.actions.moves import lock_for, move, next_number
from complaints.actions.risks import enter_risk_of, is_registered
from complaints.models import Allocation, Assessment, law
from complaints.models.choices import Response, Risk, Stage
from complaints.permissions.routes import why_no_route
from pages.refusals import BadInput


def _risk_changes(before, after):
    """Which risk levels an assessment corrected, as before and after."""
    names = ("risk_public", "risk_officers", "risk_organisation")
    return {
        name: (getattr(before, name, None), getattr(after, name))
        for name in names
        if getattr(before, name, None) != getattr(after, name)
    }


def written_issues(case) -> str:
    """What there is to answer, as it was last written; blank when nobody has."""
    written = case.assessments.exclude(issues="").order_by("-number")
    return written.values_list("issues", flat=True).first() or ""


def issues_of(case) -> str:
    """What there is to answer so far: as it was last written, else as it is alleged."""
    if issues := written_issues(case):
        return issues
    rows = case.allegations.select_related("category").order_by("number")
    lines = (
        f"{row.number}. {row.category or 'No category'}: {row.text}" for row in rows
    )
    most = Assessment._meta.get_field("issues").max_length
    return "\n".join(lines)[:most].strip()


def check(*, case, by, at, version, risks, issues):
    """The line manager's first quality check: confirms or corrects issues and risk."""
    with acting("case.check", by=by, at=at, subject=case) as act:
        case = lock_for("check", act, case, version)
        before = case.assessments.order_by("-number").first()
        recorded = issues_of(case)
        after = children.assess(act, case, Stage.CHECK, risks, issues=issues)
        changes = _risk_changes(before, after)
        if issues != recorded:
            changes["issues"] = (recorded, issues)
        move(act, case, "check", reason=after.reasons, changes=changes)
    return case


def assess(*, case, by, at, version, risks, response, score=None):
    """The team inspector's assessment: the response, and the risk with its reasons.

    A high risk goes on the Risk Register with its `score`, (likelihood, impact) from 1
    to 5, unless the case stands there (source 002).
    """
    with acting("case.assess", by=by, at=at, subject=case) as act:
        case = lock_for("assess", act, case, version)
        _check_response(case, response)
        _assess(act, case, "assess", Stage.ASSESS, risks, score, response=response)
    return case


def _check_response(case, response):
    """A case goes by a way of investigating that the law of its day has for its kind.

    Where that law knows of none, any will do.
    """
    known, on = law.load(), case.received_on or case.sort_received_on
    offered = {row.code for row in known.routes(case.kind, on)} & {*Response.values}
    if offered and response not in offered:
        raise BadInput(why_no_route(response, case, known), field="response")


def reassess_risk(*, case, by, at, version, risks, score=None):
    """The risk as it has become since: each assessment is kept, the latest counts.

    One that has become high goes on the Risk Register as `assess` puts it there.
    """
    with acting("case.reassess-risk", by=by, at=at, subject=case) as act:
        case = lock_for("reassess-risk", act, case, version)
        _assess(act, case, "reassess-risk", Stage.REASSESS, risks, score)
    return case


def _assess(act, case, verb, stage, risks, score, **more):
    """Keep the risk as it is seen now, and enter the case where it is high."""
    before = case.assessments.order_by("-number").first()
    after = children.assess(act, case, stage, risks, **more)
    changes = {name: (None, value) for name, value in more.items()}
    enters = risks.highest == Risk.HIGH and not is_registered(case)
    if enters and score is None:
        raise BadInput(
            "Say how likely the high risk is and how grave: it goes on the Risk "
            "Register.",
            field="likelihood",
        )
    changes = _risk_changes(before, after) | changes
    move(act, case, verb, reason=risks.reasons, changes=changes)
    if enters:
        reasons = risks.reasons
        enter_risk_of(case, by=act.by, at=act.at, score=score, reasons=reasons)


def allocate(*, case, by, at, version, unit, handler=None, reason=""):
    """Give the case to a unit and a handler there: again at any later open state."""
    with acting("case.allocate", by=by, at=at, subject=case) as act:
        case = lock_for("allocate", act, case, version)
        permissions.check_can_allocate_to(case, by=by, unit=unit, handler=handler)
        number = next_number(case.allocations)
        Allocation.objects.create(
            case=case,
            number=number,
            by=by,
            at=at,
            from_unit=case.responsible_unit,
            unit=unit,
            handler=handler,
            reason=reason,
        )
        changes = {
            "responsible_unit": (case.responsible_unit.code, unit.code),
            "handler": (
                case.handler.email if case.handler_id else None,
                handler.email if handler else None,
            ),
        }
        case.responsible_unit, case.handler = unit, handler
        case.allocated_on = case.allocated_on or timezone.localdate(at)
        if handler is not None:
            begin_notices(act, case, timezone.localdate(at))
        move(act, case, "allocate", reason=reason, changes=changes)
        search.index(case)  # it is found by the name of its unit
        if handler is not None and handler.pk != by.pk:
            notifications.tell(
                handler,
                event="case.allocate",
                sentence=f"{case} was allocated to you.",
                url=case.get_absolute_url(),
                key=f"case.allocate:{case.pk}:{number}",
                at=at,
            )
    return case
