"""Letters that tell an officer when and where proceedings are held."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0059_requests_to_answer"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("not_recorded", "Not recorded"),
                    ("outcome", "Outcome"),
                    ("withdrawal_request", "Signed request to withdraw"),
                    ("part_withdrawn", "Signed request to withdraw part of it"),
                    ("acknowledgement", "Acknowledgement"),
                    ("update", "Update"),
                    ("proceedings_notice", "Notice of proceedings"),
                    ("sitting_notice", "Notice of the date of proceedings"),
                    ("proceedings_outcome", "Written outcome of proceedings"),
                    ("other", "Another letter"),
                ],
                max_length=20,
            ),
        ),
    ]
