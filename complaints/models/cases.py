from datetime import date
from functools import cached_property, lru_cache

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from audit.trail import Subject
from casework.guard import guarded
from casework.models import Case as AbstractCase
from casework.models.cases import Origin
from complaints.models.choices import (
    CaseMode,
    Channel,
    ConductSource,
    Confidentiality,
    Kind,
    UnitPart,
)
from complaints.models.decided import MAY_BE_DECIDED
from complaints.querysets import CaseQuerySet
from complaints.rules import DECIDED_IN
from complaints.workflow import CLOSED, GIVEN, OPEN, REOPENING, Route, Status
from organisation.classification import FieldClass
from organisation.models import Unit

_DATES = (
    "incident_on",
    "received_on",
    "recorded_on",
    "allocated_on",
    "determined_on",
    "notified_on",
    "finalised_on",
)
_SELDOM = sorted({*Route.values} - {Route.UNDECIDED, Route.INVESTIGATION})
# What decides whether a restricted case is seen.
_SEEN_BY = ("confidentiality", "handler", "authority")


_SOME_CASE = "some-case"


@lru_cache  # a list asks for the addresses of a hundred
def _address() -> str:
    return reverse("complaints:case", args=[_SOME_CASE])


def recorded_here(condition: Q) -> Q:
    """Constraints bind cases recorded here; legacy rows may keep their faults."""
    return Q(origin=Origin.LEGACY) | condition


def _dates_in_order():
    for index, later in enumerate(_DATES[1:], start=1):
        for earlier in _DATES[:index]:
            yield models.CheckConstraint(
                name=f"case_{later}_not_before_{earlier}",
                condition=recorded_here(
                    Q(**{f"{later}__isnull": True})
                    | Q(**{f"{earlier}__isnull": True})
                    | Q(**{f"{later}__gte": F(earlier)})
                ),
            )


