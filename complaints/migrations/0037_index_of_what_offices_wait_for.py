"""Cases that wait for an office, and restrictions by the day of their proposal."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.operations import RunSQL


class Migration(migrations.Migration):
    """Stopped half-way, it begins again: what it adds it has dropped before."""

    atomic = False
    dependencies = [("complaints", "0036_conditions_of_special_cases")]

    operations = [
        RunSQL("DROP INDEX CONCURRENTLY IF EXISTS case_awaited", RunSQL.noop),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                condition=models.Q(("awaits", []), _negated=True),
                fields=["next_due_on", "id"],
                include=(
                    "awaits",
                    "responsible_unit",
                    "confidentiality",
                    "handler",
                    "authority",
                ),
                name="case_awaited",
            ),
        ),
        RunSQL("DROP INDEX CONCURRENTLY IF EXISTS restriction_by_day", RunSQL.noop),
        AddIndexConcurrently(
            model_name="restriction",
            index=models.Index(fields=["at", "id"], name="restriction_by_day"),
        ),
    ]
