"""Requests to be answered, as diaries look for them."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.operations import RunSQL
from django.db.models import Q

NAME = "foi_request_to_answer"


class Migration(migrations.Migration):
    """Stopped half-way, it begins again: what it adds it has dropped before."""

    atomic = False
    dependencies = [("complaints", "0058_witness_updates")]

    operations = [
        RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}", RunSQL.noop),
        AddIndexConcurrently(
            model_name="foirequest",
            index=models.Index(
                fields=["received_on", "id"], name=NAME, condition=Q(status="open")
            ),
        ),
    ]
