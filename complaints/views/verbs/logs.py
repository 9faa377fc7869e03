"""The logs of a case: decisions, actions, contacts, reviews, advice, checklist."""

from complaints.forms.advice import AskAdviceForm, GiveAdviceForm, WithdrawQuestionForm
from complaints.forms.logs import (
    CheckProportionalityForm,
    CloseEnquiryForm,
    LogActionForm,
    LogContactForm,
    LogPolicyForm,
    MarkChecklistForm,
    OpenEnquiryForm,
    ReplacePolicyForm,
    ReviewStrategyForm,
    items_of,
    parties_of,
)
from complaints.views.verbs.verb import PartPage


class LogPage(PartPage):
    leads_to = "logs/"


class OwnedPage(LogPage):
    """A form that asks whose something is."""

    def form_kwargs(self):
        return super().form_kwargs() | {"asking": self.request.user}


class CaseLogPolicy(LogPage):
    verb = "log-policy"
    form_class = LogPolicyForm
    button = "Add to the log"
    done = "The decision stands in the policy log of {case}."
    lead = (
        "Why the case is investigated as it is: what was decided, on what grounds, and "
        "what else was considered. What was done belongs to the action log."
    )

    def initial(self):
        return {"decided_by": self.frame.user.name, "decided_on": self.today}


class CaseReplacePolicy(LogPage):
    verb = "replace-policy"
    form_class = ReplacePolicyForm
    done = "The decision is marked as replaced."


class CaseLogAction(LogPage):
    verb = "log-action"
    form_class = LogActionForm
    button = "Add to the log"
    done = "The action stands in the action log of {case}."
    lead = (
        "What was done in the investigation, by whom and when: apart from why it was "
        "decided, which belongs to the policy log, and from what people were told."
    )

    def initial(self):
        return {"done_by": self.frame.user.name, "on": self.today}


class CaseOpenEnquiry(OwnedPage):
    verb = "open-enquiry"
    form_class = OpenEnquiryForm
    done = "The line of enquiry is open."
    filled = False

    def initial(self):
        return {"owner": str(self.frame.user.key)}


class CaseCloseEnquiry(LogPage):
    verb = "close-enquiry"
    form_class = CloseEnquiryForm
    button = "Close the line of enquiry"
    done = "The line of enquiry is closed."


class CaseLogContact(LogPage):
    verb = "log-contact"
    form_class = LogContactForm
    button = "Log the contact"
    done = "The contact is logged."

    def form_kwargs(self):
        return super().form_kwargs() | {"parties": parties_of(self.case)}


class CaseReviewStrategy(LogPage):
    verb = "review-strategy"
    form_class = ReviewStrategyForm
    button = "Record the review"
    done = "The review of {case} is recorded."
    lead = "A supervisor who does not handle the case looks at how it is investigated."


class CaseCheckProportionality(LogPage):
    verb = "check-proportionality"
    form_class = CheckProportionalityForm
    button = "Record the check"
    done = "The check of {case} is recorded."
    lead = "Whether the case is conducted in a proportionate, balanced and fair way."


class CaseAskAdvice(LogPage):
    verb = "ask-advice"
    form_class = AskAdviceForm
    done = "The question is asked."
    lead = "The unit sees the case as its own until it has answered."


class CaseGiveAdvice(LogPage):
    verb = "give-advice"
    form_class = GiveAdviceForm
    done = "Your advice is given."


class CaseWithdrawQuestion(LogPage):
    verb = "withdraw-question"
    form_class = WithdrawQuestionForm
    done = "The question is withdrawn."


class CaseMarkChecklist(PartPage):
    verb = "mark-checklist"
    form_class = MarkChecklistForm
    button = "Mark"
    done = "The checklist is marked."
    leads_to = "tasks/"
    filled = False

    def form_kwargs(self):
        return super().form_kwargs() | {"items": items_of(self.case, self.today)}

    def initial(self):
        return {"item": self.request.GET.get("item", "")}


LOG_PAGES = (
    *(CaseLogPolicy, CaseReplacePolicy, CaseLogAction),
    *(CaseOpenEnquiry, CaseCloseEnquiry),
    *(CaseLogContact, CaseReviewStrategy, CaseCheckProportionality),
    *(CaseAskAdvice, CaseGiveAdvice, CaseWithdrawQuestion, CaseMarkChecklist),
)
