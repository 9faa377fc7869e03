"""Import one legacy file in this process, and tell its seconds and peak of memory."""

import json
import resource
import time
from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("mapping")

    def handle(self, *, file, mapping, **options):
        said = StringIO()
        started = time.perf_counter()
        call_command(
            "import_cases", file, mapping=mapping, accept_good_rows=True, stdout=said
        )
        spent = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        told = {"seconds": spent, "megabytes": peak, "said": _rows_in(said)}
        self.stdout.write(json.dumps(told))


def _rows_in(said: StringIO) -> str:
    lines = [line.strip() for line in said.getvalue().splitlines() if line.strip()]
    return "; ".join(lines[:6])
