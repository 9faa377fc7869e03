"""What the report on consistency is asked for: a period, and which regulations."""

from django import forms

from complaints.forms.intelligence import PeriodForm


class ConsistencyForm(PeriodForm):
    """From which day to which, and of which regulations."""

    regime = forms.ChoiceField(label="Regulations", required=False)

    def __init__(self, *args, regimes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regime"].choices = [
            ("", "All of them"),
            *((one.code, one.name) for one in regimes),
        ]
