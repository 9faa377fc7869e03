"""What comes after somebody's time is late, seen by the daily job or not."""

from datetime import timedelta

import pytest

from audit import trail
from pages.refusals import BadInput
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.steps.playing import days_ago
from tests.factories.complaints import ClockFactory
from tests.factories.proceedings import ProceedingFactory

pytestmark = pytest.mark.django_db
whether_seen = pytest.mark.parametrize("ended", ["", "passed"])


def time_of(play, code, of, ended, *, until):
    return ClockFactory(
        case=play.case,
        code=code,
        of=of,
        starts_on=until - timedelta(days=3),
        due_on=until,
        ended=ended,
        done_on=until if ended else None,
    )


@whether_seen
def test_an_objection_is_refused(ended):
    play = play_of(BY_VERB["object-panel"])
    time_of(play, "objection", play.part.name, ended, until=days_ago(18))
    with pytest.raises(BadInput, match="could object until") as refused:
        play.do()
    assert refused.value.field == "objected_on"


@whether_seen
def test_an_officers_appeal_is_taken_and_said_to_be_late(ended):
    play = play_of(BY_VERB["lodge-officer-appeal"])
    row = ProceedingFactory(case=play.case, number=1, told=True)
    time_of(play, "tribunal", row.name, ended, until=days_ago(6))
    play.do()
    changes = trail.history_of(play.case)[0].changes
    assert [value for name, value in changes.items() if name.endswith(" late")]
