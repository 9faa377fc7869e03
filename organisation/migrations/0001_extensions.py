from django.contrib.postgres.operations import (
    BtreeGistExtension,
    CreateExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

# unaccent() is only "stable", because its dictionary could change, so PostgreSQL
# will not index it. Naming the dictionary makes it safe to call immutable, and the
# schema is named because index builds run with an empty search path.
PLAIN = """
CREATE FUNCTION candour_plain(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        CreateExtension("fuzzystrmatch"),
        migrations.RunSQL(PLAIN, "DROP FUNCTION candour_plain(text)"),
    ]
