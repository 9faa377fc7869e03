"""The one clock that each open case had, as the first row of its clocks."""

from django.db import migrations

# The day that it ran from: a date of the case or of a move, else the day it is due.
STARTS_ON = """
CASE c.next_due
    WHEN 'recording' THEN c.received_on
    WHEN 'completion' THEN c.received_on
    WHEN 'check' THEN c.recorded_on
    WHEN 'assess' THEN c.recorded_on
    WHEN 'allocate' THEN c.recorded_on
    WHEN 'notify' THEN c.determined_on
    WHEN 'finalise' THEN coalesce(c.appeal_ends_on, c.notified_on)
    WHEN 'finalise_unappealed' THEN c.notified_on
    ELSE (
        SELECT max((m.at AT TIME ZONE 'Europe/London')::date)
        FROM complaints_statuschange m
        WHERE m.case_id = c.id AND m.verb =
            CASE c.next_due WHEN 'determine' THEN 'submit-report' ELSE 'reopen' END
    )
END
"""
BEGIN = f"""
SELECT set_config('candour.action', 'case.clocks', true);
INSERT INTO complaints_caseclock (
    case_id, number, code, "of", starts_on, rule_on, due_on, first_due_on, extended,
    ended, owner_id, with_handler, unit_id, escalated
)
SELECT run.id, 1, run.next_due, '', run.starts_on,
    coalesce(run.received_on, run.starts_on), run.next_due_on, run.next_due_on, 0, '',
    CASE WHEN run.with_handler THEN run.handler_id END, run.with_handler,
    run.responsible_unit_id, 0
FROM (
    SELECT c.*, least(coalesce({STARTS_ON}, c.next_due_on), c.next_due_on) AS starts_on,
        c.next_due IN ('completion', 'reopened', 'notify') AS with_handler
    FROM complaints_case c
    WHERE c.next_due <> '' AND c.next_due_on < '9999-12-31'
) run
"""  # noqa: S608 - our own SQL
FORGET = """
SELECT set_config('candour.action', 'case.clocks', true);
DELETE FROM complaints_caseclock
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0012_clocks")]

    operations = [migrations.RunSQL(BEGIN, FORGET)]
