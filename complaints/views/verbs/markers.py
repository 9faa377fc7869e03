"""Markers on subjects."""

from complaints.forms.markers import EndMarkerForm, MarkSubjectForm, UpdateMarkerForm
from complaints.views.verbs.verb import PartPage


class CaseMarkSubject(PartPage):
    verb = "mark-subject"
    form_class = MarkSubjectForm
    lead = "The policy on such offences applies from then on: its checklist, liaison "
    lead += "with the specialist unit, and a review of the officer's duties."
    done = "The subject is marked."
    leads_to = "handling/"


class CaseUpdateMarker(PartPage):
    verb = "update-marker"
    form_class = UpdateMarkerForm
    done = "The policy was gone through."
    leads_to = "handling/"

    def initial(self):
        part = self.part
        return {
            "done": part.done,
            "duties": part.duties,
            "liaison": part.liaison,
            "review_on": part.review_on,
        }


class CaseEndMarker(PartPage):
    verb = "end-marker"
    form_class = EndMarkerForm
    done = "The marker has ended."
    leads_to = "handling/"


marker_pages = (CaseMarkSubject, CaseUpdateMarker, CaseEndMarker)
