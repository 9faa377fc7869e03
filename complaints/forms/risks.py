"""What the Risk Register asks."""

from datetime import date

from django import forms

from accounts.models import Posting, User
from accounts.permissions import Permission
from accounts.roles import ROLES
from complaints.forms.fields import RowField
from complaints.forms.levels import IMPACTS, LIKELIHOODS, level_field
from complaints.forms.records import OfCaseForm, RecordForm
from complaints.forms.reference import group_of_unit, units
from organisation.models import Meeting
from pages.fields import CharField, DateField, NarrativeField
from pages.words import day_words

MEETINGS_OFFERED = 12
THE_MEETING = "intelligence-operations-meeting"


class ScoreForm(RecordForm):
    likelihood = level_field("How likely is it?", LIKELIHOODS)
    impact = level_field("How grave would it be?", IMPACTS)
    reasons = NarrativeField(label="Why?", rows=4)
    called = {
        "likelihood": "how likely it is",
        "impact": "how grave it would be",
        "reasons": "the reasons",
    }


class EnterForm(ScoreForm, OfCaseForm):
    title = CharField(label="The risk in a few words", max_length=200)
    about = NarrativeField(
        label="What may happen, and to whom?",
        rows=4,
        required=False,
        help_text="To the public, to officers, to the organisation.",
    )
    unit = RowField(label="Unit")
    owner = RowField(required=False, label="Looked after by")
    called = (
        OfCaseForm.called
        | ScoreForm.called
        | {
            "title": "the risk in a few words",
            "about": "what may happen",
            "unit": "the unit",
            "owner": "who looks after it",
        }
    )
    field_order = ["title", "about", "reference", "unit", "owner"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "reference"
        ].help_text += " Leave it empty for a risk of the organisation."
        self.fields["unit"].offer(
            units(self.today), group=group_of_unit, empty="Choose a unit"
        )
        self.fields["owner"].offer(
            readers(self.today), key=lambda row: str(row.key), empty="Nobody yet"
        )


def readers(today: date):
    """Whoever reads the Risk Register, by name."""
    roles = [
        slug for slug, role in ROLES.items() if Permission.RISK_READ in role.permissions
    ]
    posted = Posting.objects.on(today).filter(role__in=roles)
    rows = User.objects.filter(is_active=True, pk__in=posted.values("user"))
    return rows.order_by("name", "pk")


class DecideForm(RecordForm):
    meeting = RowField(required=False, label="Meeting")
    decision = NarrativeField(label="What was decided?", rows=4)
    asked = NarrativeField(
        label="Resources asked for", required=False, rows=2, max_length=2_000
    )
    given = NarrativeField(
        label="Resources given", required=False, rows=2, max_length=2_000
    )
    next_review_on = DateField(label="Next review")
    called = {
        "meeting": "the meeting",
        "decision": "what was decided",
        "asked": "the resources asked for",
        "given": "the resources given",
        "next_review_on": "the day of the next review",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Meeting.objects.filter(
            committee__code=THE_MEETING, held_on__lte=self.today
        ).order_by("-held_on")
        self.fields["meeting"].offer(
            rows[:MEETINGS_OFFERED],
            key=lambda row: row.held_on.isoformat(),
            label=lambda row: day_words(row.held_on),
            empty="Between two meetings",
        )
        self._offer_the_next_meeting()

    def _offer_the_next_meeting(self):
        """As the day of the review, for it looks at what is due by then."""
        rows = Meeting.objects.filter(committee__code=THE_MEETING)
        coming = rows.filter(held_on__gt=self.today).order_by("held_on").first()
        if coming is None:
            return
        field = self.fields["next_review_on"]
        field.initial = coming.held_on
        field.help_text = (
            f"The next meeting is on {day_words(coming.held_on)}. The risk stands on "
            "its agenda if the review falls due by then."
        )

    def clean_next_review_on(self):
        day = self.cleaned_data["next_review_on"]
        if day and day <= self.today:
            raise forms.ValidationError("The next review must be after today.")
        return day


class CloseForm(RecordForm):
    closed_because = NarrativeField(label="Why is it taken off?", rows=4)
    called = {"closed_because": "why it is taken off"}


class ReopenRiskForm(RecordForm):
    reason = NarrativeField(label="Why is it put back?", rows=4)
    called = {"reason": "why it is put back"}
