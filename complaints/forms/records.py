"""Forms about records of the registers."""

from typing import Any

from django import forms

from complaints.models import Case
from pages.fields import CharField
from pages.forms import PageForm


class RecordForm(PageForm):
    """A form about a record of a register, or about one to be begun."""

    def __init__(self, *args, record, user, today, **kwargs):
        self.record, self.user, self.today = record, user, today
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, Any]:
        """What the action is given."""
        return dict(self.cleaned_data)


class OfCaseForm(RecordForm):
    """One that names the case it is about, among those that the person may see."""

    reference = CharField(
        required=False,
        max_length=40,
        label="The case it is about",
        help_text="Its reference, like PC/00012/26.",
    )
    called = {"reference": "the reference of the case"}
    case_is_needed = False

    def clean_reference(self):
        reference = self.cleaned_data["reference"].strip().upper().replace("-", "/")
        if not reference:
            if self.case_is_needed:
                raise forms.ValidationError("Enter the reference of the case.")
            return None
        rows = Case.objects.visible_to(self.user)
        case = rows.filter(reference=reference).first()
        if case is None:
            raise forms.ValidationError(
                f"There is no case {reference} that you may see. Check the reference."
            )
        return case

    def values(self):
        given = super().values()
        return given | {"case": given.pop("reference")}
