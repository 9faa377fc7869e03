"""The appropriate authority's verbs: return, determine, reopen."""

from functools import cached_property

from django.db.models import F, Subquery
from django.http import HttpRequest, HttpResponse

from casework import deadlines
from complaints import actions
from complaints.actions.investigating import SHOWN, outcomes_of
from complaints.actions.proceedings import LiveWarnings
from complaints.forms.parts import unjudged
from complaints.forms.reference import findings
from complaints.forms.rulings import DetermineForm
from complaints.forms.verbs import ReopenForm, ReturnForm
from complaints.models import Recommendation, law
from complaints.permissions import why_none_to_answer
from complaints.permissions.ipcc import WITH_IPCC, decided_referral
from complaints.views.verbs.verb import VerbPage, WarnedPage

# What a page of answers to check sends besides the answers themselves.
_BUTTONS = ("csrfmiddlewaretoken", "submission", "confirmed", "change")


class CaseReturn(VerbPage):
    verb = "return"
    form_class = ReturnForm
    done = "{case} is back with its investigator."

    def act(self, form, values):
        return actions.return_to_investigator(
            **values, missing=form.cleaned_data["missing"]
        )

    def page_context(self):
        rows = self.case.reports.annotate(by_name=F("by__name"))
        return {"report": rows.order_by("-number").first()}


class CaseReopen(VerbPage):
    verb = "reopen"
    form_class = ReopenForm
    done = "{case} is open again."

    def act(self, form, values):
        return actions.reopen(**values, reason=form.cleaned_data["reason"])


class CaseDetermine(WarnedPage):
    """The decisions, then a page to check them on, then it is done."""

    verb = "determine"
    form_class = DetermineForm
    done = (
        "{case} is determined. The people concerned are told next, "
        "within the time that the case page shows."
    )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "change" in request.POST:
            self.attempt()
            return self.show(unjudged(self.make_form(request.POST)))
        if "confirmed" in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.make_form(request.POST)
        if form.is_valid():
            self._still_possible(form)
            return self.show_answers(form)
        self._still_possible(form)
        self.keep_draft()
        return self.show(form)

    def show_answers(self, form) -> HttpResponse:
        self.keep_draft()
        known = deadlines.of_request(self.request)
        context = {
            "answers": [
                (name, value)
                for name, values in self.request.POST.lists()
                if name not in _BUTTONS
                for value in values
            ],
            "rulings": [
                (part, part.consequences(known)) for part in form.outcome_parts
            ],
        }
        return self.show(form, "complaints/determine_check.html", context)

    @cached_property
    def outcomes(self):
        return outcomes_of(self.case, *SHOWN)

    @cached_property
    def report(self):
        """The report, with the terms of reference and the issues it had to answer."""
        started = self.case.status_changes.filter(verb="start").order_by("-pk")
        written = self.case.assessments.exclude(issues="")
        rows = self.case.reports.annotate(
            by_name=F("by__name"),
            terms=Subquery(started.values("reason")[:1]),
            issues=Subquery(written.order_by("-number").values("issues")[:1]),
        )
        return rows.order_by("-number").first()

    def recommendations(self):
        """{outcome: what the report recommends for it}."""
        rows = Recommendation.objects.filter(report=self.report)
        return {row.outcome_id: row for row in rows}

    @cached_property
    def law_rows(self):
        """The results that can be found, by the names of the case's day."""
        return list(findings(self.case))

    def form_kwargs(self):
        recommended, known = self.recommendations(), law.of_request(self.request)
        live = LiveWarnings(self.case, known, on=self.today)
        return {
            "outcomes": self.outcomes,
            "results": self.law_rows,
            "part_kwargs": {
                outcome.pk: {
                    "report": recommended.get(outcome.pk),
                    "law": known,
                    "live": live.of(outcome),
                    "lacking": why_none_to_answer(self.case, outcome, known),
                }
                for outcome in self.outcomes
            },
        }

    def act(self, form, values):
        return actions.determine(
            **values,
            rulings=form.rulings(),
            to_cps=form.sends_to_cps,
            reasons=form.cleaned_data["reasons"],
        )

    def papers(self):
        """What the report answers: (heading, text) of what was written before it."""
        if not (self.report and self.sight.identity):
            return []
        papers = (
            (self.case.said_label, self.case.said),
            ("Issues", self.report.issues),
            ("Terms of reference and first steps", self.report.terms),
            ("What the IPCC says of the report", self._views()),
        )
        return [(heading, text) for heading, text in papers if text]

    def _views(self):
        """What the IPCC thinks of the report, of a case that it has a part in."""
        if self.case.mode not in WITH_IPCC:
            return ""
        referral = decided_referral(self.case)
        return referral.views if referral else ""

    def page_context(self):
        return {
            "report": self.report,
            "papers": self.papers(),
            "documents": list(self.case.documents.order_by("pk")),
        }
