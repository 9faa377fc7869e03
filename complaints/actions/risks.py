"""The Risk Register: enter, assess again, decide at a meeting, take off, put back."""

from datetime import date

from casework import deadlines
from complaints.actions.coming_due import NEVER, RISK, by_rule
from complaints.actions.records import on_record
from complaints.models import Case, Risk
from complaints.workflow import RiskStatus
from pages.refusals import BadInput, NotAllowed


@on_record(Risk, "enter")
def enter_risk(
    step, *, title, likelihood, impact, reasons, about="", case=None, owner=None
):
    """Enter a risk of a case, or of the organisation (source 002)."""
    if case is not None:
        _check_can_enter(step, case)
    risk = step.record
    risk.title, risk.about, risk.case, risk.owner = title, about, case, owner
    _score(step, likelihood, impact, reasons)


def enter_risk_of(case, *, by, at, score, reasons):
    """Enter the risk of a case that its assessment found to be high."""
    likelihood, impact = score
    return enter_risk(
        unit=case.responsible_unit,
        by=by,
        at=at,
        case=case,
        title=f"High risk assessed in {case}",
        likelihood=likelihood,
        impact=impact,
        reasons=reasons,
    )


def is_registered(case) -> bool:
    """Whether the case stands on the Risk Register now."""
    return case.risks.filter(status=RiskStatus.OPEN).exists()


def _check_can_enter(step, case):
    if not Case.objects.visible_now_to(step.by).filter(pk=case.pk).exists():
        raise NotAllowed("This case is not within your reach.")
    if is_registered(case):
        raise BadInput(f"{case} is on the Risk Register already.", field="case")


@on_record(Risk, "score")
def score_risk(step, *, likelihood, impact, reasons):
    """Say anew how likely and how grave the risk is; what was said before is kept."""
    _score(step, likelihood, impact, reasons)


def _score(step, likelihood, impact, reasons):
    risk = step.record
    risk.likelihood, risk.impact = likelihood, impact
    risk.rating = likelihood * impact
    step.reason = reasons
    step.add("scores", likelihood=likelihood, impact=impact, reasons=reasons)
    _come_back(step)


def _come_back(step):
    """Look at the risk again by the rule of the day, where no meeting said when."""
    risk = step.record
    said = date.fromisoformat(str(risk.next_review_on))
    if said != NEVER and said > step.today:
        return
    due = by_rule(deadlines.load(), RISK, step.today)
    if due is not None:
        risk.next_review_on = due.due_on


@on_record(Risk, "decide")
def decide_risk(step, *, decision, next_review_on, meeting=None, asked="", given=""):
    """Record what was decided, at a meeting or between two, and when it comes back."""
    if next_review_on <= step.today:
        raise BadInput("The next review must be after today.", field="next_review_on")
    step.record.next_review_on = next_review_on
    step.reason = decision
    step.add(
        "decisions",
        meeting=meeting,
        decision=decision,
        asked=asked,
        given=given,
        next_review_on=next_review_on,
    )
    step.tell(step.record.owner, f"A decision was made on {step.record}.")


@on_record(Risk, "close")
def close_risk(step, *, closed_because):
    """Take the risk off the register, saying why."""
    step.record.closed_because = step.reason = closed_because
    step.record.next_review_on = NEVER


@on_record(Risk, "reopen")
def reopen_risk(step, *, reason):
    """Put a risk back on the register."""
    case = step.record.case
    if case is not None:
        _check_can_enter(step, case)
    step.record.closed_because, step.reason = "", reason
    _come_back(step)
