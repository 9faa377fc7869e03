"""Every step of a record within a case: what may, and what may not."""

import pytest

from accounts.roles import ROLES
from audit import trail
from audit.models import Entry
from casework.acting import check_state
from casework.models import Draft
from complaints import permissions
from complaints.actions.steps import part_model
from complaints.models import Case
from complaints.permissions.parts import IN_CLOSED_CASES
from complaints.workflow import CASE, TABLES, table_of
from pages.refusals import NotAllowed, Refused, Stale, WrongState
from tests.complaints.sending import errors, hidden, signed_in
from tests.complaints.steps import BY_VERB, STEPS, play_of
from tests.complaints.steps.playing import begins
from tests.factories.accounts import user_with_role
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
every_step = pytest.mark.parametrize("step", STEPS, ids=str)
LATER = pytest.mark.parametrize(
    "step", [step for step in STEPS if not begins(step.verb)], ids=str
)


def now(play):
    return Case.objects.filter(pk=play.case.pk).values().get()


def test_every_line_of_every_table_is_here():
    lines = {
        line.verb for table in TABLES.values() if table is not CASE for line in table
    }
    assert set(BY_VERB) == lines


@every_step
class TestAction:
    def test_it_is_done_and_stands_in_the_trail(self, step):
        play = play_of(step)
        before = play.part.status if play.part else ""
        made = play.do()
        made.refresh_from_db()
        assert made.status == table_of(step.verb).target(step.verb, before)
        assert Case.objects.get(pk=play.case.pk).version == play.case.version + 1
        entry = trail.history_of(play.case)[0]
        told = (entry.event, entry.outcome, entry.actor_key)
        assert told == (f"case.{step.verb}", "done", play.user.email)

    def test_whom_and_what_it_refuses(self, step, subtests):
        play = play_of(step)
        before = now(play)
        part = play.part or _part_to_be(play)
        line = table_of(step.verb)[step.verb]
        for slug, role in ROLES.items():
            if line.permission in role.permissions:
                continue
            by = user_with_role(slug, play.unit)
            with (
                subtests.test("a role without it", role=slug),
                pytest.raises(NotAllowed, match="role does not allow"),
            ):
                permissions.check_part_right(step.verb, play.case, part, by=by)
        elsewhere = UnitFactory()
        for slug, role in ROLES.items():
            if role.within_unit:
                with subtests.test("of another unit", role=slug):
                    with pytest.raises(NotAllowed):
                        play.do(by=user_with_role(slug, elsewhere))
                    assert now(play) == before
        with subtests.test("a stale version"):
            with pytest.raises(Stale):
                play.do(version=3)
            assert now(play) == before


@pytest.mark.parametrize(
    "step", [step for step in STEPS if step.verb not in IN_CLOSED_CASES], ids=str
)
def test_a_closed_case_takes_it_only_where_said(step):
    play = play_of(step, state={"withdrawn": True})
    with pytest.raises(Refused, match="closed|withdrawn"):
        play.do()
    assert trail.history_of(play.case)[0].outcome == "refused"


@LATER
def test_a_step_is_of_a_part_in_its_state(step, subtests):
    table = table_of(step.verb)
    play = play_of(step)
    kept = play.part.status
    for status in table.statuses:
        play.part.status = status
        with subtests.test("a part in the state", status=status):
            if table.target(step.verb, status) is not None:
                check_state(table, step.verb, play.part)
                continue
            with pytest.raises(WrongState, match="You cannot"):
                check_state(table, step.verb, play.part)
    play.part.status = kept
    play.part.number += 100
    with subtests.test("a part of another number"):
        with pytest.raises(Refused, match="has no"):
            play.do()
        assert signed_in(play.user).get(play.url).status_code == 404


@every_step
class TestPage:
    def test_it_is_done_once(self, step):
        play = play_of(step)
        client = signed_in(play.user)
        given = step.form(play)  # what it is about stands before it is opened
        data = hidden(client.get(play.url)) | given
        sent, again = (client.post(play.url, data) for _ in range(2))
        assert sent.status_code == 302, errors(sent) or sent.content.decode()[-900:]
        assert again.status_code == 302
        assert client.get(sent.url).status_code == 200
        done = Entry.objects.filter(event=f"case.{step.verb}", outcome="done")
        assert done.count() == 1

    def test_whom_and_what_it_refuses(self, step, subtests):
        play = play_of(step)
        step.form(play)
        before = now(play)
        client = signed_in(play.user)
        with subtests.test("opening it changes nothing"):
            shown = client.get(play.url)
            assert shown.status_code == 200
            assert play.case.reference in shown.content.decode()
            assert now(play) == before
            assert not Draft.objects.exists()
        if step.required:
            with subtests.test("each required field says so"):
                sent = client.post(play.url, {**hidden(shown), "version": "4"})
                assert sent.status_code == 200
                assert len(errors(sent)) >= len(step.required), errors(sent)
        with subtests.test("a stale form loses nobody's words"):
            sent = play.post(version=3)
            assert sent.status_code == 409
            text = sent.content.decode()
            assert "Somebody else has changed this" in text
            if step.text:
                assert step.form(play)[step.text] in text
        with subtests.test("who has no right"):
            other = user_with_role("mpa-officer")
            assert signed_in(other).get(play.url).status_code == 403
            assert play.post(client=signed_in(other)).status_code == 403
            refused = Entry.objects.filter(outcome="refused", actor_key=other.email)
            assert refused.filter(event=f"case.{step.verb}").exists()
        with subtests.test("another borough finds nothing"):
            other = signed_in(user_with_role("champion"))
            assert other.get(play.url).status_code == 404
            assert play.post(client=other).status_code == 404


def _part_to_be(play):
    """The part that a verb would begin."""
    return part_model(play.step.verb)(case=play.case)
