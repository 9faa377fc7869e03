"""One stamp that changes with every change of reference data, and its first table."""

from django.db import migrations, models

RESTAMP = """
CREATE FUNCTION organisation_restamp() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO organisation_stamp (id, value) VALUES (1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET value = excluded.value;
    RETURN NULL;
END $$;

CREATE TRIGGER organisation_unit_restamp
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON organisation_unit
    FOR EACH STATEMENT EXECUTE FUNCTION organisation_restamp();
"""
UNDO = """
DROP TRIGGER organisation_unit_restamp ON organisation_unit;
DROP FUNCTION organisation_restamp;
"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0006_member_key")]

    operations = [
        migrations.CreateModel(
            name="Stamp",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, primary_key=True, serialize=False
                    ),
                ),
                ("value", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="stamp_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(RESTAMP, UNDO),
    ]
