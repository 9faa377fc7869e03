import csv
import getpass
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from audit import exports, trail
from audit.days import midnight


class Command(BaseCommand):
    help = (
        "Write the log of who did and read what to standard output as CSV. "
        "The export is itself recorded as a disclosure."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", default="", help="a case's reference")
        parser.add_argument("--person", default="", help="who did it: key or number")
        parser.add_argument("--from", dest="first", default="", help="first day, ISO")
        parser.add_argument("--to", dest="last", default="", help="last day, ISO")
        parser.add_argument("--recipient", default="", help="for whom it is")
        parser.add_argument("--reason", default="", help="why it is made")

    def handle(self, *args: Any, **options: Any) -> None:
        first, last = _day(options["first"]), _day(options["last"])
        if not (options["case"] or options["person"] or first or last):
            raise CommandError("Say which: --case, --person, --from or --to.")
        if first and last and last < first:
            raise CommandError("--to must be on or after --from.")
        found = _found(options["case"], options["person"], first, last)
        recipient = options["recipient"] or f"command line, {getpass.getuser()}"
        with _unhurried():
            disclosure = trail.disclosed(
                _subject(options),
                trail.SYSTEM,
                event="trail.export",
                recipient=recipient,
                reason=options["reason"],
                count=found.count(),
            )
            # Committed before the first row is out: no export goes unrecorded.
        writer = csv.writer(self.stdout)
        writer.writerow(exports.first_line(recipient, disclosure.at))
        writer.writerow(exports.HEADINGS)
        with _unhurried():
            earlier = found.filter(id__lt=disclosure.pk).iterator(chunk_size=2_000)
            writer.writerows(exports.rows(earlier))


@contextmanager
def _unhurried() -> Iterator[None]:
    """A transaction that may take its time, and wait for whoever takes the rows."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SET LOCAL statement_timeout = 0;"
                "SET LOCAL idle_in_transaction_session_timeout = 0"
            )
        yield


def _found(case: str, person: str, first: date | None, last: date | None) -> Any:
    found = trail.entries(
        subject=trail.Subject("case", case) if case else None,
        since=midnight(first) if first else None,
        until=midnight(last + timedelta(days=1)) if last else None,
    ).order_by("id")
    if person.isdecimal():
        return found.filter(actor_id=person)
    return found.filter(actor_key=person) if person else found


def _subject(options: dict[str, Any]) -> trail.Subject:
    if options["case"]:
        return trail.Subject("case", options["case"])
    asked = [options["person"], options["first"], options["last"]]
    return trail.Subject("trail", " ".join(filter(None, asked)))


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text} is not a day like 2026-11-21.") from None
