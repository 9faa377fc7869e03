"""Fill an empty installation with the demonstration: accounts and 2,000 cases."""

from random import Random

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import demonstration
from complaints.models import Case
from config.generator.conflicts import add_conflicts
from config.generator.counted import fill_registers
from config.generator.courts import add_days_in_court
from config.generator.hearings import send_to_hearings
from config.generator.proceedings import add_proceedings
from config.generator.registers import add_registers
from config.generator.rich import enrich

CASES = 2_000
SEED = 2026


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("This installation holds real cases.")
        demonstration.load_accounts(on=timezone.localdate())
        if not Case.objects.exists():
            self.stderr.write("Making the demonstration data, once.")
            call_command("generate_cases", cases=CASES, seed=SEED)
            enrich(timezone.now())
            add_conflicts(timezone.now())
            add_registers(timezone.now())
            fill_registers(Random(SEED))  # noqa: S311 - repeatable on purpose
            send_to_hearings(timezone.now())
            add_proceedings(timezone.now())
            add_days_in_court(timezone.now())
