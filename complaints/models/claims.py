"""Civil actions, accident claims, tribunal cases and inquests (domain.md 2.8)."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils.functional import cached_property

from casework.guard import guarded
from complaints.models.cases import Case
from complaints.models.law.texts import Purpose
from complaints.models.parts import Kept
from complaints.models.people import Person
from complaints.models.registers import Record
from complaints.querysets import ClaimQuerySet
from complaints.workflow import CLAIM, ClaimStatus
from organisation.classification import FieldClass
from organisation.dates import DatedQuerySet, in_order, one_at_a_time
from organisation.models import Body, Member, Unit
from organisation.models.members import Rank

MONEY = {"max_digits": 12, "decimal_places": 2, "validators": [MinValueValidator(0)]}


def numbered(table: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=["claim", "number"], name=f"{table}_number_once"
    )


class ClaimKind(TextChoices):
    """The grounds of each kind are those of the purpose of the same name."""

    CIVIL_ACTION = Purpose.CIVIL_ACTION.value, "Civil action"
    ACCIDENT = Purpose.ACCIDENT.value, "Accident claim"
    TRIBUNAL = Purpose.TRIBUNAL_CASE.value, "Employment tribunal case"
    INQUEST = Purpose.INQUEST.value, "Inquest"


class ClaimOutcome(TextChoices):
    WON = "won", "Won"
    LOST = "lost", "Lost"
    SETTLED = "settled", "Settled"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CONCLUDED = "concluded", "Conclusion of the inquest"


class ClaimPart(TextChoices):
    """What somebody has to do with a claim."""

    CLAIMANT = "claimant", "Claimant"
    CONCERNED = "concerned", "Member it is about"
    DECEASED = "deceased", "Person who died"
    INTERESTED = "interested", "Interested person"
    WITNESS = "witness", "Witness"


class Claim(Record):
    """Something claimed from the force, or an inquest into a death.

    Contested is one thing, how it ended another: a case may be lost without a fight.
    """

    table = CLAIM
    prefix = "CA"
    guarded = Record.guarded | {FieldClass.IDENTITY}
    keepers = "claim.amend"
    shown = (
        *("kind", "title", "claimed", "grounds", "injury", "body", "their_reference"),
        *("faw_reference", "incident_on", "received_on", "issued_on", "hearing_on"),
        *("reserve", "authorised", "concluded_on", "outcome", "contested"),
        *("paid", "costs", "conclusion", "responsible_unit"),
    )

    status = models.CharField(max_length=20, choices=ClaimStatus)
    kind = models.CharField(max_length=20, choices=ClaimKind)
    title = models.CharField(max_length=200, verbose_name="in a few words")
    claimed = models.TextField(max_length=20_000, verbose_name="what is claimed")
    grounds = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    injury = models.TextField(max_length=20_000, blank=True)
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="court, tribunal or coroner",
    )
    their_reference = models.CharField(
        max_length=60, blank=True, verbose_name="their reference"
    )
    faw_reference = models.CharField(
        max_length=60, blank=True, verbose_name="Fairness at Work reference"
    )
    incident_on = models.DateField(null=True, blank=True, verbose_name="incident")
    received_on = models.DateField(verbose_name="received")
    issued_on = models.DateField(null=True, blank=True, verbose_name="issued or served")
    hearing_on = models.DateField(
        null=True, blank=True, verbose_name="trial, hearing or inquest"
    )
    concluded_on = models.DateField(null=True, blank=True, verbose_name="concluded")
    reserve = models.DecimalField(**MONEY, null=True, blank=True)
    authorised = models.DecimalField(
        **MONEY, null=True, blank=True, verbose_name="settlement authorised up to"
    )
    outcome = models.CharField(
        max_length=20, choices=ClaimOutcome, blank=True, verbose_name="how it ended"
    )
    contested = models.BooleanField(null=True, blank=True)
    paid = models.DecimalField(
        **MONEY, null=True, blank=True, verbose_name="damages or settlement"
    )
    costs = models.DecimalField(**MONEY, null=True, blank=True)
    conclusion = models.TextField(
        max_length=20_000, blank=True, verbose_name="judgment or conclusion"
    )

    objects = ClaimQuerySet.as_manager()

    FIELD_CLASSES = Record.FIELD_CLASSES | {
        **dict.fromkeys(("kind", "grounds", "body"), FieldClass.OFFICIAL),
        **dict.fromkeys(
            ("incident_on", "received_on", "issued_on", "hearing_on", "concluded_on"),
            FieldClass.OFFICIAL,
        ),
        **dict.fromkeys(
            ("reserve", "authorised", "outcome", "contested", "paid", "costs"),
            FieldClass.OFFICIAL,
        ),
        **dict.fromkeys(
            ("title", "claimed", "their_reference", "faw_reference", "conclusion"),
            FieldClass.IDENTITY,
        ),
        "injury": FieldClass.SPECIAL,
    }

    class Meta:
        triggers = [guarded("claim")]
        constraints = [
            in_order("claim", first="incident_on", last="received_on"),
            in_order("claim", first="received_on", last="concluded_on"),
            models.CheckConstraint(
                name="claim_concluded_with_outcome",
                condition=Q(status=ClaimStatus.CONCLUDED, concluded_on__isnull=False)
                & ~Q(outcome="")
                | ~Q(status=ClaimStatus.CONCLUDED)
                & Q(concluded_on__isnull=True, outcome=""),
            ),
            models.CheckConstraint(
                name="claim_paid_within_authority",
                condition=~Q(outcome=ClaimOutcome.SETTLED)
                | Q(paid__isnull=False, authorised__gte=F("paid")),
            ),
            models.CheckConstraint(
                name="claim_money_is_not_negative",
                condition=(Q(reserve__isnull=True) | Q(reserve__gte=0))
                & (Q(authorised__isnull=True) | Q(authorised__gte=0))
                & (Q(paid__isnull=True) | Q(paid__gte=0))
                & (Q(costs__isnull=True) | Q(costs__gte=0)),
            ),
        ]
        indexes = [
            models.Index(fields=["-received_on", "-id"], name="claim_by_receipt"),
            models.Index(  # the hearings calendar
                fields=["hearing_on", "id"],
                name="claim_by_hearing",
                condition=Q(hearing_on__isnull=False),
            ),
            models.Index(
                fields=["kind", "outcome", "-concluded_on"],
                name="claim_by_outcome",
                condition=~Q(outcome=""),
            ),
        ]

    @cached_property
    def cases_concerned(self):
        rows = self.cases.select_related("case") if self.pk else ()
        return [each.case for each in rows]


class ClaimCase(Kept):
    """A case that a claim is linked to."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="cases")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="claims")

    FIELD_CLASSES = Kept.FIELD_CLASSES | {
        "claim": FieldClass.PUBLIC,
        "case": FieldClass.PUBLIC,
    }

    class Meta:
        triggers = [guarded("claim_case")]
        constraints = [
            numbered("claim_case"),
            models.UniqueConstraint(fields=["claim", "case"], name="claim_case_once"),
        ]

    def __str__(self):
        return f"{self.claim} and {self.case}"


