"""The trail in a test's hands: ordinary parties, and somebody with every right."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from django.db.backends.utils import CursorWrapper

from audit import trail
from audit.trail import Actor, Entry, Kind, Subject
from config.database import as_owner

INSPECTOR = Actor(7, "inspector@example.test", "A. Inspector", "team-inspector")
CASE = Subject("case", "PC/00001/26", 1)
OTHER_CASE = Subject("case", "PC/00002/26", 2)


class Somebody:
    trail_actor = INSPECTOR


class Something:
    trail_subject = CASE


class Borough:
    trail_unit = "kingston"


def change(subject: Subject = CASE, **more) -> Entry:
    """One recorded change of a case."""
    arguments = {"kind": Kind.ALTERATION, "by": INSPECTOR} | more
    with transaction.atomic():
        return trail.record("case.assess", subject=subject, **arguments)


@contextmanager
def as_intruder() -> Generator[CursorWrapper, None, None]:
    """Somebody with every right over the database, past every trigger."""
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield cursor


def empty_trail() -> None:
    """Reference data leaves entries too; these tests count only their own."""
    with as_intruder() as cursor:
        cursor.execute(
            "TRUNCATE audit_entry, audit_detail, audit_chainhead, audit_seal"
        )


@pytest.fixture
def committed(django_db_setup, django_db_blocker) -> Generator[None, None, None]:
    """Real commits, undone for the trail alone: much cheaper than all the tables."""
    with django_db_blocker.unblock():
        empty_trail()
        yield
        empty_trail()


@pytest.fixture(autouse=True)
def _no_other_entries(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("django_db"):
        empty_trail()


@pytest.fixture(autouse=True)
def seals_folder(settings, tmp_path: Path) -> Path:
    settings.CANDOUR_SEALS = tmp_path / "seals"
    return settings.CANDOUR_SEALS
