"""How words are found: folded and stemmed, and none left out.

English stop words are surnames too (Will, May), so none is dropped.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

CREATE = """
CREATE TEXT SEARCH DICTIONARY candour_stem (
    TEMPLATE = snowball, LANGUAGE = english
);
CREATE TEXT SEARCH CONFIGURATION candour (COPY = english);
ALTER TEXT SEARCH CONFIGURATION candour
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
    WITH unaccent, candour_stem;
"""
DROP = """
DROP TEXT SEARCH CONFIGURATION candour;
DROP TEXT SEARCH DICTIONARY candour_stem;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0001_extensions"),
        ("complaints", "0001_cases_allegations_outcomes"),
    ]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        migrations.CreateModel(
            name="NameSeen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("word", models.CharField(max_length=200, unique=True)),
            ],
            options={
                "indexes": [
                    GinIndex(
                        fields=["word"],
                        name="name_seen_trigram",
                        opclasses=["gin_trgm_ops"],
                    )
                ],
            },
        ),
        migrations.RemoveIndex(model_name="searchentry", name="search_names"),
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(
                fields=["-received_on", "-case"], name="search_by_received"
            ),
        ),
    ]
