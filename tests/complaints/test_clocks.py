"""Which clock runs in a case, by which law, and what a conduct matter has not."""

from datetime import date, timedelta

import pytest

from casework.models import DeadlineRule
from casework.workflow import BACK
from complaints import actions, rules
from complaints.actions.moves import set_clock
from complaints.models import Case, Letter
from complaints.rules import limits
from complaints.workflow import CASE, CLOSED, Status
from pages.refusals import BadInput
from tests.complaints.test_matrix import case_in
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, whole_case

pytestmark = pytest.mark.django_db


def change_rule(code, day, length):
    """Another rule of this code from `day` on."""
    old = DeadlineRule.objects.get(code=code, to_on=None)
    DeadlineRule.objects.filter(pk=old.pk).update(to_on=day - timedelta(days=1))
    old.pk, old.from_on, old.length = None, day, length
    old.save(force_insert=True)


def test_a_clock_goes_by_the_law_of_the_day_received():
    change_rule("notify", date(2026, 9, 10), 60)
    before = CaseFactory(determined=True, received_on=date(2026, 9, 1))
    after = CaseFactory(determined=True, received_on=date(2026, 9, 10))

    for case in (before, after):
        set_clock(case)

    assert before.next_due_on < before.determined_on + timedelta(days=10)
    assert after.next_due_on > after.determined_on + timedelta(days=60)


def test_the_time_for_an_appeal_goes_by_the_law_of_the_day_received():
    case = case_in(Status.DETERMINED)
    change_rule("appeal", case.received_on + timedelta(days=1), 7)

    case = DO["notify"](case, user_with_role("cst-officer"), NOW, case.version)

    assert case.appeal_ends_on == NOW.date() + timedelta(days=28)


def test_a_case_older_than_every_rule_goes_by_that_of_the_clocks_first_day():
    case = CaseFactory.build(
        status=Status.DETERMINED,
        received_on=date(2003, 5, 1),
        determined_on=date(2026, 9, 21),
    )

    set_clock(case)

    assert (case.next_due, case.next_due_on) == ("notify", date(2026, 9, 28))


def of_state(case):
    """The limit of the state, whatever is due before it, and its day."""
    (row,) = [r for r in case.clocks.all() if r.runs and r.code in limits.OF_STATE]
    return row.code, row.due_on


def done(verb, case, by, *, after):
    """The verb done so many days after NOW."""
    at = NOW + timedelta(days=after)
    return DO[verb](Case.objects.get(pk=case.pk), by, at, case.version)


def test_a_report_starts_the_clock_of_its_decision_until_the_case_moves_on():
    case = case_in(Status.INVESTIGATING)
    late = case.received_on + timedelta(days=90)

    case = done("submit-report", case, case.handler, after=0)
    due = case.next_due_on
    assert case.next_due == "determine"
    assert due > NOW.date() + timedelta(days=10)

    case = done("allocate", case, user_with_role("team-inspector"), after=3)
    assert (case.next_due, case.next_due_on) == ("determine", due)

    case = done("return", case, user_with_role("appropriate-authority"), after=4)
    assert (case.next_due, case.next_due_on) == ("completion", late)


def test_a_reopened_case_runs_from_the_day_it_was_reopened():
    case = case_in(Status.FINALISED)
    authority = user_with_role("appropriate-authority")
    days = timedelta(days=90)

    case = done("reopen", case, authority, after=0)
    assert of_state(case) == ("reopened", NOW.date() + days)

    declare = actions.declare_conflict
    declare(case=case, by=user_with_role("cst-officer"), at=NOW, reason="A friend.")
    case.refresh_from_db()
    assert of_state(case) == ("reopened", NOW.date() + days)

    case = done("submit-report", case, case.handler, after=9)
    assert case.next_due == "determine"

    case = done("return", case, authority, after=10)
    assert of_state(case) == ("reopened", NOW.date() + days)


def test_each_clock_has_a_rule_that_starts_where_the_case_says():
    rules_of = dict(DeadlineRule.objects.values_list("code", "starts_at"))
    clocks = [*rules.CLOCKS.values(), *rules.CLOCKS_OF_MOVES.values()]
    for code, starts_at in [*clocks, rules.UNAPPEALED]:
        assert rules_of[code] == starts_at


def test_a_clock_that_no_rule_has_any_more_is_shown_without_its_steps(client):
    case = whole_case(recorded=True, next_due="of-a-law-gone", next_due_on=NOW.date())
    client.force_login(user_with_role("cst-officer"))

    assert client.get(case.get_absolute_url()).status_code == 200


# Where a move leads back to, the state says which clock runs; sub judice none begins.
@pytest.mark.parametrize(
    "line",
    [line for line in CASE if line.target not in (BACK, Status.SUB_JUDICE)],
    ids=lambda line: line.verb,
)
@pytest.mark.parametrize("reopened", [False, True])
def test_a_clock_runs_after_each_move_that_leaves_a_case_open(line, reopened):
    clock = rules.clock_of(line.target, line.verb, reopened=reopened)

    assert (clock is None) == (line.target in CLOSED)
    back = line.verb in ("reopen", "reinvestigate", "resolve-anew") or (
        line.verb == "return" and reopened
    )
    assert (clock == ("reopened", "reopened_on")) == back


def notified_conduct_matter():
    case = whole_case(determined=True, decided=True, conduct=True)
    return DO["notify"](case, user_with_role("cst-officer"), NOW, case.version)


def test_a_notified_conduct_matter_is_due_to_be_finalised():
    case = notified_conduct_matter()

    assert case.appeal_ends_on is None
    assert case.next_due == "finalise_unappealed"
    assert case.next_due_on > case.notified_on


def test_its_clock_does_not_speak_of_an_appeal(client):
    case = notified_conduct_matter()
    client.force_login(user_with_role("cst-officer"))

    page = client.get(case.get_absolute_url()).content.decode()

    assert "<strong>Finalisation</strong> by" in page
    assert "10 working days from the date notified" in page
    assert "no appeal can come" not in page


def test_nobody_waits_for_an_appeal_in_a_conduct_matter():
    facts = rules.ClosingFacts(
        status=Status.NOTIFIED,
        decided=1,
        undecided=0,
        letters_missing=0,
        open_tasks=0,
        pending_documents=0,
        has_complainant=False,
        can_appeal=False,
        appeal_ends_on=None,
    )

    items = rules.before_finalising(facts, today=NOW.date())

    assert all(item.done for item in items)
    assert "appeal" not in {item.key for item in items}


def declined(case, **letter):
    return actions.decline(
        case=case,
        by=user_with_role("cst-officer"),
        at=NOW,
        version=case.version,
        ground="outside-the-act",
        reason="Outside the Act.",
        **letter,
    )


def test_a_complaint_is_declined_by_letter():
    case = whole_case()

    with pytest.raises(BadInput, match="date of the letter"):
        declined(case)
    declined(
        case,
        letter_on=NOW.date(),
        letter="It is not recorded.",
        served_how="post",
    )

    letter = Letter.objects.get(case=case)
    assert letter.complainant == case.complainants.get()


def test_a_conduct_matter_is_declined_without_a_letter():
    case = whole_case(conduct=True)

    assert declined(case).status == Status.NOT_RECORDED

    assert not Letter.objects.filter(case=case).exists()
