from django.db import models


class BodyKind(models.TextChoices):
    OVERSIGHT = "oversight", "Oversight body"
    PROSECUTOR = "prosecutor", "Prosecutor"
    CORONER = "coroner", "Coroner"
    STAFF_ASSOCIATION = "staff_association", "Staff association or union"
    INSPECTORATE = "inspectorate", "Inspectorate"
    TRIBUNAL = "tribunal", "Tribunal"
    OTHER = "other", "Other body"


class Body(models.Model):
    """An outside body that cases and recommendations come from or go to."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=BodyKind)
    source = models.CharField(max_length=200, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    def __str__(self):
        return self.name
