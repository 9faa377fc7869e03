"""Which cases there are, for whom, and what a list of them needs."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.apps import apps
from django.db import connection, models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q

from accounts.permissions import Permission
from accounts.roles import Reach
from complaints.workflow import OPEN, Status
from complaints.workflow.logs import AdviceStatus
from organisation.classification import FieldClass
from pages.lists import among

# Whose turn it is: a case in this status is with everybody who may do this next.
SENT_TO = {
    Status.CHECKED: Permission.CASE_ASSESS,
    Status.ASSESSED: Permission.CASE_ALLOCATE,
    Status.REPORTED: Permission.CASE_DETERMINE,
    Status.DIRECTION: Permission.CASE_ANSWER_DIRECTION,
    Status.DISPENSING: Permission.CASE_APPLY_DISPENSATION,
    Status.DISCONTINUING: Permission.CASE_APPLY_DISCONTINUANCE,
    Status.SUB_JUDICE: Permission.CASE_SUSPEND_SUB_JUDICE,
}
# Who moves a case on from a status, whoever handles it.
NEXT = {
    Status.RECEIVED: Permission.CASE_RECORD,
    Status.RECORDED: Permission.CASE_CHECK,
    Status.CHECKED: Permission.CASE_ASSESS,
    Status.ASSESSED: Permission.CASE_ALLOCATE,
    Status.REPORTED: Permission.CASE_DETERMINE,
    Status.DETERMINED: Permission.CASE_NOTIFY_ANY,
    Status.NOTIFIED: Permission.CASE_FINALISE,
    Status.DIRECTION: Permission.CASE_ANSWER_DIRECTION,
    Status.DISPENSING: Permission.CASE_APPLY_DISPENSATION,
    Status.DISCONTINUING: Permission.CASE_APPLY_DISCONTINUANCE,
    Status.SUB_JUDICE: Permission.CASE_SUSPEND_SUB_JUDICE,
}
# What its handler does with a case, and nobody else by this right.
HANDLERS_TURN = {
    Status.ALLOCATED: Permission.CASE_START,
    Status.RESOLVING: Permission.CASE_OFFER_RESOLUTION,
    Status.INVESTIGATING: Permission.CASE_SUBMIT_REPORT,
    Status.DETERMINED: Permission.CASE_NOTIFY,
}
# Something of a case may be with whoever holds one of these: see `Case.offices`.
OFFICES = (
    Permission.CASE_ASSESS_SEVERITY,
    Permission.CASE_REFER_CPS,
    Permission.CASE_REDIRECT_PROCEEDING,
    Permission.CASE_ARRANGE_MEETING,
    Permission.CASE_ARRANGE_HEARING,
    Permission.CASE_CONTINUE_AS_CONDUCT,
)
# What a user's rights remember of them for a request: see `CaseQuerySet.visible_to`.
_NAMED = "cases that name the user"
_EVERYWHERE = {Reach.ALL, Reach.RECORDED}


def _own(user) -> list[Q]:
    """The ways in which cases are a user's own, each with an index that serves it."""
    rights = user.rights
    ways = [Q(handler=user), Q(authority=user)]
    if rights.unit_ids:  # first, for it leads to most
        ways.insert(0, Q(responsible_unit__in=rights.unit_ids))
    everywhere = []
    for status, right in SENT_TO.items():
        units = rights.units_for(right)
        if units is None:
            everywhere.append(status)
        elif units:
            ways.append(Q(status=status, responsible_unit__in=units))
    if everywhere:
        ways.append(Q(status__in=everywhere))
    if rights.unit_ids and rights.allow(Permission.CASE_GIVE_ADVICE):
        ways.append(Q(pk__in=_asked_about(rights.unit_ids)))
    return ways + _with_offices(rights)


def _with_offices(rights) -> list[Q]:
    """The ways in which cases are with an office that the user is of."""
    ways, everywhere = [], []
    for right in OFFICES:
        units = rights.units_for(right)
        if units is None:
            everywhere.append(right)
        elif units:
            ways.append(with_office(right) & Q(responsible_unit__in=units))
    if everywhere:
        ways.append(with_office(*everywhere))
    return ways


def with_office(*rights) -> Q:
    """Cases of which something is with the holders of one of these rights."""
    return ~Q(offices=[]) & Q(offices__overlap=[str(right) for right in rights])


def awaiting(right) -> Q:
    """Cases that wait for a holder of this right, besides what their state says."""
    return ~Q(awaits=[]) & Q(awaits__contains=[str(right)])


def action_to_review(on) -> Q:
    """Cases in which management action is to be reviewed by a day, closed ones too."""
    rows = apps.get_model("complaints", "ManagementAction").objects.waiting()
    return Q(pk__in=rows.filter(due__lte=on).values("case"))


