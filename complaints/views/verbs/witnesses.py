"""Witnesses of a case, and the care for them."""

from complaints import actions
from complaints.forms.witnesses import (
    AddWitnessForm,
    AmendWitnessForm,
    LogWitnessCareForm,
    RecordAttendanceForm,
    ReleaseWitnessForm,
)
from complaints.views.verbs.logs import OwnedPage
from complaints.views.verbs.verb import PartPage


class WitnessPage(PartPage):
    leads_to = "witnesses/"


class CarePage(OwnedPage):
    leads_to = "witnesses/"

    def form_kwargs(self):
        return super().form_kwargs() | {"special": self.sight.special}


class CaseAddWitness(CarePage):
    verb = "add-witness"
    form_class = AddWitnessForm
    button = "Add this witness"
    done = "The witness is added to {case}."
    template_name = "complaints/add-witness.html"

    def form_kwargs(self):
        return super().form_kwargs() | {"user": self.request.user}

    def show(self, form, *more, **draft):
        """Whoever is shown people of other cases has looked them up."""
        if form.matched:
            actions.look_up(
                by=self.request.user,
                register="people",
                asked=form.asked,
                found=len(form.matched),
            )
        return super().show(form, *more, **draft)


class CaseAmendWitness(CarePage):
    verb = "amend-witness"
    form_class = AmendWitnessForm
    button = "Save"
    done = "What is known of the witness is changed."

    def initial(self):
        part = self.part
        shown = {
            "description": part.description,
            "about": part.about,
            "consent_on": part.consent_on,
            "consent_how": part.consent_how,
            "needs": part.needs,
            "care_contact": str(part.care_contact.key) if part.care_contact else "",
        }
        if part.person_id:
            shown |= {"telephone": part.person.telephone, "email": part.person.email}
        return shown


class CaseLogWitnessCare(WitnessPage):
    verb = "log-witness-care"
    form_class = LogWitnessCareForm
    button = "Log the contact"
    done = "The contact with the witness is logged."


class CaseRecordAttendance(WitnessPage):
    verb = "record-attendance"
    form_class = RecordAttendanceForm
    done = "The attendance is recorded."


class CaseReleaseWitness(WitnessPage):
    verb = "release-witness"
    form_class = ReleaseWitnessForm
    done = "The witness is released."


WITNESS_PAGES = (
    *(CaseAddWitness, CaseAmendWitness, CaseLogWitnessCare),
    *(CaseRecordAttendance, CaseReleaseWitness),
)
