"""The quality ladder: check, assess, allocate."""

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse

from accounts.permissions import Permission
from complaints import actions
from complaints.actions.inputs import Risks
from complaints.actions.quality import issues_of
from complaints.actions.risks import is_registered
from complaints.forms.candidates import Candidate, candidates
from complaints.forms.reference import taking_unit, taking_units
from complaints.forms.verbs import (
    AllocateForm,
    AssessForm,
    CheckForm,
    ReassessRiskForm,
    UnitForm,
)
from complaints.models.choices import Response
from complaints.views.verbs.verb import VerbPage, WarnedPage
from organisation.models import Unit
from organisation.models.units import UnitKind

# Kinds of unit within DPS; a case is given to others as well.
_OF_DPS = {UnitKind.COMMAND, UnitKind.REGION, UnitKind.TEAM, UnitKind.DESK}


def at_odds(response, unit) -> str:
    """A sentence where the unit is not of the side that the response assessed names."""
    of_dps, assessed = unit.kind in _OF_DPS, "The response assessed is an investigation"
    if response == Response.DPS_INVESTIGATION and not of_dps:
        return f"{assessed} by DPS, and {unit} is not part of DPS."
    if response == Response.LOCAL_INVESTIGATION and of_dps:
        return f"{assessed} by a borough, and {unit} is part of DPS."
    return ""


def risks_of(values) -> Risks:
    """The three levels and their reasons, as a form gave them."""
    return Risks(
        values["public"], values["officers"], values["organisation"], values["reasons"]
    )


class RiskPage(VerbPage):
    """A page that starts from the risk as it was last assessed."""

    filled = False  # with the levels alone

    @cached_property
    def last_assessment(self):
        return self.case.assessments.select_related("by").order_by("-number").first()

    def told(self, stale, form):
        """What is saved now is what somebody else assessed meanwhile."""
        self.__dict__.pop("last_assessment", None)
        return super().told(stale, form)

    def initial(self):
        last = self.last_assessment
        if last is None:
            return {}
        return {
            "public": last.risk_public,
            "officers": last.risk_officers,
            "organisation": last.risk_organisation,
        }

    def page_context(self):
        return {"last": self.last_assessment}


class CaseCheck(RiskPage):
    verb = "check"
    form_class = CheckForm
    done = "{case} is checked. A team inspector assesses it next."

    def initial(self):
        last = self.last_assessment
        known = {"reasons": last.reasons} if last else {}
        if self.sight.identity:
            known["issues"] = issues_of(self.case)
        return super().initial() | known

    def act(self, form, values):
        given = form.cleaned_data
        return actions.check(**values, risks=risks_of(given), issues=given["issues"])


class CaseReassessRisk(RiskPage):
    verb = "reassess-risk"
    form_class = ReassessRiskForm
    done = "The risk of {case} is assessed again."

    def form_kwargs(self):
        return {"registered": is_registered(self.case)}

    def act(self, form, values):
        risks, score = risks_of(form.cleaned_data), form.score()
        return actions.reassess_risk(**values, risks=risks, score=score)


class CaseAssess(CaseReassessRisk):
    verb = "assess"
    form_class = AssessForm
    done = "{case} is assessed. It can be allocated now."

    def act(self, form, values):
        given = form.cleaned_data
        return actions.assess(
            **values,
            risks=risks_of(given),
            response=given["response"],
            score=form.score(),
        )


class CaseAllocate(WarnedPage):
    """First the unit, by its code in the address; then who handles it there."""

    verb = "allocate"
    form_class = AllocateForm
    done = "{case} is allocated to {whom}."

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        self.offered: tuple[list[Candidate], int] | None = None
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def own_units(self):
        """Keys of the units that bound this person; None is no bound.

        A champion keeps the case in the borough.
        """
        return self.frame.user.rights.units_for(Permission.CASE_ALLOCATE)

    @cached_property
    def units(self):
        """Where this person may send the case."""
        if self.own_units is None:
            return taking_units(self.today)
        return list(Unit.objects.filter(pk__in=self.own_units).order_by("name"))

    @cached_property
    def unit(self):
        """The unit named in the address or the form, or the only one there is."""
        code = self.request.POST.get("unit") or self.request.GET.get("unit")
        if code:
            return self._named_unit(code)
        return self.units[0] if len(self.units) == 1 else None

    def _named_unit(self, code):
        if self.own_units is None:
            named = taking_unit(self.today, code)
        else:
            named = Unit.objects.filter(pk__in=self.own_units, code=code).first()
        if named is None:
            raise Http404
        return named

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.check()
        if self.unit is None:
            return self.show_units()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.own_units is not None and not self.own_units:
            self.attempt()
        return super().post(request, *args, **kwargs)

    def show_units(self) -> HttpResponse:
        asked = self.request.GET if "unit" in self.request.GET else None
        form = UnitForm(
            asked,
            units=self.units,
            initial={"unit": self.case.responsible_unit.code},
        )
        return self.show(form, "complaints/allocate_unit.html")

    def _offer(self, *, counted):
        """Who could handle it there; `counted` with their open cases, for the page."""
        by = self.request.user if counted else None
        offered: tuple[list[Candidate], int] = [], 0
        if self.unit:
            offered = candidates(self.case, self.unit, by=by, on=self.today)
        self.offered = offered
        return offered[0]

    def form_kwargs(self):
        return {
            "candidates": self._offer(counted=self.request.method != "POST"),
            "again": self.case.handler_id is not None,
        }

    def show(self, form, *args, **kwargs):
        if form.is_bound and self.offered:  # refused, and to be chosen once more
            form.offer(self._offer(counted=True))
        return super().show(form, *args, **kwargs)

    def act(self, form, values):
        given = form.cleaned_data
        return actions.allocate(
            **values, unit=self.unit, handler=given["user"], reason=given["reason"]
        )

    def receipt(self):
        unit, handler = self.made.responsible_unit, self.made.handler
        whom = f"{unit}, where nobody handles it yet"
        if handler:
            whom = f"{handler.name} in {unit}"
        return self.done.format(case=self.case, whom=whom)

    def page_context(self):
        response = self._response()
        if self.offered is None:
            return {"responses": response}
        found, left_out = self.offered
        return {
            "notice": at_odds(response.response, self.unit) if response else "",
            "unit": self.unit,
            "candidates": found,
            "left_out": left_out,
            "one_unit": len(self.units) == 1,
            "responses": response,
        }

    def _response(self):
        return self.case.assessments.exclude(response="").order_by("-number").first()
