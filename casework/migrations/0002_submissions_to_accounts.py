from django.db import migrations


class Migration(migrations.Migration):
    """The model of forms sent once lives in accounts now; its table stays as it is."""

    dependencies = [
        ("accounts", "0002_submissions"),
        ("casework", "0001_calendar_jobs_notifications"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="Submission")],
        ),
    ]
