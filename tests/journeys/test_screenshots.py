"""The pictures of docs/images: `make screenshots` writes them, other runs only look."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import Count

from accounts import demonstration
from accounts.models import User
from complaints.models import Case
from complaints.permissions import check_verb
from config.launcher.places import ROOT
from organisation.models import Member
from pages.refusals import Refused
from tests.browser import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# A day of the demonstration: the pictures stay the same from run to run.
TODAY = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
WANTED = "CANDOUR_SCREENSHOTS" in os.environ
CASES = 1_500 if WANTED else 200
LARGEST = 250_000


@pytest.fixture
def shots(tmp_path) -> Path:
    if not WANTED:
        return tmp_path
    folder = ROOT / "docs/images"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def demonstration_day(people):
    with time_machine.travel(TODAY):
        call_command(
            "generate_cases", cases=CASES, seed=2026, as_at=TODAY.date(), verbosity=0
        )
        yield


def to_determine() -> Case:
    """Of the reported cases that are hers to decide, one in which much is said."""
    authority = User.objects.get(email=f"appropriate-authority{demonstration.DOMAIN}")
    cases = Case.objects.filter(kind="PC", status="reported")
    for case in cases.order_by(
        "-allegation_count", "-subject_count", "-received_on", "-pk"
    ):
        with suppress(Refused):
            check_verb("determine", case, by=authority)
            return case
    raise AssertionError("Nothing of this demonstration is hers to decide.")


def much_complained_of() -> Member:
    """The officer of whom most is said."""
    return Member.objects.alias(cases=Count("subject_of")).order_by("-cases", "pk")[0]


def test_pictures(demonstration_day, sign_in, shots):
    manager = sign_in("cst-manager")
    authority = sign_in("appropriate-authority")
    champion = sign_in("champion-kingston", width=PHONE, height=844)
    for visitor in (manager, authority, champion):
        visitor.shots = shots
    reported = to_determine().get_absolute_url()
    manager.visit("/")
    manager.shoot("home")
    manager.visit("/complaints/?state=open&kind=PC")
    manager.shoot("list")
    manager.visit("/search/?q=custody+-taser")
    manager.shoot("search")
    authority.visit(reported)
    authority.shoot("case")
    authority.visit(f"{reported}determine/")
    authority.shoot("determine")
    authority.visit(f"{reported}history/?show=decisions")
    authority.shoot("history")
    authority.visit(f"/complaints/officers/{much_complained_of().key}/")
    authority.shoot("officer")
    champion.visit("/")
    champion.shoot("phone")
    for picture in shots.glob("*.png"):
        assert picture.stat().st_size < LARGEST, picture.name
