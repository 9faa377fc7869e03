"""Whom a case is about: added, identified later, or corrected."""

from django import forms
from django.utils.functional import cached_property

from complaints.forms.fields import RowField, RowsField
from complaints.forms.members import found_members, offer_members
from complaints.forms.people import SubjectForm
from complaints.models.choices import SubjectKind
from organisation.models.members import Rank
from pages.fields import CharField
from pages.forms import PageForm


class FindsMember:
    """A form that looks for members of the force and then has one of them chosen."""

    @cached_property
    def found(self) -> list:
        """Members whom the words sent find; none before anything was sent."""
        return found_members(self.data.get("search") or "") if self.is_bound else []

    def offer_found(self):
        offer_members(self, self.found)

    def check_member(self, values):
        if values.get("member") is None and "member" not in self.errors:
            self.add_error(
                "member" if self.found else "search",
                "Choose which of them it is."
                if self.found
                else "Look for the member by number or name, and choose one.",
            )


class AddSubjectForm(FindsMember, SubjectForm):
    """Somebody else whom the case is about, and which allegations are against them."""

    member = RowField(
        required=False, label="Which of them is it?", widget=forms.RadioSelect
    )
    against = RowsField(required=False, label="Which allegations are against them?")
    reveals: dict = {}
    called = SubjectForm.called | {"member": "which of them it is"}

    def __init__(self, *args, allegations, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_found()
        field = self.fields["against"]
        field.offer(
            allegations,
            key=lambda row: str(row.number),
            label=lambda row: f"{row.number}. {row.category or 'No category'}",
        )
        field.initial = [str(row.number) for row in allegations]
        if allegations:
            field.required = True
            field.error_messages["required"] = (
                "Select which allegations are against them."
            )

    def clean(self):
        values = super().clean()
        if values.get("kind") == SubjectKind.MEMBER:
            if "search" not in self.errors:
                self.check_member(values)
        else:
            values["member"] = None
        return values


class IdentifySubjectForm(FindsMember, PageForm):
    """Who somebody not identified turned out to be."""

    search = CharField(label="Warrant number, pay number or name")
    member = RowField(
        required=False, label="Which of them is it?", widget=forms.RadioSelect
    )
    called = {
        "search": "a number or a name to look for",
        "member": "which of them it is",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_found()

    def clean(self):
        values = super().clean()
        if "search" not in self.errors:
            self.check_member(values)
        return values


class ChangeSubjectForm(FindsMember, SubjectForm):
    """Whom the case is about, corrected: somebody else, or their rank and unit then."""

    member = RowField(
        required=False, label="Which of them is it?", widget=forms.RadioSelect
    )
    reveals: dict = {}
    called = SubjectForm.called | {"member": "which of them it is"}

    def __init__(self, *args, current, **kwargs):
        self.current = current
        super().__init__(*args, **kwargs)
        self.offer_found()
        self.fields["rank"].label = "Rank when it happened"

    def check_kind(self, values):
        values["rank"] = values.get("rank") or Rank.UNKNOWN
        if values.get("kind") == SubjectKind.MEMBER:
            self._check_who(values)
        else:
            values["member"] = None
        if values.get("kind") == SubjectKind.UNIDENTIFIED:
            self.require_description(values)
        if values.get("kind") == SubjectKind.ORGANISATION:
            values |= {"description": "", "rank": Rank.UNKNOWN}

    def _check_who(self, values):
        """Whoever it is stays so, unless somebody was looked for."""
        if self.current is not None and not self.data.get("search", "").strip():
            values["member"] = self.current
        elif "search" not in self.errors:
            self.check_member(values)
