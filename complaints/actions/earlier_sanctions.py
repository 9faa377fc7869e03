"""What was imposed on a member of the force before cases were kept here.

It counts as live like anything else, so that it opens and closes what the law says.
"""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.permissions import Permission
from audit.trail import Subject
from casework.acting import acting
from complaints import events, rules
from complaints.models import Case, ImposedSanction, law
from complaints.querysets import barred_of, manages_in_any, read_named_anew
from complaints.rules.regimes import last_day
from organisation.models import LineManager, Member
from pages.refusals import BadInput, NotAllowed, WrongState
from pages.words import day_words


def record_earlier_sanction(
    *, by, at, member, regime, sanction, told_on, source, live_until=None
):
    """Enter a sanction with where it was read; it counts from when it was told.

    `live_until` is the day that the record says, else the law's.
    """
    with acting(events.RECORD_SANCTION, by=by, at=at, subject=_subject(member)) as act:
        read_named_anew(by)
        check_can_record(member, by=by, on=timezone.localdate(at))
        member = _locked(member)
        regulations = law.load().regime(regime)
        what = regulations and regulations.sanction(sanction)
        if what is None:
            raise BadInput("Select what was imposed.", field="what")
        _check_day(told_on, regulations, today=timezone.localdate(at))
        rows = ImposedSanction.objects.filter(member=member)
        same = rows.filter(regime=regime, sanction=sanction, set_aside_on=None)
        if same.filter(Q(imposed_on=told_on) | Q(notified_on=told_on)).exists():
            raise BadInput("This sanction is on the record already.", field="what")
        extended = _extended(rows, regulations, what, told_on)
        until = _counts_until(regulations, what, extended, told_on, live_until)
        earlier = rows.filter(case=None).order_by("-number").first()
        row = ImposedSanction.objects.create(
            number=earlier.number + 1 if earlier else 1,
            by=by,
            at=at,
            member=member,
            field=regulations.field,
            regime=regime,
            sanction=what.code,
            sanction_name=what.name,
            extends=extended,
            imposed_on=told_on,
            notified_on=told_on,
            live_until=until,
            ends_service=what.ends_service,
            source=source,
        )
        names = ("sanction_name", "notified_on", "live_until", "source")
        changes = {name: (None, getattr(row, name)) for name in names}
        act.record(_subject(member), unit=member.unit, changes=changes)
    return row


def strike_earlier_sanction(*, by, at, member, number, reason):
    """Strike out what was entered by mistake: it counts on no day."""
    with acting(events.STRIKE_SANCTION, by=by, at=at, subject=_subject(member)) as act:
        read_named_anew(by)
        check_can_record(member, by=by, on=timezone.localdate(at))
        member = _locked(member)
        entered = ImposedSanction.objects.filter(member=member, case=None)
        row = entered.filter(number=number).first()
        if row is None:
            raise BadInput("There is no such entry.")
        if row.set_aside_on is not None:
            raise WrongState("It was struck out already.")
        if entered.filter(extends=row, set_aside_on=None).exists():
            raise BadInput("Its extension is on the record: strike that out first.")
        row.set_aside_on = timezone.localdate(at)
        row.save(update_fields=["set_aside_on"])
        changes = {row.sanction_name: (row.imposed_on, None)}
        act.record(_subject(member), unit=member.unit, reason=reason, changes=changes)
    return row


def check_can_record(member, *, by, on):
    """The offices that arrange proceedings, of whom they may take part in deciding.

    Not of themselves nor of whom they manage, and while somebody is in an open case,
    nobody who has a conflict in it.
    """
    if not by.rights.allow(Permission.SANCTION_RECORD):
        raise NotAllowed("Your role does not allow you to record earlier sanctions.")
    if by.member_id == member.pk:
        raise NotAllowed("Nobody keeps their own record.")
    rows = Case.objects.open().filter(subjects__member=member).order_by()
    cases = list(rows.values_list("pk", flat=True).distinct())
    if _manages(by, member, cases, on=on) or {*cases} & {*barred_of(by)}:
        raise NotAllowed(
            "You manage this officer or have a conflict of interest: somebody else "
            "keeps their record."
        )


def _manages(by, member, cases, *, on):
    """Whether they manage the member now, or a subject of one of their cases."""
    if by.member_id is None:
        return False
    managers = LineManager.objects.on(on).filter(member=member)
    return managers.filter(manager=by.member_id).exists() or manages_in_any(
        by.member_id, cases
    )


def _locked(member):
    """What is on somebody's record is entered and struck out one after the other."""
    return Member.objects.select_for_update(no_key=True).get(pk=member.pk)


def _subject(member) -> Subject:
    """By the number of the member, as people know it."""
    return Subject("sanction", member.number, member.pk)


def _check_day(told_on, regulations, *, today):
    if told_on > today:
        raise BadInput("The date must be today or earlier.", field="told_on")
    if told_on < regulations.from_on:
        raise BadInput(
            f"{regulations.name} were not in force on that day.", field="told_on"
        )


def _extended(rows, regulations, what, on):
    """What an extension makes longer, which is on the record first."""
    longer = rules.extends_what(regulations, what.code)
    if longer is None:
        return None
    row = rows.live_on(on).filter(sanction=longer.code).first()
    if row is None:
        raise BadInput(
            f"No {longer.name.lower()} was live that day: enter it first.",
            field="what",
        )
    return row


def _counts_until(regulations, what, extended, told_on, said):
    """The day that the record says, if the law allows it, else the law's."""
    latest = _until(regulations, what, extended, told_on)
    if said is None or latest is None:
        sentence = f"{what.name} never counts as live: leave the date out."
        refused = said is not None
    else:
        sentence = (
            "The date must be that on which it was told or later, and not after "
            f"{day_words(latest)}, when it ceases to count by law."
        )
        refused = not told_on <= said <= latest
    if refused:
        raise BadInput(sentence, field="live_until")
    return said or latest


def _until(regulations, what, extended, told_on):
    if extended is None:
        return what.live_until(told_on)
    months = regulations.sanction(extended.sanction).extendable_months
    return last_day(extended.live_until + timedelta(days=1), months)
