"""What a case has to do with the IPCC, besides appeals."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.choices import (
    Mode,
    ReferralBasis,
    ReferralResult,
    RequestKind,
)
from complaints.models.parts import Part, numbered
from complaints.workflow import (
    IPCC_REQUEST,
    REFERRAL,
    REFERRAL_TEST,
    ReferralStatus,
    ReferralTestStatus,
    RequestStatus,
)
from organisation.classification import FieldClass


class ReferralTest(Part):
    """Whether a case is to be referred, criterion by criterion; each test is kept.

    `criteria` says of each whether it was met, in the words of the law of that day.
    """

    table = REFERRAL_TEST
    shown = ("result", "clear_on", "criteria", "reasons")

    status = models.CharField(max_length=20, choices=ReferralTestStatus)
    result = models.CharField(max_length=12, choices=ReferralResult)
    met = ArrayField(
        models.SlugField(max_length=40), default=list, verbose_name="criteria met"
    )
    not_met = ArrayField(
        models.SlugField(max_length=40), default=list, verbose_name="criteria not met"
    )
    clear_on = models.DateField(
        null=True,
        blank=True,
        verbose_name="clear that it must be referred",
        help_text="When it was clear that it must be referred.",
    )
    criteria = models.TextField(max_length=40_000)
    reasons = models.TextField(max_length=20_000)

    FIELD_CLASSES = Part.FIELD_CLASSES | {
        "result": FieldClass.OFFICIAL,
        "met": FieldClass.OFFICIAL,
        "not_met": FieldClass.OFFICIAL,
        "clear_on": FieldClass.OFFICIAL,
        "criteria": FieldClass.IDENTITY,
        "reasons": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name = "referral test"
        triggers = [guarded("referral_test")]
        constraints = [
            numbered("referral_test"),
            models.CheckConstraint(
                name="referral_test_clear_if_mandatory",
                condition=Q(
                    result=ReferralResult.MANDATORY,
                    clear_on__isnull=False,
                    met__len__gt=0,
                )
                | (
                    ~Q(result=ReferralResult.MANDATORY)
                    & Q(clear_on__isnull=True, met__len=0)
                ),
            ),
        ]

    @property
    def result_words(self) -> str:
        return self.get_result_display()


class Referral(Part):
    """That the force referred a case, and how the IPCC has it investigated."""

    table = REFERRAL
    shown = (
        *("basis", "grounds", "clear_on", "referred_on", "late_reason", "reasons"),
        *("complainant_told_on", "officers_told_on", "not_told_reason"),
        *("ipcc_reference", "mode", "decided_on", "mode_reasons"),
        *("terms", "terms_on", "approval_wanted", "approved", "approved_on"),
        *("report_number", "report_sent_on", "views", "views_on"),
    )
    follow = (
        "by",
        "approved",
    )
    codes = {"grounds": ("referral", "voluntary_referral")}

    status = models.CharField(max_length=20, choices=ReferralStatus)
    basis = models.CharField(max_length=12, choices=ReferralBasis)
    grounds = ArrayField(models.SlugField(max_length=40), default=list)
    reasons = models.TextField(max_length=20_000)
    clear_on = models.DateField(
        help_text="When it was clear that it is to be referred."
    )
    referred_on = models.DateField(verbose_name="referred")
    late_reason = models.TextField(
        max_length=20_000, blank=True, verbose_name="why it was late"
    )
    complainant_told_on = models.DateField(
        null=True, blank=True, verbose_name="complainant told"
    )
    officers_told_on = models.DateField(
        null=True, blank=True, verbose_name="officers told"
    )
    not_told_reason = models.TextField(
        max_length=20_000, blank=True, verbose_name="why somebody was not told"
    )
    ipcc_reference = models.CharField(
        max_length=40, blank=True, verbose_name="IPCC reference"
    )
    mode = models.CharField(
        max_length=12, choices=Mode, blank=True, verbose_name="how it is investigated"
    )
    decided_on = models.DateField(null=True, blank=True, verbose_name="decided")
    mode_reasons = models.TextField(
        max_length=20_000, blank=True, verbose_name="what the IPCC says"
    )
    terms = models.TextField(
        max_length=20_000, blank=True, verbose_name="terms of reference"
    )
    terms_on = models.DateField(
        null=True, blank=True, verbose_name="date of the terms of reference"
    )
    approval_wanted = models.BooleanField(
        default=False, verbose_name="the IPCC approves the investigator"
    )
    approved = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="investigator approved",
    )
    approved_on = models.DateField(
        null=True, blank=True, verbose_name="date of the approval"
    )
    report_number = models.PositiveSmallIntegerField(
        null=True, blank=True, verbose_name="report that the IPCC has"
    )
    report_sent_on = models.DateField(
        null=True, blank=True, verbose_name="report sent to the IPCC"
    )
    views = models.TextField(
        max_length=20_000, blank=True, verbose_name="what the IPCC says of the report"
    )
    views_on = models.DateField(
        null=True, blank=True, verbose_name="date of what it says"
    )

    FIELD_CLASSES = Part.FIELD_CLASSES | {
        **dict.fromkeys(
            (
                *("basis", "grounds", "clear_on", "referred_on", "ipcc_reference"),
                *("complainant_told_on", "officers_told_on", "mode", "decided_on"),
                *("terms_on", "approval_wanted", "approved", "approved_on"),
                *("report_number", "report_sent_on", "views_on"),
            ),
            FieldClass.OFFICIAL,
        ),
        **dict.fromkeys(
            (
                *("reasons", "late_reason", "not_told_reason", "mode_reasons"),
                *("terms", "views"),
            ),
            FieldClass.IDENTITY,
        ),
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
                    ~Q(status=ReferralStatus.WAITING)
                    & Q(decided_on__isnull=False)
                    & ~Q(mode="")
                ),
            ),
            models.CheckConstraint(
                name="referral_approved_on_a_day",
                condition=Q(approved__isnull=True) | Q(approved_on__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_report_sent_on_a_day",
                condition=Q(report_number__isnull=True)
                | Q(report_sent_on__isnull=False),
            ),
        ]

    @property
    def basis_words(self) -> str:
        return self.get_basis_display()

    @property
    def mode_words(self) -> str:
        return self.get_mode_display()

    @property
    def approval_wanted_words(self) -> str:
        return "Yes" if self.approval_wanted else ""


class IpccRequest(Part):
    """What the IPCC asked or directed in a case, and what was done about it."""

    table = IPCC_REQUEST
    shown = ("kind", "asked_on", "what", "due_on", "answered_on", "answer")

    status = models.CharField(max_length=20, choices=RequestStatus)
    kind = models.CharField(max_length=12, choices=RequestKind, verbose_name="the IPCC")
    asked_on = models.DateField(verbose_name="on")
    what = models.TextField(max_length=20_000)
    due_on = models.DateField(null=True, blank=True, verbose_name="due")
    answered_on = models.DateField(null=True, blank=True, verbose_name="answered")
    answer = models.TextField(
        max_length=20_000, blank=True, verbose_name="what was done"
    )

    FIELD_CLASSES = Part.FIELD_CLASSES | {
        "kind": FieldClass.OFFICIAL,
        "asked_on": FieldClass.OFFICIAL,
        "what": FieldClass.IDENTITY,
        "due_on": FieldClass.OFFICIAL,
        "answered_on": FieldClass.OFFICIAL,
        "answer": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name = "request of the IPCC"
        triggers = [guarded("ipcc_request")]
        indexes = [
            models.Index(
                fields=["case"],
                name="ipcc_request_open",
                condition=Q(status=RequestStatus.OPEN),
            )
        ]
        constraints = [
            numbered("ipcc_request"),
            models.CheckConstraint(
                name="ipcc_request_answered_on_a_day",
                condition=Q(status=RequestStatus.OPEN, answered_on__isnull=True)
                | Q(status=RequestStatus.ANSWERED, answered_on__isnull=False),
            ),
        ]

    @property
    def kind_words(self) -> str:
        return self.get_kind_display()
