"""Brings the database of `make run` up to date and prints who may sign in."""

import os
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from complaints.models import Case

DEMONSTRATION_DOMAIN = "@demo.candour.test"
DEMONSTRATION_PASSWORD = "candour-demo"  # noqa: S105 (public, demonstration only)


class Command(BaseCommand):
    help = "Migrates, loads reference data and, when it is empty, demonstration data."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        known = get_commands()
        if "load_reference_data" in known:
            call_command("load_reference_data", verbosity=0)
        if self._wants_demonstration() and "load_demonstration" in known:
            self.stderr.write("Making the demonstration data, once.")
            call_command("load_demonstration", verbosity=0)
        self._tell_accounts()

    def _wants_demonstration(self) -> bool:
        return (
            settings.DEMONSTRATION
            and not os.environ.get("CANDOUR_EMPTY")
            and not Case.objects.exists()
        )

    def _tell_accounts(self) -> None:
        accounts = get_user_model().objects.filter(
            email__endswith=DEMONSTRATION_DOMAIN, is_active=True
        )
        if not accounts:
            return
        self.stdout.write(
            f"Demonstration accounts, each with the password {DEMONSTRATION_PASSWORD}:"
        )
        for account in accounts.order_by("pk"):
            self.stdout.write(f"  {account.email:44} {account.name}")
