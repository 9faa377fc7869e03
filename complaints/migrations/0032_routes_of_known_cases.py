"""By which route the cases that are there already were handled."""

from django.db import migrations

# What their results say of it; any other that was decided was investigated.
FILL = """
SELECT set_config('candour.action', 'case.routes', true);
UPDATE complaints_case c SET route = CASE
    WHEN c.status = 'not_recorded' THEN 'not_recorded'
    ELSE coalesce((
        SELECT CASE r.code
            WHEN 'locally-resolved' THEN 'local_resolution'
            WHEN 'dispensation' THEN 'dispensation'
            WHEN 'discontinued' THEN 'discontinuance'
        END
        FROM complaints_outcome o
        JOIN complaints_allegation a ON a.id = o.allegation_id
        JOIN complaints_result r ON r.id = o.result_id
        WHERE a.case_id = c.id
            AND r.code IN ('locally-resolved', 'dispensation', 'discontinued')
        ORDER BY a.number, o.id LIMIT 1
    ), 'investigation')
END
WHERE c.route = '' AND c.status IN (
    'not_recorded', 'investigating', 'reported', 'determined', 'notified', 'finalised'
)
"""
FORGET = """
SELECT set_config('candour.action', 'case.routes', true);
UPDATE complaints_case SET route = '' WHERE route <> ''
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0031_indexes_of_routes")]

    operations = [migrations.RunSQL(FILL, FORGET)]
