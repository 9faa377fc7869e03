"""Ask the Misconduct Office, a support unit or the civil actions unit, and answer."""

from datetime import date

from django.utils import timezone

from accounts.models import Posting
from accounts.permissions import Permission
from accounts.roles import ROLES
from casework import notifications, references
from casework.acting import acting
from complaints import events
from complaints.actions.steps import on_part
from complaints.models import Advice, GeneralAdvice
from complaints.workflow.logs import AdviceStatus
from pages.refusals import BadInput, NotAllowed, WrongState

# Roles that give advice, in the unit of their posting.
ADVISING = [
    slug
    for slug, role in ROLES.items()
    if Permission.CASE_GIVE_ADVICE in role.permissions
]
MOST_TOLD = 20


def _advisers(unit, on):
    """People of the unit who can answer; there is somebody."""
    posted = Posting.objects.on(on).filter(
        unit=unit, role__in=ADVISING, user__is_active=True
    )
    rows = list(posted.select_related("user").order_by("pk")[:MOST_TOLD])
    if not rows:
        raise BadInput(f"Nobody in {unit} gives advice.", field="asked_of")
    return {row.user_id: row.user for row in rows}.values()


@on_part(Advice, "ask-advice")
def ask_advice(step, *, asked_of, question):
    """Ask a unit about the case: it is with them too until they answer."""
    step.part.asked_of, step.part.question = asked_of, question
    for user in _advisers(asked_of, step.today):
        sentence = f"{asked_of} is asked for advice on {step.case}."
        step.tell(user, sentence, page="logs/")


@on_part(Advice, "give-advice")
def give_advice(step, *, text, precedents=""):
    """Answer for the unit that was asked."""
    part = step.part
    part.text, part.precedents = text, precedents
    part.answered_by, part.answered_at = step.by, step.at
    step.tell(part.by, f"There is advice on {step.case}.", page="logs/")


@on_part(Advice, "withdraw-question")
def withdraw_question(step, *, reason):
    """Take a question back that needs no answer any more."""
    step.reason = reason


def ask_general_advice(*, by, at, asked_of, question):
    """Ask a unit something about no case in particular."""
    with acting(events.ASK_GENERAL_ADVICE, by=by, at=at) as act:
        if not by.rights.allow(Permission.CASE_ASK_ADVICE):
            raise NotAllowed("Your role does not allow you to ask for advice.")
        row = GeneralAdvice.objects.create(
            number=_next_number(),
            status=AdviceStatus.WAITING,
            asked_of=asked_of,
            question=question,
            by=by,
            at=at,
        )
        act.record(row, unit=asked_of, changes={"question": (None, question)})
        for user in _advisers(asked_of, timezone.localdate(at)):
            _tell(user, act, row, f"{asked_of} is asked for advice.")
    return row


# What general questions are counted by: over the years, so that a number is one.
COUNTED_AS, COUNTED_FROM = "AD", date(2000, 1, 1)


def _next_number():
    return references.issue(COUNTED_AS, on=COUNTED_FROM).serial


def check_can_answer(row, *, by):
    """Raise unless `by` may answer this general question now."""
    if not by.rights.allow(Permission.CASE_GIVE_ADVICE):
        raise NotAllowed("Your role does not allow you to give advice.")
    if row.asked_of_id not in by.rights.unit_ids:
        raise NotAllowed(f"Only somebody of {row.asked_of} can answer this question.")
    if row.status != AdviceStatus.WAITING:
        raise WrongState("This question was answered already.")


def give_general_advice(*, row, by, at, text, precedents=""):
    """Answer a question about no case in particular, for whoever reads it."""
    with acting(events.GIVE_GENERAL_ADVICE, by=by, at=at, subject=row) as act:
        rows = GeneralAdvice.objects.visible_to(by).filter(pk=row.pk)
        row = (
            rows.select_for_update(of=("self",))
            .select_related("asked_of", "by")
            .first()
        )
        if row is None:
            raise BadInput("There is no such question.")
        check_can_answer(row, by=by)
        row.status, row.text, row.precedents = AdviceStatus.ANSWERED, text, precedents
        row.answered_by, row.answered_at = by, at
        row.save()
        act.record(row, unit=row.asked_of, changes={"advice": (None, text)})
        _tell(row.by, act, row, "Your question was answered.")
    return row


def _tell(user, act, row, sentence):
    if user.pk != act.by.pk:
        notifications.tell(
            user,
            event=act.event,
            sentence=sentence,
            url="/complaints/advice/",
            key=f"{act.event}:{row.pk}:{user.pk}",
            at=act.at,
        )
