"""The trail as tables. Nothing outside this app reads or writes them: see trail.py.

The database, not this code, fills time, sequence and hashes and refuses changes; see
the triggers in the migrations.
"""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Kind(models.TextChoices):
    """The six operations of which the law asks a log."""

    COLLECTION = "collection", "Collection"
    ALTERATION = "alteration", "Alteration"
    CONSULTATION = "consultation", "Consultation"
    DISCLOSURE = "disclosure", "Disclosure"
    COMBINATION = "combination", "Combination"
    ERASURE = "erasure", "Erasure"


RARE_KINDS = (Kind.COLLECTION, Kind.DISCLOSURE, Kind.COMBINATION, Kind.ERASURE)


class Outcome(models.TextChoices):
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"


class Entry(models.Model):
    """Who did or read what, when, and why. Written once, never changed.

    It names its subject by kind, key and number, without a foreign key, so that history
    outlives what it tells of.
    """

    at = models.DateTimeField(db_default=Now())
    event = models.TextField()
    kind = models.TextField(choices=Kind)
    outcome = models.TextField(choices=Outcome, db_default=Outcome.DONE)
    sentence = models.TextField(blank=True, db_default="")

    subject_kind = models.TextField()
    subject_key = models.TextField(blank=True)
    subject_id = models.BigIntegerField(null=True)
    unit_key = models.TextField(blank=True, db_default="")
    fields = ArrayField(models.TextField(), db_default=[])
    count = models.PositiveIntegerField(null=True)

    actor_id = models.BigIntegerField(null=True)
    actor_key = models.TextField()
    actor_name = models.TextField()
    actor_role = models.TextField(blank=True, db_default="")
    on_behalf_of = models.TextField(blank=True, db_default="")
    reason = models.TextField(blank=True, db_default="")
    recipient = models.TextField(blank=True, db_default="")
    request_id = models.TextField(blank=True, db_default="")

    # The trigger moves this into Detail and leaves its digest: always null at rest.
    incoming = models.JSONField(null=True)
    detail_digest = models.BinaryField(null=True)
    transaction = models.BigIntegerField(db_default=0)
    chain = models.TextField()
    sequence = models.BigIntegerField(db_default=0)
    previous_hash = models.BinaryField(db_default=b"")
    hash = models.BinaryField(db_default=b"")

    class Meta:
        verbose_name_plural = "entries"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["chain", "sequence"], name="audit_entry_once_in_chain"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="audit_entry_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.DONE, sentence="")
                | (Q(outcome=Outcome.REFUSED) & ~Q(sentence="")),
                name="audit_entry_refusal_says_why",
            ),
            models.CheckConstraint(
                condition=Q(incoming__isnull=True),
                name="audit_entry_nothing_incoming",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["subject_kind", "subject_key", "id"], name="audit_entry_subject"
            ),
            models.Index(fields=["actor_key", "id"], name="audit_entry_actor"),
            # The trail's pages filter by these, newest first. Without, a rare value
            # walks the whole trail; what is common is met soon enough without them.
            models.Index(
                fields=["event", "id"],
                opclasses=["text_pattern_ops", "int8_ops"],
                name="audit_entry_event",
            ),
            models.Index(
                fields=["kind", "id"],
                condition=Q(kind__in=RARE_KINDS),
                name="audit_entry_rare_kind",
            ),
            models.Index(
                fields=["id"],
                condition=Q(outcome=Outcome.REFUSED),
                name="audit_entry_refused",
            ),
            BrinIndex(fields=["at"], autosummarize=True, name="audit_entry_at"),
            BrinIndex(
                fields=["transaction"],
                autosummarize=True,
                name="audit_entry_transaction",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.subject_key} by {self.actor_key}"

    @property
    def changes(self) -> dict[str, list[Any]]:
        """{field: [before, after]}; empty where there were none or they are erased."""
        detail = getattr(self, "detail", None)
        return detail.changes if detail else {}


class Detail(models.Model):
    """Values before and after, as {field: [before, after]}.

    Apart from the entry because the law may require their erasure: the entry keeps
    their digest.
    """

    entry = models.OneToOneField(
        Entry,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        primary_key=True,
        related_name="detail",
    )
    changes = models.JSONField()

    def __str__(self) -> str:
        return f"detail of entry {self.entry_id}"


class ChainHead(models.Model):
    """The last entry of each chain. Kept by the trigger, which locks it to append."""

    chain = models.TextField(primary_key=True)
    sequence = models.BigIntegerField()
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.chain} at {self.sequence}"


class Seal(models.Model):
    """The database's memory of a seal; the seal itself is in a file outside it."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    entries = models.BigIntegerField()
    heads = models.BigIntegerField()
    highest = models.BigIntegerField()
    horizon = models.BigIntegerField()
    digest = models.TextField()

    def __str__(self) -> str:
        return f"seal {self.number}"
