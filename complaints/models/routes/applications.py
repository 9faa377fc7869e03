"""Applications to the IPCC: that a complaint need not be investigated any further."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from casework.guard import guarded
from complaints.models.choices import ApplicationKind, ApplicationStatus
from complaints.models.parts import Made, numbered
from organisation.classification import FieldClass


class IpccApplication(Made):
    """An application for a dispensation or a discontinuance, and its decision.

    IPCC statutory guidance, paragraphs 163 to 169; SI 2004/643, regulations 3 and 7.
    """

    shown = (
        *("kind", "grounds", "latest_incident_on", "no_good_reason", "injustice"),
        *("reasons", "applied_on", "told_on", "untold_because", "decided_on"),
        *("ipcc_reference", "decision", "lapsed_because"),
    )

    status = models.CharField(max_length=8, choices=ApplicationStatus)
    kind = models.CharField(
        max_length=14, choices=ApplicationKind, verbose_name="applied for"
    )
    grounds = ArrayField(models.SlugField(max_length=40))
    latest_incident_on = models.DateField(
        null=True, blank=True, verbose_name="latest incident"
    )
    no_good_reason = models.BooleanField(
        null=True, blank=True, verbose_name="no good reason for the delay"
    )
    injustice = models.BooleanField(
        null=True, blank=True, verbose_name="injustice is likely"
    )
    reasons = models.TextField(max_length=20_000)
    applied_on = models.DateField()
    told_on = models.DateField(
        null=True, blank=True, verbose_name="complainant told on"
    )
    untold_because = models.TextField(
        max_length=2_000, blank=True, verbose_name="why nobody can be told"
    )
    decided_on = models.DateField(null=True, blank=True)
    ipcc_reference = models.CharField(
        max_length=40, blank=True, verbose_name="reference of the IPCC's decision"
    )
    decision = models.TextField(
        max_length=20_000, blank=True, verbose_name="what the IPCC says"
    )
    lapsed_because = models.CharField(
        max_length=200, blank=True, verbose_name="why it lapsed"
    )

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "status": FieldClass.OFFICIAL,
        "kind": FieldClass.OFFICIAL,
        "grounds": FieldClass.OFFICIAL,
        "latest_incident_on": FieldClass.OFFICIAL,
        "no_good_reason": FieldClass.OFFICIAL,
        "injustice": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
        "applied_on": FieldClass.OFFICIAL,
        "told_on": FieldClass.OFFICIAL,
        "untold_because": FieldClass.IDENTITY,
        "decided_on": FieldClass.OFFICIAL,
        "ipcc_reference": FieldClass.OFFICIAL,
        "decision": FieldClass.IDENTITY,
        "lapsed_because": FieldClass.OFFICIAL,
    }

    class Meta:
        verbose_name = "application to the IPCC"
        triggers = [guarded("ipcc_application")]
        constraints = [
            numbered("ipcc_application"),
            models.UniqueConstraint(
                fields=["case"],
                name="ipcc_application_one_waits",
                condition=Q(status=ApplicationStatus.WAITING),
            ),
            models.CheckConstraint(
                name="ipcc_application_told_the_same_day",
                condition=Q(told_on__isnull=True) | Q(told_on=F("applied_on")),
            ),
            models.CheckConstraint(
                name="ipcc_application_has_grounds",
                condition=Q(grounds__len__gte=1),
            ),
            models.CheckConstraint(
                name="ipcc_application_decided_with_reference",
                condition=Q(
                    status__in=[ApplicationStatus.WAITING, ApplicationStatus.LAPSED]
                )
                | (Q(decided_on__isnull=False) & ~Q(ipcc_reference="")),
            ),
        ]

    @property
    def codes(self) -> dict[str, str]:
        """Of one purpose or the other, by what is applied for."""
        return {"grounds": self.kind}
