"""Legacy records in, report out: `import_cases FILE [FILE...] --mapping MAPPING`."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from audit import trail
from complaints.imports.mapping import read_mapping
from complaints.imports.reading import Source
from complaints.imports.running import REFUSED, run
from complaints.imports.words import report_lines
from complaints.models import ImportBatch
from pages.refusals import Refused


class Command(BaseCommand):
    help = (
        "Import legacy records from plain CSV, TSV or XLSX files. A second run changes "
        "nothing; an updated file updates only what nobody has changed here since."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--mapping", required=True, type=Path)
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument(
            "--accept-good-rows",
            action="store_true",
            help="import the others where rows are refused",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            mapping = read_mapping(_text_of(Path(options["mapping"])))
            batch = ImportBatch.objects.create(
                source=mapping.source,
                mapping=mapping.text,
                dry_run=options["dry_run"],
                accept_good_rows=options["accept_good_rows"],
                at=now,
            )
            sources = [Source(Path(each), Path(each).name) for each in options["files"]]
            report = run(
                batch,
                mapping,
                sources,
                by=trail.SYSTEM,
                now=now,
                say=self._say(options),
            )
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from error
        for line in report_lines(report):
            self.stdout.write(line)
        if report["result"] == REFUSED:
            raise CommandError("Nothing was imported, because rows were refused.")

    def _say(self, options: dict[str, Any]):
        if options["verbosity"] < 1 or not sys.stderr.isatty():
            return lambda done, words: None
        return lambda done, words: self.stderr.write(
            f"\r{words}: {done:,} rows", ending=""
        )


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CommandError(f"The mapping {path.name} is not UTF-8.") from error
