from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit import seals, verification
from audit.models import Entry


class Command(BaseCommand):
    help = "Check that every chain and seal of the trail holds; names what does not."

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for fault in verification.faults():
            found += 1
            self.stdout.write(fault)
        checked = f"entries {Entry.objects.count():,}, seals {len(seals.files()):,}"
        if found:
            raise CommandError(f"The trail does not hold: faults {found:,}, {checked}.")
        self.stdout.write(f"The trail holds: {checked}.")
