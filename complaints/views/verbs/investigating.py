"""The handler's verbs: start the investigation, submit the report."""

from functools import cached_property

from complaints import actions
from complaints.actions.investigating import SHOWN, outcomes_of
from complaints.forms.outcomes import SubmitReportForm
from complaints.forms.reference import findings
from complaints.forms.verbs import StartForm
from complaints.views.verbs.base import VerbPage
from pages.refusals import WrongState


class CaseStart(VerbPage):
    verb = "start"
    form_class = StartForm
    done = "The investigation of {case} has started."

    def act(self, form, values):
        return actions.start(**values, terms=form.cleaned_data["terms"])


class CaseSubmitReport(VerbPage):
    verb = "submit-report"
    form_class = SubmitReportForm
    done = "The report on {case} is with the appropriate authority."

    def check(self):
        super().check()
        if not self.outcomes:
            raise WrongState(
                f"{self.case} has no allegation against anybody yet, so there is "
                "nothing to find.",
                what_next="Add the subject first, even if nobody knows who it was.",
                back=self.case.get_absolute_url() + "people/",
            )

    @cached_property
    def outcomes(self):
        return outcomes_of(self.case, *SHOWN)

    def form_kwargs(self):
        return {"outcomes": self.outcomes, "results": list(findings(self.case))}

    def act(self, form, values):
        return actions.submit_report(
            **values, text=form.cleaned_data["text"], findings=form.findings()
        )

    def page_context(self):
        terms = self.case.status_changes.filter(verb="start").order_by("-pk").first()
        returned = (
            self.case.status_changes.filter(verb="return").order_by("-pk").first()
        )
        return {"terms": terms, "returned": returned}
