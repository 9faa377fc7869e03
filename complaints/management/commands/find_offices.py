"""Find which offices open cases wait for, where an earlier version did not keep it.

And from when on, where what was decided of an officer is not heard or dealt with yet.
"""

from django.core.management.base import BaseCommand
from django.utils import timezone

from complaints.actions.offices import find_offices


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        changed = find_offices(today=timezone.localdate())
        if options["verbosity"]:
            self.stdout.write(
                f"{changed} cases have other offices or limits than kept."
            )
