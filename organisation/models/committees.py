from django.db import models

from organisation.dates import in_order
from pages.words import day_words


class CommitteeKind(models.TextChoices):
    AUTHORITY = "authority", "Committee of the police authority"
    BOARD = "board", "Internal board"


class Committee(models.Model):
    """A committee of the authority or a board of the force."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=CommitteeKind)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [in_order("committee")]

    def __str__(self):
        return self.name


class Meeting(models.Model):
    """One meeting; meetings close reporting periods."""

    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="meetings"
    )
    held_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "held_on"], name="meeting_once_a_day"
            )
        ]

    def __str__(self):
        return f"{self.committee}, {day_words(self.held_on)}"
