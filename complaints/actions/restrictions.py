"""Suspend a member from duty or restrict their duties, review it, lift it.

Two reasons for a suspension (Police (Conduct) Regulations 2004, regulation 4, as quoted
in domain.md 7.8); alternatives are considered first.
"""

from complaints.actions.records import on_record
from complaints.models import Case, Restriction, law
from complaints.models.choices import RestrictionKind
from complaints.rules.duties import purpose_of
from pages.refusals import BadInput, NotAllowed
from pages.words import day_words


@on_record(Restriction, "propose")
def propose_restriction(
    step, *, case, member, kind, basis, reasons, alternatives, conditions="", welfare=""
):
    """Propose to suspend a subject of a case, or to keep them from some duties."""
    if not Case.objects.visible_now_to(step.by).filter(pk=case.pk).exists():
        raise NotAllowed("This case is not within your reach.")
    if not case.subjects.filter(member=member).exists():
        raise BadInput(f"{member} is no subject of {case}.", field="number")
    running = Restriction.objects.filter(
        case=case, member=member, status__in=("proposed", "in_force")
    ).first()
    if running is not None:
        raise BadInput(
            f"{member} has a suspension or restriction in {case} already, "
            f"{running.reference}.",
            field="number",
        )
    row = step.record
    row.case, row.member, row.kind = case, member, kind
    _check_basis(step, kind, basis)
    _check_conditions(kind, conditions)
    row.basis, row.reasons, row.alternatives = basis, reasons, alternatives
    row.conditions, row.welfare = conditions, welfare
    step.reason = reasons


def _check_basis(step, kind, basis):
    purpose = purpose_of(kind)
    if law.load().ground(purpose, basis, step.today) is None:
        raise BadInput("Choose a legal basis that is in force.", field="basis")


def _check_conditions(kind, conditions):
    if kind == RestrictionKind.RESTRICTED and not conditions:
        raise BadInput("Say which duties the officer is kept from.", field="conditions")


@on_record(Restriction, "impose")
def impose_restriction(step, *, from_on, review_on, decision):
    """Decide that it holds, from a day on: the director decides (domain.md 7.8)."""
    row = step.record
    earliest = row.case.received_on
    if earliest and from_on < earliest:
        raise BadInput(
            "It must begin on or after the day the case was received, "
            f"{day_words(earliest)}.",
            field="from_on",
        )
    _check_review(from_on, review_on, field="review_on")
    row.from_on, row.review_on, row.decision = from_on, review_on, decision
    step.reason = decision
    step.tell(row.by, f"{row} was imposed.")


def _check_review(after, review_on, *, field):
    if review_on <= after:
        raise BadInput(
            f"The next review must be after {day_words(after)}.", field=field
        )


@on_record(Restriction, "refuse")
def refuse_restriction(step, *, decision):
    """Decide against it, saying why."""
    step.record.decision = step.reason = decision
    step.tell(step.record.by, f"{step.record} was not imposed.")


@on_record(Restriction, "review")
def review_restriction(step, *, reviewed_on, kind, reasons, next_on, conditions=""):
    """Record that it was reviewed, and as what it goes on."""
    row = step.record
    step.check_day("reviewed_on", reviewed_on, after=row.from_on, earlier="it began")
    _check_review(reviewed_on, next_on, field="next_on")
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
    step.check_day("on_day", on_day, after=None, earlier="")
    step.add("welfarecontacts", on_day=on_day, summary=summary)


@on_record(Restriction, "lift")
def lift_restriction(step, *, lifted_on, lifted_because):
    """Lift it from a day on, saying why; its history stays."""
    row = step.record
    step.check_day("lifted_on", lifted_on, after=row.from_on, earlier="it began")
    row.lifted_on, row.lifted_because = lifted_on, lifted_because
    step.reason = lifted_because
