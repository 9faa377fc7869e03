"""Tests for referral, referrals to the IPCC, and what it decides, asks and reports."""

from casework import files
from complaints import actions
from complaints.forms.ipcc import (
    AnswerIpccRequestForm,
    ApproveInvestigatorForm,
    LogIpccRequestForm,
    ReceiveIpccReportForm,
    RecordIpccTermsForm,
    RecordIpccViewsForm,
    RecordModeForm,
    ReferForm,
    ReferralTestForm,
    SendReportIpccForm,
    TellOfReferralForm,
)
from complaints.models import law
from complaints.models.choices import ReferralBasis, ReferralResult
from complaints.permissions.ipcc import proposed
from complaints.views.verbs.investigating import CaseSubmitReport
from complaints.views.verbs.verb import PartPage


class _HandlingPage(PartPage):
    leads_to = "handling/"


class CaseTestReferral(_HandlingPage):
    verb = "test-referral"
    form_class = ReferralTestForm
    lead = (
        "A case must be referred to the IPCC if any criterion is met. Every test is "
        "kept; the latest counts."
    )
    done = "Whether {case} is to be referred is recorded."

    def form_kwargs(self):
        known = law.of_request(self.request)
        return super().form_kwargs() | {
            "law": known,
            "proposed": proposed(self.case, known),
        }


class CaseRefer(_HandlingPage):
    verb = "refer"
    form_class = ReferForm
    done = "{case} is referred to the IPCC."

    def form_kwargs(self):
        return super().form_kwargs() | {"law": law.of_request(self.request)}

    def initial(self):
        """What the last test came to."""
        test = self.case.referraltests.order_by("-number").first()
        if test is None or test.result == ReferralResult.NONE:
            return {}
        if test.result == ReferralResult.VOLUNTARY:
            return {"basis": ReferralBasis.VOLUNTARY}
        return {
            "basis": ReferralBasis.MANDATORY,
            "grounds": test.met,
            "clear_on": test.clear_on,
        }


class CaseTellOfReferral(_HandlingPage):
    verb = "tell-of-referral"
    form_class = TellOfReferralForm
    lead = (
        "The complainant and the officers are told that the case was referred, unless "
        "that may prejudice an investigation."
    )
    done = "Who was told of the referral of {case} is recorded."

    def initial(self):
        part = self.part
        return {
            "complainant_told_on": part.complainant_told_on,
            "officers_told_on": part.officers_told_on,
            "not_told_reason": part.not_told_reason,
        }


class CaseRecordMode(_HandlingPage):
    verb = "record-mode"
    form_class = RecordModeForm
    done = "The IPCC's decision on {case} is recorded."

    def initial(self):
        return {"ipcc_reference": self.part.ipcc_reference}


class CaseRecordIpccTerms(_HandlingPage):
    verb = "record-ipcc-terms"
    form_class = RecordIpccTermsForm
    done = "The terms of reference of {case} are recorded."

    def initial(self):
        return {"terms": self.part.terms, "terms_on": self.part.terms_on}


class CaseApproveInvestigator(_HandlingPage):
    verb = "approve-investigator"
    form_class = ApproveInvestigatorForm
    done = "The IPCC's approval is recorded."

    @property
    def lead(self):
        return f"The IPCC approves {self.case.handler} as the investigator."


class CaseSendReportIpcc(_HandlingPage):
    verb = "send-report-ipcc"
    form_class = SendReportIpccForm
    lead = "The IPCC receives the report before the authority decides on it."
    done = "That the IPCC has the report on {case} is recorded."


class CaseRecordIpccViews(_HandlingPage):
    verb = "record-ipcc-views"
    form_class = RecordIpccViewsForm
    done = "What the IPCC says of the report on {case} is recorded."

    def initial(self):
        return {"views": self.part.views, "views_on": self.part.views_on}


class CaseReceiveIpccReport(CaseSubmitReport):
    """The report of an independent investigation, with what it found."""

    verb = "receive-ipcc-report"
    form_class = ReceiveIpccReportForm
    done = "The IPCC's report on {case} is with the appropriate authority."
    button = "Record the report"

    def act(self, form, values):
        given = {
            "text": form.cleaned_data["text"],
            "findings": form.findings(),
            "reported_on": form.cleaned_data["reported_on"],
        }
        paper = form.cleaned_data["paper"]
        if not paper:
            return actions.receive_ipcc_report(**values, **given)
        self.attempt()
        with files.received(paper, at=self.now) as stored:
            return actions.receive_ipcc_report(**values, **given, paper=stored)


class CaseLogIpccRequest(_HandlingPage):
    verb = "log-ipcc-request"
    form_class = LogIpccRequestForm
    done = "What the IPCC asks in {case} is logged."


class CaseAnswerIpccRequest(_HandlingPage):
    verb = "answer-ipcc-request"
    form_class = AnswerIpccRequestForm
    done = "The answer to the IPCC is recorded."
