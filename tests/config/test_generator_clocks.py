"""A synthetic case has the dates and limits that the actions would have left it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from casework import guard
from complaints import actions
from complaints.actions.clocks import held
from complaints.actions.escalating import let_windows_pass
from complaints.actions.moves import set_clock
from complaints.models import Case
from complaints.rules.limits import REVIEWS, owes_updates
from complaints.workflow import CASE, Status
from config.generator.clocks import Clocks, dates_of
from config.generator.life import Life, Step
from tests.complaints.verbs import DO, ROLE
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import whole_case

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
TO_THE_START = ("log", "record", "check", "assess", "allocate", "start")
TOLD = ("notify", "finalise")
REPORTED = (*TO_THE_START, "submit-report")
PATH = (*REPORTED, "determine", *TOLD)
AGAIN = (*PATH, "reopen")
PLANNED = (*TO_THE_START[:5], "offer-resolution", "agree-plan")
# Of complaints and conduct matters alike.
LIVES = [
    (*AGAIN, "submit-report", "return", "submit-report", "determine", *TOLD),
    (*REPORTED, "return", "submit-report", "determine"),
    ("log", "decline"),
    (*TO_THE_START[:5], "suspend-sub-judice", "resume", "start", "submit-report"),
    (*TO_THE_START, "suspend-sub-judice", "review-sub-judice"),
    (*TO_THE_START, "apply-discontinuance", "refuse-discontinuance", "submit-report"),
    (*TO_THE_START, "apply-discontinuance", "grant-discontinuance", *TOLD),
]
COMPLAINED_OF = [
    ("log", "offer-recovery", "record", "withdraw"),
    ("log", "resolve-at-contact"),
    (*AGAIN, "withdraw"),
    (*PLANNED, "complete-resolution", *TOLD),
    (*PLANNED, "end-resolution", "start", "submit-report"),
    (*TO_THE_START[:3], "handle-direction", "answer-direction", *TOLD),
    (*TO_THE_START[:3], "handle-direction", "end-direction", "assess"),
    ("log", "record", "apply-dispensation", "grant-dispensation", *TOLD),
    (*TO_THE_START[:3], "apply-dispensation", "refuse-dispensation", "assess"),
]
# What the actions leave of a limit, apart from whose it is.
SAID = (
    *("code", "of", "starts_on", "rule_on", "due_on", "first_due_on"),
    *("stopped_on", "done_on", "ended"),
)
# Nobody is updated here, nothing reviewed; how grave it is was assessed beforehand, and
# nobody is served a notice.
NOT_OURS = {"update", "notice", *REVIEWS}


def days_of(verbs):
    """A step each three days; a case is finalised once no appeal can come."""
    day = RECEIVED
    for verb in verbs:
        day += timedelta(days=40 if verb == "finalise" else 0 if verb == "log" else 3)
        yield day


def lived(steps, complainants=1):
    return Life(
        kind="PC" if complainants else "CM",
        received_on=RECEIVED,
        incident_on=RECEIVED,
        channel="internal",
        local=True,
        scene="",
        source="" if complainants else "report",
        alleged=[],
        subjects=1,
        complainants=complainants,
        steps=steps,
    )


class Worked:
    """A real case, which those who may take from verb to verb."""

    def __init__(self, complainants):
        self.people = {role: user_with_role(role) for role in {*ROLE.values()}}
        case = whole_case(received_on=RECEIVED, conduct=not complainants)
        with guard.writing("test"):
            set_clock(case, "log", on=RECEIVED)
            case.save()
            held(case).write()
        self.key = case.pk

    @property
    def case(self):
        return Case.objects.get(pk=self.key)

    def do(self, verb, on):
        let_windows_pass(today=on)
        at = datetime.combine(on, time(12), UTC)
        if verb == "complete-resolution":
            self.do_what_was_agreed(on, at)
        options = {}
        if verb == "allocate":
            options["handler"] = fresh(self.people["investigator"])
        case, by = self.case, fresh(self.people[ROLE[verb]])
        DO[verb](case, by, at, case.version, **options)

    def do_what_was_agreed(self, on, at):
        case = self.case
        actions.do_plan_action(
            case=case,
            by=fresh(self.people["investigator"]),
            at=at,
            version=case.version,
            number=1,
            done_on=on,
            result="They were content.",
        )


def told(rows):
    found = [row for row in rows if row.code not in NOT_OURS]
    found.sort(key=lambda row: (row.starts_on, row.code, row.of, row.number))
    return [{name: getattr(row, name) for name in SAID} for row in found]


@pytest.mark.parametrize(
    ("verbs", "complainants"),
    [*((verbs, 0) for verbs in LIVES), *((v, 1) for v in (*LIVES, *COMPLAINED_OF))],
    ids=lambda given: given if isinstance(given, int) else f"{len(given)}-{given[-1]}",
)
def test_each_step_leaves_the_limits_and_dates_that_the_actions_do(verbs, complainants):
    worked, known, steps = Worked(complainants), Clocks(), []
    for verb, on in zip(verbs, days_of(verbs), strict=True):
        if verb != "log":
            worked.do(verb, on)
        case = worked.case
        steps.append(Step(verb, case.status, on))
        life = lived(steps, complainants)
        played = known.played(life, on)
        assert told(played.rows) == told(case.clocks.all()), verb
        stops = case.clock_stops.values_list("from_on", "to_on")
        assert [tuple(stop) for stop in played.stops] == list(stops)
        assert (played.case.route, life.route) == (case.route, case.route)
        assert played.case.appeal_ends_on == case.appeal_ends_on
        assert known.appeal_ends_on(life) == case.appeal_ends_on
        for name, day in dates_of(life).items():
            assert getattr(case, name) == day, (verb, name)


def statuses(verbs):
    """Where each verb leads, by the table."""
    status, before = "", {}
    for verb in verbs:
        came_from, status = status, CASE.target(verb, status, before=before.get(status))
        before.setdefault(status, came_from)
        yield status


def test_these_lives_go_through_every_state():
    found = {status for verbs in (*LIVES, *COMPLAINED_OF) for status in statuses(verbs)}
    assert found == set(Status)


def standing(verbs, complainants=1):
    """A life of these verbs."""
    found = zip(verbs, statuses(verbs), days_of(verbs), strict=True)
    steps = [Step(verb, str(status), on) for verb, status, on in found]
    return lived(steps, complainants)


def updates(life, today):
    rows = Clocks().played(life, today).rows
    return [row for row in rows if row.code == "update"]


def test_complainants_are_kept_informed_from_the_recording_until_they_are_told():
    today = date(2026, 11, 20)
    for verbs in (*LIVES, *COMPLAINED_OF):
        for length in range(1, len(verbs) + 1):
            life = standing(verbs[:length])
            owed = owes_updates(life.status)
            assert any(row.runs for row in updates(life, today)) == owed, verbs
            matter = standing(verbs[:length], complainants=0)
            assert updates(matter, today) == []


def test_an_update_is_late_in_few_cases_and_due_within_four_weeks_in_the_others():
    today = date(2026, 11, 20)
    late = 0
    for days in range(200):
        life = standing(REPORTED)
        life.received_on -= timedelta(days=days)
        late += updates(life, today)[-1].due_on < today
    assert 10 <= late <= 25


def test_most_investigations_are_reviewed_when_they_are_to_be():
    today = date(2026, 11, 20)
    reviewed = 0
    for days in range(90):
        life = standing(TO_THE_START)
        life.received_on -= timedelta(days=days)
        played = Clocks().played(life, today)
        (running,) = [row for row in played.rows if row.runs and row.code in REVIEWS]
        done = [row for row in played.rows if row.ended and row.code in REVIEWS]
        assert [row.code for row in done] == [point for _, point in played.reviews]
        reviewed += running.due_on > today
    assert 75 <= reviewed <= 85


def test_the_next_date_is_the_first_of_the_duties_that_run():
    life = standing(REPORTED)
    played = Clocks().played(life, life.steps[-1].on)
    running = [row for row in played.rows if row.runs]
    assert len(running) == 2
    first = min(running, key=lambda row: row.due_on)
    assert (played.case.next_due, played.case.next_due_on) == (first.code, first.due_on)
