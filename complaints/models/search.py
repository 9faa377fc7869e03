from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from casework.guard import guarded
from complaints.models.cases import Case
from organisation.classification import FieldClass


class SearchEntry(models.Model):
    """What a case is found by: one row a case, written by the actions.

    `official` holds what anybody with official reach may search; `identity` adds names
    and narrative, and is searched only by those who may see them.
    """

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    official = SearchVectorField()
    identity = SearchVectorField()
    names = models.TextField(blank=True)
    received_on = models.DateField()

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "official": FieldClass.OFFICIAL,
        "identity": FieldClass.IDENTITY,
        "names": FieldClass.IDENTITY,
        "received_on": FieldClass.PUBLIC,
    }

    class Meta:
        triggers = [guarded("search_entry")]
        indexes = [
            GinIndex(fields=["official"], name="search_official"),
            GinIndex(fields=["identity"], name="search_identity"),
            models.Index(fields=["-received_on", "-case"], name="search_by_received"),
        ]

    def __str__(self):
        return f"{self.case}"


class NameSeen(models.Model):
    """A word that stands in a name somewhere: what a misspelt name is compared with."""

    word = models.CharField(max_length=200, unique=True)

    FIELD_CLASSES = {"word": FieldClass.IDENTITY}

    class Meta:
        indexes = [
            GinIndex(
                fields=["word"], opclasses=["gin_trgm_ops"], name="name_seen_trigram"
            )
        ]

    def __str__(self):
        return self.word
