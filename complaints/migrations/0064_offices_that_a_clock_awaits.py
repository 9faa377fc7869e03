import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0063_queues_of_the_home_page")]

    operations = [
        migrations.AddField(
            model_name="caseclock",
            name="awaits",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                db_default=[],
                default=list,
                help_text="Rights of the offices that are to begin what was decided.",
                size=None,
            ),
        ),
    ]
