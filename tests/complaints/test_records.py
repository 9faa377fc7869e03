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
    def test_a_stale_version_changes_nothing(self, step):
        play = record_play(step)
        before = now(play.record)
        with pytest.raises(Stale):
            play.do(version=play.record.version - 1)
        assert now(play.record) == before

    def test_it_is_done_only_where_its_table_allows_it(self, step):
        play = record_play(step)
        for status in step.table.statuses:
            play.record.status = status
            if step.table.target(step.verb, status) is not None:
                check_state(step.table, step.verb, play.record)
                continue
            with pytest.raises(WrongState, match="You cannot"):
                check_state(step.table, step.verb, play.record)

    def test_a_stale_form_loses_nobodys_words(self, step):
        play = record_play(step)
        sent = play.post(version=play.record.version - 1)
        assert sent.status_code == 409
        text = sent.content.decode()
        assert "Somebody else has changed this" in text
        if step.text:
            assert step.form(play)[step.text] in text

    def test_it_shows_on_the_page_of_the_record(self, step):
        play = record_play(step)
        shown = signed_in(play.user).get(play.record.get_absolute_url())
        assert shown.status_code == 200
        assert play.url in shown.content.decode()


@every_verb
class TestPage:
    def test_it_is_done(self, step):
        play = record_play(step)
        sent = play.post()
        assert sent.status_code == 302, errors(sent) or sent.content.decode()[-900:]
        shown = signed_in(play.user).get(sent.url)
        assert shown.status_code == 200
        assert Entry.objects.filter(event=step.event, outcome="done").exists()

    def test_opening_it_changes_nothing(self, step):
        play = record_play(step)
        before = now(play.record) if play.record else None
        assert signed_in(play.user).get(play.url).status_code == 200
        assert before is None or now(play.record) == before

    def test_who_has_no_right_finds_nothing_or_is_refused(self, step):
        play = record_play(step)
        for role in ("mpa-member", "commander", "system-administrator"):
            client = signed_in(user_with_role(role, play.unit))
            assert client.get(play.url).status_code in (403, 404)
            assert play.post(client=client).status_code in (403, 404)
        assert not Entry.objects.filter(event=step.event, outcome="done").exists()

    def test_each_required_field_says_so(self, step):
        play = record_play(step)
        client = signed_in(play.user)
        sent = client.post(play.url, hidden(client.get(play.url)))
        if step.required:
            assert sent.status_code == 200
            assert len(errors(sent)) >= len(step.required), errors(sent)

    def test_a_double_click_is_one_act(self, step):
        play = record_play(step)
        client = signed_in(play.user)
        data = hidden(client.get(play.url)) | step.form(play)
        first, second = (client.post(play.url, data) for _ in range(2))
        assert first.status_code == second.status_code == 302
        assert first.url == second.url
        assert Entry.objects.filter(event=step.event, outcome="done").count() == 1


def test_nobody_else_sees_a_record_of_a_case_that_is_not_theirs():
    step = BY_EVENT["risk.score"]
    play = record_play(step)
    with pytest.raises(Refused):
        play.do(by=user_with_role("champion", play.unit))


def _to_be(play):
    model = play.step.action.model
    return model(responsible_unit=play.unit, status="")
