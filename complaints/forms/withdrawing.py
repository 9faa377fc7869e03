"""What is asked of a withdrawal: of a complaint, or of some of what is alleged."""

from django import forms

from complaints.forms.dated import StepForm
from complaints.forms.fields import RowField, RowsField
from complaints.models.allegations import standing_allegations
from pages.fields import DateField, NarrativeField


class WithdrawForm(StepForm):
    """The complainant's signed request: sent along, or a document of the case."""

    request_on = DateField(label="Date of the signed request")
    request = forms.FileField(
        required=False,
        label="The signed request",
        help_text="A scan or photograph of it; or choose it below, if it is among the "
        "documents.",
    )
    document = RowField(
        required=False, label="Or is it among the documents of the case?"
    )
    reason = NarrativeField(
        label="Why do they withdraw?", rows=4, help_text="In their words, if they said."
    )
    called = {
        "request_on": "the date of the signed request",
        "request": "the signed request",
        "document": "the document",
        "reason": "the reason",
    }
    dates = {"request_on": ("received_on", "received")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = list(self.case.documents.order_by("-pk"))
        if not rows:
            del self.fields["document"]
            request = self.fields["request"]
            request.required = True
            request.error_messages["required"] = "Attach the signed request."
            return
        self.fields["document"].offer(
            rows,
            key=lambda row: str(row.key),
            label=lambda row: f"{row.label}: {row.name}" if row.label else row.name,
            empty="No, it is sent along",
        )

    def clean(self):
        values = super().clean()
        given = [values.get(name) for name in ("request", "document")]
        if self.errors.keys().isdisjoint({"request", "document"}) and (
            all(given) or not any(given)
        ):
            self.add_error(
                "request",
                "Attach the signed request, or choose it among the documents of the "
                "case.",
            )
        return values


class WithdrawAllegationsForm(WithdrawForm):
    """The same, and what of the complaint is withdrawn."""

    allegations = RowsField(label="Which allegations are withdrawn?")
    field_order = ["allegations"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.standing = standing_allegations(self.case)
        field = self.fields["allegations"]
        field.error_messages["required"] = "Select at least one allegation."
        field.offer(
            self.standing,
            key=lambda row: str(row.number),
            label=lambda row: f"{row.number}. {row.category or 'Not categorised'}",
        )

    def clean_allegations(self):
        chosen = self.cleaned_data["allegations"]
        if len(chosen) == len(self.standing):
            raise forms.ValidationError(
                "That is everything that is alleged: withdraw the complaint instead."
            )
        return chosen
