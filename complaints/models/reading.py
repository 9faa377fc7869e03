"""Who may not read a case, who may read a restricted one, and who looked when."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.cases import Case
from organisation.classification import FieldClass


class Conflict(models.Model):
    """A declared conflict of interest: bars the person from the case until ended."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts"
    )
    reason = models.TextField(max_length=2_000)
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    end_reason = models.TextField(max_length=2_000, blank=True)

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "user": FieldClass.OFFICIAL,
        "reason": FieldClass.IDENTITY,
        "declared_at": FieldClass.OFFICIAL,
        "ended_at": FieldClass.OFFICIAL,
        "ended_by": FieldClass.OFFICIAL,
        "end_reason": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("conflict")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"],
                name="conflict_once_at_a_time",
                condition=Q(ended_at__isnull=True),
            )
        ]

    def __str__(self):
        return f"{self.user} in {self.case}"


class CaseAccess(models.Model):
    """A person named to read a restricted case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="access")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="cases_opened_to",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "user": FieldClass.OFFICIAL,
        "by": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("case_access")]
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="case_access_once")
        ]

    def __str__(self):
        return f"{self.user} may read {self.case}"


class CaseLook(models.Model):
    """When a user last looked at a case: "new since then". Not a case table."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField()

    FIELD_CLASSES = {
        "case": FieldClass.OFFICIAL,
        "user": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "case"], name="case_look_once")
        ]

    def __str__(self):
        return f"{self.user} looked at {self.case}"
