"""What is written down while a case is investigated: decisions, actions, contacts."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.choices import ContactDirection, ContactMeans, EnquiryEnd
from complaints.models.conduct import who
from complaints.models.parts import Part, numbered
from complaints.querysets import EnquiryQuerySet
from complaints.workflow.conduct import KeptStatus
from complaints.workflow.logs import (
    ACTION,
    CONTACT,
    ENQUIRY,
    POLICY,
    PROPORTIONALITY,
    REVIEW,
    EnquiryStatus,
    PolicyStatus,
)
from organisation.classification import FieldClass

LONGEST = 20_000


def _identity(*names):
    """What somebody typed may name somebody."""
    return dict.fromkeys(names, FieldClass.IDENTITY)


def _official(*names):
    return dict.fromkeys(names, FieldClass.OFFICIAL)


class PolicyEntry(Part):
    """A decision about how a case is investigated, with its reasons."""

    table = POLICY
    shown = ("decision", "rationale", "options", "decided_by", "decided_on", "replaced")

    status = models.CharField(max_length=20, choices=PolicyStatus)
    decision = models.TextField(max_length=LONGEST)
    rationale = models.TextField(max_length=LONGEST, verbose_name="why")
    options = models.TextField(
        max_length=LONGEST, blank=True, verbose_name="other options considered"
    )
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    replaced = models.TextField(
        max_length=LONGEST, blank=True, verbose_name="why it no longer stands"
    )

    FIELD_CLASSES = (
        Part.FIELD_CLASSES
        | _identity("decision", "rationale", "options", "decided_by", "replaced")
        | _official("decided_on")
    )

    class Meta:
        verbose_name = "policy entry"
        triggers = [guarded("policy_entry")]
        constraints = [
            numbered("policy_entry"),
            models.CheckConstraint(
                name="policy_entry_has_rationale", condition=~Q(rationale="")
            ),
        ]


class LoggedAction(Part):
    """Something that was done in an investigation, and what came of it."""

    table = ACTION
    shown = ("what", "on", "done_by", "result")

    status = models.CharField(max_length=20, choices=KeptStatus)
    what = models.TextField(max_length=LONGEST, verbose_name="what was done")
    on = models.DateField(verbose_name="date")
    done_by = models.CharField(max_length=200)
    result = models.TextField(max_length=LONGEST, blank=True)

    FIELD_CLASSES = (
        Part.FIELD_CLASSES | _identity("what", "done_by", "result") | _official("on")
    )

    class Meta:
        verbose_name = "logged action"
        triggers = [guarded("logged_action")]
        constraints = [
            numbered("logged_action"),
            models.CheckConstraint(
                name="logged_action_says_what", condition=~Q(what="")
            ),
        ]


class Enquiry(Part):
    """Something to be found out, by whom and by when, and what came of it."""

    table = ENQUIRY
    follow = ("by", "owner")
    shown = ("what", "why", "owner", "due_on", "ending", "closed_on", "result")

    status = models.CharField(max_length=20, choices=EnquiryStatus)
    what = models.TextField(max_length=LONGEST)
    why = models.TextField(max_length=LONGEST)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(verbose_name="due")
    ending = models.CharField(
        max_length=16, choices=EnquiryEnd, blank=True, verbose_name="outcome"
    )
    closed_on = models.DateField(null=True, blank=True, verbose_name="closed")
    result = models.TextField(max_length=LONGEST, blank=True)

    FIELD_CLASSES = (
        Part.FIELD_CLASSES
        | _identity("what", "why", "result")
        | _official("owner", "due_on", "ending", "closed_on")
    )

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = "line of enquiry"
        verbose_name_plural = "lines of enquiry"
        triggers = [guarded("enquiry")]
        indexes = [
            models.Index(  # somebody's diary
                fields=["owner", "due_on", "id"],
                name="enquiry_of_owner",
                condition=Q(status=EnquiryStatus.OPEN),
            ),
        ]
        constraints = [
            numbered("enquiry"),
            models.CheckConstraint(
                name="enquiry_closed_with_result",
                condition=Q(status=EnquiryStatus.OPEN, ending="")
                | Q(status=EnquiryStatus.CLOSED, closed_on__isnull=False)
                & ~Q(ending="")
                & ~Q(result=""),
            ),
        ]


def _one_party():
    """A contact is with a complainant, a subject, a witness or, in words, another."""
    names = ("complainant", "subject", "witness")
    one = Q()
    for name in names:
        others = {f"{other}__isnull": True for other in names if other != name}
        one |= Q(**{f"{name}__isnull": False}, other="", **others)
    nobody = {f"{name}__isnull": True for name in names}
    return one | (Q(**nobody) & ~Q(other=""))


class Contact(Part):
    """That somebody of the case was spoken or written to, or spoke or wrote to us."""

    table = CONTACT
    follow = (
        *("by", "complainant__person", "subject__member"),
        *("witness__person", "witness__member"),
    )
    shown = (
        *("complainant", "subject", "witness", "other", "direction", "means"),
        *("on", "at_time", "is_update", "summary"),
    )

    status = models.CharField(max_length=20, choices=KeptStatus)
    complainant = models.ForeignKey(
        "Complainant", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject = models.ForeignKey(
        "Subject", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    witness = models.ForeignKey(
        "Witness", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    other = models.CharField(max_length=200, blank=True, verbose_name="with")
    direction = models.CharField(max_length=4, choices=ContactDirection)
    means = models.CharField(max_length=12, choices=ContactMeans, verbose_name="how")
    on = models.DateField(verbose_name="date")
    at_time = models.TimeField(null=True, blank=True, verbose_name="time")
    is_update = models.BooleanField(default=False, verbose_name="an update to them")
    summary = models.TextField(max_length=LONGEST)

    FIELD_CLASSES = (
        Part.FIELD_CLASSES
        | _identity("complainant", "subject", "witness", "other", "summary")
        | _official("direction", "means", "on", "at_time", "is_update")
    )

    class Meta:
        triggers = [guarded("contact")]
        constraints = [
            numbered("contact"),
            models.CheckConstraint(
                name="contact_with_one_party", condition=_one_party()
            ),
            models.CheckConstraint(
                name="contact_update_to_party",
                condition=Q(is_update=False)
                | Q(complainant__isnull=False)
                | Q(subject__isnull=False),
            ),
        ]

    @property
    def complainant_words(self) -> str:
        return str(self.complainant.person) if self.complainant_id else ""

    @property
    def subject_words(self) -> str:
        return who(self.subject)

    @property
    def witness_words(self) -> str:
        return self.witness.called if self.witness_id else ""

    @property
    def at_time_words(self) -> str:
        return f"{self.at_time:%H:%M}" if self.at_time else ""

    @property
    def is_update_words(self) -> str:
        return "Yes" if self.is_update else ""


class StrategyReview(Part):
    """A supervisor's review of how a case is investigated."""

    table = REVIEW
    shown = ("point", "on", "reviewed", "lines", "resources", "next_on")

    status = models.CharField(max_length=20, choices=KeptStatus)
    point = models.CharField(
        max_length=40, blank=True, help_text="Code of the limit that it met."
    )
    on = models.DateField(verbose_name="date")
    reviewed = models.TextField(max_length=LONGEST, verbose_name="what was reviewed")
    lines = models.TextField(max_length=LONGEST, verbose_name="lines agreed")
    resources = models.TextField(max_length=LONGEST, blank=True)
    next_on = models.DateField(null=True, blank=True, verbose_name="next review")

    FIELD_CLASSES = (
        Part.FIELD_CLASSES
        | _identity("reviewed", "lines", "resources")
        | _official("point", "on", "next_on")
    )

    class Meta:
        triggers = [guarded("strategy_review")]
        constraints = [
            numbered("strategy_review"),
            models.CheckConstraint(
                name="strategy_review_next_later",
                condition=Q(next_on__isnull=True) | Q(next_on__gt=models.F("on")),
            ),
        ]


class ProportionalityCheck(Part):
    """The inspector's check that a case is dealt with in proportion (source 002)."""

    table = PROPORTIONALITY
    shown = ("on", "proportionate", "why", "changes")

    status = models.CharField(max_length=20, choices=KeptStatus)
    on = models.DateField(verbose_name="date")
    proportionate = models.BooleanField()
    why = models.TextField(max_length=LONGEST)
    changes = models.TextField(
        max_length=LONGEST, blank=True, verbose_name="what changes"
    )

    FIELD_CLASSES = (
        Part.FIELD_CLASSES
        | _identity("why", "changes")
        | _official("on", "proportionate")
    )

    class Meta:
        triggers = [guarded("proportionality_check")]
        constraints = [
            numbered("proportionality_check"),
            models.CheckConstraint(
                name="proportionality_check_says_change",
                condition=Q(proportionate=True) | ~Q(changes=""),
            ),
        ]
