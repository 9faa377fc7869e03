from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from casework.models import Document as AbstractDocument
from casework.models import Note as AbstractNote
from casework.models import StatusChange as AbstractStatusChange
from complaints.models.cases import Case
from complaints.models.choices import LetterKind, Served
from organisation.classification import FieldClass


class StatusChange(AbstractStatusChange):
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="status_changes"
    )

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "verb": FieldClass.OFFICIAL,
        "from_status": FieldClass.OFFICIAL,
        "to_status": FieldClass.OFFICIAL,
        "by": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
        "reason": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("status_change")]

    def __str__(self):
        return f"{self.case}: {self.verb}"


class Note(AbstractNote):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "text": FieldClass.IDENTITY,
        "by": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("note")]

    def __str__(self):
        return f"{self.case} note {self.pk}"


class Document(AbstractDocument):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "key": FieldClass.OFFICIAL,
        "name": FieldClass.IDENTITY,
        "label": FieldClass.IDENTITY,
        "content_type": FieldClass.OFFICIAL,
        "size": FieldClass.OFFICIAL,
        "sha256": FieldClass.OFFICIAL,
        "stored_as": FieldClass.OFFICIAL,
        "scan": FieldClass.OFFICIAL,
        "scanned_at": FieldClass.OFFICIAL,
        "by": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
    }

    class Meta(AbstractDocument.Meta):
        triggers = [guarded("document")]

    def __str__(self):
        return f"{self.case} document {self.key}"


class Letter(models.Model):
    """A letter sent or a request received, what it said and when it was served.

    Its date starts clocks.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20, choices=LetterKind)
    dated_on = models.DateField()
    complainant = models.ForeignKey(
        "Complainant", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject = models.ForeignKey(
        "Subject", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(max_length=20_000, blank=True)
    served_on = models.DateField(null=True, blank=True)
    served_how = models.CharField(max_length=16, choices=Served, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "kind": FieldClass.OFFICIAL,
        "dated_on": FieldClass.OFFICIAL,
        "complainant": FieldClass.IDENTITY,
        "subject": FieldClass.IDENTITY,
        "text": FieldClass.IDENTITY,
        "served_on": FieldClass.OFFICIAL,
        "served_how": FieldClass.OFFICIAL,
        "document": FieldClass.OFFICIAL,
        "by": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("letter")]
        constraints = [
            models.CheckConstraint(
                condition=Q(complainant__isnull=True) | Q(subject__isnull=True),
                name="letter_to_one_party",
            )
        ]

    def __str__(self):
        return f"{self.case}: {self.get_kind_display()} {self.dated_on}"


class CaseTask(models.Model):
    """Something to do in a case, by somebody, by a day."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    number = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_tasks"
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "number": FieldClass.OFFICIAL,
        "what": FieldClass.IDENTITY,
        "due_on": FieldClass.OFFICIAL,
        "owner": FieldClass.OFFICIAL,
        "set_by": FieldClass.OFFICIAL,
        "set_at": FieldClass.OFFICIAL,
        "done_at": FieldClass.OFFICIAL,
        "done_by": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("case_task")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], name="case_task_number_once"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="case_task_done_by_and_at",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                name="case_task_to_do",
                condition=Q(done_at__isnull=True),
            )
        ]

    def __str__(self):
        return f"{self.case} task {self.number}"
