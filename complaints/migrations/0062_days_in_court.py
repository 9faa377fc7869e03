"""Days in court, as the calendar of hearings looks for them."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.operations import RunSQL
from django.db.models import Q


def _added(model, name, field):
    condition = Q(**{f"{field}__isnull": False})
    index = models.Index(fields=[field, "id"], name=name, condition=condition)
    return [
        RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {name}", RunSQL.noop),
        AddIndexConcurrently(model_name=model, index=index),
    ]


class Migration(migrations.Migration):
    """Stopped half-way, it begins again: what it adds it has dropped before."""

    atomic = False
    dependencies = [("complaints", "0061_date_of_a_trial")]

    operations = [
        *_added("cpsreferral", "cps_referral_by_trial", "trial_on"),
        *_added("claim", "claim_by_hearing", "hearing_on"),
    ]
