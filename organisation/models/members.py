from datetime import date

from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from organisation.classification import FieldClass
from organisation.dates import DatedQuerySet, in_order, one_at_a_time
from organisation.models.units import Unit
from organisation.names import searchable_name, surname_sound
from organisation.querysets import MemberQuerySet
from pages.words import day_words


class MemberKind(models.TextChoices):
    OFFICER = "officer", "Police officer"
    STAFF = "staff", "Police staff"
    PCSO = "pcso", "Police community support officer"
    SPECIAL = "special", "Special constable"
    CONTRACTED = "contracted", "Contracted staff"


class Rank(models.TextChoices):
    """Ranks in ascending order, then police staff."""

    CONSTABLE = "constable", "Constable"
    SERGEANT = "sergeant", "Sergeant"
    INSPECTOR = "inspector", "Inspector"
    CHIEF_INSPECTOR = "chief_inspector", "Chief Inspector"
    SUPERINTENDENT = "superintendent", "Superintendent"
    CHIEF_SUPERINTENDENT = "chief_superintendent", "Chief Superintendent"
    COMMANDER = "commander", "Commander"
    DEPUTY_ASSISTANT_COMMISSIONER = (
        "deputy_assistant_commissioner",
        "Deputy Assistant Commissioner",
    )
    ASSISTANT_COMMISSIONER = "assistant_commissioner", "Assistant Commissioner"
    DEPUTY_COMMISSIONER = "deputy_commissioner", "Deputy Commissioner"
    COMMISSIONER = "commissioner", "Commissioner"
    STAFF = "staff", "Police staff"
    PCSO = "pcso", "PCSO"
    UNKNOWN = "unknown", "Not known"


def member_words(rank: str, surname: str, number: str) -> str:
    """Constable Field T000001."""
    return f"{Rank(rank).label} {surname} {number}"


class Member(models.Model):
    """Someone serving with the police: officer, staff, PCSO, special, contractor."""

    # What addresses say of them: a warrant number has no place in a log.
    key = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
    number = models.CharField(
        max_length=20, unique=True, help_text="Warrant or pay number, kept as text."
    )
    kind = models.CharField(max_length=20, choices=MemberKind)
    surname = models.CharField(max_length=200)
    forenames = models.CharField(max_length=200, blank=True)
    rank = models.CharField(max_length=40, choices=Rank, default=Rank.UNKNOWN)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    gender = models.CharField(max_length=20, blank=True)
    ethnicity = models.CharField(max_length=20, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    placeholder = models.BooleanField(
        default=False, help_text="Stands for officers nobody identified; no person."
    )

    objects = MemberQuerySet.as_manager()

    FIELD_CLASSES = {
        "key": FieldClass.PUBLIC,
        "number": FieldClass.IDENTITY,
        "kind": FieldClass.OFFICIAL,
        "surname": FieldClass.IDENTITY,
        "forenames": FieldClass.IDENTITY,
        "rank": FieldClass.OFFICIAL,
        "unit": FieldClass.PUBLIC,
        "gender": FieldClass.SPECIAL,
        "ethnicity": FieldClass.SPECIAL,
        "joined_on": FieldClass.IDENTITY,
        "left_on": FieldClass.IDENTITY,
        "placeholder": FieldClass.OFFICIAL,
    }

    class Meta:
        constraints = [in_order("member", first="joined_on", last="left_on")]
        indexes = [
            GinIndex(
                OpClass(searchable_name(), name="gin_trgm_ops"),
                name="member_name_trigram",
            ),
            models.Index(surname_sound(), name="member_surname_sound"),
        ]

    def __str__(self):
        return member_words(self.rank, self.surname, self.number)

    def has_left(self, on: date) -> bool:
        """Whether they had left by that day: on the last one they still serve."""
        return self.left_on is not None and self.left_on < on


class MemberPosting(models.Model):
    """Where a member served and in what rank, from one date to another."""

    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="postings"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="postings")
    rank = models.CharField(max_length=40, choices=Rank)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [in_order("member_posting")]

    def __str__(self):
        return f"{self.member} at {self.unit} from {day_words(self.from_on)}"


class LineManager(models.Model):
    """Who managed a member of the force, from one date to another."""

    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="line_managers"
    )
    manager = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="line_manages"
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("line_manager"),
            one_at_a_time("line_manager", "member"),
            models.CheckConstraint(
                condition=~Q(member=F("manager")), name="line_manager_is_another"
            ),
        ]

    def __str__(self):
        return f"{self.manager} manages {self.member} from {day_words(self.from_on)}"
