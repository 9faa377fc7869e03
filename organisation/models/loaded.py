from django.db import models


class LoadedRow(models.Model):
    """What a reference file last said about a row, to tell it from what people said.

    `row_id` finds the row again even after somebody has corrected its key.
    """

    table = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    row_id = models.BigIntegerField()
    values = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "key"], name="loaded_row_once")
        ]

    def __str__(self):
        return f"{self.table}: {self.key}"
