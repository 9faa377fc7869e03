"""Complaints about how the force is directed and controlled."""

from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.choices import DirectionStatus
from complaints.models.parts import Made, numbered
from organisation.classification import FieldClass


class DirectionAndControl(Made):
    """That a complaint is about the direction and control of the force, not conduct.

    Home Office Circular 19/2005: answered by the force, with no right of appeal.
    """

    shown = ("about", "reasons", "answered_on", "answer", "ended_because")

    status = models.CharField(max_length=10, choices=DirectionStatus)
    about = models.TextField(
        max_length=20_000, verbose_name="the policy or decision complained of"
    )
    reasons = models.TextField(
        max_length=20_000, verbose_name="why it is not about conduct"
    )
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(
        max_length=20_000, blank=True, verbose_name="the force's answer"
    )
    ended_because = models.TextField(
        max_length=20_000, blank=True, verbose_name="why it is conduct after all"
    )

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "status": FieldClass.OFFICIAL,
        "about": FieldClass.IDENTITY,
        "reasons": FieldClass.IDENTITY,
        "answered_on": FieldClass.OFFICIAL,
        "answer": FieldClass.IDENTITY,
        "ended_because": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name = "direction and control"
        triggers = [guarded("direction_and_control")]
        constraints = [
            numbered("direction_and_control"),
            models.UniqueConstraint(
                fields=["case"],
                name="direction_one_under_way",
                condition=Q(status=DirectionStatus.UNDER_WAY),
            ),
            models.CheckConstraint(
                name="direction_says_how_it_came_out",
                condition=Q(status=DirectionStatus.UNDER_WAY)
                | (
                    Q(status=DirectionStatus.ANSWERED, answered_on__isnull=False)
                    & ~Q(answer="")
                )
                | (Q(status=DirectionStatus.ENDED) & ~Q(ended_because="")),
            ),
        ]
