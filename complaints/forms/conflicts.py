"""A supervisor's decision about a conflict of interest."""

from django import forms

from accounts.models import User
from accounts.models.users import UserKind
from complaints.models import ConflictState
from pages.fields import NarrativeField
from pages.forms import PageForm


class DecideConflictForm(PageForm):
    """Upheld or set aside, with reasons either way."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            (ConflictState.UPHELD, "There is a conflict: uphold it"),
            (ConflictState.SET_ASIDE, "It does not matter here: set it aside"),
        ],
        widget=forms.RadioSelect,
    )
    reasons = NarrativeField(rows=4, max_length=2_000)

    called = {"decision": "what you decide", "reasons": "your reasons"}
    choice_hints = {
        "decision": {
            ConflictState.UPHELD: "They do not see the case, in lists, search, "
            "exports or counts, and can take no part in it.",
            ConflictState.SET_ASIDE: "They see the case as their role allows, and may "
            "handle, supervise or decide it.",
        }
    }


class RecordConflictForm(PageForm):
    """Whose conflict it is, and why."""

    email = forms.EmailField(label="Whose, by their e-mail address", max_length=254)
    reason = NarrativeField(
        label="What is the conflict?",
        help_text="For example: she is the sister of subject 1.",
        rows=3,
        max_length=2_000,
    )
    called = {"email": "their e-mail address", "reason": "what the conflict is"}

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        known = User.objects.filter(kind=UserKind.PERSON, is_active=True, email=email)
        self.user = known.first()
        if self.user is None:
            raise forms.ValidationError("Nobody here has this e-mail address.")
        return email
