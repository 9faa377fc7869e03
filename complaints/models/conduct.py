"""What a conduct matter needs before anybody sits: severity, notices, interviews, CPS.

Names of severities and forums stand beside their codes as they were called then.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.enums import TextChoices

from casework.guard import guarded
from complaints.models.allegations import Subject
from complaints.models.choices import Served
from complaints.models.parts import Made, Part, numbered
from complaints.querysets import ManagementActionQuerySet
from complaints.workflow import CPS, INTERVIEW, MANAGEMENT, NOTICE, SEVERITY
from complaints.workflow.conduct import (
    ActionStatus,
    CpsStatus,
    KeptStatus,
    NoticeStatus,
)
from organisation.classification import FieldClass

LONG = 20_000


class Advice(TextChoices):
    CHARGE = "charge", "Charge"
    NO_CHARGE = "no_charge", "No charge"
    FURTHER_WORK = "further_work", "Further work"


class Verdict(TextChoices):
    CONVICTED = "convicted", "Convicted"
    ACQUITTED = "acquitted", "Acquitted"
    DISCONTINUED = "discontinued", "Discontinued"
    OTHER = "other", "Another result"


class ActionKind(TextChoices):
    """Management action is no sanction (domain.md 3.4)."""

    ADVICE = "advice", "Advice"
    GUIDANCE = "guidance", "Guidance"
    PLAN = "plan", "Improvement plan"


def subject_of(**more):
    return models.ForeignKey(
        Subject,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="officer",
        **more,
    )


def who(subject) -> str:
    """A subject as people who may see identities read it."""
    if subject is None:
        return ""
    if subject.member_id:
        return str(subject.member)
    return subject.description or subject.get_kind_display()


def allegation_numbers():
    return ArrayField(
        models.PositiveSmallIntegerField(), default=list, verbose_name="allegations"
    )


class OfSubject(Part):
    """A record of a case that is about one of its subjects."""

    follow = ("by", "subject__member")

    FIELD_CLASSES = Part.FIELD_CLASSES | {"subject": FieldClass.OFFICIAL}

    class Meta:
        abstract = True

    @property
    def subject_words(self) -> str:
        return who(self.subject)


class SeverityAssessment(OfSubject):
    """How grave it would be if it were proved; each version is kept (regulation 12)."""

    table = SEVERITY
    shown = (
        *("subject", "severity", "allegations", "could_dismiss", "live"),
        *("assessed_on", "reasons"),
    )

    status = models.CharField(max_length=20, choices=KeptStatus)
    subject = subject_of()
    allegations = allegation_numbers()
    regime = models.CharField(max_length=40)
    severity = models.CharField(max_length=40)
    severity_name = models.CharField(max_length=120)
    could_dismiss = models.BooleanField("could lead to dismissal")
    live = ArrayField(
        models.CharField(max_length=40),
        default=list,
        verbose_name="warnings and notices live then",
        help_text="Codes of what was live when it was assessed.",
    )
    live_names = models.CharField(max_length=500, blank=True)
    assessed_on = models.DateField("assessed")
    reasons = models.TextField(max_length=LONG)

    FIELD_CLASSES = OfSubject.FIELD_CLASSES | {
        "allegations": FieldClass.OFFICIAL,
        "regime": FieldClass.OFFICIAL,
        "severity": FieldClass.OFFICIAL,
        "severity_name": FieldClass.OFFICIAL,
        "could_dismiss": FieldClass.OFFICIAL,
        "live": FieldClass.IDENTITY,
        "live_names": FieldClass.IDENTITY,
        "assessed_on": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name = "severity assessment"
        triggers = [guarded("severity_assessment")]
        constraints = [numbered("severity_assessment")]

    @property
    def severity_words(self) -> str:
        return self.severity_name

    @property
    def live_words(self) -> str:
        return self.live_names


class Notice(OfSubject):
    """A regulation notice as it was served, and what the officer answered to it."""

    table = NOTICE
    shown = (
        *("subject", "allegations", "served_on", "how", "served_by", "replaces"),
        *("text", "response_on", "response", "withdrawn_on", "reasons"),
    )

    status = models.CharField(max_length=20, choices=NoticeStatus)
    subject = subject_of()
    allegations = allegation_numbers()
    text = models.TextField("notice", max_length=LONG)
    served_on = models.DateField("served")
    how = models.CharField("served how", max_length=12, choices=Served)
    served_by = models.CharField(max_length=200)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    response_on = models.DateField("response received", null=True, blank=True)
    response = models.TextField(max_length=LONG, blank=True)
    withdrawn_on = models.DateField("withdrawn", null=True, blank=True)
    reasons = models.TextField(max_length=LONG, blank=True)

    follow = ("by", "subject__member", "replaces")

    FIELD_CLASSES = OfSubject.FIELD_CLASSES | {
        "allegations": FieldClass.OFFICIAL,
        "text": FieldClass.IDENTITY,
        "served_on": FieldClass.OFFICIAL,
        "how": FieldClass.OFFICIAL,
        "served_by": FieldClass.IDENTITY,
        "replaces": FieldClass.OFFICIAL,
        "response_on": FieldClass.OFFICIAL,
        "response": FieldClass.IDENTITY,
        "withdrawn_on": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name = "regulation notice"
        triggers = [guarded("notice")]
        constraints = [
            numbered("notice"),
            models.CheckConstraint(
                name="notice_answered_with_date",
                condition=~Q(status=NoticeStatus.ANSWERED)
                | Q(response_on__isnull=False),
            ),
        ]

    @property
    def replaces_words(self) -> str:
        return self.replaces.name if self.replaces else ""


class Interview(OfSubject):
    """An interview of a subject, or of a witness."""

    table = INTERVIEW
    shown = (
        *("subject", "witness", "held_on", "place", "present"),
        *("accompanied_by", "summary"),
    )

    status = models.CharField(max_length=20, choices=KeptStatus)
    subject = subject_of(null=True, blank=True)
    witness = models.CharField(max_length=200, blank=True)
    held_on = models.DateField("held")
    place = models.CharField(max_length=200)
    present = models.CharField("who was present", max_length=500)
    accompanied_by = models.CharField(
        "legal adviser or friend", max_length=200, blank=True
    )
    summary = models.TextField(max_length=LONG)

    FIELD_CLASSES = OfSubject.FIELD_CLASSES | {
        "witness": FieldClass.IDENTITY,
        "held_on": FieldClass.OFFICIAL,
        "place": FieldClass.IDENTITY,
        "present": FieldClass.IDENTITY,
        "accompanied_by": FieldClass.IDENTITY,
        "summary": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("interview")]
        constraints = [
            numbered("interview"),
            models.CheckConstraint(
                name="interview_of_somebody",
                condition=Q(subject__isnull=False, witness="")
                | (Q(subject__isnull=True) & ~Q(witness="")),
            ),
        ]


class CpsReferral(OfSubject):
    """What the Crown Prosecution Service considers of one officer, and what came of it.

    An offence of an officer each, with its advice, its charge and its trial; `subject`
    is blank of what was kept before, and where nobody is known. What a file that is
    sent again was sent and advised before is kept as `CpsSending`.
    """

    table = CPS
    shown = (
        *(
            "subject",
            "sent_on",
            "offences",
            "advice",
            "advice_on",
            "prosecutor",
            "advice_text",
        ),
        *("charged_on", "charged_with", "court", "trial_on", "verdict", "sentence"),
        "result_on",
    )

    status = models.CharField(max_length=20, choices=CpsStatus)
    subject = subject_of(null=True, blank=True)
    sent_on = models.DateField("sent")
    offences = models.TextField("offence considered", max_length=LONG)
    advice = models.CharField(max_length=14, choices=Advice, blank=True)
    advice_on = models.DateField("advice received", null=True, blank=True)
    advice_text = models.TextField("what it advises", max_length=LONG, blank=True)
    prosecutor = models.CharField(max_length=200, blank=True)
    charged_on = models.DateField("charged", null=True, blank=True)
    charged_with = models.TextField(max_length=LONG, blank=True)
    court = models.CharField(max_length=200, blank=True)
    trial_on = models.DateField("trial", null=True, blank=True)
    verdict = models.CharField(max_length=14, choices=Verdict, blank=True)
    sentence = models.TextField(max_length=LONG, blank=True)
    result_on = models.DateField("result", null=True, blank=True)

    FIELD_CLASSES = OfSubject.FIELD_CLASSES | {
        "sent_on": FieldClass.OFFICIAL,
        "offences": FieldClass.IDENTITY,
        "advice": FieldClass.OFFICIAL,
        "advice_on": FieldClass.OFFICIAL,
        "advice_text": FieldClass.IDENTITY,
        "prosecutor": FieldClass.IDENTITY,
        "charged_on": FieldClass.OFFICIAL,
        "charged_with": FieldClass.IDENTITY,
        "court": FieldClass.OFFICIAL,
        "trial_on": FieldClass.OFFICIAL,
        "verdict": FieldClass.OFFICIAL,
        "sentence": FieldClass.IDENTITY,
        "result_on": FieldClass.OFFICIAL,
    }

    class Meta:
        verbose_name = "CPS referral"
        triggers = [guarded("cps_referral")]
        indexes = [
            models.Index(  # the hearings calendar
                fields=["trial_on", "id"],
                name="cps_referral_by_trial",
                condition=Q(trial_on__isnull=False),
            ),
        ]
        constraints = [
            numbered("cps_referral"),
            models.CheckConstraint(
                name="cps_referral_charged_on_advice",
                condition=~Q(status__in=[CpsStatus.CHARGED, CpsStatus.TRIED])
                | Q(advice=Advice.CHARGE, charged_on__isnull=False),
            ),
        ]


class CpsSending(Made):
    """When a file was with the CPS before it was sent again, and what came back."""

    shown = ("referral", "sent_on", "advice", "advice_on", "prosecutor", "advice_text")

    referral = models.ForeignKey(
        CpsReferral, on_delete=models.PROTECT, related_name="earlier"
    )
    sent_on = models.DateField("sent")
    advice = models.CharField(max_length=14, choices=Advice)
    advice_on = models.DateField("advice received", null=True, blank=True)
    advice_text = models.TextField("what it advised", max_length=LONG, blank=True)
    prosecutor = models.CharField(max_length=200, blank=True)

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "referral": FieldClass.OFFICIAL,
        "sent_on": FieldClass.OFFICIAL,
        "advice": FieldClass.OFFICIAL,
        "advice_on": FieldClass.OFFICIAL,
        "advice_text": FieldClass.IDENTITY,
        "prosecutor": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name = "earlier sending"
        triggers = [guarded("cps_sending")]
        constraints = [numbered("cps_sending")]


class ManagementAction(OfSubject):
    """What a manager did without proceedings; it is no sanction."""

    table = MANAGEMENT
    shown = (
        *("subject", "kind", "taken_on", "what", "review_on"),
        *("reviewed_on", "review"),
    )

    status = models.CharField(max_length=20, choices=ActionStatus)
    subject = subject_of()
    kind = models.CharField(max_length=10, choices=ActionKind)
    taken_on = models.DateField("taken")
    what = models.TextField("what was done", max_length=LONG)
    review_on = models.DateField("review due", null=True, blank=True)
    reviewed_on = models.DateField("reviewed", null=True, blank=True)
    review = models.TextField("what the review found", max_length=LONG, blank=True)

    FIELD_CLASSES = OfSubject.FIELD_CLASSES | {
        "kind": FieldClass.OFFICIAL,
        "taken_on": FieldClass.OFFICIAL,
        "what": FieldClass.IDENTITY,
        "review_on": FieldClass.OFFICIAL,
        "reviewed_on": FieldClass.OFFICIAL,
        "review": FieldClass.IDENTITY,
    }

    objects = ManagementActionQuerySet.as_manager()

    class Meta:
        verbose_name = "management action"
        triggers = [guarded("management_action")]
        indexes = [
            models.Index(  # what is to be reviewed
                fields=["review_on", "id"],
                name="management_action_to_review",
                condition=Q(status=ActionStatus.TAKEN, review_on__isnull=False),
            ),
        ]
        constraints = [numbered("management_action")]
