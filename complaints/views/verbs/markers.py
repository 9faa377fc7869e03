"""Markers on subjects."""

from complaints.forms.markers import EndMarkerForm, MarkSubjectForm, UpdateMarkerForm
from complaints.models import Case, Marker, law
from complaints.views.officer_notes import Table, cell, note, upto
from complaints.views.verbs.verb import PartPage
from complaints.workflow import MarkerStatus
from organisation.classification import FieldClass
from pages.templatetags.components import short_day, tag

HEADINGS = ("Case", "Marker", "Next review", "State")


_SHOWN = ("kind", "status", "review_on", "case__reference")


@note(Marker, "subject__member")
def markers(member, on, user) -> list[Table]:
    """Markers on the member in cases whose people the reader sees, newest first."""
    found = Marker.objects.filter(
        Case.objects.showing(user, FieldClass.IDENTITY).of_each(),
        subject__member=member,
    )
    rows = found.select_related("case").only(*_SHOWN).order_by("-pk")
    known = law.of_user(user)
    cells = []
    for row in upto(rows):
        stands = row.status == MarkerStatus.OPEN
        review = short_day(row.review_on) if stands else ""
        late = tag("Late", "late") if stands and row.review_on < on else ""
        address = f"{row.case.get_absolute_url()}handling/"
        cells.append(
            [
                cell(row.case.reference, href=address),
                cell(known.ground_name([Marker.codes["kind"]], row.kind)),
                cell(review, html=late),
                cell("", html=tag(row.state_words, row.tone)),
            ]
        )
    return [Table("Markers", HEADINGS, cells)]


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
