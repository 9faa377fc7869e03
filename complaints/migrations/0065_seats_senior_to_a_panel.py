"""To whom a seat on an appeal is senior: to whoever held what is appealed against."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0064_offices_that_a_clock_awaits")]

    operations = [
        migrations.AddField(
            model_name="seat",
            name="senior_to_panel",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="On an appeal: of a higher rank than whoever held what is "
                "appealed against.",
            ),
        ),
    ]
