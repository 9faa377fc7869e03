"""Production's refusals that only the database can give a reason for."""

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager

import pytest
from django.core import checks
from django.db import connections

from accounts import demonstration
from accounts.models import User
from config.database import as_owner
from config.launcher.checks import PRODUCTION
from config.launcher.places import ROOT
from tests.factories.accounts import UserFactory


def refusals() -> list[str]:
    found = checks.run_checks(
        tags=["database"], include_deployment_checks=True, databases=["default"]
    )
    return [each.msg for each in found if each.level >= checks.ERROR]


@contextmanager
def as_superuser() -> Generator[None, None, None]:
    before = connections["default"]
    superuser = before.copy()
    superuser.settings_dict["USER"] = "postgres"
    connections["default"] = superuser
    yield
    superuser.close()
    connections["default"] = before


@pytest.mark.django_db
class TestSafeguards:
    def test_nothing_stands_in_the_way_of_the_apps_role(self) -> None:
        User.objects.filter(email__endswith=demonstration.DOMAIN).delete()
        assert refusals() == []

    def test_the_owner_could_change_the_trail(self) -> None:
        with as_owner():
            said = refusals()
        assert len(said) == 1
        assert said[0].startswith("The role candour_owner of DATABASE_URL can change")

    def test_a_superuser_can_do_anything(self) -> None:
        with as_superuser():
            said = refusals()
        assert len(said) == 1
        assert said[0].startswith("The role postgres of DATABASE_URL is a superuser")

    def test_demonstration_accounts_have_a_public_password(self) -> None:
        UserFactory(email="Somebody" + demonstration.DOMAIN)
        (said,) = refusals()
        assert said.startswith("1 active account ends in @demo.candour.test")

    def test_a_closed_demonstration_account_does_no_harm(self) -> None:
        UserFactory(email="somebody" + demonstration.DOMAIN, is_active=False)
        assert refusals() == []

    def test_the_demonstration_is_not_asked(self, settings) -> None:
        settings.DEMONSTRATION = True
        UserFactory(email="somebody" + demonstration.DOMAIN)
        assert refusals() == []

    @pytest.fixture(autouse=True)
    def _real(self, settings) -> None:
        settings.DEMONSTRATION = False


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    """Start a container of production whose server says only that it was reached."""
    return subprocess.run(
        ["sh", "docker/serve.sh", "echo", "serving"],
        cwd=ROOT,
        env=os.environ
        | PRODUCTION
        | {"DATABASE_URL": os.environ["DATABASE_URL"]}
        | {"PATH": f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"}
        | changes,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db(transaction=True)
class TestStart:
    def test_serves_under_the_apps_role(self) -> None:
        done = start()
        assert done.stdout.splitlines()[-1:] == ["serving"], done.stderr

    def test_refuses_before_anything_is_served(self) -> None:
        url = os.environ["DATABASE_URL"].replace("candour_app:", "postgres:")
        done = start(DATABASE_URL=url)
        assert done.returncode == 1
        assert "serving" not in done.stdout
        assert "is a superuser" in done.stderr

    def test_refuses_without_a_database(self) -> None:
        url = "postgres://candour_app:x@127.0.0.1:9/candour"
        done = start(DATABASE_URL=url)
        assert done.returncode != 0
        assert "serving" not in done.stdout
