"""Suspension as sub judice, and special requirements."""

from complaints.actions import clocks
from complaints.actions.awaiting import keep_awaited
from complaints.actions.conduct import begin_severity
from complaints.actions.steps import on_case
from complaints.models import SpecialRequirement, SubJudice
from pages.refusals import BadInput


@on_case("suspend-sub-judice")
def suspend_sub_judice(step, *, ground, from_on, proceedings, reasons, review_on):
    """Let a case stand still, where going on would prejudice criminal proceedings."""
    case = step.case
    before = step.latest(SubJudice)
    after, earlier = case.received_on, "received"
    if before is not None:
        after, earlier = before.to_on, "it was last resumed"
    step.check_day("from_on", from_on, after=after, earlier=earlier)
    if review_on <= step.today:
        raise BadInput("The review must be after today.", field="review_on")
    step.make(
        SubJudice,
        ground=ground,
        from_on=from_on,
        proceedings=proceedings,
        reasons=reasons,
        review_on=review_on,
    )
    step.reason = reasons
    clocks.stop_all(step.act, case, on=from_on)
    step.tell(case.handler, f"{case} is suspended as sub judice.")


@on_case("resume")
def resume(step, *, to_on, reason):
    """Go on with it, from where it stood before; time counts again from then."""
    row = step.latest(SubJudice, to_on=None)
    if row is not None:
        step.check_day("to_on", to_on, after=row.from_on, earlier="of the suspension")
    step.change(row, to_on=to_on, resumed_because=reason)
    step.reason = reason
    clocks.resume_all(step.act, step.case, on=to_on)
    step.tell(step.case.handler, f"{step.case} is resumed.")


def abandon_sub_judice(step, reason):
    """A case that ends stands still no longer."""
    row = step.latest(SubJudice, to_on=None)
    if row is not None:
        step.change(row, to_on=step.today, resumed_because=reason)
        clocks.resume_all(step.act, step.case, on=step.today)


@on_case("certify-requirements")
def certify_requirements(step, *, subjects, certified_on, reasons):
    """Certify that the conduct of these subjects is under special requirements.

    Police Reform Act 2002, Schedule 3, paragraph 19B.
    """
    step.check_day(
        "certified_on", certified_on, after=step.case.received_on, earlier="received"
    )
    if not subjects:
        raise BadInput("Select whose conduct it is.", field="subjects")
    for subject in subjects:
        if SpecialRequirement.objects.filter(subject=subject).exists():
            raise BadInput(
                f"Special requirements are certified of subject {subject.number}.",
                field="subjects",
            )
        step.make(
            SpecialRequirement,
            subject=subject,
            certified_on=certified_on,
            reasons=reasons,
        )
        begin_severity(step.act, step.case, subject, certified_on)
    keep_awaited(step.case)
    step.reason = reasons
