"""Suspend a member from duty or restrict their duties, review it, lift it.

Two reasons for a suspension (Police (Conduct) Regulations 2004, regulation 4, as quoted
in domain.md 7.8); alternatives are considered first.
"""

from django.utils import timezone

from casework import deadlines
from complaints import rules
from complaints.actions.coming_due import check_next, review_code
from complaints.actions.moves import refuse_any
from complaints.actions.records import on_record
from complaints.actions.seniors import keep_authoritys
from complaints.actions.served import check_served
from complaints.models import Case, Restriction, law
from complaints.models.choices import RestrictionKind
from complaints.rules.duties import is_graver, purpose_of
from complaints.workflow import RestrictionStatus
from pages.refusals import BadInput, NotAllowed
from pages.words import day_words

GRAVER = (
    "A review continues what holds, or lessens it. What is graver is proposed to the "
    "director anew."
)


@on_record(Restriction, "propose")
def propose_restriction(
    step, *, case, member, kind, basis, reasons, alternatives, conditions="", welfare=""
):
    """Propose to suspend a subject of a case, or to keep them from some duties."""
    if not Case.objects.visible_now_to(step.by).filter(pk=case.pk).exists():
        raise NotAllowed("This case is not within your reach.")
    if not case.subjects.filter(member=member).exists():
        raise BadInput(f"{member} is no subject of {case}.", field="number")
    _check_not_twice(step, case, member, kind)
    row = step.record
    row.case, row.member, row.kind = case, member, kind
    _check_basis(step, kind, basis)
    _check_conditions(kind, conditions)
    row.basis, row.reasons, row.alternatives = basis, reasons, alternatives
    row.conditions, row.welfare = conditions, welfare
    step.reason = reasons


def _check_not_twice(step, case, member, kind):
    """One at a time of a member in a case, unless what is proposed is graver."""
    running = Restriction.objects.filter(case=case, member=member)
    proposed = running.filter(status=RestrictionStatus.PROPOSED).first()
    holds = running.filter(status=RestrictionStatus.IN_FORCE).first()
    if proposed is not None:
        raise BadInput(_already(step, proposed), field="number")
    if holds is not None and not is_graver(kind, holds.kind):
        raise BadInput(
            f"{_already(step, holds)} What is not graver is recorded as a review of "
            "it.",
            field="number",
        )


def _already(step, row):
    seen = Restriction.objects.visible_to(step.by).filter(pk=row.pk).exists()
    which = f", {row.reference}" if seen else ""
    return f"{row.member} has a suspension or restriction in {row.case} already{which}."


def _check_basis(step, kind, basis):
    purpose = purpose_of(kind)
    if law.load().ground(purpose, basis, step.today) is None:
        raise BadInput("Choose a legal basis that is in force.", field="basis")


def _check_conditions(kind, conditions):
    if kind == RestrictionKind.RESTRICTED and not conditions:
        raise BadInput("Say which duties the officer is kept from.", field="conditions")


@on_record(Restriction, "impose")
def impose_restriction(step, *, from_on, review_on, decision, authority=None):
    """Decide that it holds, from a day on: the director decides (domain.md 7.8).

    Of a senior officer the police authority decides, and its decision is recorded.
    """
    row = step.record
    _keep_authoritys(step, authority)
    earliest = row.case.received_on
    if earliest and from_on < earliest:
        raise BadInput(
            "It must begin on or after the day the case was received, "
            f"{day_words(earliest)}.",
            field="from_on",
        )
    _check_first_day(step, from_on)
    _take_the_place_of(step, from_on)
    _check_review(row.kind, from_on, review_on, field="review_on")
    row.from_on, row.review_on, row.decision = from_on, review_on, decision
    step.reason = decision
    step.tell(row.by, f"{row} was imposed.")


def _keep_authoritys(step, given):
    """By which decision of the police authority, where the member is a senior one."""
    row = step.record
    step.changes |= keep_authoritys(
        step.act,
        row.case,
        f"restriction.{step.verb}",
        given,
        today=step.today,
        concerned=(row.subject,),
    )


def _check_first_day(step, from_on):
    """It begins no later than a review of what began today would be due."""
    code, today = review_code(step.record.kind), step.today
    try:
        last = deadlines.load().deadline(code, starts_on=today, rule_on=today).due_on
    except deadlines.NoRule:
        last = today
    if from_on > last:
        raise BadInput(
            f"It must begin on or before {day_words(last)}.", field="from_on"
        )


