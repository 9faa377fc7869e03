from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.operations import RunSQL


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("complaints", "0019_conduct_proceedings")]

    operations = [
        RunSQL("DROP INDEX CONCURRENTLY IF EXISTS case_with_offices", RunSQL.noop),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                condition=models.Q(("offices", []), _negated=True),
                fields=["next_due_on", "id"],
                include=(
                    "offices",
                    "awaits",
                    "responsible_unit",
                    "confidentiality",
                    "handler",
                    "authority",
                ),
                name="case_with_offices",
            ),
        ),
    ]
