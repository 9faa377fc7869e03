"""How tests act on a claim as it stands now."""

from datetime import date

from tests.complaints.records.playing import NOW
from tests.factories.accounts import fresh

DAY = date(2026, 9, 8)


def do(action, claim, by, **given_):
    claim.refresh_from_db()
    return action(record=claim, by=fresh(by), at=NOW, version=claim.version, **given_)
