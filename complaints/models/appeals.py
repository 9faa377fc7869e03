"""Appeals of complainants to the IPCC, and what it directs."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.cases import Case
from complaints.models.choices import AppealKind, AppealOutcome, DirectionKind
from complaints.models.parts import Part, numbered
from complaints.models.people import Complainant
from complaints.workflow import APPEAL, DIRECTION, AppealStatus, DirectionStatus
from organisation.classification import FieldClass
from pages.words import counted, day_words


class Appeal(Part):
    """That a complainant appealed, until when they could, and what the IPCC decided.

    Whether one that came late is out of time is for the IPCC to decide.
    """

    table = APPEAL
    shown = (
        *("kind", "complainant", "letter_on", "last_on", "received_on", "grounds"),
        *("reasons", "ipcc_reference", "papers_sent_on", "papers"),
        *("outcome", "decided_on", "outcome_reasons"),
    )
    follow = (
        "by",
        "complainant__person",
    )

    status = models.CharField(max_length=20, choices=AppealStatus)
    kind = models.CharField(
        max_length=16, choices=AppealKind, verbose_name="what it is against"
    )
    complainant = models.ForeignKey(
        Complainant,
        on_delete=models.PROTECT,
        related_name="appeals",
        verbose_name="who appeals",
    )
    letter_on = models.DateField(
        null=True, blank=True, verbose_name="date of the letter"
    )
    last_on = models.DateField(
        null=True, blank=True, verbose_name="last day for an appeal"
    )
    received_on = models.DateField(verbose_name="received")
    grounds = ArrayField(models.SlugField(max_length=40), default=list)
    reasons = models.TextField(
        max_length=20_000, verbose_name="what the complainant says"
    )
    ipcc_reference = models.CharField(
        max_length=40, blank=True, verbose_name="IPCC reference"
    )
    papers_sent_on = models.DateField(null=True, blank=True, verbose_name="papers sent")
    papers = models.TextField(
        max_length=20_000, blank=True, verbose_name="which papers"
    )
    outcome = models.CharField(max_length=12, choices=AppealOutcome, blank=True)
    decided_on = models.DateField(null=True, blank=True, verbose_name="decided")
    outcome_reasons = models.TextField(
        max_length=20_000, blank=True, verbose_name="what the IPCC says"
    )

    FIELD_CLASSES = Part.FIELD_CLASSES | {
        **dict.fromkeys(
            (
                *("kind", "letter_on", "last_on", "received_on", "grounds"),
                *("ipcc_reference", "papers_sent_on", "outcome", "decided_on"),
            ),
            FieldClass.OFFICIAL,
        ),
        **dict.fromkeys(
            ("complainant", "reasons", "papers", "outcome_reasons"),
            FieldClass.IDENTITY,
        ),
    }

    class Meta:
        triggers = [guarded("appeal")]
        indexes = [
            # The register, and what is undecided.
            models.Index(fields=["received_on", "id"], name="appeal_by_received"),
            models.Index(
                fields=["case"],
                name="appeal_undecided",
                condition=~Q(status=AppealStatus.DECIDED),
            ),
            # The rate of appeals against what people were told in a period.
            models.Index(fields=["letter_on", "case"], name="appeal_by_letter"),
        ]
        constraints = [
            numbered("appeal"),
            models.CheckConstraint(
                name="appeal_decided_with_outcome",
                condition=(
                    Q(status=AppealStatus.DECIDED, decided_on__isnull=False)
                    & ~Q(outcome="")
                )
                | (
                    ~Q(status=AppealStatus.DECIDED)
                    & Q(outcome="", decided_on__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="appeal_papers_sent_on_a_day",
                condition=~Q(status=AppealStatus.PAPERS_SENT)
                | Q(papers_sent_on__isnull=False),
            ),
        ]

    @property
    def is_late(self) -> bool:
        """Whether it came after its last day, as far as that is known."""
        return self.last_on is not None and self.received_on > self.last_on

    @property
    def kind_words(self) -> str:
        return self.get_kind_display()

    @property
    def outcome_words(self) -> str:
        return self.get_outcome_display()

    @property
    def complainant_words(self) -> str:
        return str(self.complainant.person)

    @property
    def codes(self) -> dict[str, str]:
        return {"grounds": f"appeal_{self.kind}"}

    @property
    def received_on_words(self) -> str:
        """The day, and by how much it was late, if it was."""
        words = day_words(self.received_on)
        if not self.is_late or self.last_on is None:
            return words
        late = counted((self.received_on - self.last_on).days, "day")
        return (
            f"{words}, {late} after the last day. Whether it is out of time is for the "
            "IPCC to decide."
        )


class Direction(Part):
    """What the IPCC directed when it upheld an appeal, and how it was carried out."""

    table = DIRECTION
    shown = ("appeal", "kind", "text", "due_on", "done_on", "how")
    follow = (
        "by",
        "appeal",
    )

    status = models.CharField(max_length=20, choices=DirectionStatus)
    appeal = models.ForeignKey(
        Appeal, on_delete=models.PROTECT, related_name="directions"
    )
    kind = models.CharField(max_length=16, choices=DirectionKind, verbose_name="what")
    text = models.TextField(max_length=20_000, verbose_name="in the words of the IPCC")
    due_on = models.DateField(null=True, blank=True, verbose_name="due")
    done_on = models.DateField(null=True, blank=True, verbose_name="carried out")
    how = models.TextField(max_length=20_000, blank=True)
    follow_up = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="case that it led to",
    )

    FIELD_CLASSES = Part.FIELD_CLASSES | {
        "appeal": FieldClass.OFFICIAL,
        "kind": FieldClass.OFFICIAL,
        "text": FieldClass.IDENTITY,
        "due_on": FieldClass.OFFICIAL,
        "done_on": FieldClass.OFFICIAL,
        "how": FieldClass.IDENTITY,
        "follow_up": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("direction")]
        indexes = [
            models.Index(
                fields=["case"],
                name="direction_open",
                condition=Q(status=DirectionStatus.OPEN),
            )
        ]
        constraints = [
            numbered("direction"),
            models.CheckConstraint(
                name="direction_done_on_a_day",
                condition=Q(status=DirectionStatus.OPEN, done_on__isnull=True)
                | Q(status=DirectionStatus.DONE, done_on__isnull=False),
            ),
        ]

    @property
    def kind_words(self) -> str:
        return self.get_kind_display()

    @property
    def appeal_words(self) -> str:
        return f"Appeal {self.appeal.number}"