class Case(AbstractCase):
    """A public complaint or a conduct matter, from receipt to its end."""

    kind = models.CharField(max_length=2, choices=Kind)
    status = models.CharField(max_length=20, choices=Status)
    channel = models.CharField(max_length=12, choices=Channel, default=Channel.UNKNOWN)
    conduct_source = models.CharField(max_length=10, choices=ConductSource, blank=True)
    confidentiality = models.CharField(
        max_length=10, choices=Confidentiality, default=Confidentiality.SENSITIVE
    )
    # Kept by complaints.actions.standing, from its tests and referrals.
    mode = models.CharField(
        max_length=12, choices=CaseMode, blank=True, default=CaseMode.NONE
    )
    # Kept by the moves of the case: rules.route_after.
    route = models.CharField(
        max_length=24, choices=Route, blank=True, default=Route.UNDECIDED
    )
    said = models.TextField(max_length=20_000, blank=True)
    place = models.CharField(max_length=200, blank=True)
    incident_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    allocated_on = models.DateField(null=True, blank=True)
    determined_on = models.DateField(null=True, blank=True)
    notified_on = models.DateField(null=True, blank=True)
    finalised_on = models.DateField(null=True, blank=True)
    appeal_ends_on = models.DateField(null=True, blank=True)
    authority = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # case_by_authority begins with it
        related_name="+",
    )
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,  # nobody asks for it
        related_name="+",
    )
    # What lists and searches show and sort by, kept by the actions.
    sort_received_on = models.DateField(
        default="0001-01-01", help_text="received_on, or the first day there is."
    )
    categories = ArrayField(models.CharField(max_length=8), default=list)
    allegation_count = models.PositiveSmallIntegerField(default=0)
    subject_count = models.PositiveSmallIntegerField(default=0)
    # Rights, besides those of its state, that bring a case to whoever holds them:
    # something of it is with them (`offices`), and waits for them now (`awaits`).
    offices = ArrayField(models.CharField(max_length=40), default=list)
    awaits = ArrayField(models.CharField(max_length=40), default=list)

    objects = CaseQuerySet.as_manager()

    FIELD_CLASSES = AbstractCase.FIELD_CLASSES | {
        "kind": FieldClass.PUBLIC,
        "status": FieldClass.OFFICIAL,
        "channel": FieldClass.OFFICIAL,
        "conduct_source": FieldClass.OFFICIAL,
        "confidentiality": FieldClass.OFFICIAL,
        "mode": FieldClass.OFFICIAL,
        "route": FieldClass.OFFICIAL,
        "said": FieldClass.IDENTITY,
        "place": FieldClass.IDENTITY,
        **dict.fromkeys(_DATES, FieldClass.PUBLIC),
        "appeal_ends_on": FieldClass.OFFICIAL,
        "authority": FieldClass.OFFICIAL,
        "logged_by": FieldClass.OFFICIAL,
        "sort_received_on": FieldClass.PUBLIC,
        "categories": FieldClass.PUBLIC,
        "allegation_count": FieldClass.PUBLIC,
        "subject_count": FieldClass.PUBLIC,
        "offices": FieldClass.OFFICIAL,
        "awaits": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("case")]
        indexes = [
            # One for each sort a list offers; id breaks ties, so pages are keyset.
            models.Index(fields=["sort_received_on", "id"], name="case_by_received"),
            models.Index(
                fields=["next_due_on", "id"],
                name="case_by_due",
                include=("status", *_SEEN_BY),
            ),
            models.Index(
                fields=["reference_year", "reference_serial", "id"],
                name="case_by_reference",
            ),
            models.Index(fields=["updated_at", "id"], name="case_by_change"),
            # A filter that many people set, in the orders that they read it in. What
            # visible_to asks of a row stands in the index, so that a count to its cap
            # leaves the table alone.
            models.Index(
                fields=["responsible_unit", "sort_received_on", "id"],
                name="case_by_unit",
                include=_SEEN_BY,
            ),
            models.Index(
                fields=["responsible_unit", "next_due_on", "id"],
                name="case_by_unit_due",
                include=_SEEN_BY,
            ),
            models.Index(  # the queues of a borough
                fields=["responsible_unit", "status", "next_due_on", "id"],
                name="case_by_unit_status",
                include=_SEEN_BY,
            ),
            models.Index(
                fields=["status", "sort_received_on", "id"],
                name="case_by_status",
                include=_SEEN_BY,
            ),
            models.Index(
                fields=["status", "next_due_on", "id"],
                name="case_by_state_due",
                include=("appeal_ends_on", *_SEEN_BY),
            ),
            models.Index(
                fields=["next_due_on", "id"],
                name="case_given_to_nobody",
                include=("confidentiality", "authority", "responsible_unit"),
                condition=Q(handler__isnull=True, status__in=sorted(GIVEN)),
            ),
            models.Index(
                fields=["channel", "sort_received_on", "id"],
                name="case_by_channel",
                include=_SEEN_BY,
            ),
            models.Index(  # most cases are investigated, and found without it
                fields=["route", "sort_received_on", "id"],
                name="case_by_route",
                include=_SEEN_BY,
                condition=Q(route__in=_SELDOM),
            ),
            models.Index(
                fields=["authority", "sort_received_on", "id"],
                name="case_by_authority",
            ),
            models.Index(
                fields=["sort_received_on", "id"],
                name="case_restricted",
                condition=Q(confidentiality=Confidentiality.RESTRICTED),
            ),
            # How many were told their outcome in a period, for the rate of appeals.
            models.Index(
                fields=["notified_on", "responsible_unit"],
                name="case_notified",
                include=("kind", *_SEEN_BY),
                condition=Q(notified_on__isnull=False),
            ),
            models.Index(  # few cases are with the IPCC
                fields=["mode", "sort_received_on", "id"],
                name="case_by_mode",
                condition=~Q(mode=CaseMode.NONE),
            ),
            models.Index(
                fields=["sort_received_on", "id"],
                name="case_without_handler",
                condition=Q(handler__isnull=True),
            ),
            models.Index(
                fields=["handler", "sort_received_on", "id"],
                name="case_by_handler",
                condition=Q(handler__isnull=False),
            ),
            models.Index(  # somebody's work, and how much of it there is
                fields=["handler", "sort_received_on", "id"],
                name="case_open_by_handler",
                include=("status", "next_due_on", "confidentiality", "authority"),
                condition=Q(status__in=sorted(OPEN)),
            ),
            models.Index(  # what is logged already of the day of an incident
                fields=["incident_on"],
                name="case_by_incident",
                condition=Q(incident_on__isnull=False),
            ),
            # Results stand in the older cases: a list of them skips the newer ones.
            models.Index(
                fields=["sort_received_on", "id"],
                name="case_decided",
                condition=MAY_BE_DECIDED,
            ),
            GinIndex(fields=["categories"], name="case_categories"),
            models.Index(  # few cases are with an office
                fields=["next_due_on", "id"],
                name="case_with_offices",
                include=("offices", "awaits", "responsible_unit", *_SEEN_BY),
                condition=~Q(offices=[]),
            ),
            models.Index(  # and fewer wait for one: what is closed waits no more
                fields=["next_due_on", "id"],
                name="case_awaited",
                include=("awaits", "responsible_unit", *_SEEN_BY),
                condition=~Q(awaits=[]),
            ),
        ]
        constraints = [
            *_dates_in_order(),
            models.UniqueConstraint(
                fields=["reference_year", "reference_serial", "kind"],
                name="case_serial_once",
                condition=Q(origin=Origin.CANDOUR),
            ),
            models.CheckConstraint(
                name="case_has_received_on",
                condition=recorded_here(Q(received_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="case_conduct_says_where_from",
                condition=recorded_here(
                    (Q(kind=Kind.CONDUCT) & ~Q(conduct_source=""))
                    | (Q(kind=Kind.COMPLAINT) & Q(conduct_source=""))
                ),
            ),
            models.CheckConstraint(
                name="case_finalised_has_date",
                condition=recorded_here(
                    ~Q(status=Status.FINALISED) | Q(finalised_on__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="case_determined_has_date",
                condition=recorded_here(
                    ~Q(status__in=[Status.DETERMINED, Status.NOTIFIED])
                    | Q(determined_on__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="case_closed_awaits_nothing",
                # But whether a withdrawn complaint goes on as conduct is still asked.
                condition=Q(awaits=[])
                | Q(status__in=sorted([*OPEN, Status.WITHDRAWN])),
            ),
        ]

    def get_absolute_url(self):
        return _address().replace(_SOME_CASE, self.slug)

    @property
    def slug(self) -> str:
        """The reference as addresses write it: PC-00001-26."""
        return self.reference.replace("/", "-")

    @property
    def trail_subject(self):
        return Subject("case", self.reference, self.pk)

    @property
    def results_stand(self) -> bool:
        """Whether its outcomes say how the case was decided: on each page alike.

        Reopening takes the date of the determination away, and what was decided is
        read in the decision log and the history alone, until it is decided anew. A
        legacy row may never have had the date, so its state speaks for it, or that in
        which it was suspended, unless it was reopened here.
        """
        if self.determined_on is not None:
            return True
        if self.origin != Origin.LEGACY:
            return False
        if self.status == Status.SUB_JUDICE:
            return self._stood_still_decided and not self._was_reopened
        return self.status in DECIDED_IN and not self._was_reopened

    @cached_property  # each allegation on a page asks
    def _was_reopened(self) -> bool:
        return self.status_changes.filter(verb__in=REOPENING).exists()

    @cached_property
    def _stood_still_decided(self) -> bool:
        moves = self.status_changes.filter(to_status=Status.SUB_JUDICE)
        return moves.filter(from_status__in=DECIDED_IN).exists()

    def last_moved_on(self, *verbs: str) -> date | None:
        """The day on which one was last done, for moves that no field keeps."""
        moves = self.status_changes.filter(verb__in=verbs).order_by("-pk")
        at = moves.values_list("at", flat=True).first()
        return timezone.localdate(at) if at else None

    @property
    def is_complaint(self) -> bool:
        return self.kind == Kind.COMPLAINT

    @property
    def said_label(self) -> str:
        return Kind(self.kind).said_label

    @property
    def is_open(self) -> bool:
        return self.status not in CLOSED


class CaseUnit(models.Model):
    """A unit that a case touches, besides the one responsible for it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=UnitPart)

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "unit": FieldClass.PUBLIC,
        "part": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("case_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "unit", "part"], name="case_unit_once"
            )
        ]

    def __str__(self):
        return f"{self.case}: {self.unit} ({self.get_part_display()})"
