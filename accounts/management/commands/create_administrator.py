"""Makes the first system administrator of an installation from its console."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.actions.installing import create_first_administrator
from accounts.models import User
from audit import trail
from pages.refusals import Refused


class Command(BaseCommand):
    help = (
        "Creates the first system administrator and prints a link, good for one hour "
        "and one use, to set a password. Refused once somebody manages accounts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address the administrator signs in with")
        parser.add_argument("name", help="as it stands on pages and in the trail")

    def handle(self, *args: Any, **options: Any) -> None:
        email, name = options["email"].strip(), options["name"].strip()
        try:
            User(email=email, name=name).clean_fields(exclude=["password"])
            path = create_first_administrator(
                email=email,
                name=name,
                by=trail.SYSTEM,
                on=timezone.localdate(),
                reason="From the console",
            )
        except ValidationError as error:
            raise CommandError(_sentences(error)) from error
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stderr.write(
            f"{name} sets a password at this address within one hour, and a second "
            "factor at the first sign-in:"
        )
        self.stdout.write(f"{_site()}{path}")


def _sentences(error: ValidationError) -> str:
    return " ".join(
        f"{field.capitalize()}: {' '.join(sentences)}"
        for field, sentences in error.message_dict.items()
    )


def _site() -> str:
    """Where people reach Candour, as far as the settings know."""
    named = [host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))]
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    return f"{scheme}://{named[0]}" if named else ""
