from django.db import models

from accounts.models.users import User


class Submission(models.Model):
    """A form sent once: a second sending of the same token gets the same answer."""

    token = models.UUIDField(unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    body_hash = models.CharField(max_length=64)
    answer = models.CharField(max_length=500, help_text="Where the sender was sent.")
    at = models.DateTimeField()

    class Meta:
        # The room where the table was made: code that still runs knows it by this name.
        db_table = "casework_submission"

    def __str__(self):
        return str(self.token)
