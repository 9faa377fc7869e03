"""The pictures of docs/images: `make screenshots` writes them, other runs only look."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command

from accounts import demonstration
from complaints.models import Case
from config.launcher.places import ROOT
from tests.journeys.conftest import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# A day of the demonstration: the pictures stay the same from run to run.
TODAY = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
LARGEST = 250_000


@pytest.fixture
def shots(tmp_path) -> Path:
    if "CANDOUR_SCREENSHOTS" not in os.environ:
        return tmp_path
    folder = ROOT / "docs/images"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def demonstration_day(transactional_db):
    with time_machine.travel(TODAY):
        demonstration.load_accounts(on=TODAY.date())
        call_command(
            "generate_cases", cases=400, seed=2026, as_at=TODAY.date(), verbosity=0
        )
        yield


def the_one(**facts) -> Case:
    """The newest case of these facts in which much is said."""
    cases = Case.objects.filter(kind="PC", allegation_count__gte=2, **facts)
    return cases.order_by("-subject_count", "-received_on", "-pk").first()


def test_pictures(demonstration_day, sign_in, shots):
    authority = sign_in("appropriate-authority", height=1000)
    inspector = sign_in("team-inspector", height=1000)
    champion = sign_in("champion-kingston", width=PHONE, height=844)
    for visitor in (authority, inspector, champion):
        visitor.shots = shots
    reported = the_one(status="reported")
    inspector.visit("/")
    inspector.shoot("home")
    inspector.visit("/complaints/?state=open")
    inspector.shoot("list")
    inspector.visit("/search/?q=force+custody")
    inspector.shoot("search")
    authority.visit(reported.get_absolute_url())
    authority.shoot("case")
    authority.visit(f"{reported.get_absolute_url()}determine/")
    authority.shoot("determine")
    authority.visit(f"{reported.get_absolute_url()}history/")
    authority.shoot("history")
    champion.visit("/")
    champion.shoot("phone")
    for picture in shots.glob("*.png"):
        assert picture.stat().st_size < LARGEST, picture.name
