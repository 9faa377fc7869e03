"""Write realistic synthetic cases, with every related row."""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.generator.generate import generate


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--cases", type=int, default=2_000)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--as-at", type=date.fromisoformat, default=None)

    def handle(self, *, cases, seed, as_at, **options):
        if not settings.DEMONSTRATION:
            raise CommandError(
                "Synthetic cases are for demonstrations and benchmarks; this "
                "installation holds real ones."
            )
        if cases < 1:
            raise CommandError("--cases must be 1 or more.")
        generate(
            cases=cases,
            seed=seed,
            as_at=as_at or timezone.localdate(),
            said=lambda done: self.stdout.write(f"{done:,} cases"),
        )
        self.stdout.write(f"Generated {cases:,} cases.")
