"""Cases by their route, and open ones by their handler in the new open states."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.operations import RunSQL


class Migration(migrations.Migration):
    """Stopped half-way, it begins again: what it adds it has dropped before."""

    atomic = False
    dependencies = [("complaints", "0030_routes_after_recording")]

    operations = [
        RunSQL("DROP INDEX CONCURRENTLY IF EXISTS case_by_route", RunSQL.noop),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "route__in",
                        [
                            "customer_service",
                            "direction_and_control",
                            "discontinuance",
                            "dispensation",
                            "local_resolution",
                            "not_recorded",
                        ],
                    )
                ),
                fields=["route", "sort_received_on", "id"],
                include=("confidentiality", "handler", "authority"),
                name="case_by_route",
            ),
        ),
        RunSQL("DROP INDEX CONCURRENTLY IF EXISTS case_open_by_handler", RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex(model_name="case", name="case_open_by_handler")
            ]
        ),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "allocated",
                            "assessed",
                            "checked",
                            "determined",
                            "direction",
                            "discontinuing",
                            "dispensing",
                            "investigating",
                            "notified",
                            "received",
                            "recorded",
                            "reported",
                            "resolving",
                            "sub_judice",
                        ],
                    )
                ),
                fields=["handler", "sort_received_on", "id"],
                include=("status", "next_due_on", "confidentiality", "authority"),
                name="case_open_by_handler",
            ),
        ),
    ]
