"""Appeals to the IPCC, what it decides, and how its directions are carried out."""

from complaints import actions
from complaints.forms.appeals import (
    CarryOutDirectionForm,
    DecideAppealForm,
    LodgeAppealForm,
    SendAppealPapersForm,
    TakeUpForm,
)
from complaints.models import law
from complaints.views.verbs.verb import PartPage, VerbPage


class _AppealsPage(PartPage):
    leads_to = "appeals/"


class CaseLodgeAppeal(_AppealsPage):
    verb = "lodge-appeal"
    form_class = LodgeAppealForm
    done = "The appeal in {case} is recorded."

    def form_kwargs(self):
        people = self.case.complainants.select_related("person").order_by("number")
        return super().form_kwargs() | {
            "complainants": people,
            "law": law.of_request(self.request),
        }


class CaseSendAppealPapers(_AppealsPage):
    verb = "send-appeal-papers"
    form_class = SendAppealPapersForm
    done = "The papers sent to the IPCC are recorded."

    def initial(self):
        return {"ipcc_reference": self.part.ipcc_reference}


class CaseDecideAppeal(_AppealsPage):
    verb = "decide-appeal"
    form_class = DecideAppealForm
    template_name = "complaints/decide-appeal.html"
    done = "The IPCC's decision on the appeal in {case} is recorded."

    def initial(self):
        return {"ipcc_reference": self.part.ipcc_reference}


class CaseCarryOutDirection(_AppealsPage):
    verb = "carry-out-direction"
    form_class = CarryOutDirectionForm
    done = "The direction of the IPCC is carried out."


class _TakeUpPage(VerbPage):
    """A case is taken up again, as the IPCC directed; `lead` says what that means."""

    form_class = TakeUpForm
    template_name = "complaints/appeals/take_up.html"
    lead = ""

    def act(self, form, values):
        action = getattr(actions, self.verb.replace("-", "_"))
        return action(**values, reason=form.cleaned_data["reason"])

    def page_context(self):
        rows = self.case.directions.filter(status="open").order_by("number")
        shows = self.sight.identity
        return {
            "directed": [
                {
                    "key": f"{row.name.capitalize()}: {row.get_kind_display()}",
                    "value": row.text if shows else "",
                    "masked": not shows,
                }
                for row in rows
            ]
        }


class CaseDirectRecording(_TakeUpPage):
    verb = "direct-recording"
    lead = (
        "The case goes back to where it was received, to be recorded: that carries the "
        "direction out. Its history keeps the first decision."
    )
    done = "{case} is to be recorded, as the IPCC directed."


class CaseReinvestigate(_TakeUpPage):
    verb = "reinvestigate"
    lead = (
        "The case goes back to being investigated. Its dates of determination, "
        "notification and finalisation are taken off; its history keeps them."
    )
    done = "{case} is investigated again, as the IPCC directed."


class CaseResolveAnew(_TakeUpPage):
    verb = "resolve-anew"
    lead = (
        "The case goes back to its local resolution. Its dates of determination, "
        "notification and finalisation are taken off; its history keeps them. Record "
        "the complainant's consent next, or end it, and it is investigated."
    )
    done = "{case} is resolved locally anew. Record the complainant's consent next."


class CaseRedetermine(_TakeUpPage):
    verb = "redetermine"
    lead = (
        "The case goes back to the appropriate authority with the report it has. Its "
        "dates of determination, notification and finalisation are taken off; its "
        "history keeps them."
    )
    done = "{case} is determined again, as the IPCC directed."
