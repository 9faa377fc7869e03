"""A limit is extended by a supervisor, for a reason, up to the ceiling of its rule."""

from datetime import date
from uuid import uuid4

import pytest

from audit import trail
from casework import guard
from complaints import actions
from complaints.actions import clocks
from complaints.models import CaseClock, ClockExtension, ClockStop
from pages.refusals import BadInput, NotAllowed, Stale, WrongState
from tests.complaints.case_pages import sign_in
from tests.complaints.verbs import NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    CaseFactory,
    ClockFactory,
    ConflictFactory,
    whole_case,
)
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
# Ten working days to Friday 20 November 2026, the day of NOW; the ceiling is twenty.
START, DUE, LATER = date(2026, 11, 6), date(2026, 11, 20), date(2026, 11, 27)
REASON = "The report of the expert is late."


@pytest.fixture
def clock():
    handler = user_with_role("investigator")
    case = CaseFactory(reported=True, handler=handler)
    return ClockFactory(
        case=case, code="determine", starts_on=START, due_on=DUE, owner=handler
    )


def extend(clock, *, by=None, to_on=LATER, reason=REASON, **changed):
    given = {
        "case": clock.case,
        "by": by or user_with_role("team-inspector"),
        "at": NOW,
        "version": clock.case.version,
        "number": clock.number,
        "to_on": to_on,
        "reason": reason,
    }
    return actions.extend_deadline(**given | changed)


def refused(clock, refusal=BadInput, **changed):
    with pytest.raises(refusal) as caught:
        extend(clock, **changed)
    assert ClockExtension.objects.count() == 0
    return caught.value.sentence


def test_the_date_the_case_and_the_trail(clock):
    row = extend(clock)

    case = clock.case
    case.refresh_from_db()
    row.refresh_from_db()
    assert (row.due_on, row.extended, row.first_due_on) == (LATER, 5, DUE)
    assert (case.next_due, case.next_due_on, case.version) == ("determine", LATER, 2)
    kept = row.extensions.get()
    assert (kept.from_on, kept.to_on, kept.days, kept.reason) == (DUE, LATER, 5, REASON)
    (entry,) = trail.history_of(case.trail_subject)
    assert (entry.event, entry.reason) == ("case.extend-deadline", REASON)
    assert entry.changes == {
        "Decision on the report due": [DUE.isoformat(), LATER.isoformat()]
    }
    told = clock.owner.notifications.get()
    assert told.sentence == f"“Decision on the report” in {case} was extended."


def test_again_up_to_the_ceiling_and_no_further(clock):
    extend(clock)
    clock.refresh_from_db()
    clock.case.refresh_from_db()
    with pytest.raises(BadInput) as caught:
        extend(clock, to_on=date(2026, 12, 21))
    assert caught.value.sentence == (
        "“Decision on the report” may be extended by 20 working days in all, of which "
        "5 are used: to Friday 18 December 2026 at the latest."
    )
    row = extend(clock, to_on=date(2026, 12, 18))
    assert (row.extended, row.due_on) == (20, date(2026, 12, 18))
    clock.case.refresh_from_db()
    with pytest.raises(BadInput) as caught:
        extend(clock, to_on=date(2026, 12, 21))
    assert caught.value.sentence == (
        "“Decision on the report” may be extended by 20 working days in all, and it "
        "was: it is Friday 18 December 2026."
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"to_on": DUE},
            "The new date must be after the present one, Friday 20 November 2026.",
        ),
        (
            {"to_on": date(2026, 11, 28)},
            "Saturday 28 November 2026 is not a working day (Saturday): choose one, "
            "since this limit counts working days.",
        ),
        (
            {"to_on": date(2026, 12, 25)},
            "Friday 25 December 2026 is not a working day (Christmas Day): choose "
            "one, since this limit counts working days.",
        ),
        ({"reason": "  "}, "Give the reason for the extension."),
        (
            {"to_on": date(2027, 1, 4)},
            "“Decision on the report” may be extended by 20 working days in all: to "
            "Friday 18 December 2026 at the latest.",
        ),
    ],
)
def test_what_is_refused(clock, changed, sentence):
    assert refused(clock, **changed) == sentence


def test_not_into_the_past(clock):
    with guard.writing("test"):
        CaseClock.objects.filter(pk=clock.pk).update(
            starts_on=date(2026, 10, 5), due_on=date(2026, 10, 19)
        )
    assert refused(clock, to_on=date(2026, 11, 19)) == (
        "The new date must be today, Friday 20 November 2026, or later."
    )


def test_a_limit_that_is_never_extended(clock):
    row = ClockFactory(case=clock.case, code="update", starts_on=START, due_on=LATER)
    assert refused(row, to_on=date(2026, 12, 4)) == (
        "“Update to the complainant” is not a limit that is extended: it is "
        "Friday 27 November 2026."
    )


def test_where_no_ceiling_is_known_the_reason_is_all(clock):
    hearing = ClockFactory(case=clock.case, code="hearing", due_on=DUE)
    assert extend(hearing, to_on=date(2027, 6, 1)).extended > 100


@pytest.mark.parametrize(
    ("ended", "why"),
    [
        ("done", "it was done on 19 November 2026"),
        ("dropped", "it has not been needed since 19 November 2026"),
        ("passed", "it passed on 19 November 2026"),
    ],
)
def test_one_that_has_ended(clock, ended, why):
    row = ClockFactory(
        case=clock.case, code="hearing", ended=ended, done_on=date(2026, 11, 19)
    )
    assert refused(row, WrongState) == f"This deadline no longer runs: {why}."


