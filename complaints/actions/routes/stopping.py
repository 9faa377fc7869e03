"""Suspension as sub judice, and special requirements."""

from casework.deadlines import NoRule
from complaints.actions import clocks
from complaints.actions.conduct import begin_severity, begin_updates
from complaints.actions.steps import on_case
from complaints.models import SpecialRequirement, SubJudice, law
from complaints.models.law import Purpose
from pages.refusals import BadInput

REVIEW = "sub_judice_review"


@on_case("suspend-sub-judice")
def suspend_sub_judice(step, *, ground, from_on, proceedings, reasons):
    """Let a case stand still, where going on would prejudice criminal proceedings.

    When it is reviewed follows from a dated rule.
    """
    case = step.case
    on = case.received_on or case.sort_received_on
    if law.load().ground(Purpose.SUB_JUDICE, ground, on) is None:
        raise BadInput("Select the ground from the list.", field="ground")
    before = step.latest(SubJudice)
    after, earlier = case.received_on, "received"
    if before is not None:
        after, earlier = before.to_on, "it was last resumed"
    step.check_day("from_on", from_on, after=after, earlier=earlier)
    row = step.make(
        SubJudice,
        ground=ground,
        from_on=from_on,
        proceedings=proceedings,
        reasons=reasons,
        review_on=_review_due(step, step.today),
    )
    _begin_review(step, row, step.today)
    step.reason = reasons
    clocks.stop_all(step.act, case, on=from_on)
    step.tell(case.handler, f"{case} is suspended as sub judice.")


def _review_due(step, day):
    """When a suspension is reviewed after a day, by the rule of that day."""
    known = clocks.held(step.case).deadlines
    try:
        return known.of_matter(REVIEW, starts_on=day, noticed_on=day).due_on
    except NoRule:
        raise BadInput(
            "No deadline rule says when a suspension is reviewed: an administrator "
            "enters one among the reference data."
        ) from None


def _begin_review(step, row, day):
    """It is the duty of whoever suspended it, or reviewed it last."""
    clocks.begin(
        step.act,
        step.case,
        REVIEW,
        starts_on=day,
        of=row.name if row else "",
        owner=step.by,
        noticed_on=day,
    )


@on_case("review-sub-judice")
def review_sub_judice(step, *, reviewed_on, reason):
    """Record that the suspension was reviewed and goes on, and why."""
    row = step.latest(SubJudice, to_on=None)
    if row is not None:
        step.check_day(
            "reviewed_on", reviewed_on, after=row.from_on, earlier="of the suspension"
        )
    _end_review(step, row, reviewed_on)
    step.change(row, review_on=_review_due(step, reviewed_on))
    _begin_review(step, row, reviewed_on)
    step.reason = reason
    step.tell(step.case.handler, f"The suspension of {step.case} was reviewed.")


def _end_review(step, row, on):
    of = row.name if row else ""
    clocks.done(step.act, step.case, REVIEW, on=on, of=of)


@on_case("resume")
def resume(step, *, to_on, reason):
    """Go on with it, from where it stood before; time counts again from then."""
    row = step.latest(SubJudice, to_on=None)
    if row is not None:
        step.check_day("to_on", to_on, after=row.from_on, earlier="of the suspension")
    step.change(row, to_on=to_on, resumed_because=reason)
    _end_review(step, row, to_on)
    step.reason = reason
    clocks.resume_all(step.act, step.case, on=to_on)
    step.tell(step.case.handler, f"{step.case} is resumed.")


def abandon_sub_judice(step, reason):
    """A case that ends stands still no longer."""
    row = step.latest(SubJudice, to_on=None)
    if row is not None:
        step.change(row, to_on=step.today, resumed_because=reason)
        clocks.drop(step.act, step.case, REVIEW, on=step.today, of=row.name)
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
        begin_updates(step.act, step.case, subject, certified_on)
    step.reason = reasons
