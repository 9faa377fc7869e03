"""Requests under the Freedom of Information Act 2000."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, TextChoices

from casework.guard import guarded
from complaints.models.registers import Record
from complaints.querysets import FoiQuerySet
from complaints.workflow import FOI, FoiStatus
from organisation.classification import FieldClass
from organisation.dates import in_order


class FoiDecision(TextChoices):
    GRANTED = "granted", "Granted"
    PARTLY = "partly", "Granted in part"
    REFUSED = "refused", "Refused"


class FoiRequest(Record):
    """What somebody asked for under the Act, and what was decided.

    When it is due is counted from its receipt whenever it is shown (rule "foi").
    """

    table = FOI
    prefix = "FI"
    guarded = Record.guarded | {FieldClass.IDENTITY}
    keepers = "foi-request.amend"
    shown = (
        *("received_on", "requester", "asked", "responsible_unit"),
        *("decision", "decided_on", "refusal_grounds", "reasons"),
    )

    status = models.CharField(max_length=20, choices=FoiStatus)
    received_on = models.DateField(verbose_name="received")
    requester = models.CharField(max_length=200, blank=True, verbose_name="from")
    asked = models.TextField(max_length=20_000, verbose_name="what was asked")
    decision = models.CharField(max_length=20, choices=FoiDecision, blank=True)
    decided_on = models.DateField(null=True, blank=True, verbose_name="decided")
    refusal_grounds = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name="exemptions",
    )
    reasons = models.TextField(max_length=20_000, blank=True)

    objects = FoiQuerySet.as_manager()

    FIELD_CLASSES = Record.FIELD_CLASSES | {
        "received_on": FieldClass.OFFICIAL,
        "requester": FieldClass.IDENTITY,
        "asked": FieldClass.IDENTITY,
        "decision": FieldClass.OFFICIAL,
        "decided_on": FieldClass.OFFICIAL,
        "refusal_grounds": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name = "Freedom of Information request"
        triggers = [guarded("foi_request")]
        constraints = [
            in_order("foi_request", first="received_on", last="decided_on"),
            models.CheckConstraint(
                name="foi_request_decided_on_a_day",
                condition=Q(status=FoiStatus.OPEN, decision="", decided_on__isnull=True)
                | Q(status=FoiStatus.DECIDED, decided_on__isnull=False)
                & ~Q(decision=""),
            ),
            models.CheckConstraint(
                name="foi_request_refused_on_a_ground",
                condition=~Q(decision=FoiDecision.REFUSED)
                | Q(refusal_grounds__len__gte=1),
            ),
        ]
        indexes = [
            models.Index(fields=["-received_on", "-id"], name="foi_request_by_receipt"),
            models.Index(  # what is to be answered, the first to be due first
                fields=["received_on", "id"],
                name="foi_request_to_answer",
                condition=Q(status=FoiStatus.OPEN),
            ),
            models.Index(
                fields=["decision", "decided_on", "id"],
                name="foi_request_by_decision",
                condition=~Q(decision=""),
            ),
        ]
