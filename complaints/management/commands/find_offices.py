"""Find which offices open cases wait for, where an earlier version did not keep it."""

from django.core.management.base import BaseCommand

from complaints.actions.offices import find_offices


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        changed = find_offices()
        if options["verbosity"]:
            self.stdout.write(f"{changed} cases are with other offices than was kept.")
