"""Severity, notices, interviews, management action, and the CPS."""

from complaints.forms import conduct as forms
from complaints.forms import cps
from complaints.models import law
from complaints.views.drafted import draft_of_notice
from complaints.views.verbs.verb import PartPage

PROCEEDINGS = "proceedings/"


class ConductPage(PartPage):
    """A step of the page of proceedings; its form may ask what the law knows."""

    leads_to = PROCEEDINGS
    asks_law = False

    def form_kwargs(self):
        asked = {"law": law.of_request(self.request)} if self.asks_law else {}
        return super().form_kwargs() | asked


class CaseAssessSeverity(ConductPage):
    verb = "assess-severity"
    form_class = forms.AssessSeverityForm
    asks_law = True
    done = "The severity in {case} is assessed."
    lead = (
        "Say what it would be if it were proved. Every assessment is kept; the latest "
        "of an officer counts."
    )


class CaseServeNotice(ConductPage):
    verb = "serve-notice"
    form_class = forms.ServeNoticeForm
    done = "The notice in {case} is recorded as served."
    lead = "The words are kept as they were served."

    def initial(self):
        """The letter of the matter's day, with what is known filled in."""
        known = law.of_request(self.request)
        return {"text": draft_of_notice(self.case, known, self.today)}


class CaseRecordResponse(ConductPage):
    verb = "record-response"
    form_class = forms.RecordResponseForm
    done = "The officer's response in {case} is recorded."


class CaseWithdrawNotice(ConductPage):
    verb = "withdraw-notice"
    form_class = forms.WithdrawNoticeForm
    done = "The notice in {case} is withdrawn."


class CaseRecordInterview(ConductPage):
    verb = "record-interview"
    form_class = forms.RecordInterviewForm
    done = "The interview in {case} is recorded."


class CaseRecordManagementAction(ConductPage):
    verb = "record-management-action"
    form_class = forms.ManagementActionForm
    done = "The management action in {case} is recorded."
    lead = "Management action is no sanction: nothing is entered on a record."


class CaseReviewManagementAction(ConductPage):
    verb = "review-management-action"
    form_class = forms.ReviewManagementActionForm
    done = "The management action in {case} is reviewed."


class CaseReferCps(ConductPage):
    verb = "refer-cps"
    form_class = cps.ReferCpsForm
    done = "{case} is with the CPS."


class CaseRecordAdvice(ConductPage):
    verb = "record-advice"
    form_class = cps.RecordAdviceForm
    done = "The CPS's advice on {case} is recorded."


class CaseRecordCharge(ConductPage):
    verb = "record-charge"
    form_class = cps.RecordChargeForm
    done = "The charge in {case} is recorded."


class CaseRecordTrial(ConductPage):
    verb = "record-trial"
    form_class = cps.RecordTrialForm
    done = "The result of the trial in {case} is recorded."

    def initial(self):
        return {"court": self.part.court}


CONDUCT_PAGES = (
    CaseAssessSeverity,
    CaseServeNotice,
    CaseRecordResponse,
    CaseWithdrawNotice,
    CaseRecordInterview,
    CaseRecordManagementAction,
    CaseReviewManagementAction,
    CaseReferCps,
    CaseRecordAdvice,
    CaseRecordCharge,
    CaseRecordTrial,
)
