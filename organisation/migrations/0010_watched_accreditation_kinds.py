"""Kinds of accreditation are kept in memory, with the panels that ask for them."""

from django.db import migrations

WATCH = """
CREATE TRIGGER organisation_accreditationkind_restamp
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON organisation_accreditationkind
    FOR EACH STATEMENT EXECUTE FUNCTION organisation_restamp();
"""
UNDO = """
DROP TRIGGER organisation_accreditationkind_restamp ON organisation_accreditationkind;
"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0009_line_managers")]

    operations = [migrations.RunSQL(WATCH, UNDO)]
