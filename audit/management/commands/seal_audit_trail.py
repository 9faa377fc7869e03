from typing import Any

from django.core.management.base import BaseCommand

from audit import seals


class Command(BaseCommand):
    help = "Write what moved in the trail since the last seal to CANDOUR_SEALS."

    def handle(self, *args: Any, **options: Any) -> None:
        seal = seals.seal()
        if seal is None:
            self.stdout.write("Nothing new to seal.")
        else:
            self.stdout.write(
                f"Seal {seal.number}: {seal.heads:,} chains moved, "
                f"{seal.entries:,} entries in all."
            )