def test_one_that_stands_still(clock):
    with guard.writing("test"):
        CaseClock.objects.filter(pk=clock.pk).update(
            due_on=clocks.NEVER, stopped_on=START
        )
        ClockStop.objects.create(case=clock.case, from_on=START)
    assert refused(clock, WrongState) == (
        "This deadline has stood still since 6 November 2026: it can be extended once "
        "it runs again."
    )


def test_one_that_is_not_there(clock):
    assert refused(clock, number=9) == f"{clock.case} has no clock 9."


def test_one_that_somebody_changed_meanwhile(clock):
    refused(clock, Stale, version=0)


@pytest.mark.parametrize(
    "role", ["investigator", "cst-manager", "local-manager", "command"]
)
def test_who_supervises_nobody_may_not(clock, role):
    unit = clock.case.responsible_unit
    sentence = refused(clock, NotAllowed, by=user_with_role(role, unit))
    assert sentence == (
        f"Your role does not allow you to extend a deadline in {clock.case}."
    )


@pytest.mark.parametrize(
    "role",
    [
        *("team-inspector", "appropriate-authority", "champion"),
        *("misconduct-office", "hearings-office"),
    ],
)
def test_who_supervises_may(clock, role):
    unit = clock.case.responsible_unit
    assert extend(clock, by=user_with_role(role, unit)).due_on == LATER


def test_a_champion_elsewhere_does_not_even_see_it(clock):
    by = user_with_role("champion", UnitFactory(kind="borough"))
    refused(clock, NotAllowed, by=by)


def test_an_owner_who_is_barred_is_not_told(clock):
    ConflictFactory(case=clock.case, user=clock.owner)
    extend(clock)
    assert clock.owner.notifications.count() == 0


class TestPages:
    def test_each_limit_its_state_and_why(self, client):
        sign_in(client, "cst-officer", UnitFactory(desk=True))
        case = whole_case(investigating=True)
        ClockFactory(case=case, starts_on=case.received_on)
        ClockFactory(
            case=case, code="notice", of="subject 1", due_on=case.received_on, done=True
        )
        ClockFactory(case=case, code="appeal", due_on=date(2099, 1, 1))

        page = client.get(f"{case.get_absolute_url()}clocks/").content.decode()

        assert "Completion of the case" in page
        assert "90 days from the date received" in page
        assert "Regulation notice to the officer, subject 1" in page
        assert "in time" in page
        assert "Open until" in page
        assert "Thursday 1 January 2099" in page
        assert "(unverified)" in page
        assert "Extend<" not in page  # this role does not extend

    def test_time_that_does_not_count_stands_apart(self, client):
        sign_in(client, "cst-officer", UnitFactory(desk=True))
        case = whole_case(investigating=True)
        ClockFactory(case=case, due_on=clocks.NEVER, stopped_on=date(2026, 9, 11))
        with guard.writing("test"):
            ClockStop.objects.create(
                case=case, from_on=date(2026, 9, 3), to_on=date(2026, 9, 8)
            )
            ClockStop.objects.create(case=case, from_on=date(2026, 9, 11))

        page = client.get(f"{case.get_absolute_url()}clocks/").content.decode()

        assert "from 3 September 2026 until 8 September 2026: 5 days" in page
        assert "from 11 September 2026 on, and still" in page
        assert "Stopped since" in page

    def test_a_case_without_any(self, client):
        sign_in(client, "cst-officer", UnitFactory(desk=True))
        page = client.get(f"{whole_case().get_absolute_url()}clocks/")
        assert "No limit runs in this case." in page.content.decode()

    def test_extended_by_the_form(self, client):
        unit = UnitFactory(team=True)
        sign_in(client, "team-inspector", unit)
        case = whole_case(investigating=True, responsible_unit=unit)
        row = ClockFactory(
            case=case, code="hearing", starts_on=START, due_on=date(2098, 12, 1)
        )
        address = f"{case.get_absolute_url()}clocks/{row.number}/extend/"
        assert (
            "is due on Monday 1 December 2098" in client.get(address).content.decode()
        )
        sent = {
            "to_on": "2/12/2098",
            "reason": REASON,
            "version": case.version,
            "submission": str(uuid4()),
        }

        page = client.post(address, sent, follow=True).content.decode()

        assert f"The deadline in {case} is extended." in page
        assert "Extended from 1 December 2098 to 2 December 2098" in page
        assert REASON in page

    def test_a_refusal_is_shown_at_its_field(self, client, clock):
        sign_in(client, "team-inspector", clock.case.responsible_unit)
        address = f"{clock.case.get_absolute_url()}clocks/{clock.number}/extend/"
        sent = {
            "to_on": "20/11/2026",
            "reason": REASON,
            "version": clock.case.version,
            "submission": str(uuid4()),
        }
        page = client.post(address, sent)
        assert "The new date must be after the present one" in page.content.decode()

    def test_whoever_may_not_extend_is_told_so(self, client, clock):
        sign_in(client, "investigator", clock.case.responsible_unit)
        address = f"{clock.case.get_absolute_url()}clocks/{clock.number}/extend/"
        assert client.get(address).status_code == 403
        assert (
            client.get(address.replace(f"/{clock.number}/", "/9/")).status_code == 403
        )

    def test_a_number_that_is_not_there(self, client, clock):
        sign_in(client, "team-inspector", clock.case.responsible_unit)
        address = f"{clock.case.get_absolute_url()}clocks/9/extend/"
        assert client.get(address).status_code == 404
