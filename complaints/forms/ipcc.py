"""What is asked of a referral to the IPCC."""

from django import forms

from complaints.forms.dated import StepForm
from complaints.models.choices import Mode, ReferralBasis
from pages.fields import CharField, DateField, NarrativeField


class ReferForm(StepForm):
    basis = forms.ChoiceField(
        label="On what basis?", choices=ReferralBasis, widget=forms.RadioSelect
    )
    clear_on = DateField(label="When was it clear that it is to be referred?")
    referred_on = DateField(label="Date of the referral")
    ipcc_reference = CharField(
        required=False, max_length=40, label="The IPCC's reference"
    )
    reasons = NarrativeField(label="Why is it referred?")
    called = {
        "basis": "the basis of the referral",
        "clear_on": "when it was clear",
        "referred_on": "the date of the referral",
        "ipcc_reference": "the IPCC's reference",
        "reasons": "the reasons",
    }
    dates = {
        "clear_on": ("received_on", "received"),
        "referred_on": ("clear_on", "when it was clear"),
    }


class RecordModeForm(StepForm):
    mode = forms.ChoiceField(
        label="How is it investigated?", choices=Mode, widget=forms.RadioSelect
    )
    decided_on = DateField(label="Date of the decision")
    ipcc_reference = CharField(
        required=False, max_length=40, label="The IPCC's reference"
    )
    mode_reasons = NarrativeField(required=False, label="What the IPCC says", rows=4)
    called = {
        "mode": "how it is investigated",
        "decided_on": "the date of the decision",
        "ipcc_reference": "the IPCC's reference",
        "mode_reasons": "what the IPCC says",
    }
    dates = {"decided_on": ("referred_on", "of the referral")}
