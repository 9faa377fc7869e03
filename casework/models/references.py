from django.db import models


class ReferenceCounter(models.Model):
    """The last serial issued for a prefix in a year; locked while one is issued."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last_serial = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["prefix", "year"], name="reference_counter_once"
            )
        ]

    def __str__(self):
        return f"{self.prefix} {self.year}: {self.last_serial}"
