"""A supervisor's decision about a conflict of interest."""

from django import forms

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
