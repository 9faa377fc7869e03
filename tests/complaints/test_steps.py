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

    def test_only_roles_that_hold_it(self, step):
        play = play_of(step)
        part = play.part or _part_to_be(play)
        line = table_of(step.verb)[step.verb]
        for slug, role in ROLES.items():
            if line.permission in role.permissions:
                continue
            by = user_with_role(slug, play.unit)
            with pytest.raises(NotAllowed, match="role does not allow"):
                permissions.check_part_right(step.verb, play.case, part, by=by)

    def test_a_stale_version_changes_nothing(self, step):
        play = play_of(step)
        before = now(play)
        with pytest.raises(Stale):
            play.do(version=3)
        assert now(play) == before

    def test_nobody_of_another_unit(self, step):
        play = play_of(step)
        before = now(play)
        elsewhere = UnitFactory()
        for slug, role in ROLES.items():
            if role.within_unit:
                with pytest.raises(NotAllowed):
                    play.do(by=user_with_role(slug, elsewhere))
        assert now(play) == before

    def test_a_closed_case_takes_it_only_where_said(self, step):
        if step.verb in IN_CLOSED_CASES:
            pytest.skip("done whatever became of the case")
        play = play_of(step, state={"withdrawn": True})
        with pytest.raises(Refused, match="closed|withdrawn"):
            play.do()
        assert trail.history_of(play.case)[0].outcome == "refused"


@LATER
def test_a_step_is_done_only_where_its_table_allows_it(step):
    table = table_of(step.verb)
    play = play_of(step)
    for status in table.statuses:
        play.part.status = status
        if table.target(step.verb, status) is not None:
            check_state(table, step.verb, play.part)
            continue
        with pytest.raises(WrongState, match="You cannot"):
            check_state(table, step.verb, play.part)


@LATER
def test_there_is_no_part_of_another_number(step):
    play = play_of(step)
    play.part.number += 100
    with pytest.raises(Refused, match="has no"):
        play.do()
    assert signed_in(play.user).get(play.url).status_code == 404


@every_step
class TestPage:
    def test_it_is_done(self, step):
        play = play_of(step)
        sent = play.post()
        assert sent.status_code == 302, errors(sent) or sent.content.decode()[-900:]
        shown = signed_in(play.user).get(sent.url)
        assert shown.status_code == 200
        assert Entry.objects.filter(event=f"case.{step.verb}", outcome="done").exists()

    def test_opening_it_changes_nothing(self, step):
        play = play_of(step)
        before = now(play)
        shown = signed_in(play.user).get(play.url)
        assert shown.status_code == 200
        assert play.case.reference in shown.content.decode()
        assert now(play) == before
        assert not Draft.objects.exists()

    def test_who_has_no_right_is_refused(self, step):
        play = play_of(step)
        client = signed_in(user_with_role("mpa-officer"))
        assert client.get(play.url).status_code == 403
        assert play.post(client=client).status_code == 403
        assert Entry.objects.filter(
            event=f"case.{step.verb}", outcome="refused"
        ).exists()

    def test_another_borough_finds_nothing(self, step):
        play = play_of(step)
        client = signed_in(user_with_role("champion"))
        assert client.get(play.url).status_code == 404
        assert play.post(client=client).status_code == 404

    def test_a_stale_form_loses_nobodys_words(self, step):
        play = play_of(step)
        sent = play.post(version=3)
        assert sent.status_code == 409
        text = sent.content.decode()
        assert "Somebody else has changed this" in text
        if step.text:
            assert step.form(play)[step.text] in text

    def test_each_required_field_says_so(self, step):
        play = play_of(step)
        client = signed_in(play.user)
        shown = client.get(play.url)
        sent = client.post(play.url, {**hidden(shown), "version": "4"})
        if not step.required:
            return
        assert sent.status_code == 200
        assert len(errors(sent)) >= len(step.required), errors(sent)

    def test_a_double_click_is_one_act(self, step):
        play = play_of(step)
        client = signed_in(play.user)
        data = hidden(client.get(play.url)) | step.form(play)
        first, second = (client.post(play.url, data) for _ in range(2))
        assert first.status_code == second.status_code == 302
        done = Entry.objects.filter(event=f"case.{step.verb}", outcome="done")
        assert done.count() == 1


def _part_to_be(play):
    """The part that a verb would begin."""
    return part_model(play.step.verb)(case=play.case)
