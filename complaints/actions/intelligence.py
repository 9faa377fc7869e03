"""Items of intelligence: enter, allocate, amend, close, reopen. Never what they say."""

from complaints.actions.records import on_record
from complaints.models import IntelligenceItem
from pages.refusals import BadInput


@on_record(IntelligenceItem, "receive")
def receive_intelligence_item(step, **told):
    """Enter that a desk has an item of some kind."""
    _describe(step, **told)


@on_record(IntelligenceItem, "amend")
def amend_intelligence_item(step, **told):
    """Change what is counted of the item."""
    _describe(step, **told)


def _describe(step, *, kind, received_on, about_unit=None, elsewhere=""):
    item = step.record
    step.check_day("received_on", received_on, after=None, earlier="")
    if item.allocated_on and received_on > item.allocated_on:
        raise BadInput(
            "The date received must be on or before the date allocated.",
            field="received_on",
        )
    item.kind, item.received_on = kind, received_on
    item.about_unit, item.elsewhere = about_unit, elsewhere


@on_record(IntelligenceItem, "allocate")
def allocate_intelligence_item(step, *, allocated_on):
    """Record when the item was allocated at its desk."""
    step.check_day(
        "allocated_on", allocated_on, after=step.record.received_on, earlier="received"
    )
    step.record.allocated_on = allocated_on


@on_record(IntelligenceItem, "close")
def close_intelligence_item(step, *, closed_on):
    """Record when the item was closed."""
    item = step.record
    earlier = "allocated" if item.allocated_on else "received"
    step.check_day(
        "closed_on",
        closed_on,
        after=item.allocated_on or item.received_on,
        earlier=earlier,
    )
    item.closed_on = closed_on


@on_record(IntelligenceItem, "reopen")
def reopen_intelligence_item(step, *, reason):
    """Take back that the item was closed."""
    step.reason = reason
    step.record.closed_on = None
