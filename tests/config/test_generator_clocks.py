"""A synthetic case has the next date that the actions would have left it with."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from complaints.actions.clocks import held
from complaints.actions.moves import set_clock
from complaints.rules import limits
from complaints.rules.limits import owes_updates
from complaints.workflow import CASE, Status
from config.generator.clocks import Clocks, dates_of, updated_on
from config.generator.life import Life, Step
from tests.factories.complaints import CaseFactory, StatusChangeFactory

pytestmark = pytest.mark.django_db

PATH = (
    *("log", "record", "check", "assess", "allocate", "start", "submit-report"),
    *("determine", "notify", "finalise"),
)
REPORTED = PATH[: PATH.index("submit-report") + 1]
AGAIN = (*PATH, "reopen")
LIVES = [
    *(PATH[: length + 1] for length in range(len(PATH))),
    ("log", "decline"),
    ("log", "record", "withdraw"),
    (*REPORTED, "return"),
    AGAIN,
    (*AGAIN, "withdraw"),
    (*AGAIN, "submit-report"),
    (*AGAIN, "submit-report", "return"),
    *((*AGAIN, "submit-report", *PATH[7 : length + 1]) for length in range(7, 10)),
]


def lived(verbs, complainants):
    """A life of these verbs, one each three days."""
    received_on = date(2026, 3, 2)
    steps = [
        Step(verb, str(CASE[verb].target), received_on + timedelta(days=3 * place))
        for place, verb in enumerate(verbs)
    ]
    return Life(
        kind="PC" if complainants else "CM",
        received_on=received_on,
        incident_on=received_on,
        channel="internal",
        local=True,
        scene="",
        source="" if complainants else "report",
        alleged=[],
        subjects=1,
        complainants=complainants,
        steps=steps,
    )


def test_these_lives_end_in_every_state():
    assert {CASE[verbs[-1]].target for verbs in LIVES} == set(Status)


@pytest.mark.parametrize("complainants", [0, 1])
@pytest.mark.parametrize("verbs", LIVES, ids=lambda verbs: f"{len(verbs)}-{verbs[-1]}")
def test_the_limit_of_the_state_is_that_of_the_actions(verbs, complainants):
    life, clocks = lived(verbs, complainants), Clocks()
    case = CaseFactory(
        kind=life.kind,
        conduct_source=life.source,
        status=life.status,
        received_on=life.received_on,
        appeal_ends_on=clocks.appeal_ends_on(life),
        **dates_of(life),
    )
    if reopened_on := life.on("reopen"):
        at = datetime.combine(reopened_on, time(12), UTC)
        StatusChangeFactory(case=case, verb="reopen", at=at)

    set_clock(case, life.steps[-1].verb, on=life.steps[-1].on)

    # On the day of the last step, so that a reopened case owes its first update.
    running = clocks.running(life, life.steps[-1].on)
    of_state = [(code, day) for day, code, _ in running if code != "update"]
    rows = held(case).running
    assert of_state == [(r.code, r.due_on) for r in rows if r.code in limits.OF_STATE]


def test_complainants_are_kept_informed_from_the_recording_until_they_are_told():
    today = date(2026, 11, 20)
    for verbs in LIVES:
        for complainants in (0, 1):
            life = lived(verbs, complainants)
            owed = complainants and life.on("record") and owes_updates(life.status)
            assert bool(updated_on(life, today)) == bool(owed), verbs


def test_an_update_is_late_in_few_cases_and_due_within_four_weeks_in_the_others():
    today = date(2026, 11, 20)
    late = 0
    for days in range(200):
        life = lived(REPORTED, 1)
        life.received_on -= timedelta(days=days)
        late += updated_on(life, today) + timedelta(days=28) < today
    assert 10 <= late <= 25


def test_the_next_date_is_the_first_of_those_that_run():
    life = lived(REPORTED, 1)
    clocks, on = Clocks(), life.steps[-1].on
    days = [day for day, _, _ in clocks.running(life, on)]
    assert len(days) == 2
    assert clocks.next(life, on)[0] == min(days)
