"""What is asked of whoever extends a limit of a case."""

from pages.fields import DateField, NarrativeField
from pages.forms import PageForm


class ExtendDeadlineForm(PageForm):
    to_on = DateField(label="New date")
    reason = NarrativeField(
        label="Reason for the extension",
        help_text="Why it is in the interests of justice, or cannot be helped.",
        rows=4,
    )

    called = {"to_on": "the new date", "reason": "the reason for the extension"}
