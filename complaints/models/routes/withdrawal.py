"""What its complainants withdrew, and whether it goes on as conduct all the same."""

from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.conduct import allegation_numbers
from complaints.models.parts import Made, numbered
from organisation.classification import FieldClass


class Withdrawal(Made):
    """That a complaint, or some of what it alleges, was withdrawn.

    Where the IPCC has a part in it, the IPCC says whether it goes on as conduct; else
    the appropriate authority does, afterwards (SI 2004/643, regulation 15).
    """

    shown = (
        *("allegations", "alone_because", "ipcc_decided_on", "ipcc_reference"),
        *("goes_on", "because"),
    )

    allegations = allegation_numbers()  # none: the whole complaint
    alone_because = models.TextField(
        max_length=20_000, blank=True, verbose_name="why they are theirs alone"
    )
    ipcc_reference = models.CharField(
        max_length=40, blank=True, verbose_name="reference of the IPCC's decision"
    )
    ipcc_decided_on = models.DateField(
        null=True, blank=True, verbose_name="decided by the IPCC"
    )
    goes_on = models.BooleanField(
        null=True, blank=True, verbose_name="goes on as conduct"
    )
    because = models.TextField(max_length=20_000, blank=True, verbose_name="reasons")

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "allegations": FieldClass.OFFICIAL,
        "alone_because": FieldClass.IDENTITY,
        "ipcc_reference": FieldClass.OFFICIAL,
        "ipcc_decided_on": FieldClass.OFFICIAL,
        "goes_on": FieldClass.OFFICIAL,
        "because": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name = "withdrawal"
        triggers = [guarded("withdrawal")]
        constraints = [
            numbered("withdrawal"),
            models.CheckConstraint(
                name="withdrawal_decided_by_the_ipcc_with_reference",
                condition=Q(ipcc_decided_on__isnull=True, ipcc_reference="")
                | (Q(ipcc_decided_on__isnull=False) & ~Q(ipcc_reference="")),
            ),
        ]
