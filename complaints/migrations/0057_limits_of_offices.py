"""Limits that are nobody's by name, as the diaries of offices look for them."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.operations import RunSQL


def _added(name, codes):
    index = models.Index(
        fields=["due_on", "id"],
        name=name,
        condition=models.Q(ended="") & models.Q(owner__isnull=True, code__in=codes),
    )
    return [
        RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {name}", RunSQL.noop),
        AddIndexConcurrently(model_name="caseclock", index=index),
    ]


class Migration(migrations.Migration):
    """Stopped half-way, it begins again: what it adds it has dropped before."""

    atomic = False
    dependencies = [("complaints", "0056_letters_and_notices")]

    operations = [
        *_added(
            "case_clock_of_proceedings",
            ["disposal", "hearing", "meeting", "special_case", "written_outcome"],
        ),
        *_added(
            "case_clock_of_authorities",
            ["determine", "direction", "referral", "severity"],
        ),
    ]
