"""What follows here from what happens elsewhere: work is written, and done later."""

from datetime import timedelta

from django.utils import timezone

from accounts.reference import changes
from complaints.actions.recounting import ask_to_recount
from organisation import stamps

# By then whoever was saving a case by the old calendar has done so.
A_LITTLE_LATER = timedelta(minutes=5)


def bank_holidays_changed(pairs) -> None:
    """Deadlines that run over a new bank holiday are counted anew."""
    now = timezone.now()
    ask_to_recount(pairs, stamp=stamps.current(), at=now, again_at=now + A_LITTLE_LATER)


def register() -> None:
    """Called once, when Candour starts."""
    changes.watch("bank-holidays", bank_holidays_changed)
