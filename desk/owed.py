"""Limits that are nobody's by name: whose office keeps them, or who decides.

When they are late the same are told: `complaints.actions.escalating.offices_of`.
"""

from functools import reduce
from operator import or_

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from accounts.models import User
from accounts.permissions import Permission as P
from complaints.models import Proceeding
from complaints.rules import limits

# Whose right arranges proceedings, by whether the Hearings Office reviews them first.
_ARRANGING = {P.CASE_ARRANGE_HEARING: True, P.CASE_ARRANGE_MEETING: False}
# Who begins, or decides anew, what was decided of an officer.
_BEGINNING = (
    *_ARRANGING,
    P.CASE_RECORD_MANAGEMENT_ACTION,
    P.CASE_REDIRECT_PROCEEDING,
)


def owed_by(user: User) -> list[Q]:
    """Clocks that an office of the user keeps, and those that an authority decides.

    Of the authority those of cases that name them, or nobody yet. Each says by its
    codes along which index it is found.
    """
    arranged = [
        *(_within(user, right, _begun(right)) for right in _BEGINNING),
        *(
            _within(user, right, Q(Exists(_proceedings(reviewed))))
            for right, reviewed in _ARRANGING.items()
        ),
    ]
    decided = [_within(user, P.CASE_DETERMINE, _decided_by(user))]
    groups = ((limits.OF_PROCEEDINGS, arranged), (limits.OF_THE_AUTHORITY, decided))
    return [
        Q(owner=None, code__in=sorted(codes)) & reduce(or_, found)
        for codes, ways in groups
        if (found := [way for way in ways if way is not None])
    ]


def _within(user: User, right: P, which: Q) -> Q | None:
    """Where the user holds the right."""
    units = user.rights.units_for(right)
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
