"""Mark a subject, go through what the policy asks, end the marker."""

from complaints.actions.steps import on_part
from complaints.models import Marker, law
from complaints.models.law import Purpose
from pages.refusals import BadInput


@on_part(Marker, "mark-subject")
def mark_subject(step, *, subject, kind, reasons, review_on, liaison=""):
    """Mark a subject: the policy on such offences applies from now on."""
    if law.load().ground(Purpose.MARKER, kind, step.today) is None:
        raise BadInput("Choose a kind of offence.", field="kind")
    if subject.markers.filter(kind=kind, status="open").exists():
        raise BadInput("This subject is marked so already.", field="subject")
    _check_review(step, review_on)
    part = step.part
    part.subject, part.kind, part.reasons = subject, kind, reasons
    part.liaison, part.review_on = liaison, review_on
    step.tell(step.case.handler, f"A subject of {step.case} was marked.")


def _check_review(step, review_on):
    if review_on <= step.today:
        raise BadInput("The next review must be after today.", field="review_on")


@on_part(Marker, "update-marker")
def update_marker(step, *, done, duties, review_on, liaison=""):
    """Record what of the policy is done, and what was decided about duties."""
    _check_review(step, review_on)
    if "duties" in done and not duties:
        raise BadInput("Say what was decided about duties, and why.", field="duties")
    part = step.part
    part.done, part.duties = sorted(done), duties
    part.liaison, part.review_on = liaison, review_on


@on_part(Marker, "end-marker")
def end_marker(step, *, ended_because):
    """End the marker: all that the policy asks is done, or it was set in error."""
    step.part.ended_because = step.reason = ended_because
