from django.conf import settings
from django.db import models


class Notification(models.Model):
    """Something a user should know of; written in the transaction that caused it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notifications"
    )
    event = models.CharField(max_length=60)
    sentence = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    key = models.CharField(
        max_length=200, unique=True, help_text="Told once for each key."
    )
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "-id"], name="notification_of_user"),
        ]

    def __str__(self):
        return self.sentence
