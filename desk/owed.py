"""Limits that are nobody's by name: whose office keeps them, or who decides.

When they are late the same are told: `complaints.actions.escalating.offices_of`.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from accounts.models import Posting, User
from accounts.permissions import Permission as P
from accounts.roles import ROLES
from complaints.models import Proceeding
from complaints.rules import limits
from organisation.models import Unit

# Whose right arranges proceedings, by whether the Hearings Office reviews them first.
_ARRANGING = {P.CASE_ARRANGE_HEARING: True, P.CASE_ARRANGE_MEETING: False}
# Who begins, or decides anew, what was decided of an officer.
_OF_OFFICES = (*_ARRANGING, P.CASE_RECORD_MANAGEMENT_ACTION)
_BEGINNING = (*_OF_OFFICES, P.CASE_REDIRECT_PROCEEDING)
Held = frozenset[int] | None  # units in which somebody holds a right; None: everywhere


def owed_by(user: User) -> list[Q]:
    """Clocks that an office of the user keeps, and those that an authority decides.

    Of the authority those of cases that name them, or nobody yet. Each says by its
    codes along which index it is found.
    """
    held = user.rights.units_for
    decided = _within(held(P.CASE_DETERMINE), _decided_by(user))
    return [*_kept(held, _BEGINNING), *_coded(limits.OF_THE_AUTHORITY, [decided])]


def owed_in(unit: Unit, on: date) -> list[Q]:
    """Clocks that an office keeps which is this unit, of the cases of other units.

    It is an office by whoever is posted there in a role for the whole force.
    """
    rows = Posting.objects.on(on).filter(unit=unit, user__is_active=True)
    roles = [ROLES[slug] for slug in set(rows.values_list("role", flat=True))]
    held = {
        right for each in roles if not each.within_unit for right in each.permissions
    }
    kept = _kept(lambda right: None if right in held else frozenset(), _OF_OFFICES)
    return [each & ~Q(unit=unit) for each in kept]


def _kept(held: Callable[[P], Held], beginning: Iterable[P]) -> list[Q]:
    """Of proceedings, and of what begins them, where the rights are held."""
    begun = [_within(held(right), _begun(right)) for right in beginning]
    arranged = [
        _within(held(right), Q(Exists(_proceedings(reviewed))))
        for right, reviewed in _ARRANGING.items()
    ]
    return _coded(limits.OF_PROCEEDINGS, [*begun, *arranged])


def _coded(codes: Iterable[str], ways: Iterable[Q | None]) -> list[Q]:
    found = [way for way in ways if way is not None]
    if not found:
        return []
    return [Q(owner=None, code__in=sorted(codes)) & reduce(or_, found)]


def _within(units: Held, which: Q) -> Q | None:
    """The same in these units, where None is everywhere."""
    if units is None:
        return which
    return which & Q(unit__in=units) if units else None


def _begun(right: P) -> Q:
    """What waits for its holders before there are proceedings."""
    return Q(awaits__contains=[str(right)])


def _proceedings(reviewed: bool) -> QuerySet:
    """The proceedings that a clock is of."""
    prefix = Value(f"{Proceeding._meta.verbose_name} ")
    rows = Proceeding.objects.filter(case=OuterRef("case"), reviewed=reviewed)
    name = Concat(prefix, Cast("number", CharField()), output_field=CharField())
    return rows.annotate(called=name).filter(called=OuterRef("of"))


def _decided_by(user: User) -> Q:
    return Q(case__authority=user) | Q(case__authority=None)
