"""What items of intelligence ask: how they are counted, and never what they say."""

from datetime import date

from django import forms

from complaints.forms.fields import RowField
from complaints.forms.foi import checked
from complaints.forms.records import RecordForm
from complaints.models.intelligence import ItemKind
from organisation.models.units import UnitKind
from pages.fields import CharField, DateField, NarrativeField
from pages.forms import PageForm

DESKS = (UnitKind.DESK, UnitKind.TEAM)


class ItemForm(RecordForm):
    kind = forms.ChoiceField(
        label="What is it?", choices=ItemKind, widget=forms.RadioSelect
    )
    received_on = DateField(label="Date received")
    about_unit = RowField(required=False, label="B/OCU it is about")
    elsewhere = CharField(
        required=False,
        max_length=60,
        label="Reference elsewhere",
        help_text="Where what it says is kept. Write nothing of what it says here.",
    )
    called = {
        "kind": "what it is",
        "received_on": "the date received",
        "about_unit": "the B/OCU it is about",
        "elsewhere": "the reference elsewhere",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_units("about_unit", empty="None")

    def clean_received_on(self):
        return checked(self, "received_on", None, "")


class ReceiveItemForm(ItemForm):
    unit = RowField(label="Desk")
    called = ItemForm.called | {"unit": "the desk"}
    field_order = ("kind", "unit")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_units("unit", empty="Choose a desk", kinds=DESKS)


class AllocateItemForm(RecordForm):
    allocated_on = DateField(label="Date allocated")
    called = {"allocated_on": "the date allocated"}

    def clean_allocated_on(self):
        return checked(self, "allocated_on", self.record.received_on, "received")


class CloseItemForm(RecordForm):
    closed_on = DateField(label="Date closed")
    called = {"closed_on": "the date closed"}

    def clean_closed_on(self):
        item = self.record
        earlier = "allocated" if item.allocated_on else "received"
        after = item.allocated_on or item.received_on
        return checked(self, "closed_on", after, earlier)


class ReopenItemForm(RecordForm):
    reason = NarrativeField(label="Why is it reopened?", rows=3)
    called = {"reason": "why it is reopened"}


class PeriodForm(PageForm):
    """From which day to which, for counts."""

    first = DateField(label="From")
    last = DateField(label="To")
    called = {"first": "the first day", "last": "the last day"}

    def clean(self) -> dict[str, date]:
        values = super().clean()
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day must be on or after the first.")
        return values
