"""Brings the database of `make run` up to date and notes who may sign in."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from accounts.demonstration import DOMAIN, PASSWORD
from accounts.models import User


class Command(BaseCommand):
    help = "Migrates, loads reference data and, when it is empty, demonstration data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_reference_data", verbosity=0)
        if settings.DEMONSTRATION and not os.environ.get("CANDOUR_EMPTY"):
            call_command("load_demonstration", verbosity=0, stderr=self.stderr)
        options["accounts"].write_text("\n".join(self._accounts()))

    def _accounts(self) -> Iterator[str]:
        accounts = User.objects.filter(email__endswith=DOMAIN, is_active=True)
        if accounts:
            yield f"Demonstration accounts, each with the password {PASSWORD}:"
        for account in accounts.order_by("pk"):
            yield f"  {account.email:44} {account.name}"
