"""The lists of the filter panel are kept in memory until they change."""

from django.db import migrations

TABLES = ("complaints_category", "complaints_result", "complaints_tag")
WATCH = """
CREATE TRIGGER {0}_restamp AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {0}
    FOR EACH STATEMENT EXECUTE FUNCTION organisation_restamp();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0008_handler_by_date"),
        ("organisation", "0007_stamp"),
    ]

    operations = [
        migrations.RunSQL(
            WATCH.format(table), f"DROP TRIGGER {table}_restamp ON {table}"
        )
        for table in TABLES
    ]
