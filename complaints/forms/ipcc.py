"""What is asked of tests for referral, referrals and what the IPCC decides."""

from django import forms

from casework import deadlines
from complaints import rules
from complaints.actions.inputs import Criterion
from complaints.forms.dated import StepForm
from complaints.forms.fields import add_hint, offer_law
from complaints.forms.outcomes import SubmitReportForm
from complaints.models.choices import Mode, ReferralBasis, RequestKind
from complaints.models.law import Purpose, ReferralDuty
from pages.fields import CharField, DateField, NarrativeField, sentence_middle

MET, NOT_MET = "met", "not_met"
_ANSWERS = [(MET, "Met"), (NOT_MET, "Not met")]


def paper_field(label):
    """A scan of a paper of the step, if there is one."""
    return forms.FileField(
        required=False, label=label, help_text="A scan or a file, if there is one."
    )


def _tell_limit(form, name, words):
    """Say at a question within how long a case is referred, by the rule of its day."""
    try:
        rule = deadlines.load().rule_of_matter(
            "referral", starts_on=form.today, noticed_on=form.case.received_on
        )
    except deadlines.NoRule:
        return
    words = words.format(deadlines.length_words(rule))
    add_hint(form.fields[name], f"{words} {rules.doubts([rule])}")


class ReferralTestForm(StepForm):
    """One question for each criterion of the law of the day, and why.

    Categories of the case propose some of the answers.
    """

    clear_on = DateField(
        required=False,
        label="When was it clear that it must be referred?",
        help_text="Only where a criterion is met.",
    )
    voluntary = forms.ChoiceField(
        label="If no criterion is met, is it to be referred voluntarily?",
        help_text="For its gravity, or in exceptional circumstances.",
        choices=[("yes", "Yes"), ("no", "No, it was considered")],
        initial="no",
        widget=forms.RadioSelect,
    )
    reasons = NarrativeField(label="Reasons for the result as a whole", rows=4)
    called = {
        "clear_on": "when it was clear",
        "voluntary": "whether it is to be referred voluntarily",
        "reasons": "the reasons",
    }
    dates = {"clear_on": ("received_on", "received")}

    def __init__(self, *args, law, proposed, **kwargs):
        super().__init__(*args, **kwargs)
        on = self.case.received_on
        self.criteria = law.grounds(Purpose.REFERRAL, on) if on else ()
        asked = {}
        for each in self.criteria:
            asked |= self._asked(each, proposed.get(each.code))
        _tell_limit(self, "clear_on", "The referral is due within {} of it.")
        self.fields = asked | self.fields

    def _asked(self, ground, proposal):
        """Whether a criterion is met, and why: two fields."""
        hint = ground.hint
        if proposal is not None:
            must = proposal.duty == ReferralDuty.MANDATORY
            says = "proposes it" if must else "asks for it to be considered"
            hint = f"{hint} Category {proposal.category} {says}."
        hint = f"{hint} {rules.doubts([ground, *([proposal] if proposal else [])])}"
        answer = forms.ChoiceField(
            label=ground.name,
            help_text=hint.strip(),
            choices=_ANSWERS,
            widget=forms.RadioSelect,
            initial=self._proposed(proposal),
        )
        name = sentence_middle(ground.name)
        answer.error_messages["required"] = f"Select whether it is met: {name}."
        why = NarrativeField(required=False, rows=2, label=f"Why: {name}")
        why.depending = proposal is not None  # asked for, whatever is answered
        return {ground.code: answer, f"{ground.code}-why": why}

    def _proposed(self, proposal):
        mandatory = proposal and proposal.duty == ReferralDuty.MANDATORY
        return MET if mandatory else None

    def values(self):
        given = self.cleaned_data
        return {
            "criteria": [
                Criterion(each.code, given[each.code] == MET, given[f"{each.code}-why"])
                for each in self.criteria
            ],
            "reasons": given["reasons"],
            "voluntary": given["voluntary"] == "yes",
            "clear_on": given["clear_on"],
        }


class ReferForm(StepForm):
    basis = forms.ChoiceField(
        label="On what basis?", choices=ReferralBasis, widget=forms.RadioSelect
    )
    grounds = forms.MultipleChoiceField(
        required=False,
        label="Grounds",
        help_text="Those of a voluntary referral are the last two.",
        widget=forms.CheckboxSelectMultiple,
    )
    clear_on = DateField(label="When was it clear that it is to be referred?")
    referred_on = DateField(label="Date of the referral")
    late_reason = NarrativeField(
        required=False,
        rows=2,
        label="Why was it late?",
    )
    ipcc_reference = CharField(
        required=False, max_length=40, label="The IPCC's reference"
    )
    reasons = NarrativeField(label="Why is it referred?")
    paper = paper_field("The referral")
    called = {
        "basis": "the basis of the referral",
        "grounds": "the grounds",
        "clear_on": "when it was clear",
        "referred_on": "the date of the referral",
        "late_reason": "why it was late",
        "ipcc_reference": "the IPCC's reference",
        "reasons": "the reasons",
        "paper": "the referral",
    }
    dates = {
        "clear_on": ("received_on", "received"),
        "referred_on": ("clear_on", "when it was clear"),
    }

    def __init__(self, *args, law, **kwargs):
        super().__init__(*args, **kwargs)
        on = self.case.received_on
        purposes = (Purpose.REFERRAL, Purpose.VOLUNTARY_REFERRAL)
        grounds = (
            [row for each in purposes for row in law.grounds(each, on)] if on else []
        )
        offer_law(self, "grounds", grounds)
        _tell_limit(
            self,
            "late_reason",
            "Needed when it was referred later than {} after it was clear.",
        )


