"""What is asked of a withdrawal: of a complaint, or of some of what is alleged."""

from django import forms
from django.utils.text import Truncator

from complaints.forms.dated import StepForm
from complaints.forms.fields import RowField, RowsField, YesNoField
from complaints.models.allegations import standing_allegations
from complaints.models.people import speakers
from complaints.permissions.ipcc import WITH_IPCC
from pages.fields import CharField, DateField, NarrativeField


class WithdrawForm(StepForm):
    """The complainants' signed request: sent along, or a document of the case.

    Of several, which of them signed it; and what the IPCC decided, where it has a part.
    """

    signed_by = RowsField(
        label="Who signed the request?",
        help_text="What others signed is kept among the letters, with its paper.",
    )
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
    ipcc_reference = CharField(
        max_length=40, label="Reference of the IPCC's decision on the withdrawal"
    )
    ipcc_decided_on = DateField(label="When did the IPCC decide?")
    goes_on = YesNoField(label="Does it go on as conduct, as the IPCC decided?")
    called = {
        "signed_by": "who signed the request",
        "ipcc_reference": "the reference of the IPCC's decision",
        "ipcc_decided_on": "the date of the IPCC's decision",
        "goes_on": "whether it goes on as conduct",
        "request_on": "the date of the signed request",
        "request": "the signed request",
        "document": "the document",
        "reason": "the reason",
    }
    dates = {
        "request_on": ("received_on", "received"),
        "ipcc_decided_on": ("received_on", "received"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.speaking = speakers(self.case)
        if len(self.speaking) > 1:
            self.fields["signed_by"].offer(
                self.speaking,
                key=lambda row: str(row.number),
                label=lambda row: str(row.person),
            )
        else:
            del self.fields["signed_by"]
        if self.case.mode not in WITH_IPCC:
            for name in ("ipcc_reference", "ipcc_decided_on", "goes_on"):
                del self.fields[name]
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


def in_words(row) -> str:
    """An allegation as it is told from others of its category: by how it begins."""
    begins = Truncator(row.text).chars(160)
    return f"{row.number}. {row.category or 'Not categorised'}: {begins}".rstrip(": ")


class WithdrawAllegationsForm(WithdrawForm):
    """The same, and what of the complaint is withdrawn."""

    allegations = RowsField(label="Which allegations are withdrawn?")
    alone_because = NarrativeField(
        required=False,
        rows=3,
        label="If not everybody signed it: why are these allegations theirs alone?",
    )
    field_order = ["allegations", "signed_by", "alone_because"]
    called = WithdrawForm.called | {
        "allegations": "each allegation that is withdrawn",
        "alone_because": "why these allegations are theirs alone",
    }
    depending = frozenset({"alone_because"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if len(self.speaking) < 2:
            del self.fields["alone_because"]
        self.standing = standing_allegations(self.case)
        field = self.fields["allegations"]
        field.error_messages["required"] = "Select at least one allegation."
        field.offer(
            self.standing,
            key=lambda row: str(row.number),
            label=in_words,
        )

    def clean_allegations(self):
        chosen = self.cleaned_data["allegations"]
        if len(chosen) == len(self.standing):
            raise forms.ValidationError(
                "That is everything that is alleged: withdraw the complaint instead."
            )
        return chosen
