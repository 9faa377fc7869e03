"""Write down what is decided, looked into and said while a case is investigated."""

from complaints.actions import clocks
from complaints.actions.steps import on_part
from complaints.models import (
    Contact,
    Enquiry,
    LoggedAction,
    PolicyEntry,
    ProportionalityCheck,
    StrategyReview,
)
from complaints.models.choices import ContactDirection, EnquiryEnd
from complaints.permissions import check_can_take_part
from pages.refusals import BadInput


@on_part(PolicyEntry, "log-policy")
def log_policy(step, *, decision, rationale, decided_by, decided_on, options=""):
    """Keep a decision about the investigation with its reasons (domain.md 9)."""
    step.check_day(
        "decided_on", decided_on, after=step.case.received_on, earlier="received"
    )
    part = step.part
    part.decision, part.rationale, part.options = decision, rationale, options
    part.decided_by, part.decided_on = decided_by, decided_on


@on_part(PolicyEntry, "replace-policy")
def replace_policy(step, *, replaced):
    """Say why a decision no longer stands: the entry itself stays as it was."""
    step.part.replaced = replaced


@on_part(LoggedAction, "log-action")
def log_action(step, *, what, on, done_by, result=""):
    """Keep what was done in the investigation (domain.md 1.4 question 11, 3.7)."""
    step.check_day("on", on, after=step.case.received_on, earlier="received")
    part = step.part
    part.what, part.on, part.done_by, part.result = what, on, done_by, result


@on_part(Enquiry, "open-enquiry")
def open_enquiry(step, *, what, why, owner, due_on):
    """Open a line of enquiry: what is to be found out, why, by whom and by when."""
    if due_on < step.today:
        raise BadInput("The day it is due must be today or later.", field="due_on")
    check_can_take_part(step.case, user=owner, part="follow a line of enquiry in")
    part = step.part
    part.what, part.why, part.owner, part.due_on = what, why, owner, due_on
    step.tell(owner, f"A line of enquiry in {step.case} is yours.", page="logs/")


@on_part(Enquiry, "close-enquiry")
def close_enquiry(step, *, ending, closed_on, result):
    """Close a line of enquiry: what it brought, or why it is not pursued."""
    part = step.part
    step.check_day(
        "closed_on", closed_on, after=step.case.received_on, earlier="received"
    )
    if not result:
        words = "what came of it" if ending == EnquiryEnd.DONE else "why it is not"
        raise BadInput(f"Enter {words}.", field="result")
    part.ending, part.closed_on, part.result = ending, closed_on, result


@on_part(Contact, "log-contact")
def log_contact(
    step,
    *,
    direction,
    means,
    on,
    summary,
    complainant=None,
    subject=None,
    witness=None,
    other="",
    at_time=None,
    is_update=False,
):
    """Log a contact; an update to a party starts the next 28 days (IPCC guidance)."""
    step.check_day("on", on, after=step.case.received_on, earlier="received")
    party = complainant or subject
    if is_update and (party is None or direction != ContactDirection.OUT):
        raise BadInput(
            "Only what we tell a complainant or a subject is an update.",
            field="is_update",
        )
    part = step.part
    part.complainant, part.subject, part.witness = complainant, subject, witness
    part.other, part.direction, part.means = other, direction, means
    part.on, part.at_time, part.summary = on, at_time, summary
    part.is_update = is_update
    if is_update:
        keep_updated(step, party, on)


def keep_updated(step, party, on):
    """Start the limit of the next update: for complainants when each of them heard.

    The one who has waited longest says from when it runs.
    """
    case, since = step.case, on
    if party == step.part.complainant:
        heard = dict(
            Contact.objects.filter(case=case, is_update=True, complainant__isnull=False)
            .order_by("on")
            .values_list("complainant", "on")
        )
        heard[party.pk] = max(on, heard.get(party.pk, on))
        everybody = case.complainants.values_list("pk", flat=True)
        days = [heard.get(key, case.recorded_on) for key in everybody]
        since = min((day for day in days if day), default=on)
    running = clocks.held(case).open(*_limit_of(party, step.part))
    if running is None or since > running.starts_on:
        clocks.updated(step.act, case, party, since)


def _limit_of(party, part):
    """The code of the limit of a party's updates, and what it is of."""
    if party == part.subject:
        return "update_officer", party.name
    return "update", ""


@on_part(StrategyReview, "review-strategy")
def review_strategy(step, *, on, reviewed, lines, resources="", next_on=None):
    """Review how the case is investigated, and meet what is due (domain.md 7.2)."""
    step.check_day("on", on, after=step.case.received_on, earlier="received")
    if next_on is not None and next_on <= step.today:
        raise BadInput("The next review must be after today.", field="next_on")
    part = step.part
    part.on, part.reviewed, part.lines = on, reviewed, lines
    part.resources, part.next_on = resources, next_on
    part.point = clocks.reviewed(step.act, step.case, on=on, next_on=next_on)
    step.tell(
        step.case.handler,
        f"The strategy of {step.case} was reviewed: see which lines were agreed.",
        page="logs/",
    )


@on_part(ProportionalityCheck, "check-proportionality")
def check_proportionality(step, *, on, proportionate, why, changes=""):
    """Say whether the case is dealt with in proportion, and what changes if not."""
    step.check_day("on", on, after=step.case.received_on, earlier="received")
    if not proportionate and not changes:
        raise BadInput(
            "Enter what changes, so that it is in proportion.", field="changes"
        )
    part = step.part
    part.on, part.proportionate, part.why, part.changes = (
        on,
        proportionate,
        why,
        changes,
    )
    if changes:
        step.tell(
            step.case.handler,
            f"How {step.case} is investigated was checked: something changes.",
            page="logs/",
        )
