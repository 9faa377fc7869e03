"""Brings the database of `make run` up to date and notes who may sign in."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser

from complaints.models import Case

DEMONSTRATION_DOMAIN = "@demo.candour.test"
DEMONSTRATION_PASSWORD = "candour-demo"  # noqa: S105 (public, demonstration only)


class Command(BaseCommand):
    help = "Migrates, loads reference data and, when it is empty, demonstration data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        known = get_commands()
        if "load_reference_data" in known:
            call_command("load_reference_data", verbosity=0)
        if self._wants_demonstration() and "load_demonstration" in known:
            self.stderr.write("Making the demonstration data, once.")
            call_command("load_demonstration", verbosity=0)
        options["accounts"].write_text("\n".join(self._accounts()))

    def _wants_demonstration(self) -> bool:
        return (
            settings.DEMONSTRATION
            and not os.environ.get("CANDOUR_EMPTY")
            and not Case.objects.exists()
        )

    def _accounts(self) -> Iterator[str]:
        accounts = get_user_model().objects.filter(
            email__endswith=DEMONSTRATION_DOMAIN, is_active=True
        )
        if accounts:
            yield (
                "Demonstration accounts, each with the password"
                f" {DEMONSTRATION_PASSWORD}:"
            )
        for account in accounts.order_by("pk"):
            yield f"  {account.email:44} {account.name}"
