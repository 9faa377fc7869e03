"""Conflicts of interest for the demonstration: declared, upheld, set aside, undecided.

Made with the actions themselves, once, after the cases are told: of people whom no
story hands these cases to.
"""

from datetime import datetime, timedelta

from django.db.models import F, Q

from accounts.demonstration import DOMAIN
from accounts.models import User
from complaints import actions
from complaints.models import Case, Subject
from complaints.workflow import OPEN
from organisation.models import LineManager, Member

MANAGER = "local-manager-kingston"
SUPERVISOR = "command"
MANAGED = 3
DECLARED = (
    ("review-officer", "The complainant is a neighbour of mine."),
    ("misconduct-office", "I served with the officer for six years."),
    ("hearings-office", "The officer is my sister's husband."),
)
_UPHELD = "They share an office, and the officer's appraisal is due."
_ASIDE = "They managed the officer for a week, long before."


def add_conflicts(at: datetime) -> None:
    """Have people declare conflicts, a line manager have some, and most be decided."""
    _declare(at)
    _manage(at)


def _person(slug: str) -> User:
    return User.objects.get(email=slug + DOMAIN)


def _declare(at: datetime) -> None:
    """One each; the first is upheld, the second set aside, the third waits."""
    supervisor = _person(SUPERVISOR)
    cases = Case.objects.visible_to(supervisor).filter(status="investigating")
    rows = cases.order_by("sort_received_on", "pk")
    for place, (case, (slug, reason)) in enumerate(zip(rows, DECLARED, strict=False)):
        row = actions.declare_conflict(
            case=case, by=_person(slug), at=at - timedelta(days=3), reason=reason
        )
        if place < 2:
            actions.decide_conflict(
                case=case,
                conflict=row,
                by=supervisor,
                at=at - timedelta(days=2),
                upheld=place == 0,
                reasons=_UPHELD if place == 0 else _ASIDE,
            )


def _manage(at: datetime) -> None:
    """A sergeant who manages three officers, of whom cases of others tell."""
    account = _person(MANAGER)
    manager = account.member
    if manager is None:
        return
    about = Subject.objects.filter(
        case__responsible_unit=manager.unit_id,
        case__status__in=OPEN,
        member__isnull=False,
    )
    # In no case that the sergeant handles or may be given: nobody is kept from what
    # they are to do.
    theirs = Subject.objects.filter(
        Q(case__handler=account) | Q(case__handler=None, case__status__in=OPEN),
        member__isnull=False,
    )
    about = about.exclude(member__in=theirs.values("member"))
    about = about.exclude(member=manager).exclude(member__placeholder=True)
    rows = about.order_by(F("case__sort_received_on").desc(), "pk")
    chosen = {row.member_id: row for row in rows.select_related("case")[:MANAGED]}
    for place, row in enumerate(chosen.values()):
        _take_over(row.member, manager, at)
        if place < 2:
            actions.decide_conflict(
                case=row.case,
                manager=manager,
                by=_person(SUPERVISOR),
                at=at - timedelta(days=1),
                upheld=place == 0,
                reasons=_UPHELD if place == 0 else _ASIDE,
            )


def _take_over(member: Member, manager: Member, at: datetime) -> None:
    """The member has this manager from now on, and had another before."""
    first = (at - timedelta(days=7)).date()
    LineManager.objects.filter(member=member, to_on=None).update(
        to_on=first - timedelta(days=1)
    )
    LineManager.objects.create(member=member, manager=manager, from_on=first)
