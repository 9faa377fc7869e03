"""Applies the table of grants again, for example after a restore."""

from typing import Any

from django.core.management.base import BaseCommand

from config import grants
from config.database import as_owner


class Command(BaseCommand):
    help = "Grants the app's and the read-only role what config/grants.py lists."

    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner() as connection:
            grants.apply(connection)
