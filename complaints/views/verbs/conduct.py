"""Severity, notices, interviews, management action, and the CPS."""

from functools import cached_property
from typing import Any

from complaints.forms import conduct as forms
from complaints.forms import cps
from complaints.models import law
from complaints.views.drafted import draft_of_notice, texts
from complaints.views.verbs.verb import PartPage
from pages.refusals import BadInput

PROCEEDINGS = "proceedings/"


class ConductPage(PartPage):
    """A step of the page of proceedings."""

    leads_to = PROCEEDINGS


class CaseAssessSeverity(ConductPage):
    verb = "assess-severity"
    form_class = forms.AssessSeverityForm
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
    template_name = "complaints/serve-notice.html"

    @cached_property
    def law_rows(self):
        known = law.of_request(self.request)
        said = texts(self.case, known, self.today, "regulation_notice")
        return [*super().law_rows, *said]

    @cached_property
    def officers(self):
        """Who of its subjects is known, by their numbers."""
        known = self.case.subjects.filter(
            member__isnull=False, member__placeholder=False
        )
        rows = known.select_related("member").order_by("number")
        return {str(row.number): row for row in rows}

    @cached_property
    def officer(self):
        """To whom the words are: who was asked for, or the only one."""
        asked = self.request.GET.get("subject", "")
        if asked and asked not in self.officers:
            raise BadInput("The case has no such officer.", field="subject")
        alone = len(self.officers) == 1
        return self.officers.get(asked or (next(iter(self.officers)) if alone else ""))

    def initial(self):
        """The letter of the matter's day, with what is known filled in."""
        officer = self.officer
        known = law.of_request(self.request)
        begun: dict[str, Any] = {
            "text": draft_of_notice(self.case, known, self.today, officer)
        }
        if officer is not None:
            against = officer.outcomes.order_by("allegation__number")
            numbers = against.values_list("allegation__number", flat=True).distinct()
            begun |= {
                "subject": str(officer.number),
                "allegations": [str(number) for number in numbers],
            }
        return begun

    def page_context(self):
        """Where there are several, a way to the words to each."""
        several = self.officers if len(self.officers) > 1 else {}
        return super().page_context() | {
            "officers": [
                {
                    "label": str(row.member),
                    "href": f"?subject={number}",
                    "current": row == self.officer,
                }
                for number, row in several.items()
            ]
        }


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


class CaseSendCpsAgain(ConductPage):
    verb = "send-cps-again"
    form_class = cps.SendCpsAgainForm
    done = "{case} is with the CPS again."
    lead = "When it was sent before, and what the CPS advised then, is kept."


class CaseRecordAdvice(ConductPage):
    verb = "record-advice"
    form_class = cps.RecordAdviceForm
    done = "The CPS's advice on {case} is recorded."


class CaseRecordCharge(ConductPage):
    verb = "record-charge"
    form_class = cps.RecordChargeForm
    done = "The charge in {case} is recorded."


class CaseFixTrial(ConductPage):
    verb = "fix-trial"
    form_class = cps.FixTrialForm
    done = "The date of the trial in {case} is recorded."
    lead = "It stands in the calendar of hearings."

    def initial(self):
        return {"court": self.part.court, "trial_on": self.part.trial_on}


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
    CaseSendCpsAgain,
    CaseRecordAdvice,
    CaseRecordCharge,
    CaseFixTrial,
    CaseRecordTrial,
)
