"""What a case has to do with the IPCC."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.choices import Mode, ReferralBasis
from complaints.models.parts import Part, numbered
from complaints.workflow import REFERRAL, ReferralStatus
from organisation.classification import FieldClass


class Referral(Part):
    """That the force referred a case, and how the IPCC has it investigated."""

    table = REFERRAL
    shown = (
        *("basis", "grounds", "clear_on", "referred_on", "reasons"),
        *("ipcc_reference", "mode", "decided_on", "mode_reasons"),
    )

    status = models.CharField(max_length=20, choices=ReferralStatus)
    basis = models.CharField(max_length=12, choices=ReferralBasis)
    grounds = ArrayField(models.SlugField(max_length=40), default=list)
    reasons = models.TextField(max_length=20_000)
    clear_on = models.DateField(
        help_text="When it was clear that it is to be referred."
    )
    referred_on = models.DateField()
    ipcc_reference = models.CharField(max_length=40, blank=True)
    mode = models.CharField(max_length=12, choices=Mode, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    mode_reasons = models.TextField(max_length=20_000, blank=True)

    FIELD_CLASSES = Part.FIELD_CLASSES | {
        "basis": FieldClass.OFFICIAL,
        "grounds": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
        "clear_on": FieldClass.OFFICIAL,
        "referred_on": FieldClass.OFFICIAL,
        "ipcc_reference": FieldClass.OFFICIAL,
        "mode": FieldClass.OFFICIAL,
        "decided_on": FieldClass.OFFICIAL,
        "mode_reasons": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("referral")]
        constraints = [
            numbered("referral"),
            models.UniqueConstraint(
                fields=["case"],
                name="referral_one_waits",
                condition=Q(status=ReferralStatus.WAITING),
            ),
            models.CheckConstraint(
                name="referral_decided_with_mode",
                condition=Q(status=ReferralStatus.WAITING, mode="")
                | (
                    Q(status=ReferralStatus.DECIDED, decided_on__isnull=False)
                    & ~Q(mode="")
                ),
            ),
        ]
