"""The handler's verbs: start the investigation, submit the report."""

from functools import cached_property

from complaints import actions
from complaints.actions.investigating import SHOWN, outcomes_of
from complaints.forms.outcomes import SubmitReportForm
from complaints.forms.reference import findings
from complaints.forms.verbs import StartForm
from complaints.views.verbs.base import plain
from complaints.views.verbs.verb import VerbPage
from pages.refusals import WrongState


class CaseStart(VerbPage):
    verb = "start"
    form_class = StartForm
    done = "The investigation of {case} has started."

    def act(self, form, values):
        return actions.start(**values, terms=form.cleaned_data["terms"])


class CaseSubmitReport(VerbPage):
    """Opens with the report that was sent back, if one was: it is mended, not retyped.

    Back from the authority, or from a case that was finalised and is reopened.
    """

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

    @cached_property
    def last_report(self):
        """The report that was sent back, for whom the case shows it."""
        if not self.sight.identity:
            return None
        return self.case.reports.order_by("-number").first()

    @cached_property
    def last_findings(self):
        """{outcome: what that report found of it, as its part of the form opens}."""
        if self.last_report is None:
            return {}
        return {
            row.outcome_id: {"result": row.result.code, "reasons": row.reasons}
            for row in self.last_report.recommendations.select_related("result")
        }

    def initial(self):
        return {"text": self.last_report.text} if self.last_report else {}

    @cached_property
    def law_rows(self):
        """The results that can be found, by the names of the case's day."""
        return list(findings(self.case))

    def form_kwargs(self):
        return {
            "outcomes": self.outcomes,
            "results": self.law_rows,
            "part_kwargs": {
                outcome: {"initial": found}
                for outcome, found in self.last_findings.items()
            },
        }

    def told(self, stale, form):
        """What is saved now is the report as it stands by then."""
        for known in ("last_report", "last_findings"):
            self.__dict__.pop(known, None)
        return super().told(stale, form)

    def _opened_with(self):
        found = {plain(each["reasons"]) for each in self.last_findings.values()}
        return super()._opened_with() | found

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
