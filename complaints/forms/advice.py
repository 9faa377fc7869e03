"""What is asked when advice is asked for, and given."""

from accounts.models import Posting
from complaints.actions.advice import ADVISING
from complaints.forms.dated import StepForm
from complaints.forms.fields import RowField
from organisation.models import Unit
from pages.fields import NarrativeField
from pages.forms import PageForm

_CALLED = {
    "asked_of": "the unit",
    "question": "the question",
    "text": "the advice",
    "precedents": "the precedents",
    "reason": "why it is withdrawn",
}


def advising_units(on):
    """Units in which somebody gives advice on a day."""
    posted = Posting.objects.on(on).filter(role__in=ADVISING, unit__isnull=False)
    return Unit.objects.filter(pk__in=posted.values("unit")).order_by("name")


class _Ask:
    def offer_units(self, today):
        self.fields["asked_of"].offer(advising_units(today), empty="Choose a unit")


class AskAdviceForm(_Ask, StepForm):
    asked_of = RowField(label="Which unit do you ask?")
    question = NarrativeField(label="What do you want to know?", rows=6)
    called = _CALLED

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_units(self.today)


class GiveAdviceForm(StepForm):
    text = NarrativeField(label="Your advice", rows=8)
    precedents = NarrativeField(
        required=False, label="Precedents", rows=4, help_text="What it rests on."
    )
    called = _CALLED


class WithdrawQuestionForm(StepForm):
    reason = NarrativeField(label="Why is it withdrawn?", rows=3)
    called = _CALLED


class AskGeneralForm(_Ask, PageForm):
    asked_of = RowField(label="Which unit do you ask?")
    question = NarrativeField(
        label="What do you want to know?",
        rows=5,
        help_text="Others read it with its answer: name no case and nobody.",
    )
    called = _CALLED

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_units(today)


class GiveGeneralForm(PageForm):
    text = NarrativeField(
        label="Your advice",
        rows=6,
        help_text="Others read it too: name no case and nobody.",
    )
    precedents = NarrativeField(required=False, label="Precedents", rows=3)
    called = _CALLED
