"""Bank holidays and deadline rules are kept in memory until they change."""

from django.db import migrations

TABLES = ("casework_bankholiday", "casework_deadlinerule")
WATCH = """
CREATE TRIGGER {0}_restamp AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {0}
    FOR EACH STATEMENT EXECUTE FUNCTION organisation_restamp();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0002_submissions_to_accounts"),
        ("organisation", "0007_stamp"),
    ]

    operations = [
        migrations.RunSQL(
            WATCH.format(table), f"DROP TRIGGER {table}_restamp ON {table}"
        )
        for table in TABLES
    ]