def _asked_about(unit_ids):
    """Cases that a unit was asked about, from the question until it is answered."""
    waiting = apps.get_model("complaints", "Advice").objects.filter(
        asked_of__in=unit_ids, status=AdviceStatus.WAITING
    )
    return waiting.values("case")


def own_cases(user) -> Q:
    """Cases handled by, decided by, sent to or with a unit of the user.

    With a unit too while it was asked for advice on them and has not answered.
    """
    return reduce(or_, _own(user))


def ways_within_reach(user, field_class: FieldClass) -> list[Q]:
    """The ways in which the user's roles show this class of some cases.

    None at all is an empty list; of every case, one way that asks nothing.
    """
    rights = user.rights
    reaches = rights.reaches(field_class)
    if reaches & _EVERYWHERE:
        return [Q()]
    ways = _own(user) if Reach.OWN in reaches else []
    if Reach.UNIT in reaches:
        ways.append(Q(responsible_unit__in=rights.units_seen(field_class)))
    return ways


def within_reach(user, field_class: FieldClass) -> Q | None:
    """Cases of which the user's roles show this class: None is none at all."""
    ways = ways_within_reach(user, field_class)
    return reduce(or_, ways) if ways else None


@dataclass(frozen=True)
class Named:
    """Keys of the cases barred to a user, and of restricted ones opened to them."""

    barred: list[int]
    opened: list[int]


# Who is barred from a case: its subjects, whoever declared a conflict in it, and its
# subjects' line managers whose conflict a supervisor upheld.
_BARRING = """
    SELECT case_id, user_id, NULL AS member_id FROM complaints_conflict
        WHERE user_id = {user} AND ended_at IS NULL
    UNION ALL SELECT case_id, NULL, member_id FROM complaints_subject
        WHERE member_id = {member}
    UNION ALL SELECT case_id, NULL, manager_id FROM complaints_conflictruling ruling
        WHERE manager_id = {member} AND upheld AND NOT EXISTS (
            SELECT FROM complaints_conflictruling later
            WHERE later.manager_id = ruling.manager_id
            AND later.case_id = ruling.case_id AND later.id > ruling.id
        )
"""
_BARRED_FROM = f"""
    SELECT user_id, member_id FROM (
        {_BARRING.format(user="ANY(%(users)s)", member="ANY(%(members)s)")}
    ) barring WHERE case_id = %(case)s
"""  # noqa: S608 - our own SQL
# Who manages a subject of a case, or did on the day it happened or since, unless the
# latest ruling of a supervisor set that aside. A day unknown might be any. Which cases
# it is asked of is filled in: `= ANY(%(cases)s)`, say.
MANAGING = """
    SELECT managing.manager_id FROM complaints_subject subject
    JOIN complaints_case concerned ON concerned.id = subject.case_id
    JOIN organisation_linemanager managing ON managing.member_id = subject.member_id
    WHERE subject.case_id {case} AND managing.manager_id = ANY(%(members)s)
    AND (managing.to_on IS NULL OR managing.to_on >= coalesce(
        concerned.incident_on, concerned.received_on, managing.to_on
    ))
    AND coalesce((
        SELECT upheld FROM complaints_conflictruling ruling
        WHERE ruling.manager_id = managing.manager_id
        AND ruling.case_id = subject.case_id
        ORDER BY ruling.id DESC LIMIT 1
    ), true)
"""
_MANAGING_IN = MANAGING.format(case="= ANY(%(cases)s)")
# `Named` of an account, for accounts.signed_in and by itself.
BARRED = f"""ARRAY(
    SELECT case_id FROM (
        {_BARRING.format(user="person.id", member="person.member_id")}
    ) barring
)"""  # noqa: S608 - our own SQL
OPENED = """ARRAY(
    SELECT case_id FROM complaints_caseaccess WHERE user_id = person.id
)"""
_NAMING = f"""
    SELECT {BARRED}, {OPENED}
    FROM (SELECT %(user)s::bigint AS id, %(member)s::bigint AS member_id) person
"""  # noqa: S608 - our own SQL


def _naming(user) -> Named:
    """Plain SQL: composing it would cost every page more than the database takes."""
    rows = _asked(_NAMING, user=user.pk, member=user.member_id)
    return Named(*rows[0])


def barred_from(user) -> list[int]:
    """Keys of the cases that the user is barred from, read anew."""
    return _naming(user).barred


def _named(user) -> Named:
    """What was read beside the account, or what is read now."""
    barred, opened = user.answered("barred"), user.answered("opened")
    return _naming(user) if barred is None else Named(barred, opened)


def barred_of(user) -> list[int]:
    """Keys of the cases that the user is barred from, read once for a request."""
    return user.rights.once(_NAMED, lambda: _named(user)).barred


