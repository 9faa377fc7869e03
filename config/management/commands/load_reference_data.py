from argparse import ArgumentParser, BooleanOptionalAction
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.reference.loader import Report, load


class Command(BaseCommand):
    help = "Loads reference data from the repository's files; safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--refresh",
            action="store_true",
            help="Put back what the files say, even where people have changed it here.",
        )
        parser.add_argument(
            "--demonstration",
            action=BooleanOptionalAction,
            help="Also load invented people (contacts, members of the authority). "
            "Unless told, only a demonstration does.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        demonstration = options["demonstration"]
        if demonstration is None:
            demonstration = settings.DEMONSTRATION
        reports = load(demonstration=demonstration, refresh=options["refresh"])
        if options["verbosity"]:
            for report in reports:
                self._tell(report)
        for report in reports:
            self._warn(report)

    def _tell(self, report: Report) -> None:
        self.stdout.write(
            f"{report.table.plural}: {len(report.created)} created, "
            f"{len(report.changed)} changed, {report.unchanged} unchanged"
        )

    def _warn(self, report: Report) -> None:
        for key in report.left:
            self.stderr.write(
                f"{report.table.plural}: {key} was changed both here and in the file, "
                "and is left as it stands here. --refresh takes the file's."
            )
        for key in report.refused:
            self.stderr.write(
                f"{report.table.plural}: {key} was not added, because a row made here "
                "is in its way."
            )
