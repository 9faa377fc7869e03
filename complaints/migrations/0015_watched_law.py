"""The tables of law are kept in memory until they change."""

from django.db import migrations

TABLES = (
    "complaints_categoryreferral",
    "complaints_forum",
    "complaints_forumroute",
    "complaints_forumsanction",
    "complaints_ground",
    "complaints_lettertext",
    "complaints_regime",
    "complaints_sanction",
    "complaints_seat",
    "complaints_severity",
)
WATCH = """
CREATE TRIGGER {0}_restamp AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {0}
    FOR EACH STATEMENT EXECUTE FUNCTION organisation_restamp();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0014_law_as_dated_data"),
        ("organisation", "0007_stamp"),
    ]

    operations = [
        migrations.RunSQL(
            WATCH.format(table), f"DROP TRIGGER {table}_restamp ON {table}"
        )
        for table in TABLES
    ]
