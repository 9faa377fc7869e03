from django.conf import settings
from django.db import models
from django.db.models import Q


class JobState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"
    FAILED = "failed", "Failed"


class Job(models.Model):
    """Background work: the row is the truth, the queue a hint (architecture.md 6)."""

    kind = models.SlugField(max_length=40)
    key = models.CharField(max_length=200, unique=True, help_text="Business key.")
    arguments = models.JSONField(default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True, blank=True)
    message = models.CharField(max_length=500, blank=True)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                name="job_unfinished",
                condition=Q(state__in=["waiting", "running"]),
            ),
            models.Index(fields=["asked_by", "-id"], name="job_of_user"),
        ]

    def __str__(self):
        return self.key


class Period(models.Model):
    """A period ("2026-W47") of a schedule, done once whatever beat does."""

    schedule = models.SlugField(max_length=40)
    key = models.CharField(max_length=40)
    late = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schedule", "key"], name="period_once")
        ]

    def __str__(self):
        return f"{self.schedule} {self.key}"


class Heartbeat(models.Model):
    """When a part of the system last said it was alive."""

    name = models.SlugField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.name} at {self.at}"
