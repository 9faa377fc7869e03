"""Proceedings against a member of the force: what is heard, when, and what came of it.

Names of forums, seats and sanctions stand beside their codes as they were called then.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.enums import TextChoices

from accounts.permissions import Permission
from casework.guard import guarded
from complaints.models.allegations import Outcome
from complaints.models.conduct import LONG, OfSubject, subject_of
from complaints.models.law import ForumKind, Purpose
from complaints.models.parts import numbered
from complaints.workflow import PROCEEDING
from complaints.workflow.proceedings import IN_HAND, PANEL_OPEN, ProceedingStatus
from organisation.classification import FieldClass

CODE = {"max_length": 40}


class Answer(TextChoices):
    ACCEPTS = "accepts", "Accepts it"
    DENIES = "denies", "Denies it"
    MITIGATES = "mitigates", "Accepts it, with mitigation"


class EndKind(TextChoices):
    RESIGNED = "resigned", "Resigned before a finding"
    RETIRED = "retired", "Retired before a finding"
    DIED = "died", "Died"
    OTHER = "other", "For another reason"
    REOPENED = "reopened", "The case was taken up again"


class Proceeding(OfSubject):
    """One sitting of one forum on what one officer has to answer."""

    table = PROCEEDING
    shown = (
        *("subject", "severity", "conditions", "opened_on", "reviewed_on"),
        *("review_reasons", "sent_back_on", "sent_back_reasons"),
        *("redirect_reasons", "supplied_on", "supplied", "supplied_to"),
        *("answered_on", "answer", "answer_text", "sits_on", "sits_at", "place"),
        *("fixed_on", "first_sits_on", "moved_on", "moved_reasons"),
        *("held_on", "held_reasons", "finding_reasons"),
        *("concluded_on", "sanction_reasons", "told_on", "ended_on", "end_kind"),
        *("end_reasons", "published", "publish_until", "publish_reasons"),
    )

    codes = {"conditions": Purpose.SPECIAL_CASE}

    status = models.CharField(max_length=20, choices=ProceedingStatus)
    subject = subject_of()
    # By the law of the day on which the matter came to notice.
    noticed_on = models.DateField()
    regime = models.CharField(**CODE)
    forum = models.CharField(**CODE)
    forum_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=ForumKind)
    reviewed = models.BooleanField(help_text="The Hearings Office reviews it first.")
    severity = models.CharField(**CODE)
    severity_name = models.CharField(max_length=120)
    live = ArrayField(
        models.CharField(**CODE),
        default=list,
        help_text="Codes of what was live when the severity was assessed.",
    )
    # Of a special case: codes of the conditions that were certified.
    conditions = ArrayField(
        models.SlugField(max_length=40),
        default=list,
        blank=True,
        verbose_name="special conditions",
    )
    opened_on = models.DateField("opened")
    reviewed_on = models.DateField("reviewed", null=True, blank=True)
    review_reasons = models.TextField(
        "reasons of the review", max_length=LONG, blank=True
    )
    # Of a special case, whose review it came after.
    sent_back_on = models.DateField("sent back", null=True, blank=True)
    sent_back_reasons = models.TextField(
        "why it was sent back", max_length=LONG, blank=True
    )
    redirected_to = models.CharField(blank=True, **CODE)
    redirect_reasons = models.TextField(
        "reasons for deciding anew", max_length=LONG, blank=True
    )
    supplied_on = models.DateField("documents supplied", null=True, blank=True)
    supplied = models.TextField("which documents", max_length=LONG, blank=True)
    supplied_to = models.CharField("supplied to", max_length=200, blank=True)
    answered_on = models.DateField("officer's answer", null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_text = models.TextField("what they say", max_length=LONG, blank=True)
    fixed_on = models.DateField("date fixed", null=True, blank=True)
    sits_on = models.DateField("date", null=True, blank=True)
    sits_at = models.TimeField("time", null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    first_sits_on = models.DateField("first fixed for", null=True, blank=True)
    moved_on = models.DateField("date changed", null=True, blank=True)
    moved_ground = models.CharField(blank=True, **CODE)
    moved_reasons = models.TextField(
        "why the date was changed", max_length=LONG, blank=True
    )
    held_on = models.DateField("held", null=True, blank=True)
    held_reasons = models.TextField(
        "why on another day than was fixed", max_length=LONG, blank=True
    )
    proved = models.BooleanField(null=True, blank=True)
    finding_reasons = models.TextField(
        "reasons of the findings", max_length=LONG, blank=True
    )
    concluded_on = models.DateField("concluded", null=True, blank=True)
    sanction_reasons = models.TextField(
        "reasons for what was imposed", max_length=LONG, blank=True
    )
    told_on = models.DateField("written outcome", null=True, blank=True)
    ended_on = models.DateField("ended", null=True, blank=True)
    end_kind = models.CharField("why", max_length=10, choices=EndKind, blank=True)
    end_reasons = models.TextField(
        "why it ended, in words", max_length=LONG, blank=True
    )
    published = models.BooleanField(null=True, blank=True)
    publish_until = models.DateField("published until", null=True, blank=True)
    publish_reasons = models.TextField(
        "reasons about its publication", max_length=LONG, blank=True
    )

    FIELD_CLASSES = OfSubject.FIELD_CLASSES | {
        "noticed_on": FieldClass.OFFICIAL,
        "regime": FieldClass.OFFICIAL,
        "forum": FieldClass.OFFICIAL,
        "forum_name": FieldClass.OFFICIAL,
        "kind": FieldClass.OFFICIAL,
        "reviewed": FieldClass.OFFICIAL,
        "severity": FieldClass.OFFICIAL,
        "severity_name": FieldClass.OFFICIAL,
        "live": FieldClass.IDENTITY,
        "conditions": FieldClass.OFFICIAL,
        "opened_on": FieldClass.OFFICIAL,
        "reviewed_on": FieldClass.OFFICIAL,
        "review_reasons": FieldClass.IDENTITY,
        "sent_back_on": FieldClass.OFFICIAL,
        "sent_back_reasons": FieldClass.IDENTITY,
        "redirected_to": FieldClass.OFFICIAL,
        "redirect_reasons": FieldClass.IDENTITY,
        "supplied_on": FieldClass.OFFICIAL,
        "supplied": FieldClass.IDENTITY,
        "supplied_to": FieldClass.IDENTITY,
        "answered_on": FieldClass.OFFICIAL,
        "answer": FieldClass.OFFICIAL,
        "answer_text": FieldClass.IDENTITY,
        "fixed_on": FieldClass.OFFICIAL,
        "sits_on": FieldClass.OFFICIAL,
        "sits_at": FieldClass.OFFICIAL,
        "place": FieldClass.OFFICIAL,
        "first_sits_on": FieldClass.OFFICIAL,
        "moved_on": FieldClass.OFFICIAL,
        "moved_ground": FieldClass.OFFICIAL,
        "moved_reasons": FieldClass.IDENTITY,
        "held_on": FieldClass.OFFICIAL,
        "held_reasons": FieldClass.IDENTITY,
        "proved": FieldClass.OFFICIAL,
        "finding_reasons": FieldClass.IDENTITY,
        "concluded_on": FieldClass.OFFICIAL,
        "sanction_reasons": FieldClass.IDENTITY,
        "told_on": FieldClass.OFFICIAL,
        "ended_on": FieldClass.OFFICIAL,
        "end_kind": FieldClass.OFFICIAL,
        "end_reasons": FieldClass.IDENTITY,
        "published": FieldClass.OFFICIAL,
        "publish_until": FieldClass.OFFICIAL,
        "publish_reasons": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("proceeding")]
        constraints = [
            numbered("proceeding"),
            models.CheckConstraint(
                name="proceeding_fixed_with_date",
                condition=~Q(
                    status__in=[
                        ProceedingStatus.FIXED,
                        ProceedingStatus.HELD,
                        ProceedingStatus.CONCLUDED,
                        ProceedingStatus.TOLD,
                    ]
                )
                | Q(sits_on__isnull=False),
            ),
            models.CheckConstraint(
                name="proceeding_ended_with_reason",
                condition=~Q(status=ProceedingStatus.ENDED)
                | (Q(ended_on__isnull=False) & ~Q(end_kind="")),
            ),
            models.CheckConstraint(
                name="proceeding_published_until",
                condition=~Q(published=True) | Q(publish_until__isnull=False),
            ),
        ]
        indexes = [
            models.Index(  # the hearings calendar
                fields=["sits_on", "id"],
                name="proceeding_by_date",
                condition=Q(sits_on__isnull=False),
            ),
            models.Index(  # what came of proceedings, for a period
                fields=["held_on", "id"],
                name="proceeding_by_end",
                condition=Q(held_on__isnull=False),
            ),
            models.Index(  # the public register
                fields=["publish_until", "held_on"],
                name="proceeding_published",
                condition=Q(published=True),
            ),
        ]

    @property
    def card_title(self) -> str:
        return f"Proceeding {self.number}: {self.forum_name.lower()}"

    @property
    def state_words(self) -> str:
        if self.status == ProceedingStatus.OPENED and self.reviewed:
            return "Waits for the Hearings Office's review"
        return self.get_status_display()

    @property
    def severity_words(self) -> str:
        return self.severity_name

    @property
    def panel_is_open(self) -> bool:
        """Whether who sits can still be named and changed."""
        return self.status in PANEL_OPEN

    @property
    def is_in_hand(self) -> bool:
        return self.status in IN_HAND

    def right_of(self, line) -> str:
        """The Misconduct Office arranges what the Hearings Office does not review."""
        if line.permission == Permission.CASE_ARRANGE_HEARING and self.forum:
            return self.arranged_by
        return line.permission

    def dealt_with(self, forum: str | None) -> bool:
        """Whether it came to its end in this forum, or as a stage on the way of it."""
        ended = self.status in (ProceedingStatus.CONCLUDED, ProceedingStatus.TOLD)
        return ended and (self.kind == ForumKind.STAGE or self.forum == forum)

    @property
    def leads_on(self) -> bool:
        """Whether it was a stage that a later one on the same may follow."""
        return self.kind == ForumKind.STAGE and self.status == ProceedingStatus.TOLD

    @property
    def next_stage(self) -> str:
        """The stage to open instead of this one, where that was decided anew."""
        redirected = self.status == ProceedingStatus.REDIRECTED
        return self.redirected_to if redirected and self.kind == ForumKind.STAGE else ""

    @property
    def arranged_by(self) -> str:
        if self.reviewed:
            return Permission.CASE_ARRANGE_HEARING
        return Permission.CASE_ARRANGE_MEETING


class Finding(models.Model):
    """An allegation that proceedings are about, and what was found of it."""

    proceeding = models.ForeignKey(
        Proceeding, on_delete=models.PROTECT, related_name="findings"
    )
    outcome = models.ForeignKey(
        Outcome, on_delete=models.PROTECT, related_name="findings"
    )
    proved = models.BooleanField(null=True, blank=True)
    severity = models.CharField(blank=True, **CODE)
    severity_name = models.CharField(max_length=120, blank=True)
    # Where an appeal found otherwise: which, and as how grave it was proved before.
    appeal = models.ForeignKey(
        "complaints.OfficerAppeal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reversed",
        db_index=False,  # nobody looks for them by it
    )
    first_severity = models.CharField(blank=True, **CODE)
    first_severity_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "proceeding": FieldClass.OFFICIAL,
        "outcome": FieldClass.PUBLIC,
        "proved": FieldClass.OFFICIAL,
        "severity": FieldClass.OFFICIAL,
        "severity_name": FieldClass.OFFICIAL,
        "appeal": FieldClass.OFFICIAL,
        "first_severity": FieldClass.OFFICIAL,
        "first_severity_name": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("finding")]
        constraints = [
            models.UniqueConstraint(
                fields=["proceeding", "outcome"], name="finding_once"
            ),
        ]

    def __str__(self):
        return f"{self.proceeding}: {self.outcome}"

    @property
    def words(self) -> str:
        """What was found, and how grave: Proved: gross misconduct."""
        if not self.proved:
            return "Not proved"
        return f"Proved: {self.severity_name.lower()}"
