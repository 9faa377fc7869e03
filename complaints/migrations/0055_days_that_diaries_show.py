"""Days that somebody set in a case, as diaries and queues look for them."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.operations import RunSQL
from django.db.models import Q


def _added(model, name, fields, condition):
    index = models.Index(fields=fields, name=name, condition=condition)
    return [
        RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {name}", RunSQL.noop),
        AddIndexConcurrently(model_name=model, index=index),
    ]


class Migration(migrations.Migration):
    """Stopped half-way, it begins again: what it adds it has dropped before."""

    atomic = False
    dependencies = [("complaints", "0054_whatever_an_appeal_changed")]

    operations = [
        *_added(
            "enquiry", "enquiry_of_owner", ["owner", "due_on", "id"], Q(status="open")
        ),
        *_added("marker", "marker_to_review", ["review_on", "id"], Q(status="open")),
        *_added(
            "planaction", "plan_action_agreed", ["due_on", "id"], Q(status="agreed")
        ),
        *_added(
            "managementaction",
            "management_action_to_review",
            ["review_on", "id"],
            Q(status="taken", review_on__isnull=False),
        ),
        *_added(
            "witnesscare",
            "witness_care_to_come",
            ["next_on", "id"],
            Q(next_on__isnull=False),
        ),
    ]
