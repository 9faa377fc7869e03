"""Who has how much: a unit's open cases by handler, for whoever allocates there."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Posting, User
from accounts.permissions import Permission
from accounts.roles import ROLES
from complaints.filters import NOBODY
from complaints.models import Case, CaseClock, CaseTask, Enquiry, Risk
from complaints.models.clocks import Ended
from complaints.workflow import OPEN
from organisation.models import Unit
from pages.refusals import BadInput, NotAllowed

_HANDLING = [
    slug
    for slug, role in ROLES.items()
    if Permission.CASE_SUBMIT_REPORT in role.permissions
]
_SUPERVISING = (Permission.CASE_ALLOCATE, Permission.CASE_RESTRICT)


@dataclass(frozen=True)
class Load:
    """One handler's open cases in a unit; `handler` is None for cases nobody has."""

    handler: str | None
    email: str | None
    total: int
    late: int
    soon: int
    oldest_on: date | None
    unit_code: str

    @property
    def url(self) -> str:
        """The list of these cases; an e-mail address tells namesakes apart."""
        asked = {
            "unit": self.unit_code,
            "state": "open",
            "handler": self.email or NOBODY,
            "sort": "due",
        }
        return f"{reverse('complaints:cases')}?{urlencode(asked)}"

    @property
    def diary_url(self) -> str:
        """Everything that is due with them in the unit, day by day."""
        asked = {"unit": self.unit_code, "person": self.email or NOBODY}
        return f"{reverse('desk:diary')}?{urlencode(asked)}"


def supervises(user: User) -> bool:
    """Whether the user is shown the dates of units: who allocates, or heads them."""
    return any(map(user.rights.allow, _SUPERVISING))


def units_supervised(user: User, on: date) -> list[Unit]:
    """Units whose dates and order of work the user may see."""
    held = next(filter(user.rights.allow, _SUPERVISING), None)
    return units_to_manage(user, on, held) if held else []


def units_to_manage(
    user: User, on: date, permission: Permission = Permission.CASE_ALLOCATE
) -> list[Unit]:
    """Units whose workload the user may see: where they may allocate."""
    units = user.rights.units_for(permission)
    open_units = Unit.objects.open_on(on).filter(
        kind__in=["borough", "ocu", "team", "desk"]
    )
    if units is not None:
        open_units = open_units.filter(pk__in=units)
    return list(open_units.order_by("name"))


def chosen_unit(user: User, units: list[Unit], code: str) -> Unit:
    """The unit asked for, else one of the user's own, else the first."""
    if not units:
        raise NotAllowed("Your role does not allocate cases anywhere.")
    if code:
        for unit in units:
            if unit.code == code:
                return unit
        raise BadInput("This unit is not one whose cases you allocate.", field="unit")
    own = [unit for unit in units if unit.pk in user.rights.unit_ids]
    return (own or units)[0]


def people_of(unit: Unit, on: date) -> list[User]:
    """Who may handle cases of the unit: accounts posted there."""
    rows = Posting.objects.on(on).filter(
        unit=unit, role__in=_HANDLING, user__is_active=True
    )
    people = User.objects.filter(pk__in=rows.values("user"))
    return list(people.only("name", "email").order_by("name", "pk"))


def with_dates_in(unit: Unit, user: User) -> QuerySet[User]:
    """Who has a limit or an open task there, wherever they are posted.

    In what the user may see: else somebody would be known by a restricted case.
    """
    own = {"owner": OuterRef("pk")}
    visible = Case.objects.visible_to(user)
    clocks = CaseClock.objects.filter(unit=unit, ended=Ended.RUNNING, **own)
    clocks = clocks.filter(case__in=visible)
    cases = visible.filter(responsible_unit=unit)
    tasks = CaseTask.objects.filter(done_at=None, case__in=cases, **own)
    handled = cases.filter(handler=OuterRef("pk"))
    enquiries = Enquiry.objects.waiting().filter(case__in=cases, **own)
    risks = Risk.objects.visible_to(user).filter(responsible_unit=unit, **own)
    ways = map(Exists, (clocks, tasks, handled, enquiries, risks))
    return User.objects.filter(reduce(or_, ways))


def workload_of(user: User, unit: Unit, *, today: date, soon_until: date) -> list[Load]:
    """The unit's open cases by handler, the most late first."""
    rows = (
        Case.objects.visible_to(user)
        .filter(responsible_unit=unit, status__in=OPEN)
        .values("handler", "handler__name", "handler__email")
        .annotate(
            total=Count("pk"),
            late=Count("pk", filter=Q(next_due_on__lt=today)),
            soon=Count(
                "pk", filter=Q(next_due_on__gte=today, next_due_on__lte=soon_until)
            ),
            oldest_on=Min("received_on"),
        )
        .order_by("-late", "-total", "handler__name", "handler")
    )
    return [
        Load(
            handler=row["handler__name"],
            email=row["handler__email"],
            total=row["total"],
            late=row["late"],
            soon=row["soon"],
            oldest_on=row["oldest_on"],
            unit_code=unit.code,
        )
        for row in rows
    ]
