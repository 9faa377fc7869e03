"""Make the accounts and the cases that are measured."""

import resource
import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts import demonstration
from config.generator.generate import generate


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("cases", type=int)
        parser.add_argument("seed", type=int)

    def handle(self, *, cases, seed, **options):
        started = time.monotonic()
        demonstration.load_accounts(on=timezone.localdate())
        generate(
            cases=cases,
            seed=seed,
            as_at=timezone.localdate(),
            registers=True,
            said=lambda done: self._tell(done, started),
        )
        self._tell(cases, started)

    def _tell(self, done, started):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        spent = time.monotonic() - started
        self.stdout.write(f"{done:,} cases, {spent:.0f} s, peak {peak} MB")
