"""Every limit that runs in a case, as a row: until when, whose it is, how it ended."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from casework.guard import guarded
from casework.models.cases import FAR_FUTURE
from complaints.models.cases import Case
from complaints.rules.limits import OF_PROCEEDINGS, OF_THE_AUTHORITY
from organisation.classification import FieldClass
from organisation.models import Unit


class Ended(models.TextChoices):
    RUNNING = "", "Running"
    DONE = "done", "Done"
    DROPPED = "dropped", "No longer needed"
    PASSED = "passed", "Passed unused"


_RUNS = Q(ended=Ended.RUNNING)


class CaseClock(models.Model):
    """One limit in a case: a duty of ours, or the time that somebody else has.

    `of` is the record of the case that it is about ("referral 1"), blank for the case
    itself. It is counted from `starts_on` by the rule of `rule_on`, `extended` longer.
    """

    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        related_name="clocks",
        db_index=False,  # case_clock_number_once begins with it
    )
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40, help_text="Code of its deadline rule.")
    of = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField()
    rule_on = models.DateField(help_text="Whose day's law it goes by.")
    due_on = models.DateField(help_text="The last day there is while it is stopped.")
    first_due_on = models.DateField(help_text="As it was when it began.")
    extended = models.PositiveSmallIntegerField(
        default=0, help_text="In the unit of its rule."
    )
    stopped_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    ended = models.CharField(
        max_length=8, choices=Ended, blank=True, default=Ended.RUNNING
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # case_clock_of_owner begins with it
        related_name="clocks",
    )
    with_handler = models.BooleanField(
        default=False, help_text="Its owner is whoever handles the case."
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        db_index=False,  # case_clock_of_unit begins with it
        related_name="+",
    )
    escalated = models.PositiveSmallIntegerField(
        default=0, help_text="The last step of escalation that was told."
    )
    awaits = ArrayField(
        models.CharField(max_length=40),
        default=list,
        db_default=[],
        help_text="Rights of the offices that are to begin what was decided.",
    )

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        **dict.fromkeys(
            (
                "number",
                "code",
                "of",
                "starts_on",
                "rule_on",
                "due_on",
                "first_due_on",
                "extended",
                "stopped_on",
                "done_on",
                "ended",
                "owner",
                "with_handler",
                "unit",
                "escalated",
                "awaits",
            ),
            FieldClass.OFFICIAL,
        ),
    }

    class Meta:
        triggers = [guarded("case_clock")]
        indexes = [
            # Diaries, and what is late: of the clocks that run alone.
            models.Index(
                fields=["owner", "due_on", "id"],
                name="case_clock_of_owner",
                condition=_RUNS & Q(owner__isnull=False),
            ),
            models.Index(
                fields=["unit", "due_on", "id"],
                name="case_clock_of_unit",
                condition=_RUNS,
            ),
            models.Index(
                fields=["due_on", "id"], name="case_clock_due", condition=_RUNS
            ),
            *(
                models.Index(  # diaries of offices and of authorities
                    fields=["due_on", "id"],
                    name=f"case_clock_of_{whose}",
                    condition=_RUNS & Q(owner__isnull=True, code__in=sorted(codes)),
                )
                for whose, codes in (
                    ("proceedings", OF_PROCEEDINGS),
                    ("authorities", OF_THE_AUTHORITY),
                )
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], name="case_clock_number_once"
            ),
            models.UniqueConstraint(
                fields=["case", "code", "of"],
                name="case_clock_runs_once",
                condition=_RUNS,
            ),
            models.CheckConstraint(
                name="case_clock_ended_on_a_day",
                condition=(_RUNS & Q(done_on__isnull=True))
                | (~_RUNS & Q(done_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="case_clock_due_after_start",
                condition=Q(due_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="case_clock_stopped_without_date",
                condition=Q(stopped_on__isnull=True) | Q(due_on=FAR_FUTURE),
            ),
        ]

    def __str__(self):
        return f"{self.case} clock {self.number}"

    @property
    def runs(self) -> bool:
        return self.ended == Ended.RUNNING


class ClockExtension(models.Model):
    """That a clock was given longer, by whom and why: appended, never edited."""

    clock = models.ForeignKey(
        CaseClock, on_delete=models.PROTECT, related_name="extensions"
    )
    from_on = models.DateField()
    to_on = models.DateField()
    days = models.PositiveSmallIntegerField(help_text="In the unit of its rule.")
    reason = models.TextField(max_length=20_000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    FIELD_CLASSES = {
        "clock": FieldClass.OFFICIAL,
        "from_on": FieldClass.OFFICIAL,
        "to_on": FieldClass.OFFICIAL,
        "days": FieldClass.OFFICIAL,
        "reason": FieldClass.IDENTITY,
        "by": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("clock_extension")]
        constraints = [
            models.CheckConstraint(
                name="clock_extension_is_longer", condition=Q(to_on__gt=F("from_on"))
            ),
            models.CheckConstraint(
                name="clock_extension_has_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self):
        return f"{self.clock} to {self.to_on}"


class ClockStop(models.Model):
    """A time that does not count in a case (sub judice); it lasts while it has no end.

    From `from_on` on nothing counts, until `to_on`, which counts again.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clock_stops")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "from_on": FieldClass.OFFICIAL,
        "to_on": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("clock_stop")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                name="clock_stop_once_at_a_time",
                condition=Q(to_on__isnull=True),
            ),
            models.CheckConstraint(
                name="clock_stop_in_order",
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
            ),
        ]

    def __str__(self):
        return f"{self.case}: stopped on {self.from_on}"
