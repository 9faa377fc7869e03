"""What was imposed on a member of the force: live, run out or set aside."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from accounts.permissions import Permission
from accounts.roles import Reach
from complaints.actions.earlier_sanctions import check_can_record
from complaints.models import Case, ImposedSanction
from complaints.views.officer_notes import Note, Table, cell, note, upto
from organisation.classification import FieldClass
from pages.refusals import NotAllowed
from pages.words import day_words, pounds

_FORCE = {Reach.ALL, Reach.RECORDED}
_SHOWN = (
    *("number", "sanction_name", "amount", "rank_to", "source", "ends_service"),
    *("imposed_on", "effective_on", "notified_on", "live_until", "set_aside_on"),
    "case__reference",
)
HEADINGS = ("Imposed", "What", "In", "How it stands")


def may_record(user, member, on) -> bool:
    """Whether the user keeps what was imposed on the member before; asked once."""

    def allowed() -> bool:
        try:
            check_can_record(member, by=user, on=on)
        except NotAllowed:
            return False
        return True

    return user.rights.once(f"keeps the record of {member.pk}", allowed)


@note(ImposedSanction, "member")
def sanctions(member, on, user) -> list[Note | Table]:
    """Of cases whose people the reader sees, and from before cases were kept here."""
    rows = list(upto(_seen(member, on, user)))
    cells = [
        [
            cell(day_words(row.imposed_on)),
            cell(row.sanction_name, second=_measure(row)),
            _where(row),
            cell(_stands(row, on)),
        ]
        for row in rows
    ]
    # What was entered from before is struck out here, whether it still counts or not.
    shown = [row for row in rows if row.is_live or row.case is None]
    earlier = any(row.case is None for row in shown)
    strikes = earlier and may_record(user, member, on)
    found = [_card(row, on, member, strikes) for row in shown]
    return [*found, Table("What was imposed", HEADINGS, cells)]


def _seen(member, on: date, user) -> Any:
    earlier, keeps = Q(), user.rights.allow(Permission.SANCTION_RECORD)
    reads = user.rights.reaches(FieldClass.IDENTITY) & _FORCE
    if user.member_id != member.pk and (keeps or reads):
        earlier = Q(case__isnull=True, set_aside_on__isnull=True)  # not struck out
    rows = ImposedSanction.objects.of(member).filter(
        Q(Case.objects.showing(user, FieldClass.IDENTITY).of_each()) | earlier
    )
    return rows.marked_live(on).select_related("case").only(*_SHOWN)


def _where(row) -> dict[str, Any]:
    if row.case is None:
        return cell(f"From before: {row.source}")
    return cell(str(row.case), href=f"{row.case.get_absolute_url()}proceedings/")


def _measure(row) -> str:
    """How much of it, where it is of an amount or a rank."""
    if row.amount is not None:
        return pounds(row.amount)
    return f"To {row.get_rank_to_display()}" if row.rank_to else ""


def _stands(row, on: date) -> str:
    if row.set_aside_on:
        return f"Set aside on {day_words(row.set_aside_on)}"
    if row.is_live:
        return f"Live until {day_words(row.live_until)}"
    if row.live_until and row.live_until < on:
        return f"Ran out after {day_words(row.live_until)}"
    ends = "Ends their service" if row.ends_service else ""
    if row.effective_on:
        return f"{ends or 'In effect'} from {day_words(row.effective_on)}"
    return ends


def _card(row, on: date, member, strikes: bool) -> Note:
    """What is live, or was entered from before, and what may be done about it."""
    if row.case is not None:
        imposed = {"key": "Imposed", "value": day_words(row.imposed_on)}
        return Note(row.sanction_name, [imposed, _counts(row, on)], [_where(row)])
    told = {"key": "Told", "value": day_words(row.notified_on)}
    read = {"key": "Where it was read", "value": row.source}
    strike = reverse("complaints:strike-sanction", args=[member.key, row.number])
    actions = [{"text": "Strike out", "href": strike}] if strikes else []
    return Note(row.sanction_name, [told, _counts(row, on), read], actions)


def _counts(row, on: date) -> dict[str, Any]:
    if row.live_until is None:
        return {"key": "Live", "value": "Never: it does not count in other cases"}
    key = "Ran out after" if row.live_until < on else "Live until"
    return {"key": key, "value": day_words(row.live_until)}
