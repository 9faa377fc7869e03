"""What the police authority decides itself, because it concerns a senior officer."""

from django.db import models

from casework.guard import guarded
from complaints.models.parts import Made, numbered
from complaints.workflow import REGISTERS, table_of
from organisation.classification import FieldClass


class AuthorityDecision(Made):
    """By which decision of the police authority a step of its own was recorded here."""

    verb = models.CharField(max_length=40)
    reference = models.CharField(max_length=40)
    decided_on = models.DateField(verbose_name="decided")

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "verb": FieldClass.OFFICIAL,
        "reference": FieldClass.OFFICIAL,
        "decided_on": FieldClass.OFFICIAL,
    }

    class Meta:
        verbose_name = "decision of the police authority"
        triggers = [guarded("authority_decision")]
        constraints = [numbered("authority_decision")]

    @property
    def verb_words(self) -> str:
        if self.of_restriction:
            noun, verb = self.verb.split(".")
            return f"{REGISTERS[noun][verb].label} ({noun} of duties)"
        return table_of(self.verb)[self.verb].label

    @property
    def of_restriction(self) -> bool:
        """Whether it says that somebody was suspended: not for everybody to read."""
        return self.verb.startswith("restriction.")
