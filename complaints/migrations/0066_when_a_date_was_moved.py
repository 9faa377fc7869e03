"""On which day the date of proceedings was changed: its notice is not before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0065_seats_senior_to_a_panel")]

    operations = [
        migrations.AddField(
            model_name="proceeding",
            name="moved_on",
            field=models.DateField(blank=True, null=True, verbose_name="date changed"),
        ),
    ]
