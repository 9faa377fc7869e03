"""Where stories begin: people of the demonstration, and cases as far as they came."""

from datetime import timedelta

from django.utils import timezone

from accounts import demonstration
from accounts.models import User
from complaints.models import Case
from organisation.models import Unit
from tests.complaints.verbs import DO
from tests.factories.complaints import whole_case


def demo(slug: str) -> User:
    return User.objects.get(email=slug + demonstration.DOMAIN)


def today():
    return timezone.localdate()


def days_ago(days: int):
    return today() - timedelta(days=days)


def case_of(*, unit: str = "south-team-1", received: int = 21, **fields) -> Case:
    """A case of a unit of the demonstration, received so many days ago."""
    return whole_case(
        responsible_unit=Unit.objects.get(code=unit),
        received_on=days_ago(received),
        **fields,
    )


def do(case: Case, verb: str, slug: str, **given) -> None:
    """A step that has a story elsewhere."""
    case.refresh_from_db()
    DO[verb](case, demo(slug), timezone.now(), case.version, **given)


def state(case: Case) -> str:
    case.refresh_from_db()
    return case.status
