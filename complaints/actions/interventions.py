"""The Complaints Intervention Scheme: begun by a rule or by hand, planned, followed up.

Not discipline: nothing here counts against anybody (domain.md 7.6).
"""

from datetime import date, timedelta

from django.urls import reverse

from accounts.models import Posting, User
from accounts.permissions import Permission
from accounts.roles import ROLES
from casework import deadlines, notifications
from complaints.actions.coming_due import action_due
from complaints.actions.records import on_record
from complaints.models import Intervention, InterventionRule
from complaints.rules.interventions import FOLLOW_UP_DAYS
from organisation.models import LineManager
from pages.refusals import BadInput
from pages.words import day_words


@on_record(Intervention, "open")
def open_intervention(step, *, member, reasons):
    """Open an intervention by hand, saying why: of somebody known, and not oneself."""
    if member.placeholder:
        raise BadInput(f"{member} is nobody known.", field="member")
    if member.pk == step.by.member_id:
        raise BadInput("You cannot open one for yourself.", field="member")
    running = running_of(member)
    if running is not None:
        # Of a register that the doer does not read, its reference is none of theirs.
        seen = Intervention.objects.visible_to(step.by).filter(pk=running.pk).exists()
        which = f", {running.reference}" if seen else ""
        raise BadInput(f"{member} has an intervention already{which}.", field="member")
    row = step.record
    row.member, row.reasons, row.triggered_on = member, reasons, step.today
    row.repeat_of = last_of(member)
    rule = InterventionRule.objects.on(step.today).first()
    row.due_on = action_due(deadlines.load(), rule, step.today)
    row.rule = None
    step.reason = reasons
    for user in champions_of(row.responsible_unit_id, step.today):
        step.tell(user, f"{row.reference} was opened in the intervention scheme.")
    tell_managers(row, on=step.today, at=step.at)


def running_of(member):
    """The intervention of a member that is not ended, if there is one."""
    rows = Intervention.objects.filter(member=member)
    return rows.filter(status__in=("triggered", "planned")).first()


def last_of(member):
    """The last intervention of a member that led to a plan, if there was one."""
    rows = Intervention.objects.filter(member=member, status="completed")
    return rows.order_by("-triggered_on", "-pk").first()


def champions_of(unit_id, on: date) -> list[User]:
    """Who runs the scheme in a unit."""
    roles = [
        slug
        for slug, role in ROLES.items()
        if role.within_unit and Permission.INTERVENTION_PLAN in role.permissions
    ]
    posted = Posting.objects.on(on).filter(role__in=roles, unit=unit_id)
    users = User.objects.filter(is_active=True, pk__in=posted.values("user"))
    return list(users.order_by("pk"))


def tell_managers(row, *, on: date, at) -> None:
    """Tell whoever manages the member: by name, for they may not read the register."""
    managers = LineManager.objects.on(on).filter(member=row.member)
    users = User.objects.filter(is_active=True, member__in=managers.values("manager"))
    for user in users.order_by("pk"):
        notifications.tell(
            user,
            event="intervention.open",
            sentence=f"The intervention scheme has begun for {row.member}, whom you "
            "manage. The champion of the unit will speak to you.",
            url=reverse("casework:notifications"),
            key=f"intervention.open:{row.reference}:manager:{user.pk}",
            at=at,
        )


@on_record(Intervention, "plan")
def plan_intervention(step, *, interviewed_on, pattern, plan, review_on):
    """Record the supportive interview and the plan that came of it."""
    row = step.record
    step.check_day(
        "interviewed_on",
        interviewed_on,
        after=row.triggered_on,
        earlier="it was opened",
    )
    _check_after(review_on, interviewed_on, field="review_on", what="The next review")
    row.interviewed_on, row.pattern = interviewed_on, pattern
    row.plan, row.review_on = plan, review_on


def _check_after(day, after, *, field, what):
    if day <= after:
        raise BadInput(f"{what} must be after {day_words(after)}.", field=field)


@on_record(Intervention, "dismiss")
def dismiss_intervention(step, *, outcome):
    """Decide that nothing is to be done, saying why."""
    step.record.outcome = step.reason = outcome


@on_record(Intervention, "review")
def review_intervention(step, *, on_day, summary, review_on):
    """Record how the plan goes, and when it is looked at next."""
    row = step.record
    step.check_day(
        "on_day", on_day, after=row.interviewed_on, earlier="of the interview"
    )
    _check_after(review_on, on_day, field="review_on", what="The next review")
    step.add("reviews", on_day=on_day, summary=summary)
    row.review_on = review_on


@on_record(Intervention, "complete")
def complete_intervention(step, *, completed_on, outcome):
    """Complete the plan; it is followed up later."""
    row = step.record
    step.check_day(
        "completed_on",
        completed_on,
        after=row.interviewed_on,
        earlier="of the interview",
    )
    days = row.rule.follow_up_days if row.rule_id else FOLLOW_UP_DAYS
    row.completed_on, row.outcome = completed_on, outcome
    row.review_on, row.follow_up_on = None, completed_on + timedelta(days=days)
    step.reason = outcome


@on_record(Intervention, "follow-up")
def follow_up_intervention(step, *, on_day, summary):
    """Record how it went since."""
    row = step.record
    step.check_day("on_day", on_day, after=row.completed_on, earlier="it was completed")
    step.add("reviews", on_day=on_day, summary=summary, follow_up=True)
    row.follow_up_on = None
