"""Jobs, notifications, calendars and uploads named by state."""

from datetime import UTC, date, datetime

import factory
from django.core.files.uploadedfile import SimpleUploadedFile

from casework.models import DeadlineRule, Job, Notification
from casework.models.calendar import DayUnit
from casework.models.jobs import JobState
from casework.working_days import WorkingDays
from tests.factories.accounts import UserFactory

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

HOLIDAYS_2026 = {
    date(2026, 1, 1): "New Year's Day",
    date(2026, 4, 3): "Good Friday",
    date(2026, 4, 6): "Easter Monday",
    date(2026, 5, 4): "Early May bank holiday",
    date(2026, 5, 25): "Spring bank holiday",
    date(2026, 8, 31): "Summer bank holiday",
    date(2026, 12, 25): "Christmas Day",
    date(2026, 12, 28): "Boxing Day (substitute day)",
}


def calendar_2026() -> WorkingDays:
    return WorkingDays(HOLIDAYS_2026)


def rule(code="recording", **changed) -> DeadlineRule:
    """A rule that is in no database: ten working days from receipt."""
    facts = {
        "name": "Recording decision",
        "starts_at": "received_on",
        "length": 10,
        "day_unit": DayUnit.WORKING,
        "source": "IPCC statutory guidance",
        "from_on": date(2004, 4, 1),
    }
    return DeadlineRule(code=code, **facts | changed)


class JobFactory(factory.django.DjangoModelFactory):
    """Work that is due, asked for by a person."""

    class Meta:
        model = Job

    class Params:
        unasked = factory.Trait(asked_by=None)
        running = factory.Trait(
            state=JobState.RUNNING, attempts=1, started_at=NOW, leased_until=NOW
        )
        done = factory.Trait(state=JobState.DONE, attempts=1, finished_at=NOW)

    kind = "sample"
    key = factory.Sequence(lambda n: f"sample {n}")
    asked_by = factory.SubFactory(UserFactory)
    created_at = NOW
    due_at = NOW


class NotificationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notification

    class Params:
        read = factory.Trait(read_at=NOW)

    user = factory.SubFactory(UserFactory)
    event = "case.allocate"
    sentence = factory.Sequence(lambda n: f"PC/{n:05}/26 was allocated to you.")
    url = "/complaints/"
    key = factory.Sequence(lambda n: f"told {n}")
    at = NOW


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it; what it says of its type is a lie."""
    sent = SimpleUploadedFile("x", content, content_type="image/png")
    # Django cleans the name that a browser sends; other doors may not.
    sent._name = name
    return sent
