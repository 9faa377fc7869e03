"""What stops an investigation, and what changes how it is made."""

from django.db import models
from django.db.models import F, Q

from casework.guard import guarded
from complaints.models.allegations import Subject
from complaints.models.conduct import who
from complaints.models.law.texts import Purpose
from complaints.models.parts import Made, numbered
from organisation.classification import FieldClass


class SubJudice(Made):
    """A time in which a case stood still, lest it prejudice criminal proceedings."""

    shown = (
        *("from_on", "ground", "proceedings", "reasons", "review_on", "to_on"),
        "resumed_because",
    )
    codes = {"ground": Purpose.SUB_JUDICE}

    from_on = models.DateField(verbose_name="suspended from")
    ground = models.SlugField(max_length=40)
    proceedings = models.TextField(max_length=20_000)
    reasons = models.TextField(
        max_length=20_000, verbose_name="why going on would prejudice them"
    )
    review_on = models.DateField(verbose_name="to be reviewed on")
    to_on = models.DateField(null=True, blank=True, verbose_name="resumed on")
    resumed_because = models.TextField(
        max_length=20_000, blank=True, verbose_name="why it was resumed"
    )

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "from_on": FieldClass.OFFICIAL,
        "ground": FieldClass.OFFICIAL,
        "proceedings": FieldClass.IDENTITY,
        "reasons": FieldClass.IDENTITY,
        "review_on": FieldClass.OFFICIAL,
        "to_on": FieldClass.OFFICIAL,
        "resumed_because": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name = "suspension as sub judice"
        triggers = [guarded("sub_judice")]
        constraints = [
            numbered("sub_judice"),
            models.UniqueConstraint(
                fields=["case"],
                name="sub_judice_once_at_a_time",
                condition=Q(to_on__isnull=True),
            ),
            models.CheckConstraint(
                name="sub_judice_in_order",
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="sub_judice_reviewed_later",
                condition=Q(review_on__gte=F("from_on")),
            ),
        ]


class SpecialRequirement(Made):
    """That the conduct of a subject is investigated under special requirements.

    Police Reform Act 2002, Schedule 3, paragraphs 19A and 19B: there is an indication
    of a criminal offence, or of behaviour that would justify disciplinary proceedings.
    """

    shown = ("subject", "certified_on", "reasons")
    follow = ("by", "subject__member")

    subject = models.OneToOneField(
        Subject, on_delete=models.PROTECT, related_name="special_requirement"
    )
    certified_on = models.DateField()
    reasons = models.TextField(max_length=20_000)

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "subject": FieldClass.OFFICIAL,
        "certified_on": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name = "special requirement"
        triggers = [guarded("special_requirement")]
        constraints = [numbered("special_requirement")]

    @property
    def subject_words(self) -> str:
        return who(self.subject)
