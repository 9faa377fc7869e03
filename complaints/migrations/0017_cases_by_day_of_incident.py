from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.operations import RunSQL


class Migration(migrations.Migration):
    """Stopped half-way, it begins again: what it adds it has dropped before."""

    atomic = False
    dependencies = [("complaints", "0016_risk_register")]

    operations = [
        RunSQL("DROP INDEX CONCURRENTLY IF EXISTS case_by_incident", RunSQL.noop),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                condition=models.Q(("incident_on__isnull", False)),
                fields=["incident_on"],
                name="case_by_incident",
            ),
        ),
    ]
