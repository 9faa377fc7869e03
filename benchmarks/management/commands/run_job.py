"""Run one job in this process, and tell its seconds and its peak of memory."""

import json
import resource
import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from casework import jobs


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("job", type=int)

    def handle(self, *, job, **options):
        started = time.perf_counter()
        state = jobs.run(job, clock=timezone.now)
        spent = time.perf_counter() - started
        if state != "done":
            raise CommandError(f"The job ended as {state}.")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        self.stdout.write(json.dumps({"seconds": spent, "megabytes": peak}))