def _take_the_place_of(step, from_on):
    """Lift what held until now: of a member one holds at a time in a case.

    What has not begun gives way to what begins no later: nothing is left open between.
    """
    row = step.record
    holding = Restriction.objects.select_for_update().filter(
        case=row.case, member=row.member, status=RestrictionStatus.IN_FORCE
    )
    for older in holding:
        _check_no_gap(older, from_on, today=step.today)
        older.status = RestrictionStatus.LIFTED
        older.lifted_on = from_on if older.from_on <= step.today else step.today
        older.lifted_because = f"{row} took its place."
        older.version += 1
        older.updated_at = step.at
        older.save()
        step.act.record(
            older,
            unit=older.responsible_unit,
            reason=older.lifted_because,
            changes={
                "status": (RestrictionStatus.IN_FORCE, RestrictionStatus.LIFTED),
                "lifted_on": (None, older.lifted_on),
            },
        )


def _check_no_gap(older, from_on, *, today):
    since = day_words(older.from_on)
    if older.from_on > today:
        if from_on > older.from_on:
            raise BadInput(
                f"It takes the place of {older}, which is to hold from {since}: it "
                "must begin then or earlier.",
                field="from_on",
            )
    elif not older.from_on <= from_on <= today:
        raise BadInput(
            f"It takes the place of {older}, which holds since {since}: it must begin "
            "between then and today.",
            field="from_on",
        )


def _check_review(kind, after, review_on, *, field):
    first = field == "review_on"
    check_next(
        deadlines.load(), review_code(kind), after, review_on, field=field, first=first
    )


@on_record(Restriction, "refuse")
def refuse_restriction(step, *, decision):
    """Decide against it, saying why."""
    step.record.decision = step.reason = decision
    step.tell(step.record.by, f"{step.record} was not imposed.")


@on_record(Restriction, "review")
def review_restriction(
    step, *, reviewed_on, kind, reasons, next_on, conditions="", authority=None
):
    """Record that it was reviewed, and as what it goes on: never as anything graver.

    A graver kind has a basis and alternatives of its own, and the director decides it.
    """
    row = step.record
    _keep_authoritys(step, authority)
    if is_graver(kind, row.kind):
        raise BadInput(GRAVER, field="kind")
    step.check_day("reviewed_on", reviewed_on, after=row.from_on, earlier="it began")
    _check_review(kind, reviewed_on, next_on, field="next_on")
    _check_conditions(kind, conditions)
    step.add(
        "restrictionreviews",
        reviewed_on=reviewed_on,
        kind=kind,
        conditions=conditions,
        reasons=reasons,
        next_on=next_on,
    )
    row.kind, row.conditions, row.review_on = kind, conditions, next_on
    step.reason = reasons


@on_record(Restriction, "care")
def care_restriction(step, *, on_day, summary):
    """Record a welfare contact with the member."""
    case, proposed_on = step.record.case, timezone.localdate(step.record.at)
    after, earlier = case.received_on or proposed_on, "the case was received"
    step.check_day("on_day", on_day, after=after, earlier=earlier)
    step.add("welfarecontacts", on_day=on_day, summary=summary)


@on_record(Restriction, "tell")
def tell_restriction(step, *, served_on, served_how, text):
    """Record what the officer was told of it in writing: when, how, in which words."""
    after = timezone.localdate(step.record.at)
    step.check_day("served_on", served_on, after=after, earlier="it was proposed")
    check_served(served_on, served_on, served_how, today=step.today)
    refuse_any(rules.check_written("text", text, what="notice"))
    step.add(
        "restrictionnotices", served_on=served_on, served_how=served_how, text=text
    )


@on_record(Restriction, "lift")
def lift_restriction(step, *, lifted_on, lifted_because, authority=None):
    """Lift it from a day on, saying why; its history stays.

    What is to begin later can be lifted before it does.
    """
    row = step.record
    _keep_authoritys(step, authority)
    after, earlier = row.from_on, "it began"
    if row.from_on > step.today:
        after, earlier = timezone.localdate(row.at), "it was proposed"
    step.check_day("lifted_on", lifted_on, after=after, earlier=earlier)
    row.lifted_on, row.lifted_because = lifted_on, lifted_because
    step.reason = lifted_because
