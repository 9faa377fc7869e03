from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0025_logs_witnesses_and_checklists")]

    operations = [
        migrations.RenameField("representation", "name", "person"),
        migrations.AlterField(
            "representation",
            "person",
            models.CharField(max_length=200, verbose_name="name"),
        ),
    ]
