"""Every verb of the registers: what may, and what may not."""

import pytest

from accounts.roles import ROLES
from audit import trail
from audit.models import Entry
from casework.acting import check_right, check_state
from complaints.workflow import REGISTERS
from pages.refusals import NotAllowed, Refused, Stale, WrongState
from tests.complaints.records import BY_EVENT, RECORDS, record_play
from tests.complaints.sending import errors, hidden, signed_in
from tests.factories.accounts import user_with_role

pytestmark = pytest.mark.django_db
every_verb = pytest.mark.parametrize("step", RECORDS, ids=str)
LATER = pytest.mark.parametrize(
    "step", [step for step in RECORDS if step.begun is not None], ids=str
)


def now(record):
    return type(record).objects.filter(pk=record.pk).values().get()


def test_every_line_of_every_register_is_here():
    lines = {
        f"{noun}.{line.verb}" for noun, table in REGISTERS.items() for line in table
    }
    assert set(BY_EVENT) == lines


@every_verb
class TestAction:
    def test_it_is_done_and_stands_in_the_trail(self, step):
        play = record_play(step)
        before = play.record.status if play.record else ""
        known = play.record.version if play.record else 0
        made = play.do()
        made.refresh_from_db()
        assert made.status == step.table.target(step.verb, before)
        assert made.version == known + 1
        entry = trail.history_of(made)[0]
        told = (entry.event, entry.outcome, entry.actor_key)
        assert told == (step.event, "done", play.user.email)

    def test_only_roles_that_hold_it(self, step):
        play = record_play(step)
        record = play.record or _to_be(play)
        refused = 0
        for slug, role in ROLES.items():
            by = user_with_role(slug, play.unit)
            if step.table[step.verb].permission in role.permissions:
                check_right(step.table, step.verb, record, by=by)
                continue
            refused += 1
            with pytest.raises(NotAllowed):
                play.do(by=by)
        entries = Entry.objects.filter(event=step.event, outcome="refused")
        assert entries.count() == refused


@LATER
class TestRecord:
    def test_what_it_refuses(self, step, subtests):
        play = record_play(step)
        record, before = play.record, now(play.record)
        with subtests.test("a stale version"):
            with pytest.raises(Stale):
                play.do(version=record.version - 1)
            assert now(record) == before
        with subtests.test("a stale form loses nobody's words"):
            sent = play.post(version=record.version - 1)
            assert sent.status_code == 409
            text = sent.content.decode()
            assert "Somebody else has changed this" in text
            if step.text:
                assert step.form(play)[step.text] in text
        with subtests.test("it shows on the page of the record"):
            shown = signed_in(play.user).get(record.get_absolute_url())
            assert shown.status_code == 200
            assert play.url in shown.content.decode()
        for status in step.table.statuses:
            record.status = status
            with subtests.test("a record in the state", status=status):
                if step.table.target(step.verb, status) is not None:
                    check_state(step.table, step.verb, record)
                    continue
                with pytest.raises(WrongState, match="You cannot"):
                    check_state(step.table, step.verb, record)


@every_verb
class TestPage:
    def test_it_is_done_once(self, step):
        play = record_play(step)
        client = signed_in(play.user)
        data = hidden(client.get(play.url)) | step.form(play)
        sent, again = (client.post(play.url, data) for _ in range(2))
        assert sent.status_code == 302, errors(sent) or sent.content.decode()[-900:]
        assert (again.status_code, again.url) == (302, sent.url)
        assert client.get(sent.url).status_code == 200
        assert Entry.objects.filter(event=step.event, outcome="done").count() == 1

    def test_whom_and_what_it_refuses(self, step, subtests):
        play = record_play(step)
        before = now(play.record) if play.record else None
        client = signed_in(play.user)
        with subtests.test("opening it changes nothing"):
            shown = client.get(play.url)
            assert shown.status_code == 200
            assert before is None or now(play.record) == before
        if step.required:
            with subtests.test("each required field says so"):
                sent = client.post(play.url, hidden(shown))
                assert sent.status_code == 200
                assert len(errors(sent)) >= len(step.required), errors(sent)
        for role in ("mpa-member", "commander", "system-administrator"):
            with subtests.test("who has no right", role=role):
                other = signed_in(user_with_role(role, play.unit))
                assert other.get(play.url).status_code in (403, 404)
                assert play.post(client=other).status_code in (403, 404)
        assert not Entry.objects.filter(event=step.event, outcome="done").exists()


def test_nobody_else_sees_a_record_of_a_case_that_is_not_theirs():
    step = BY_EVENT["risk.score"]
    play = record_play(step)
    with pytest.raises(Refused):
        play.do(by=user_with_role("champion", play.unit))


def _to_be(play):
    model = play.step.action.model
    return model(responsible_unit=play.unit, status="")
