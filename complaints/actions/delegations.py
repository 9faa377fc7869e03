"""Lend the powers of an appropriate authority for a time, and take them back.

What was lent holds from its first day to its last (accounts.lending), and what is done
by it says for whom in the trail. The case's own conditions hold for whoever borrows:
nobody decides what they had a part in.
"""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from accounts.lending import ENDED, POWERS, WITHDRAWN
from accounts.models import Delegation, Posting, User
from accounts.models.users import UserKind
from accounts.permissions import Permission
from accounts.roles import ROLES, Reach
from audit.trail import Kind, Subject
from casework import notifications
from casework.acting import acting
from complaints import events
from complaints.actions.claims import RANKS
from complaints.models import DelegationRule
from complaints.models.delegations import LOWEST
from organisation.classification import FieldClass
from pages.refusals import BadInput, NotAllowed, WrongState
from pages.words import day_words, listed

# Roles that work on cases of the whole force and see who is in those sent to them.
BORROWING = frozenset(
    slug
    for slug, role in ROLES.items()
    if Permission.CASE_NOTE in role.permissions
    and not role.within_unit
    and role.reach(FieldClass.IDENTITY) in (Reach.OWN, Reach.ALL)
)


def lendable(user: User) -> list[str]:
    """What somebody holds of their own that may be lent."""
    held = {power for each in user.rights.held for power in each.role.permissions}
    return [power for power in POWERS if power in held]


def rule_on(day: date) -> DelegationRule | None:
    """From which rank on powers are lent on a day without saying why."""
    return DelegationRule.objects.filter(code=LOWEST).on(day).first()


def borrowers(user: User, *, on: date):
    """To whom they may lend: people at work on cases of the directorate."""
    working = User.objects.filter(is_active=True, kind=UserKind.PERSON).exclude(
        pk=user.pk
    )
    posted = Posting.objects.on(on).filter(role__in=BORROWING)
    found = working.filter(pk__in=posted.values("user")).select_related("member")
    return found.order_by("name", "pk")


def give_delegation(
    *, by, at, holder, powers, from_on, to_on, reason, rank_reason=""
) -> Delegation:
    """Let somebody use powers of one's own, from one day to another."""
    today = timezone.localdate(at)
    with acting(events.GIVE_DELEGATION, by=by, at=at) as act:
        _check_may_give(by, powers)
        _check_days(from_on, to_on, today=today)
        _check_holder(by, holder, powers, today=today)
        _check_rank(holder, rank_reason, on=from_on)
        row = Delegation.objects.create(
            giver=by,
            holder=holder,
            powers=[power for power in POWERS if power in powers],
            from_on=from_on,
            to_on=to_on,
            reason=reason,
            rank_reason=rank_reason,
            at=at,
        )
        changes = {
            "holder": (None, holder.name),
            "powers": (None, row.power_words),
            "from_on": (None, from_on),
            "to_on": (None, to_on),
        }
        if rank_reason:
            changes["rank_reason"] = (None, rank_reason)
        act.record(_subject(row), kind=Kind.ALTERATION, reason=reason, changes=changes)
        _tell(
            row,
            holder,
            f"{by.name} lets you use powers of theirs from {day_words(from_on)} to "
            f"{day_words(to_on)}.",
            event=events.GIVE_DELEGATION,
            at=at,
        )
    return row


def withdraw_delegation(*, delegation, by, at, reason) -> Delegation:
    """Take back at once what was lent: the giver, or senior management."""
    with acting(
        events.WITHDRAW_DELEGATION, by=by, at=at, subject=_subject(delegation)
    ) as act:
        rows = Delegation.objects.select_for_update(of=("self",))
        row = rows.select_related("giver", "holder").get(pk=delegation.pk)
        check_can_withdraw(row, by=by, on=timezone.localdate(at))
        row.withdrawn_at, row.withdrawn_by = at, by
        row.withdrawn_because = reason
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
        act.record(
            _subject(row),
            reason=reason,
            changes={"to_on": (row.to_on, timezone.localdate(at))},
        )
        for user in {row.giver, row.holder} - {by}:
            sentence = f"What {row.giver} delegated to {row.holder} is withdrawn."
            _tell(row, user, sentence, event=events.WITHDRAW_DELEGATION, at=at)
    return row


def check_can_withdraw(row: Delegation, *, by: User, on) -> None:
    """Whoever gave it, or senior management; while it lasts or before it begins."""
    may = by.rights.allow(Permission.DELEGATION_WITHDRAW)
    if row.giver_id != by.pk and not may:
        raise NotAllowed(
            "Only whoever delegated these powers takes them back, or senior management."
        )
    state = row.state_on(on)
    if state == WITHDRAWN:
        raise WrongState("This delegation was withdrawn already.")
    if state == ENDED:
        raise WrongState(f"This delegation ended on {day_words(row.to_on)}.")


def _check_may_give(by: User, powers) -> None:
    if not by.rights.allow(Permission.DELEGATION_GIVE):
        raise NotAllowed("Your role does not allow you to delegate powers.")
    if not powers:
        raise BadInput("Select the powers that you delegate.", field="powers")
    missing = set(powers) - set(lendable(by))
    if missing:
        named = listed(sorted(POWERS.get(each, each) for each in missing))
        raise NotAllowed(
            f"You do not hold this of your own, so you cannot delegate it: {named}."
        )


def _check_days(from_on, to_on, *, today) -> None:
    if from_on < today:
        raise BadInput(
            f"The first day must be today, {day_words(today)}, or later: nothing that "
            "was done before is covered.",
            field="from_on",
        )
    if to_on < from_on:
        raise BadInput("The last day must be on or after the first day.", field="to_on")


def _check_holder(by: User, holder: User, powers, *, today: date) -> None:
    if holder.pk == by.pk:
        raise BadInput("Choose somebody else than yourself.", field="holder")
    if not borrowers(by, on=today).filter(pk=holder.pk).exists():
        raise BadInput(
            f"{holder} does not work on cases of the directorate, so they cannot use "
            "these powers.",
            field="holder",
        )
    own = [power for power in powers if power in lendable(holder)]
    if own:
        named = listed(POWERS[power] for power in own)
        raise BadInput(
            f"{holder} may do this by their own role already: {named}.", field="powers"
        )


def _check_rank(holder: User, rank_reason: str, *, on) -> None:
    rule = rule_on(on)
    if rule is None or rank_reason or not below(holder, rule):
        return
    raise BadInput(
        f"{holder} is not of the rank of {rule.get_rank_display().lower()} or above: "
        "say why these powers are delegated to them, for example that they act in it.",
        field="rank_reason",
    )


def below(holder: User, rule: DelegationRule) -> bool:
    """Whether somebody's rank is below that of the rule; of staff nobody knows."""
    member = holder.member
    rank = member.rank if member else ""
    return rank not in RANKS or RANKS.index(rank) < RANKS.index(rule.rank)


def _subject(row: Delegation) -> Subject:
    return Subject("delegation", f"{row.giver.name} to {row.holder.name}", row.pk)


def _tell(row, user, sentence, *, event, at) -> None:
    notifications.tell(
        user,
        event=event,
        sentence=sentence,
        url=reverse("account"),
        key=f"{event}:{row.pk}:{user.pk}",
        at=at,
    )
