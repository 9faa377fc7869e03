"""Queues of the home page that read a table where an index could have told them."""

from django.contrib.postgres.operations import (
    AddIndexConcurrently,
    RemoveIndexConcurrently,
)
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

GIVEN = ["allocated", "investigating", "resolving"]
_SEEN_BY = ("confidentiality", "handler", "authority")


def _added(index):
    """Stopped half-way, it begins again: what it adds it has dropped before."""
    return [
        RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {index.name}", RunSQL.noop),
        AddIndexConcurrently(model_name="case", index=index),
    ]


class Migration(migrations.Migration):
    """The old index serves until the new one is whole."""

    atomic = False
    dependencies = [("complaints", "0062_days_in_court")]

    operations = [
        *_added(
            models.Index(
                fields=["next_due_on", "id"],
                name="case_given_to_nobody",
                include=("confidentiality", "authority", "responsible_unit"),
                condition=models.Q(handler__isnull=True, status__in=GIVEN),
            )
        ),
        *_added(
            models.Index(
                fields=["status", "next_due_on", "id"],
                name="case_by_state_due",
                include=("appeal_ends_on", *_SEEN_BY),
            )
        ),
        RemoveIndexConcurrently("case", "case_by_status_due"),
    ]
