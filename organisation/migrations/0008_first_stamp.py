"""A stamp to begin with: what is in the tables already is kept, too."""

from django.db import migrations

STAMP = "INSERT INTO organisation_stamp (id, value) VALUES (1, gen_random_uuid())"


class Migration(migrations.Migration):
    dependencies = [("organisation", "0007_stamp")]

    operations = [migrations.RunSQL(f"{STAMP} ON CONFLICT DO NOTHING", "")]
