"""What a unit passed on, and when; made while people work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.operations import RunSQL


class Migration(migrations.Migration):
    """Stopped half-way, it begins again: what it adds it has dropped before."""

    atomic = False
    dependencies = [("complaints", "0034_delegations_and_priorities")]

    operations = [
        RunSQL("DROP INDEX CONCURRENTLY IF EXISTS allocation_passed_on", RunSQL.noop),
        AddIndexConcurrently(
            model_name="allocation",
            index=models.Index(
                fields=["from_unit", "at"],
                name="allocation_passed_on",
                condition=models.Q(from_unit__isnull=False),
            ),
        ),
    ]
