"""What was imposed on members of the force, and what of it counts on a day.

live_sanctions(member, on=day)
"""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.cases import Case
from complaints.models.law import LawField
from complaints.models.parts import Made, numbered
from complaints.models.proceedings import CODE, Proceeding
from organisation.classification import FieldClass
from organisation.models import Member
from organisation.models.members import Rank


class ImposedQuerySet(models.QuerySet):
    def of(self, member):
        """A member's, the latest first."""
        return self.filter(member=member).order_by("-imposed_on", "-pk")

    def live_on(self, day: date | models.F):
        """Those that count on a day: told to the officer, and not run out.

        What an appeal set aside is undone from the first (Police Act 1996, Schedule 6,
        paragraph 7): it counts on no day.
        """
        return self.filter(_live_on(day))

    def marked_live(self, day: date):
        """All of them, and whether each counts on a day in `is_live`."""
        live = models.Case(models.When(_live_on(day), then=True), default=False)
        return self.annotate(is_live=live)


def _live_on(day: date | models.F) -> Q:
    return Q(
        Q(notified_on__isnull=True) | Q(notified_on__lte=day),
        set_aside_on__isnull=True,
        imposed_on__lte=day,
        live_until__gte=day,
    )


class ImposedSanction(Made):
    """What proceedings imposed on a member, and how long it counts.

    It counts from the day on which the officer is told. An appeal sets it aside;
    nothing else changes it.
    """

    shown = (
        *("proceeding", "member", "sanction", "amount", "rank_to", "imposed_on"),
        *("notified_on", "live_until", "effective_on", "set_aside_on"),
    )
    follow = ("by", "proceeding", "member")

    # Neither of what was imposed before cases were kept here: see `source`.
    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="imposedsanctions",
    )
    proceeding = models.ForeignKey(
        Proceeding,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="imposed",
    )
    source = models.CharField("where it was read", max_length=300, blank=True)
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="sanctions",
        db_index=False,  # the index below begins with it
    )
    # Of conduct or of performance: what is live of the one does not count in the other.
    field = models.CharField(max_length=12, choices=LawField)
    regime = models.CharField(**CODE)
    sanction = models.CharField(**CODE)
    sanction_name = models.CharField(max_length=120)
    extends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    amount = models.DecimalField(
        "how much is paid", max_digits=9, decimal_places=2, null=True, blank=True
    )
    rank_to = models.CharField("reduced to", max_length=40, choices=Rank, blank=True)
    imposed_on = models.DateField("imposed")
    # None until they are told; also of what was kept before this was asked.
    notified_on = models.DateField("officer told", null=True, blank=True)
    live_until = models.DateField(null=True, blank=True)
    effective_on = models.DateField("takes effect", null=True, blank=True)
    set_aside_on = models.DateField("set aside", null=True, blank=True)
    ends_service = models.BooleanField(default=False)

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "proceeding": FieldClass.OFFICIAL,
        "source": FieldClass.IDENTITY,
        "member": FieldClass.IDENTITY,
        "field": FieldClass.OFFICIAL,
        "regime": FieldClass.OFFICIAL,
        "sanction": FieldClass.OFFICIAL,
        "sanction_name": FieldClass.OFFICIAL,
        "extends": FieldClass.OFFICIAL,
        "amount": FieldClass.OFFICIAL,
        "rank_to": FieldClass.OFFICIAL,
        "imposed_on": FieldClass.OFFICIAL,
        "notified_on": FieldClass.OFFICIAL,
        "live_until": FieldClass.OFFICIAL,
        "effective_on": FieldClass.OFFICIAL,
        "set_aside_on": FieldClass.OFFICIAL,
        "ends_service": FieldClass.OFFICIAL,
    }

    objects = ImposedQuerySet.as_manager()

    class Meta:
        verbose_name = "sanction"
        triggers = [guarded("imposed_sanction")]
        constraints = [
            numbered("imposed_sanction"),
            models.UniqueConstraint(  # of those of no case
                name="imposed_sanction_earlier_number_once",
                fields=["member", "number"],
                condition=Q(case__isnull=True),
            ),
            models.CheckConstraint(
                name="imposed_sanction_live_after",
                condition=Q(live_until__isnull=True)
                | Q(live_until__gte=models.F("imposed_on")),
            ),
            models.CheckConstraint(
                name="imposed_sanction_of_a_case_or_a_source",
                condition=Q(case__isnull=False, proceeding__isnull=False, source="")
                | (Q(case__isnull=True, proceeding__isnull=True) & ~Q(source="")),
            ),
            models.CheckConstraint(
                name="imposed_sanction_told_after",
                condition=Q(notified_on__isnull=True)
                | Q(notified_on__gte=models.F("imposed_on")),
            ),
        ]
        indexes = [
            models.Index(  # a member's history, and what is live of it
                fields=["member", "imposed_on"], name="imposed_sanction_of_member"
            ),
        ]

    @property
    def card_title(self) -> str:
        return f"Sanction {self.number}: {self.sanction_name.lower()}"

    @property
    def proceeding_words(self) -> str:
        return self.proceeding.name if self.proceeding else ""

    @property
    def sanction_words(self) -> str:
        return self.sanction_name


def live_sanctions(member: Member, *, on: date) -> list[ImposedSanction]:
    """What is live of a member on a day, the latest first."""
    rows = ImposedSanction.objects.of(member).live_on(on)
    return list(rows.select_related("extends"))


def live_codes(live: Iterable[ImposedSanction], *, field: str = "") -> list[str]:
    """Codes of what is live, of one field where one is named.

    What is extended is live as long as its extension is: it is what was extended.
    """
    found = []
    for row in live:
        if field in ("", row.field):
            found.append(row.sanction)
            if row.extends and row.extends.set_aside_on is None:
                found.append(row.extends.sanction)
    return list(dict.fromkeys(found))
