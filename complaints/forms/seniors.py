"""The decision of the police authority, asked for where it alone decides."""

from complaints.actions.inputs import OfAuthority
from pages.fields import CharField, DateField

REFERENCE, DECIDED_ON = "authority_reference", "authority_on"


def ask_authority(form) -> None:
    """Let any form ask for it besides: the action says whether it cannot do without."""
    fields = {
        REFERENCE: CharField(
            required=False,
            max_length=40,
            label="Reference of the police authority's decision",
            called="the reference of the police authority's decision",
        ),
        DECIDED_ON: DateField(
            required=False,
            label="When did the police authority decide?",
            called="the date of the police authority's decision",
        ),
    }
    for name, field in fields.items():
        form.fields[name] = field
        form._speak(name, field)
        field.depending = True


def of_authority(form) -> OfAuthority:
    """What was given, taken out of what the action of the step is given."""
    values = form.cleaned_data
    return OfAuthority(values.pop(REFERENCE), values.pop(DECIDED_ON))
