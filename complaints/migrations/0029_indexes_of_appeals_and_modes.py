from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.operations import RunSQL


class Migration(migrations.Migration):
    """Stopped half-way, it begins again: what it adds it has dropped before."""

    atomic = False
    dependencies = [("complaints", "0028_appeals_and_modes_of_the_ipcc")]

    operations = [
        RunSQL("DROP INDEX CONCURRENTLY IF EXISTS appeal_by_received", RunSQL.noop),
        AddIndexConcurrently(
            model_name="appeal",
            index=models.Index(fields=["received_on", "id"], name="appeal_by_received"),
        ),
        RunSQL("DROP INDEX CONCURRENTLY IF EXISTS appeal_undecided", RunSQL.noop),
        AddIndexConcurrently(
            model_name="appeal",
            index=models.Index(
                condition=models.Q(("status", "decided"), _negated=True),
                fields=["case"],
                name="appeal_undecided",
            ),
        ),
        RunSQL("DROP INDEX CONCURRENTLY IF EXISTS appeal_by_letter", RunSQL.noop),
        AddIndexConcurrently(
            model_name="appeal",
            index=models.Index(fields=["letter_on", "case"], name="appeal_by_letter"),
        ),
        RunSQL("DROP INDEX CONCURRENTLY IF EXISTS direction_open", RunSQL.noop),
        AddIndexConcurrently(
            model_name="direction",
            index=models.Index(
                condition=models.Q(("status", "open")),
                fields=["case"],
                name="direction_open",
            ),
        ),
        RunSQL("DROP INDEX CONCURRENTLY IF EXISTS ipcc_request_open", RunSQL.noop),
        AddIndexConcurrently(
            model_name="ipccrequest",
            index=models.Index(
                condition=models.Q(("status", "open")),
                fields=["case"],
                name="ipcc_request_open",
            ),
        ),
        RunSQL("DROP INDEX CONCURRENTLY IF EXISTS case_notified", RunSQL.noop),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                condition=models.Q(("notified_on__isnull", False)),
                fields=["notified_on", "responsible_unit"],
                include=("kind", "confidentiality", "handler", "authority"),
                name="case_notified",
            ),
        ),
        RunSQL("DROP INDEX CONCURRENTLY IF EXISTS case_by_mode", RunSQL.noop),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                condition=models.Q(("mode", ""), _negated=True),
                fields=["mode", "sort_received_on", "id"],
                name="case_by_mode",
            ),
        ),
    ]
