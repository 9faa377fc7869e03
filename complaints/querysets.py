"""Which cases there are, for whom, and what a list of them needs."""

from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q

from accounts.permissions import Permission
from accounts.roles import Reach
from complaints.workflow import OPEN, Status
from organisation.classification import FieldClass

# Whose turn it is: a case in this status is with everybody who may do this next.
SENT_TO = {
    Status.CHECKED: Permission.CASE_ASSESS,
    Status.ASSESSED: Permission.CASE_ALLOCATE,
    Status.REPORTED: Permission.CASE_DETERMINE,
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
}
# What its handler does with a case, and nobody else by this right.
HANDLERS_TURN = {
    Status.ALLOCATED: Permission.CASE_START,
    Status.INVESTIGATING: Permission.CASE_SUBMIT_REPORT,
    Status.DETERMINED: Permission.CASE_NOTIFY,
}
_EVERYWHERE = {Reach.ALL, Reach.RECORDED}


def own_cases(user) -> Q:
    """Cases handled by, decided by, sent to or with a unit of the user."""
    rights = user.rights
    own = Q(handler=user) | Q(authority=user)
    if rights.unit_ids:
        own |= Q(responsible_unit__in=rights.unit_ids)
    everywhere = []
    for status, right in SENT_TO.items():
        units = rights.units_for(right)
        if units is None:
            everywhere.append(status)
        elif units:
            own |= Q(status=status, responsible_unit__in=units)
    if everywhere:
        own |= Q(status__in=everywhere)
    return own


def within_reach(user, field_class: FieldClass) -> Q | None:
    """Cases of which the user's roles show this class: None is none at all."""
    rights = user.rights
    ways = rights.reaches(field_class)
    if ways & _EVERYWHERE:
        return Q()
    reach = None
    if Reach.OWN in ways:
        reach = own_cases(user)
    if Reach.UNIT in ways:
        units = Q(responsible_unit__in=rights.units_seen(field_class))
        reach = units if reach is None else reach | units
    return reach


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Cases whose existence the user may know of: the ground of every read.

        Nobody sees a case they are a subject of or have a declared conflict in; a
        restricted case is seen only by the people named for it.
        """
        reach = within_reach(user, FieldClass.PUBLIC)
        if reach is None:
            return self.none()
        # EXISTS and not IN: the planner takes half the cases to be lost to each NOT IN.
        this = OuterRef("pk")
        conflicts = user.conflicts.filter(ended_at=None, case=this)
        visible = self.filter(reach, ~Exists(conflicts))
        if user.member_id:
            subjects = self.model._meta.get_field("subjects").related_model.objects
            named = subjects.filter(member=user.member_id, case=this)
            visible = visible.filter(~Exists(named))
        if not user.rights.allow(Permission.CASE_VIEW_RESTRICTED):
            visible = visible.filter(
                ~Q(confidentiality="restricted")
                | Q(handler=user)
                | Q(authority=user)
                | Q(pk__in=user.cases_opened_to.values("case"))
            )
        return visible

    def barred_to(self, user):
        """Cases that the user is a subject of or has a declared conflict in."""
        barred = Q(conflicts__user=user, conflicts__ended_at__isnull=True)
        if user.member_id:
            barred |= Q(subjects__member=user.member_id)
        return self.filter(barred)

    def showing(self, user, field_class: FieldClass):
        """Visible cases of which the user may also see fields of this class."""
        reach = within_reach(user, field_class)
        if reach is None:
            return self.none()
        return self.visible_to(user).filter(reach)

    def at(self, slug: str):
        """The case at this address, PC-00001-26, among those that `self` holds."""
        return self.filter(reference=slug.replace("-", "/"))

    def marked_own(self, user):
        """With `is_own` on each row, so that a Sight of it asks nothing more."""
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
