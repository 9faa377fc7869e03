"""A marker on a subject of a case: what the policy on such offences asks then."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.allegations import Subject
from complaints.models.conduct import who
from complaints.models.parts import Part, numbered
from complaints.querysets import MarkerQuerySet
from complaints.workflow import MARKER, MarkerStatus
from organisation.classification import FieldClass


class Marker(Part):
    """That a subject is said to have done domestic violence or the like.

    `done` holds codes of what the policy asks (grounds of purpose `marker_item`).
    """

    table = MARKER
    shown = (
        *("subject", "kind", "reasons", "liaison", "done", "duties", "review_on"),
        "ended_because",
    )
    codes = {"kind": "marker", "done": "marker_item"}
    follow = ("by", "subject__member")

    status = models.CharField(max_length=20, choices=MarkerStatus)
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="markers"
    )
    kind = models.SlugField(max_length=40)
    reasons = models.TextField(max_length=20_000)
    liaison = models.CharField(
        max_length=200, blank=True, verbose_name="liaison with the specialist unit"
    )
    done = ArrayField(
        models.SlugField(max_length=40),
        default=list,
        blank=True,
        verbose_name="done of the policy",
    )
    duties = models.TextField(
        max_length=2_000,
        blank=True,
        verbose_name="duties: what was decided and why",
    )
    review_on = models.DateField(verbose_name="next review of the duties")
    ended_because = models.TextField(
        max_length=20_000, blank=True, verbose_name="why it ended"
    )

    FIELD_CLASSES = Part.FIELD_CLASSES | {
        "subject": FieldClass.IDENTITY,
        "kind": FieldClass.IDENTITY,
        "reasons": FieldClass.IDENTITY,
        "liaison": FieldClass.IDENTITY,
        "done": FieldClass.OFFICIAL,
        "duties": FieldClass.IDENTITY,
        "review_on": FieldClass.OFFICIAL,
        "ended_because": FieldClass.IDENTITY,
    }

    objects = MarkerQuerySet.as_manager()

    class Meta:
        triggers = [guarded("marker")]
        indexes = [
            models.Index(  # what is to be reviewed
                fields=["review_on", "id"],
                name="marker_to_review",
                condition=Q(status=MarkerStatus.OPEN),
            ),
        ]
        constraints = [
            numbered("marker"),
            models.UniqueConstraint(
                fields=["subject", "kind"],
                name="marker_once_at_a_time",
                condition=Q(status=MarkerStatus.OPEN),
            ),
            models.CheckConstraint(
                name="marker_ended_with_reasons",
                condition=Q(status=MarkerStatus.OPEN) | ~Q(ended_because=""),
            ),
        ]

    @property
    def subject_words(self) -> str:
        return who(self.subject)
