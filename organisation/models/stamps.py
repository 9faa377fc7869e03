from django.db import models


class Stamp(models.Model):
    """One row, that changes whenever a watched table does; see organisation.stamps."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="stamp_once"),
        ]

    def __str__(self):
        return str(self.value)