class ClaimUnit(Kept):
    """A unit that a claim is about."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    FIELD_CLASSES = Kept.FIELD_CLASSES | {
        "claim": FieldClass.PUBLIC,
        "unit": FieldClass.PUBLIC,
    }

    class Meta:
        triggers = [guarded("claim_unit")]
        constraints = [
            numbered("claim_unit"),
            models.UniqueConstraint(fields=["claim", "unit"], name="claim_unit_once"),
        ]

    def __str__(self):
        return f"{self.claim} and {self.unit}"


class ClaimParty(Kept):
    """Somebody in a claim: a member of the force, a person of the register, a name."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="parties")
    part = models.CharField(max_length=20, choices=ClaimPart)
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True)

    FIELD_CLASSES = Kept.FIELD_CLASSES | {
        "claim": FieldClass.PUBLIC,
        "part": FieldClass.OFFICIAL,
        "member": FieldClass.IDENTITY,
        "person": FieldClass.IDENTITY,
        "name": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("claim_party")]
        constraints = [
            numbered("claim_party"),
            models.CheckConstraint(
                name="claim_party_is_one",
                condition=Q(member__isnull=False, person__isnull=True, name="")
                | Q(member__isnull=True, person__isnull=False, name="")
                | Q(member__isnull=True, person__isnull=True) & ~Q(name=""),
            ),
            models.UniqueConstraint(
                fields=["claim", "part", "member"], name="claim_party_member_once"
            ),
        ]

    def __str__(self):
        return f"{self.get_part_display()}: {self.who}"

    @property
    def who(self) -> str:
        return str(self.member or self.person or self.name)


class ClaimReserve(Kept):
    """What was set aside for a claim, and why; each is kept."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reserves")
    amount = models.DecimalField(**MONEY)
    reasons = models.TextField(max_length=20_000)

    FIELD_CLASSES = Kept.FIELD_CLASSES | {
        "claim": FieldClass.PUBLIC,
        "amount": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("claim_reserve")]
        constraints = [numbered("claim_reserve")]

    def __str__(self):
        return f"{self.claim}: reserve {self.number}"


class ClaimAuthority(Kept):
    """Up to what a settlement was authorised, by whom, in what rank."""

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="authorities"
    )
    amount = models.DecimalField(**MONEY)
    rank = models.CharField(max_length=40, choices=Rank)
    reasons = models.TextField(max_length=20_000)

    FIELD_CLASSES = Kept.FIELD_CLASSES | {
        "claim": FieldClass.PUBLIC,
        "amount": FieldClass.OFFICIAL,
        "rank": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("claim_authority")]
        constraints = [numbered("claim_authority")]

    def __str__(self):
        return f"{self.claim}: authority {self.number}"


class ClaimLesson(Kept):
    """A lesson flagged in a claim, for organisational learning to take up."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="lessons")
    text = models.TextField(max_length=20_000)

    FIELD_CLASSES = Kept.FIELD_CLASSES | {
        "claim": FieldClass.PUBLIC,
        "text": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("claim_lesson")]
        constraints = [numbered("claim_lesson")]

    def __str__(self):
        return f"{self.claim}: lesson {self.number}"


class SettlementLimit(models.Model):
    """Up to what amount somebody of a rank may authorise a settlement.

    Without an amount there is no limit. Higher ranks may do at least as much.
    """

    rank = models.CharField(max_length=40, choices=Rank)
    amount = models.DecimalField(**MONEY, null=True, blank=True)
    source = models.CharField(max_length=300)
    unverified = models.BooleanField(
        default=False, help_text="General knowledge, not read in a source: check it."
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("settlement_limit"),
            one_at_a_time("settlement_limit", "rank"),
        ]

    def __str__(self):
        return f"{self.get_rank_display()}"