def read_named_anew(user) -> None:
    """For whoever waited: meanwhile somebody may have named the user in a case."""
    user.rights.forget(_NAMED)
    user.rights.once(_NAMED, lambda: _naming(user))


def _asked(sql, **params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def managing_among(members, case) -> set[int]:
    """Keys of those members who manage a subject of the case, and may take no part.

    None of those whom a supervisor let take part.
    """
    members = [key for key in members if key]
    if not members:
        return set()
    return {key for (key,) in _asked(_MANAGING_IN, cases=[case.pk], members=members)}


def manages_in_any(member, cases: list[int]) -> bool:
    """Whether a member manages a subject of one of these cases, asked once of all."""
    if not (member and cases):
        return False
    return bool(_asked(_MANAGING_IN, cases=cases, members=[member]))


def conflicted_among(users, case) -> set[int]:
    """Keys of those users who may take no part: barred from it, or managing in it."""
    managing = managing_among([user.member_id for user in users], case)
    return barred_among(users, case) | {
        user.pk for user in users if user.member_id in managing
    }


def barred_among(users, case) -> set[int]:
    """Keys of those users who are subjects of the case or have a conflict in it.

    One that they declared, or one as a line manager that a supervisor upheld.
    """
    rows = _asked(
        _BARRED_FROM,
        users=[user.pk for user in users],
        members=[user.member_id for user in users if user.member_id],
        case=case.pk,
    )
    declared = {user for user, _ in rows if user}
    members = {member for _, member in rows if member}
    return {
        user.pk for user in users if user.pk in declared or user.member_id in members
    }


def is_barred(user, case) -> bool:
    """Whether the user is a subject of the case or has a conflict that bars them."""
    return bool(barred_among([user], case))


def is_conflicted(user, case) -> bool:
    """Whether the user may take no part in the case; they may read it perhaps."""
    return bool(conflicted_among([user], case))


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Cases whose existence the user may know of: the ground of every read.

        Nobody sees a case they are a subject of, or in which they have a conflict that
        they declared or a supervisor upheld; a restricted case is seen only by the
        people named for it. Which those are is read once for a request; actions ask
        `visible_now_to`.
        """
        reach = within_reach(user, FieldClass.PUBLIC)
        if reach is None:
            return self.none()
        named = user.rights.once(_NAMED, lambda: _named(user))
        if named.barred:
            reach &= ~Q(among("pk", named.barred))
        if not user.rights.allow(Permission.CASE_VIEW_RESTRICTED):
            opened = Q(handler=user) | Q(authority=user)
            if named.opened:
                opened |= Q(among("pk", named.opened))
            reach &= ~Q(confidentiality="restricted") | opened
        return self.filter(reach)

    def visible_now_to(self, user):
        """The same, with who is named read anew: for whoever writes.

        While an action waited for its case, another may have named its doer in it.
        """
        read_named_anew(user)
        return self.visible_to(user)

    def barred_to(self, user):
        """Cases that the user is a subject of or has a conflict in that bars them."""
        return self.filter(pk__in=barred_from(user))

    def showing(self, user, field_class: FieldClass):
        """Visible cases of which the user may also see fields of this class."""
        reach = within_reach(user, field_class)
        if reach is None:
            return self.none()
        return self.visible_to(user).filter(reach)

    def of_each(self) -> Exists:
        """Whether the case of a row of another table is one of these.

        Asked of each row: of the equality alone the planner would make a list of every
        case that one may see. The range says nothing, but cannot be listed.
        """
        return Exists(self.filter(pk=OuterRef("case"), pk__gte=OuterRef("case")))

    def at(self, slug: str):
        """The case at this address, PC-00001-26, among those that `self` holds."""
        return self.filter(reference=slug.replace("-", "/"))

    def marked_own(self, user):
        """With `is_own` on each row, so that a Sight of it asks nothing more."""
        if not any(Reach.OWN in user.rights.reaches(each) for each in FieldClass):
            return self  # nobody asks
        own = ExpressionWrapper(own_cases(user), output_field=models.BooleanField())
        return self.annotate(is_own=own)

    def open(self):
        return self.filter(status__in=OPEN)

    def with_list_details(self):
        """What a list row shows, in one query."""
        return self.select_related("responsible_unit", "handler").only(
            "reference",
            "reference_year",  # a cursor of the list sorted by reference holds them
            "reference_serial",
            "kind",
            "status",
            "origin",
            "confidentiality",
            "mode",
            "awaits",
            "categories",
            "allegation_count",
            "subject_count",
            "received_on",
            "sort_received_on",
            "incident_on",
            "next_due_on",
            "next_due",
            "updated_at",
            "responsible_unit__name",
            "responsible_unit__code",
            "handler__name",
        )
