"""Items of intelligence: their list, one of them, what is done to it, and counts."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from complaints import actions
from complaints.filters.intelligence import ITEM_SORTS, ItemFilters, counts_of
from complaints.forms.intelligence import (
    AllocateItemForm,
    CloseItemForm,
    ItemForm,
    PeriodForm,
    ReceiveItemForm,
    ReopenItemForm,
)
from complaints.forms.parts import problems
from complaints.models import IntelligenceItem
from complaints.models.intelligence import ItemKind
from complaints.views.registers.exports import FIRST_COLUMNS, Column
from complaints.views.registers.frame import RecordFrame, check_reads
from complaints.views.registers.pages import RecordPage, RegisterList, register_urls
from complaints.workflow import ItemStatus
from pages.filters import refuse_unknown
from pages.templatetags.components import tag
from pages.widgets import DateInputs

PLACE = "intelligence-items"
TONES: dict[str, str] = {
    ItemStatus.RECEIVED: "new",
    ItemStatus.ALLOCATED: "active",
    ItemStatus.CLOSED: "done",
}


class ItemList(RegisterList):
    model = IntelligenceItem
    read = Permission.INTELLIGENCE_READ
    title = "Intelligence items"
    filters = ItemFilters
    sorts = ITEM_SORTS
    default = "-received"
    template_name = "complaints/registers/intelligence_items.html"
    columns = (
        *FIRST_COLUMNS,
        Column("Kind", "kind"),
        Column(
            "B/OCU", "about_unit", lambda item: item.about_unit and item.about_unit.name
        ),
        Column("Reference elsewhere", "elsewhere"),
        Column("Date received", "received_on"),
        Column("Date allocated", "allocated_on"),
        Column("Date closed", "closed_on"),
    )

    def row(self, record, sight):
        return {
            "item": record,
            "shown": {name: sight.value(record, name) for name in record.shown},
            "state": tag(record.get_status_display(), TONES[record.status]),
        }


@require_safe
def show_item(request: HttpRequest, slug: str) -> HttpResponse:
    frame = RecordFrame(request, IntelligenceItem, slug)
    item = frame.record
    state = tag(item.get_status_display(), TONES[item.status])
    return frame.render("intelligence_item", state=state)


@require_safe
def intelligence_counts(request: HttpRequest) -> HttpResponse:
    """How many items of each kind each B/OCU had in a period, of this year at first."""
    check_reads(
        request.user, Permission.INTELLIGENCE_COUNT, "counts of intelligence items"
    )
    boxes = DateInputs()
    refuse_unknown(
        request.GET, [*boxes.parameter_names("first"), *boxes.parameter_names("last")]
    )
    today = timezone.localdate()
    form = PeriodForm(request.GET or None, initial=_this_year(today))
    period: dict[str, date] | None = _this_year(today)
    if form.is_bound:
        period = form.cleaned_data if form.is_valid() else None
    rows: list[Any] = []
    if period:
        rows = counts_of(period["first"], period["last"])
        actions.look_up(
            by=request.user,
            register="counts of intelligence items",
            asked=f"{period['first']} to {period['last']}",
            found=len(rows),
        )
    context = {
        "form": form,
        "problems": problems(form),
        "period": period,
        "kinds": ItemKind.labels,
        "rows": rows,
        "totals": [sum(column) for column in zip(*(n for _, n in rows), strict=True)],
        "page_has_errors": form.is_bound and not form.is_valid(),
    }
    return render(request, "complaints/registers/intelligence_counts.html", context)


def _this_year(today: date) -> dict[str, date]:
    return {"first": date(today.year, 1, 1), "last": today}


class ItemPage(RecordPage):
    model = IntelligenceItem


class ItemReceive(ItemPage):
    verb, form_class = "receive", ReceiveItemForm
    action = actions.receive_intelligence_item
    done = "{record} is entered."


class ItemAmend(ItemPage):
    verb, form_class = "amend", ItemForm
    action = actions.amend_intelligence_item
    done = "{record} is changed."

    def initial(self):
        item = self.frame.record
        return {
            "kind": item.kind,
            "received_on": item.received_on,
            "about_unit": item.about_unit.code if item.about_unit else "",
            "elsewhere": item.elsewhere,
        }


class ItemAllocate(ItemPage):
    verb, form_class = "allocate", AllocateItemForm
    action = actions.allocate_intelligence_item
    done = "{record} is allocated."

    def initial(self):
        return {"allocated_on": self.frame.record.allocated_on}


class ItemClose(ItemPage):
    verb, form_class = "close", CloseItemForm
    action = actions.close_intelligence_item
    done = "{record} is closed."


class ItemReopen(ItemPage):
    verb, form_class = "reopen", ReopenItemForm
    action = actions.reopen_intelligence_item
    done = "{record} is open again."


item_pages = (ItemReceive, ItemAmend, ItemAllocate, ItemClose, ItemReopen)
intelligence_urls = [
    path(f"{PLACE}/counts/", intelligence_counts, name="intelligence-counts"),
    *register_urls(PLACE, ItemList, show_item, item_pages),
]
