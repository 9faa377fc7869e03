"""Freedom of Information requests: their list, one of them, and what is done to it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from casework import deadlines
from complaints import actions
from complaints.filters.foi import FOI_SORTS, FoiFilters, due_on
from complaints.forms.foi import DecideFoiForm, FoiForm, ReceiveFoiForm, ReopenFoiForm
from complaints.models import FoiRequest, law
from complaints.models.law import Purpose
from complaints.views.registers.exports import FIRST_COLUMNS, Column
from complaints.views.registers.frame import RecordFrame
from complaints.views.registers.pages import RecordPage, RegisterList, register_urls
from complaints.workflow import FoiStatus
from pages.templatetags.components import tag


def clock_of(known: deadlines.Deadlines, row: FoiRequest, *, today: Any) -> Any:
    """How the time for an answer stands; None where no rule is in force."""
    due = due_on(known, row.received_on)
    return due and known.clock(due, today=today, done_on=row.decided_on)


class FoiList(RegisterList):
    model = FoiRequest
    read = Permission.FOI_READ
    title = "Freedom of Information requests"
    filters = FoiFilters
    sorts = FOI_SORTS
    default = "-received"
    template_name = "complaints/registers/foi_requests.html"
    columns = (
        *FIRST_COLUMNS,
        Column("Date received", "received_on"),
        Column("From", "requester"),
        Column("What was asked", "asked"),
        Column("Decision", "decision"),
        Column("Date decided", "decided_on"),
        Column(
            "Exemptions", "refusal_grounds", lambda row: "; ".join(row.refusal_grounds)
        ),
    )

    def row(self, record, sight):
        known = deadlines.of_request(self.request)
        return {
            "request": record,
            "requester": sight.value(record, "requester"),
            "asked": sight.value(record, "asked"),
            "clock": clock_of(known, record, today=self.today),
            "decision": record.get_decision_display(),
        }


@require_safe
def show_foi(request: HttpRequest, slug: str) -> HttpResponse:
    frame = RecordFrame(request, FoiRequest, slug)
    row = frame.record
    row.refusal_grounds_words = _exemptions(request, row)
    known = deadlines.of_request(request)
    return frame.render(
        "foi_request",
        state=tag(
            row.get_decision_display() or row.get_status_display(),
            "active" if row.status == FoiStatus.OPEN else "done",
        ),
        clock=clock_of(known, row, today=frame.today),
    )


def _exemptions(request: HttpRequest, row: FoiRequest) -> str:
    known = law.of_request(request)
    day = row.decided_on or row.received_on
    found = [
        (code, known.ground(Purpose.FOI_REFUSAL, code, day))
        for code in row.refusal_grounds
    ]
    return ", ".join(one.name if one else code for code, one in found)


class FoiPage(RecordPage):
    model = FoiRequest


class FoiReceive(FoiPage):
    verb, form_class = "receive", ReceiveFoiForm
    action = actions.receive_foi_request
    done = "{record} is entered."


class FoiAmend(FoiPage):
    verb, form_class = "amend", FoiForm
    action = actions.amend_foi_request
    done = "{record} is changed."

    def initial(self):
        row = self.frame.record
        names = ("received_on", "requester", "asked")
        return {name: getattr(row, name) for name in names}


class FoiDecide(FoiPage):
    verb, form_class = "decide", DecideFoiForm
    action = actions.decide_foi_request
    done = "The decision on {record} is recorded."


class FoiReopen(FoiPage):
    verb, form_class = "reopen", ReopenFoiForm
    action = actions.reopen_foi_request
    done = "{record} is open again."


foi_urls = register_urls(
    "foi-requests", FoiList, show_foi, (FoiReceive, FoiAmend, FoiDecide, FoiReopen)
)
