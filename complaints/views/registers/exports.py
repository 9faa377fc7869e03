"""The list of a register as a file, and who took it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_POST

from complaints import actions
from complaints.exports import WITHHELD
from complaints.permissions import RecordSight
from complaints.views.registers.frame import check_reads, sights_of
from pages.exports import csv_response
from pages.refusals import BadInput

MOST_ROWS = 10_000


@dataclass(frozen=True)
class Column:
    """A column: its header, the field whose class opens it, and what stands in it."""

    header: str
    field: str
    write: Callable[[Any], Any] | None = None

    def cell(self, record: Any, sight: RecordSight) -> Any:
        if not sight.shows(record, self.field):
            return WITHHELD
        return self.write(record) if self.write else sight.value(record, self.field)


FIRST_COLUMNS = (
    Column("Reference", "reference"),
    Column("State", "status"),
    Column("Unit", "responsible_unit", lambda record: record.responsible_unit.name),
)


def plural(model: Any) -> str:
    """What the trail calls a register: claims."""
    return str(model._meta.verbose_name_plural)


def export_of(listing: Any) -> Callable[..., HttpResponseBase]:
    """The view that gives the list of a register away as a file."""

    @require_POST
    def export(request: HttpRequest) -> HttpResponseBase:
        user: Any = request.user
        check_reads(user, listing.read, listing.title)
        view = listing()
        view.setup(request)
        filterset = view.filterset(request)
        filterset.check()
        records = _rows(view, filterset)
        now = timezone.now()
        actions.export_register(
            by=user,
            register=plural(listing.model),
            event=f"{listing.model.table.name}.export",
            count=len(records),
            criteria=filterset.words(),
        )
        headers = [each.header for each in listing.columns]
        return csv_response(
            plural(listing.model).replace(" ", "-").lower(),
            headers,
            _cells(listing.columns, records, user),
            recipient=user.email,
            made_at=now,
        )

    return export


def _rows(view: Any, filterset: Any) -> list[Any]:
    """The rows in the order of the list; too many are refused."""
    page = view.page(filterset)
    rows = filterset.qs.with_list_details().order_by(*page.order.ordering())
    found = list(rows[: MOST_ROWS + 1])
    if len(found) > MOST_ROWS:
        raise BadInput(
            f"The list has more than {MOST_ROWS:,} rows. Set filters, so that it has "
            "fewer."
        )
    return found


def _cells(
    columns: Sequence[Column], records: list[Any], user: Any
) -> Iterator[list[Any]]:
    for record, sight in zip(records, sights_of(records, user), strict=True):
        yield [column.cell(record, sight) for column in columns]
