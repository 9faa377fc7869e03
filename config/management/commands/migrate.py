"""Django's migrate, as the owner's role, with the cache table and the grants."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate

from config import grants
from config.database import as_owner


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner(options["database"]) as connection:
            super().handle(*args, **options)
            if options["plan"] or options["check_unapplied"]:
                return
            call_command("createcachetable", database=options["database"], verbosity=0)
            grants.apply(connection)
