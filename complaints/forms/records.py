"""Forms about records of the registers, and the fields that they share."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from complaints.forms.reference import group_of_unit, units
from complaints.models import Case
from organisation.models.units import UnitKind
from pages.fields import Called, CharField
from pages.forms import PageForm

_AMOUNT = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?", re.ASCII)


class RecordForm(PageForm):
    """A form about a record of a register, or about one to be begun."""

    def __init__(self, *args, record, user, today, **kwargs):
        self.record, self.user, self.today = record, user, today
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, Any]:
        """What the action is given."""
        return dict(self.cleaned_data)

    def offer_units(self, name: str, empty: str, kinds: tuple[UnitKind, ...] = ()):
        """Offer the units of today; the person's own first where one must be given."""
        offered = units(self.today, kinds) if kinds else units(self.today)
        field = self.fields[name]
        field.offer(offered, group=group_of_unit, empty=empty)
        if field.required:
            own = self.user.rights.unit_ids
            first = next((each.code for each in offered if each.pk in own), "")
            self.initial.setdefault(name, first)


class OfCaseForm(RecordForm):
    """One that names the case it is about, among those that the person may see."""

    reference = CharField(
        required=False,
        max_length=40,
        label="The case it is about",
        help_text="Its reference, like PC/00012/26.",
    )
    called = {"reference": "the reference of the case"}
    stands_for = {"case": "reference"}
    case_is_needed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].required = self.case_is_needed

    def clean_reference(self):
        return find_case(self.cleaned_data["reference"], self.user)

    def values(self):
        given = super().values()
        return given | {"case": given.pop("reference")}


class MoneyField(Called, forms.Field):
    """An amount in pounds, with pence or without: £12,500 or 12500.50."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, *, least: str = "0", called: str = "", **kwargs: Any) -> None:
        self.called, self.least = called, Decimal(least)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        text = str(value).strip().removeprefix("£").replace(",", "").strip()
        if text.startswith("-"):
            raise forms.ValidationError(
                f"{self.starting_words()} must not be less than £0."
            )
        if not _AMOUNT.fullmatch(text):
            raise forms.ValidationError(
                f"{self.starting_words()} must be an amount in pounds with at most 2 "
                "decimals, like 12,500 or 12,500.50."
            )
        amount = Decimal(text)
        if amount < self.least:
            raise forms.ValidationError(
                f"{self.starting_words()} must be more than £0."
            )
        return amount


def case_field(label: str, help_text: str) -> CharField:
    return CharField(required=False, max_length=40, label=label, help_text=help_text)


def find_case(text: str, user: Any) -> Case | None:
    """The case of a reference that somebody typed, if they may see it; None of none."""
    reference = text.strip().upper().replace("-", "/")
    if not reference:
        return None
    case = Case.objects.visible_to(user).filter(reference=reference).first()
    if case is None:
        raise forms.ValidationError(
            f"There is no case {reference} that you may see. Check the reference."
        )
    return case