class TellOfReferralForm(StepForm):
    complainant_told_on = DateField(
        required=False, label="When was the complainant told?"
    )
    officers_told_on = DateField(required=False, label="When were the officers told?")
    not_told_reason = NarrativeField(
        required=False,
        rows=3,
        label="Why was somebody not told?",
        help_text="It may prejudice an investigation, for example.",
    )
    called = {
        "complainant_told_on": "when the complainant was told",
        "officers_told_on": "when the officers were told",
        "not_told_reason": "why somebody was not told",
    }
    dates = {
        "complainant_told_on": ("referred_on", "of the referral"),
        "officers_told_on": ("referred_on", "of the referral"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.case.is_complaint:
            del self.fields["complainant_told_on"]


class RecordModeForm(StepForm):
    mode = forms.ChoiceField(
        label="How is it investigated?", choices=Mode, widget=forms.RadioSelect
    )
    approval_wanted = forms.BooleanField(
        required=False,
        label="The IPCC wants to approve the investigator",
        help_text="Of a supervised investigation. In a managed one it always does.",
    )
    decided_on = DateField(label="Date of the decision")
    ipcc_reference = CharField(
        required=False, max_length=40, label="The IPCC's reference"
    )
    mode_reasons = NarrativeField(required=False, label="What the IPCC says", rows=4)
    paper = paper_field("The IPCC's letter")
    called = {
        "mode": "how it is investigated",
        "approval_wanted": "whether it approves the investigator",
        "decided_on": "the date of the decision",
        "ipcc_reference": "the IPCC's reference",
        "mode_reasons": "what the IPCC says",
        "paper": "the IPCC's letter",
    }
    dates = {"decided_on": ("referred_on", "of the referral")}


class RecordIpccTermsForm(StepForm):
    terms = NarrativeField(label="Terms of reference", rows=8)
    terms_on = DateField(label="Date of the terms of reference")
    paper = paper_field("The terms of reference")
    called = {
        "terms": "the terms of reference",
        "terms_on": "the date of the terms of reference",
        "paper": "the terms of reference",
    }
    dates = {"terms_on": ("decided_on", "of the IPCC's decision")}


class ApproveInvestigatorForm(StepForm):
    approved_on = DateField(label="Date of the approval")
    called = {"approved_on": "the date of the approval"}
    dates = {"approved_on": ("decided_on", "of the IPCC's decision")}


class SendReportIpccForm(StepForm):
    report_sent_on = DateField(label="When was the report sent to the IPCC?")
    paper = paper_field("The report as it was sent")
    called = {
        "report_sent_on": "when the report was sent",
        "paper": "the report as it was sent",
    }
    dates = {"report_sent_on": ("decided_on", "of the IPCC's decision")}


class RecordIpccViewsForm(StepForm):
    views = NarrativeField(label="What the IPCC says of the report", rows=6)
    views_on = DateField(label="Date of what it says")
    called = {
        "views": "what the IPCC says of the report",
        "views_on": "the date of what it says",
    }
    dates = {"views_on": ("report_sent_on", "the report was sent")}


class ReceiveIpccReportForm(SubmitReportForm):
    """The IPCC's report and what it found of every outcome."""

    text = NarrativeField(label="The IPCC's report, or what it comes to", rows=14)
    reported_on = DateField(label="Date of the IPCC's report")
    paper = paper_field("The report itself")
    called = {
        "text": "the report",
        "reported_on": "the date of the report",
        "paper": "the report itself",
    }
    field_order = ("reported_on", "text", "paper")


class LogIpccRequestForm(StepForm):
    kind = forms.ChoiceField(
        label="What does the IPCC do?", choices=RequestKind, widget=forms.RadioSelect
    )
    asked_on = DateField(label="When did it ask or direct?")
    what = NarrativeField(label="What?", rows=5)
    due_on = DateField(required=False, label="By when, if it gave a day")
    paper = paper_field("What it wrote")
    called = {
        "kind": "whether it asks or directs",
        "asked_on": "when it asked",
        "what": "what it asks",
        "due_on": "by when",
        "paper": "what it wrote",
    }
    dates = {"asked_on": ("received_on", "received")}


class AnswerIpccRequestForm(StepForm):
    answered_on = DateField(label="When was it answered?")
    answer = NarrativeField(label="What was done?", rows=5)
    paper = paper_field("The answer")
    called = {
        "answered_on": "when it was answered",
        "answer": "what was done",
        "paper": "the answer",
    }
    dates = {"answered_on": ("asked_on", "asked")}
