"""Cases that were closed while an office had something to do in them wait no more."""

from django.db import migrations

CLEAR = """
SELECT set_config('candour.action', 'case.awaits', true);
UPDATE complaints_case SET awaits = '{}'
WHERE awaits <> '{}' AND status IN (
    'resolved_at_contact', 'not_recorded', 'finalised', 'withdrawn'
)
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0041_what_appeals_change")]

    operations = [migrations.RunSQL(CLEAR, migrations.RunSQL.noop)]
