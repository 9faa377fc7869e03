import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.operations import RunSQL, SeparateDatabaseAndState

# Others begin with these columns. Altering the fields would do more than drop them: it
# makes each foreign key anew and reads the whole table for that, with accounts locked.
DROPPED = {
    "authority": "complaints_case_authority_id_6e2dd386",
    "handler": "complaints_case_handler_id_a1b942fd",
    "logged_by": "complaints_case_logged_by_id_5a49104e",
    "responsible_unit": "complaints_case_responsible_unit_id_a6d4b56f",
}
TO = {"responsible_unit": "organisation.unit"}
NEVER_EMPTY = {"responsible_unit"}


def dropped(name, index):
    null = {} if name in NEVER_EMPTY else {"null": True}
    blank = {"blank": True} if name in ("authority", "handler") else {}
    field = models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=TO.get(name, settings.AUTH_USER_MODEL),
        **null,
        **blank,
    )
    return SeparateDatabaseAndState(
        state_operations=[migrations.AlterField("case", name, field)],
        database_operations=[
            RunSQL(
                f"DROP INDEX CONCURRENTLY IF EXISTS {index}",
                f"CREATE INDEX CONCURRENTLY {index} ON complaints_case ({name}_id)",
            )
        ],
    )


def half_made(index):
    """Drop what a run that was stopped left behind."""
    return RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {index}", RunSQL.noop)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("complaints", "0005_find_bars_and_results"),
        ("organisation", "0004_member_surname_sound"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        half_made("case_by_unit_status"),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                fields=["responsible_unit", "status", "next_due_on", "id"],
                include=("confidentiality", "handler", "authority"),
                name="case_by_unit_status",
            ),
        ),
        half_made("case_open_by_handler"),
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
                            "investigating",
                            "notified",
                            "received",
                            "recorded",
                            "reported",
                        ],
                    )
                ),
                fields=["handler", "sort_received_on", "id"],
                include=("status", "next_due_on", "confidentiality", "authority"),
                name="case_open_by_handler",
            ),
        ),
        *(dropped(name, index) for name, index in DROPPED.items()),
    ]
