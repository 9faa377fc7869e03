"""Generated cases, for tests that only read them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.core.management import call_command

from config.generator.generate import generate
from tests.conftest import empty_database

AS_AT = date(2026, 11, 20)
CASES = 1_200


@contextmanager
def _kept(django_db_blocker) -> Iterator[None]:
    """Let what is generated stay until the last of the tests that read it."""
    with django_db_blocker.unblock():
        yield
        empty_database(None)


@pytest.fixture(scope="class")
def generated(django_db_setup, django_db_blocker):
    with _kept(django_db_blocker):
        call_command("generate_cases", cases=CASES, seed=8, as_at=AS_AT, verbosity=0)
        yield


@pytest.fixture(scope="module")
def generated_for_all(django_db_setup, django_db_blocker):
    with _kept(django_db_blocker):
        call_command("generate_cases", cases=CASES, seed=8, as_at=AS_AT, verbosity=0)
        yield


@pytest.fixture(scope="class")
def copied(django_db_setup, django_db_blocker):
    with _kept(django_db_blocker):
        generate(cases=2_005, seed=7, as_at=AS_AT, most_told=1_005, registers=True)
        yield
