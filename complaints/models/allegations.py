from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.cases import Case
from complaints.models.choices import Strand, SubjectKind
from complaints.models.reference import Category, Result, Standard
from organisation.classification import FieldClass
from organisation.models import Member, Unit
from organisation.models.members import Rank


class Allegation(models.Model):
    """One thing alleged in a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="allegations")
    number = models.PositiveSmallIntegerField()
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(max_length=20_000, blank=True)
    strands = ArrayField(
        models.CharField(max_length=20, choices=Strand), default=list, blank=True
    )
    standards = models.ManyToManyField(Standard, blank=True)
    raised_on = models.DateField(null=True, blank=True)

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "number": FieldClass.PUBLIC,
        "category": FieldClass.PUBLIC,
        "text": FieldClass.IDENTITY,
        "strands": FieldClass.OFFICIAL,
        "standards": FieldClass.OFFICIAL,
        "raised_on": FieldClass.PUBLIC,
    }

    class Meta:
        triggers = [guarded("allegation")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], name="allegation_number_once"
            )
        ]

    def __str__(self):
        return f"{self.case} allegation {self.number}"

    @property
    def noticed_on(self):
        """When it came to notice, whose law it goes by; None where nobody knows."""
        return self.raised_on or self.case.received_on


class Subject(models.Model):
    """Whom a case is about: a member, somebody not identified, or the organisation."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="subjects")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=SubjectKind)
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subject_of",
        db_index=False,  # the constraint below begins with it
    )
    description = models.CharField(max_length=500, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rank = models.CharField(max_length=40, choices=Rank, default=Rank.UNKNOWN)

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        # Counted within the case, and nobody's own: a result says whose it is by it.
        "number": FieldClass.PUBLIC,
        "kind": FieldClass.OFFICIAL,
        "member": FieldClass.IDENTITY,
        "description": FieldClass.IDENTITY,
        "unit": FieldClass.PUBLIC,
        "rank": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], name="subject_number_once"
            ),
            models.UniqueConstraint(
                fields=["member", "case"],
                name="subject_member_once",
                condition=Q(member__isnull=False),
            ),
            models.CheckConstraint(
                condition=(Q(kind=SubjectKind.MEMBER) & Q(member__isnull=False))
                | (~Q(kind=SubjectKind.MEMBER) & Q(member__isnull=True)),
                name="subject_member_is_a_member",
            ),
        ]

    def __str__(self):
        return f"{self.case} {self.name}"

    @property
    def name(self) -> str:
        """What clocks and the trail call it within its case: "subject 1"."""
        return f"subject {self.number}"


def standing_allegations(case) -> list[Allegation]:
    """What is alleged in the case and was not withdrawn, in its order."""
    rows = case.allegations.exclude(outcomes__result__code=WITHDRAWN)
    return list(rows.select_related("category").order_by("number"))


WITHDRAWN = "withdrawn"  # the result of what its complainant has withdrawn


class Outcome(models.Model):
    """An allegation against a subject and how it stands: the fourth level of a case."""

    allegation = models.ForeignKey(
        Allegation, on_delete=models.PROTECT, related_name="outcomes"
    )
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="outcomes"
    )
    recommended = models.ForeignKey(
        Result, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    result = models.ForeignKey(
        Result, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    case_to_answer = models.BooleanField(null=True, blank=True)
    # Codes that the law of the matter knows; what they mean, it says.
    severity = models.CharField(max_length=40, blank=True)
    forum = models.CharField(max_length=40, blank=True)

    FIELD_CLASSES = {
        "allegation": FieldClass.PUBLIC,
        "subject": FieldClass.PUBLIC,
        "recommended": FieldClass.OFFICIAL,
        "result": FieldClass.PUBLIC,
        "case_to_answer": FieldClass.OFFICIAL,
        "severity": FieldClass.OFFICIAL,
        "forum": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("outcome")]
        constraints = [
            models.UniqueConstraint(
                fields=["allegation", "subject"], name="outcome_once"
            )
        ]

    def __str__(self):
        return f"{self.allegation} against {self.subject}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether the allegation was withdrawn, so that nothing of it is decided."""
        return self.result_id is not None and self.result.code == WITHDRAWN
