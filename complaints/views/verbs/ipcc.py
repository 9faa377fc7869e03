"""Referral to the IPCC."""

from complaints.forms.ipcc import RecordModeForm, ReferForm
from complaints.views.verbs.verb import PartPage


class CaseRefer(PartPage):
    verb = "refer"
    form_class = ReferForm
    done = "{case} is referred to the IPCC."
    leads_to = "handling/"


class CaseRecordMode(PartPage):
    verb = "record-mode"
    form_class = RecordModeForm
    done = "The IPCC's decision on {case} is recorded."
    leads_to = "handling/"

    def initial(self):
        return {"ipcc_reference": self.part.ipcc_reference}
