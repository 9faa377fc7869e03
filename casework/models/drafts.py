from django.conf import settings
from django.db import models


class Draft(models.Model):
    """What somebody has typed and not yet sent: survives the session."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    form = models.CharField(max_length=120, help_text="The address of the form.")
    content = models.JSONField(default=dict)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "form"], name="draft_once_per_form")
        ]

    def __str__(self):
        return f"{self.form} by {self.user}"
