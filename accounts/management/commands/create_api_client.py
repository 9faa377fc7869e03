"""Makes an API client from the server's console and prints its token, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.actions.clients import DAYS, create_client
from accounts.roles import ROLES
from audit import trail
from organisation.models import Unit
from pages.refusals import Refused
from pages.words import day_words


class Command(BaseCommand):
    help = (
        "Creates an API client with one role and prints its token. The token is shown "
        "this once: the database keeps only its hash."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="what the client is called in the trail")
        parser.add_argument("--scope", required=True, help="slug of one role")
        parser.add_argument("--unit", default="", help="code of the unit of the role")
        parser.add_argument("--days", type=int, default=DAYS, help="until it expires")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            issued = create_client(
                options["name"],
                self._role(options["scope"]),
                self._unit(options["unit"]),
                by=trail.SYSTEM,
                on=timezone.localdate(),
                days=options["days"],
                reason="From the console",
            )
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        expires_on = timezone.localdate(issued.expires_at)
        self.stderr.write(
            f"{issued.client.name} may use the API until {day_words(expires_on)}. "
            "Its token, shown this once:"
        )
        self.stdout.write(issued.token)

    @staticmethod
    def _role(slug: str) -> str:
        if slug not in ROLES:
            raise CommandError(
                f"There is no role {slug!r}. Roles: {', '.join(sorted(ROLES))}."
            )
        return slug

    @staticmethod
    def _unit(code: str) -> Unit | None:
        if not code:
            return None
        try:
            return Unit.objects.get(code=code)
        except Unit.DoesNotExist as error:
            raise CommandError(f"There is no unit with the code {code!r}.") from error
