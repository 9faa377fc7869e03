"""How sensitive a fact is. Every field of every case table has one of these classes."""

from django.db import models


class FieldClass(models.TextChoices):
    """Classes of interface.md, from least to most closely held."""

    PUBLIC = "public", "Public"
    OFFICIAL = "official", "Official"
    IDENTITY = "identity", "Identity"
    SPECIAL = "special", "Special category"
    INTELLIGENCE = "intelligence", "Intelligence"
