"""Which cases have results that stand, asked of many: `Case.results_stand` says why."""

from django.db import models
from django.db.models import Func, Q, Value

from casework.models.cases import Origin
from complaints.rules import DECIDED_IN
from complaints.workflow import REOPENING, Status

# Cases that may have results: what an index holds of them, for lists by result.
MAY_BE_DECIDED = Q(determined_on__isnull=False) | Q(origin=Origin.LEGACY)


class _Moved(Func):
    """Whether a case was ever moved so; the moves are a model that needs this one."""

    template = (
        "EXISTS (SELECT FROM complaints_statuschange moved"
        " WHERE moved.case_id = %(expressions)s))"
    )
    output_field = models.BooleanField()


_reopened = _Moved("pk", Value(list(REOPENING)), arg_joiner=" AND moved.verb = ANY(")
_stood_still = _Moved(
    "pk",
    Value(sorted(map(str, DECIDED_IN))),
    arg_joiner=(
        f" AND moved.to_status = '{Status.SUB_JUDICE}' AND moved.from_status = ANY("
    ),
)


RESULTS_STAND = MAY_BE_DECIDED & (
    Q(determined_on__isnull=False)
    | (
        (Q(status__in=sorted(DECIDED_IN)) | Q(_stood_still, status=Status.SUB_JUDICE))
        & ~Q(_reopened)
    )
)
