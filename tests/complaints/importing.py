"""Files and mappings that tests import, made here: no record of anybody."""

import csv
from io import StringIO
from pathlib import Path

from django.utils import timezone

from audit import trail
from complaints.imports.mapping import read_mapping
from complaints.imports.reading import Source
from complaints.imports.running import run
from complaints.models import ImportBatch

HEADER = ("ref", "received", "closed", "what", "code", "officer", "found")
MAPPING = """
source = "old"
null = ["", "NA", "#VALUE!"]

[cases]
unit = "unknown-location"
open = "investigating"

[[files]]
name = "cases"
reference = "ref"

[files.case]
received_on = { column = "received", date = "%d/%m/%Y" }
finalised_on = { column = "closed", date = "%d/%m/%Y" }
said = "what"

[files.allegation]
key = "code"
category = { column = "code", map = "categories" }

[files.subject]
key = { column = "officer", number = true }
members = true
organisation = ["Organisational"]
placeholder_over = 3

[files.outcome]
result = { column = "found", map = "results" }

[files.member]
key = { column = "officer", number = true }
surname = { constant = "Name not given" }

[maps.categories]
RUDE = "U"
FORCE = "C"

[maps.results]
SUSTAINED = "upheld"
"NOT SUSTAINED" = "not-upheld"
"""
ROWS = (
    ("A1", "01/02/2009", "03/04/2009", "Swore at her", "RUDE", "101.0", "Sustained"),
    ("A1", "01/02/2009", "03/04/2009", "Swore at her", "FORCE", "0102", ""),
    ("A2", "", "", "No date was kept", "RUDE", "", ""),
    ("A3", "05/06/2012", "", "Lost property", "LOST", "101", ""),
)


def lines(rows, header=HEADER, delimiter=",") -> str:
    """Rows as a CSV text."""
    text = StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    if header:
        writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def written(folder: Path, content: str | bytes, name: str = "cases.csv") -> Path:
    path = folder / name
    if isinstance(content, str):
        content = content.encode()
    path.write_bytes(content)
    return path


def imported(*paths: Path, mapping: str = MAPPING, by=trail.SYSTEM, **options):
    """The report of an import of these files."""
    now = options.pop("now", timezone.now())
    parsed = read_mapping(mapping)
    batch = ImportBatch.objects.create(
        source=parsed.source, mapping=parsed.text, at=now, **options
    )
    sources = [Source(path, path.name) for path in paths]
    return run(batch, parsed, sources, by=by, now=now)
