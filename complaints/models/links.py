from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.guard import guarded
from complaints.models.cases import Case
from complaints.models.choices import LinkKind
from organisation.classification import FieldClass
from organisation.dates import in_order


class CaseLink(models.Model):
    """That two cases belong together, and how."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="linked_from"
    )
    kind = models.CharField(max_length=14, choices=LinkKind)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "other": FieldClass.OFFICIAL,
        "kind": FieldClass.OFFICIAL,
        "reason": FieldClass.IDENTITY,
        "by": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("case_link")]
        constraints = [
            models.UniqueConstraint(fields=["case", "other"], name="case_link_once"),
            models.CheckConstraint(
                condition=~Q(case=F("other")), name="case_link_not_to_itself"
            ),
        ]

    def __str__(self):
        return f"{self.case} {self.get_kind_display()} {self.other}"


class Tag(models.Model):
    """An extraordinary event that many cases come from; trends can leave it out."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [in_order("tag")]

    def __str__(self):
        return self.name


class CaseTag(models.Model):
    """That a case comes from an extraordinary event."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tags")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="cases")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "tag": FieldClass.OFFICIAL,
        "by": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("case_tag")]
        constraints = [
            models.UniqueConstraint(fields=["case", "tag"], name="case_tag_once")
        ]

    def __str__(self):
        return f"{self.case}: {self.tag}"
