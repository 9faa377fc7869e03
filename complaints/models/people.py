from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, TextField
from django.db.models.functions import Upper

from casework.guard import guarded
from complaints.models.cases import Case
from complaints.models.choices import Capacity, ContactPreference
from organisation.classification import FieldClass

NOT_STATED = "not_stated"  # asked, and declined to say; "" means nobody asked


class Digits(Func):
    """The digits of a telephone number, however people space and punctuate it."""

    template = "regexp_replace(%(expressions)s, '[^0-9]+', '', 'g')"
    output_field = TextField()


NAMES = ("title", "forenames", "surname")


def person_words(title: str, forenames: str, surname: str) -> str:
    """Ms Ada Field, as far as it is known."""
    return " ".join(filter(None, (title, forenames, surname))) or "Name not given"


class Person(models.Model):
    """A member of the public, in the register of people over many cases.

    Protected characteristics: a code, NOT_STATED, or "" for missing; what an officer
    perceived stands apart from what the person said.
    """

    title = models.CharField(max_length=20, blank=True)
    forenames = models.CharField(max_length=200, blank=True)
    surname = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    address = models.TextField(max_length=1_000, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    contact_preference = models.CharField(
        max_length=20, choices=ContactPreference, blank=True
    )
    needs = models.TextField(max_length=2_000, blank=True)
    ethnicity = models.CharField(max_length=20, blank=True)
    ethnicity_perceived = models.CharField(max_length=20, blank=True)
    gender = models.CharField(max_length=20, blank=True)
    disability = models.CharField(max_length=20, blank=True)
    religion = models.CharField(max_length=20, blank=True)
    sexual_orientation = models.CharField(max_length=20, blank=True)
    age_band = models.CharField(max_length=20, blank=True)

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                "title",
                "forenames",
                "surname",
                "born_on",
                "telephone",
                "email",
                "address",
                "postcode",
                "contact_preference",
                "needs",
            ),
            FieldClass.IDENTITY,
        ),
        **dict.fromkeys(
            (
                "ethnicity",
                "ethnicity_perceived",
                "gender",
                "disability",
                "religion",
                "sexual_orientation",
                "age_band",
            ),
            FieldClass.SPECIAL,
        ),
    }

    class Meta:
        triggers = [guarded("person")]
        indexes = [
            models.Index(Upper("surname"), F("born_on"), name="person_by_name"),
            models.Index(
                Upper("email"), name="person_by_email", condition=~Q(email="")
            ),
            models.Index(
                Digits("telephone"),
                name="person_by_telephone",
                condition=~Q(telephone=""),
            ),
            GinIndex(
                OpClass(Upper("surname"), name="gin_trgm_ops"),
                name="person_surname_trigram",
            ),
        ]

    def __str__(self):
        return person_words(self.title, self.forenames, self.surname)


class Complainant(models.Model):
    """A person complaining in one case, for themselves or for another with consent."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="complainants"
    )
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="complaints"
    )
    capacity = models.CharField(
        max_length=16, choices=Capacity, default=Capacity.UNKNOWN
    )
    acts_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="represented_by",
    )
    consent_on = models.DateField(null=True, blank=True)
    consent_evidence = models.CharField(max_length=500, blank=True)
    wishes = models.TextField(max_length=2_000, blank=True)
    untold_because = models.TextField(
        max_length=2_000,
        blank=True,
        verbose_name="why they cannot be told",
        help_text="They gave no name or address, for example.",
    )

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "number": FieldClass.OFFICIAL,
        "person": FieldClass.IDENTITY,
        "capacity": FieldClass.OFFICIAL,
        "acts_for": FieldClass.IDENTITY,
        "consent_on": FieldClass.OFFICIAL,
        "consent_evidence": FieldClass.IDENTITY,
        "wishes": FieldClass.IDENTITY,
        "untold_because": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("complainant")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], name="complainant_number_once"
            ),
            models.CheckConstraint(
                condition=Q(acts_for__isnull=True)
                | (Q(consent_on__isnull=False) & ~Q(consent_evidence="")),
                name="complainant_acts_with_consent",
            ),
        ]

    def __str__(self):
        return f"{self.case} complainant {self.number}"


def speakers(case) -> list[Complainant]:
    """Who speaks in a case: each complainant whom no other one represents in it."""
    rows = case.complainants.exclude(represented_by__case=case)
    return list(rows.select_related("person").order_by("number"))
