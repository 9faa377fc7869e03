from datetime import date

import pytest

from casework.models import BankHoliday, Heartbeat, Period, ReferenceCounter
from casework.models.cases import ScanState
from complaints.models import Document
from tests.factories.casework import NOW, JobFactory, NotificationFactory, rule

CHRISTMAS = date(2026, 12, 25)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (BankHoliday(title="Christmas Day", on_date=CHRISTMAS), "Christmas Day, 2026"),
        (rule(), "Recording decision: 10 working days"),
        (Heartbeat(name="worker", at=NOW), "worker at 2026"),
        (Period(schedule="audit", key="2026-W47"), "audit 2026-W47"),
        (ReferenceCounter(prefix="PC", year=2026, last_serial=3), "PC 2026: 3"),
        (JobFactory.build(key="once", asked_by=None), "once"),
        (NotificationFactory.build(sentence="Yours.", user=None), "Yours."),
    ],
)
def test_rows_say_what_they_are(row, words):
    assert str(row).startswith(words)


@pytest.mark.parametrize("state", ScanState.values)
def test_only_what_is_known_to_be_clean_may_be_opened(state):
    opened = Document(scan=state).downloadable
    assert opened == (state in {"clean", "not_scanned"})
