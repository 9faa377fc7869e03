"""When a criminal trial is listed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0060_notice_of_the_date")]

    operations = [
        migrations.AddField(
            model_name="cpsreferral",
            name="trial_on",
            field=models.DateField(blank=True, null=True, verbose_name="trial"),
        ),
    ]
