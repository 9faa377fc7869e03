"""The register of appeals, its file, and the rate of appeals by unit."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from casework import deadlines
from complaints.actions.exporting import check_can_export, export
from complaints.filters.appeals import FEW, AppealFilters, RateFilters, rates
from complaints.views.cases import without_blanks
from complaints.views.hearings import check_shows
from organisation.classification import FieldClass
from pages.exports import csv_response
from pages.lists import KeysetPage
from pages.refusals import BadInput

MOST_EXPORTED = 10_000
_PARTS = (("appeal-register", "Appeals"), ("appeal-rate", "Rate by unit"))
HEADERS = (
    *("Case", "Unit", "Appeal", "What is appealed", "Date of the letter"),
    *("Last day", "Received", "Late", "State", "Papers sent", "IPCC reference"),
    *("Decided", "Outcome"),
)


def _halves(current):
    halves = [
        {
            "label": label,
            "href": reverse(f"complaints:{name}"),
            "current": name == current,
        }
        for name, label in _PARTS
    ]
    return {"halves": halves, "halves_label": "Parts of the register of appeals"}


@require_safe
def register(request):
    """Every appeal in the cases that the reader sees, without anybody's name."""
    check_shows(request.user, FieldClass.OFFICIAL, "the register of appeals")
    if any("" in values for _, values in request.GET.lists()):
        return redirect(f"{request.path}{without_blanks(request.GET)}")
    filters = AppealFilters(request.GET, user=request.user)
    page = KeysetPage(
        filters.qs, sorts=filters.sorts, default=filters.default, params=request.GET
    )
    rows = list(page)
    may_export = rows and request.user.rights.allow(Permission.CASE_EXPORT)
    address = f"{reverse('complaints:appeals-export')}?{request.GET.urlencode()}"
    context = {
        "title": "Appeals to the IPCC",
        **_halves("appeal-register"),
        "filterset": filters,
        "page": page,
        "rows": rows,
        "export_url": address.rstrip("?") if may_export else "",
        "page_has_errors": not filters.is_valid(),
        "length": deadlines.of_request(request).length_of(
            "appeal", on=timezone.localdate()
        ),
    }
    return render(request, "complaints/appeals/register.html", context)


@require_POST
def export_register(request):
    """The same list as a file."""
    check_can_export(request.user)
    filters = AppealFilters(request.GET, user=request.user)
    filters.check()
    rows = filters.qs.order_by("-received_on", "-pk")
    count = rows.order_by()[: MOST_EXPORTED + 1].count()
    if count > MOST_EXPORTED:
        raise BadInput(
            f"A file holds {MOST_EXPORTED:,} appeals at most: choose a shorter period.",
            field="received_from",
        )
    criteria = filters.words() or "every appeal"
    export(by=request.user, count=count, criteria=f"Appeals: {criteria}")
    return csv_response(
        "appeals",
        HEADERS,
        (_cells(row) for row in rows.iterator()),
        recipient=request.user.email,
        made_at=timezone.now(),
    )


def _cells(row):
    return [
        row.case.reference,
        row.case.responsible_unit.name,
        row.number,
        row.get_kind_display(),
        row.letter_on,
        row.last_on,
        row.received_on,
        row.is_late,
        row.get_status_display(),
        row.papers_sent_on,
        row.ipcc_reference,
        row.decided_on,
        row.get_outcome_display(),
    ]


@require_safe
def rate(request):
    """How many were told an outcome in a period, how many appealed, and were right."""
    check_shows(request.user, FieldClass.OFFICIAL, "the rate of appeals")
    if any("" in values for _, values in request.GET.lists()):
        return redirect(f"{request.path}{without_blanks(request.GET)}")
    today = timezone.localdate()
    filters = RateFilters(request.GET, user=request.user)
    rows, total = rates(filters, today=today) if filters.is_valid() else ([], None)
    from_on, to_on = filters.period(today=today)
    context = {
        "title": "Rate of appeals by unit",
        "filters_title": "Period and unit",
        **_halves("appeal-rate"),
        "filterset": filters,
        "rows": rows,
        "total": total,
        "from_on": from_on,
        "to_on": to_on,
        "few": FEW,
        "as_at": timezone.now(),
        "page_has_errors": not filters.is_valid(),
    }
    return render(request, "complaints/appeals/rate.html", context)
