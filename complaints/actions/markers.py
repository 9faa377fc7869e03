"""Mark a subject, go through what the policy asks, end the marker."""

from casework import deadlines
from complaints.actions.coming_due import check_next, review_code
from complaints.actions.steps import on_part
from complaints.models import Marker, law
from complaints.models.choices import RestrictionKind
from complaints.models.law import Purpose
from pages.refusals import BadInput


@on_part(Marker, "mark-subject")
def mark_subject(step, *, subject, kind, reasons, review_on, liaison=""):
    """Mark a subject: the policy on such offences applies from now on."""
    if law.load().ground(Purpose.MARKER, kind, step.today) is None:
        raise BadInput("Choose a kind of offence.", field="kind")
    if subject.markers.filter(kind=kind, status="open").exists():
        raise BadInput("This subject is marked so already.", field="subject")
    _check_review(step, review_on, first=True)
    part = step.part
    part.subject, part.kind, part.reasons = subject, kind, reasons
    part.liaison, part.review_on = liaison, review_on
    step.tell(step.case.handler, f"A subject of {step.case} was marked.")


def _check_review(step, review_on, *, first=False):
    """Duties are looked at again as restricted ones are, and no later."""
    check_next(
        deadlines.load(),
        review_code(RestrictionKind.RESTRICTED),
        step.today,
        review_on,
        field="review_on",
        first=first,
    )


@on_part(Marker, "update-marker")
def update_marker(step, *, done, duties, review_on, liaison=""):
    """Record what of the policy is done, and what was decided about duties."""
    _check_review(step, review_on)
    if "duties" in done and not duties:
        raise BadInput("Say what was decided about duties, and why.", field="duties")
    part = step.part
    part.done, part.duties = sorted(done), duties
    part.liaison, part.review_on = liaison, review_on


def not_done(part, *, on):
    """What the policy of a day asks and nobody has done: grounds."""
    asked = law.load().grounds(Purpose.MARKER_ITEM, on)
    return [ground for ground in asked if ground.code not in part.done]


@on_part(Marker, "end-marker")
def end_marker(step, *, ended_because, left=None):
    """End the marker: all that the policy asks is done, or `left` says why it is not.

    {code of the ground: why it need not be done}; each stands in the reasons.
    """
    left, open_still = left or {}, not_done(step.part, on=step.today)
    undecided = [ground.name for ground in open_still if not left.get(ground.code)]
    if undecided:
        raise BadInput(
            f"Say why this of the policy need not be done: {'; '.join(undecided)}.",
            field="ended_because",
        )
    reasons = [f"{ground.name}: not done. {left[ground.code]}" for ground in open_still]
    step.part.ended_because = step.reason = "\n\n".join([ended_because, *reasons])
