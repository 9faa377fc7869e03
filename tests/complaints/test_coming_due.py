"""When a record of a register is looked at again: by rule, explained, and told late."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework import deadlines, jobs
from casework.models import DeadlineRule
from complaints.actions.coming_due import due_of
from complaints.actions.escalating_records import escalate_records
from pages.refusals import BadInput
from pages.words import weekday
from tests.complaints.records import BY_EVENT, record_play
from tests.complaints.sending import signed_in
from tests.complaints.verbs import NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import ConflictFactory, whole_case
from tests.factories.conduct import ManagementActionFactory
from tests.factories.interventions import InterventionFactory
from tests.factories.markers import MarkerFactory
from tests.factories.organisation import UnitFactory
from tests.factories.restrictions import RestrictionFactory
from tests.factories.risks import RiskFactory, RiskScoreFactory

pytestmark = pytest.mark.django_db
# A Friday; what was due the day before is one working day late.
TODAY = date(2026, 11, 20)
YESTERDAY, LONG_AGO = date(2026, 11, 19), date(2026, 10, 1)


def why(record):
    return due_of(deadlines.load(), record)


def run(today=TODAY):
    return escalate_records(today=today, at=NOW)


def said(user):
    return [row.sentence for row in user.notifications.order_by("pk")]


def refused(event, **changes):
    play = record_play(BY_EVENT[event])
    given = play.step.given(play) | changes
    given |= {"record": play.record, "version": play.record.version}
    with pytest.raises(BadInput) as caught:
        play.step.action(by=fresh(play.user), at=NOW, **given)
    return caught.value


def by_hand(day):
    """What is said of the day that was set, not of the one that was counted."""
    days = deadlines.load().days
    why_not = days.why_not(day)
    if not why_not:
        return ()
    called = f"a {why_not}" if why_not in ("Saturday", "Sunday") else why_not
    last = weekday(days.last_before(day))
    return (f"That is {called}: the last working day before it is {last}.",)


class TestTheNextReview:
    @pytest.mark.parametrize(
        ("event", "field", "began"),
        [
            ("restriction.impose", "review_on", "it begins"),
            ("restriction.review", "next_on", "of the last review"),
        ],
    )
    def test_is_not_later_than_the_rule_lets(self, event, field, began):
        refusal = refused(event, **{field: TODAY + timedelta(days=700)})
        assert refusal.field == field
        assert refusal.sentence.startswith("The next review must be by ")
        assert f"28 days from the date {began}" in refusal.sentence

    def test_may_be_earlier(self):
        play = record_play(BY_EVENT["restriction.review"])
        given = play.step.given(play)
        day = given["reviewed_on"] + timedelta(days=3)
        row = play.step.action(
            record=play.record,
            version=play.record.version,
            by=fresh(play.user),
            at=NOW,
            **given | {"next_on": day},
        )
        assert row.review_on == day
        due = why(row)
        assert due.due_on == day
        assert due.steps[-1].endswith("was set instead, when it was last seen.")
        assert due.warnings[: len(by_hand(day))] == by_hand(day)
        assert "before it is" not in "".join(due.warnings[len(by_hand(day)) :])

    def test_is_free_where_no_rule_is_in_force(self):
        DeadlineRule.objects.filter(code__in=CODES).delete()
        play = record_play(BY_EVENT["restriction.review"])
        later = TODAY + timedelta(days=700)
        given = play.step.given(play) | {"next_on": later}
        row = play.step.action(
            record=play.record,
            version=play.record.version,
            by=fresh(play.user),
            at=NOW,
            **given,
        )
        assert row.review_on == later


CODES = ("suspension_review", "restriction_review")


def was_set(due):
    """Whether the day is another than that of the rule."""
    return any("was set instead" in step for step in due.steps)


class TestWhy:
    def test_a_restriction_counts_from_the_day_it_holds(self):
        from_on = date(2026, 9, 10)
        row = RestrictionFactory(in_force=True, from_on=from_on)
        row.review_on = from_on + timedelta(days=28)
        for kind, code in zip(
            ("restricted", "suspended"), reversed(CODES), strict=True
        ):
            row.kind = kind
            due = why(row)
            assert (due.code, due.starts_on) == (code, from_on)
            assert "28 days from the date it begins" in due.steps[0]
            assert not was_set(due)
        row.review_on -= timedelta(days=1)
        assert was_set(why(row))

    def test_a_risk_counts_from_its_last_assessment(self):
        risk = RiskFactory(next_review_on=date(2026, 10, 8))
        assert why(risk) is None  # nobody assessed it
        score = RiskScoreFactory(risk=risk)
        due = why(risk)
        assert due.starts_on == score.at.date()
        assert why(RiskFactory(closed=True)) is None

    def test_an_intervention_counts_from_its_opening(self):
        opened_on = date(2026, 9, 2)
        row = InterventionFactory(triggered_on=opened_on)
        row.due_on = opened_on + timedelta(days=28)
        due = why(row)
        assert (due.code, due.starts_on) == ("intervention", opened_on)
        assert not was_set(due)
        row.due_on -= timedelta(days=1)
        assert was_set(why(row))
        assert why(InterventionFactory(planned=True)) is None

    def test_its_page_says_so(self):
        review_on = timezone.localdate() - timedelta(days=20)
        begun = {"from_on": review_on - timedelta(days=28), "review_on": review_on}
        row = RestrictionFactory(in_force=True, **begun)
        page = signed_in(user_with_role("director")).get(row.get_absolute_url())
        text = page.content.decode()
        assert "Why this date?" in text
        assert "28 days from the date it begins" in text
        assert "Late by" in text

    def test_the_page_of_one_that_waits_for_nothing_does_not(self):
        row = RestrictionFactory()
        page = signed_in(user_with_role("director")).get(row.get_absolute_url())
        assert "Why this date?" not in page.content.decode()


class TestLate:
    def test_its_keepers_hear_first_and_once(self):
        row = RestrictionFactory(in_force=True, review_on=YESTERDAY)
        director = user_with_role("director", UnitFactory())
        assert run() == 1
        assert run() == 1  # late still, and told already
        assert said(director) == [f"{row}: the review is late."]
        assert director.notifications.get().url == row.get_absolute_url()

    def test_a_second_run_asks_about_nobody_again(self, django_assert_max_num_queries):
        user_with_role("director", UnitFactory())
        for _ in range(5):
            RestrictionFactory(in_force=True, review_on=YESTERDAY)
        run()
        with django_assert_max_num_queries(25):
            assert run() == 5

    def test_whoever_looks_after_a_risk_hears_first(self):
        owner, other = (user_with_role("command", UnitFactory()) for _ in range(2))
        row = RiskFactory(next_review_on=YESTERDAY, owner=owner)
        run()
        assert said(owner) == [f"{row}: the review of the risk is late."]
        assert said(other) == []

    def test_later_senior_management_hears(self):
        command = user_with_role("command", UnitFactory())
        unit = UnitFactory(code="merton-b")
        champion = user_with_role("champion", unit)
        row = InterventionFactory(responsible_unit=unit, due_on=YESTERDAY)
        run()
        assert said(champion) == [
            f"{row}: the action of the intervention scheme is late."
        ]
        assert said(command) == []
        run(TODAY + timedelta(days=30))
        assert len(said(command)) == 1

    def test_who_is_barred_hears_nothing(self):
        row = RestrictionFactory(in_force=True, review_on=YESTERDAY)
        director = user_with_role("director", UnitFactory())
        ConflictFactory(case=row.case, user=director)
        run()
        assert said(director) == []

    @pytest.mark.parametrize("days", [0, 5])
    def test_what_is_not_late_is_told_to_nobody(self, days):
        RestrictionFactory(in_force=True, review_on=TODAY + timedelta(days=days))
        RestrictionFactory(review_on=None)
        RiskFactory(closed=True)
        assert run() == 0

    def test_a_request_is_late_by_its_receipt(self):
        keeper = BY_EVENT["foi-request.decide"]
        play = record_play(keeper)
        play.record.refresh_from_db()
        due = why(play.record).due_on
        assert run(due) == 0
        assert run(due + timedelta(days=5)) == 1

    def test_the_review_of_a_marker_is_its_handlers(self):
        handler, other = (user_with_role("investigator") for _ in range(2))
        case = whole_case(investigating=True, handler=handler)
        marker = MarkerFactory(case=case, number=1, review_on=YESTERDAY)
        MarkerFactory(case=whole_case(finalised=True), review_on=YESTERDAY)
        assert run() == 1
        words = f"the review of the duties of a subject, {marker.name}, is late."
        assert said(handler) == [f"{case}: {words}"]
        assert handler.notifications.get().url == f"{case.get_absolute_url()}handling/"
        assert said(other) == []

    def test_that_of_management_action_is_its_offices_in_a_closed_case_too(self):
        office = user_with_role("misconduct-office")
        case = whole_case(finalised=True, offices=["case.arrange-meeting"])
        ManagementActionFactory(case=case, number=1, review_on=YESTERDAY)
        ManagementActionFactory(case=case, number=2, review_on=None)
        assert run() == 1
        assert said(office) == [f"{case}: the review of management action 1 is late."]

    def test_nobody_hears_of_a_case_that_they_may_not_see(self):
        office = user_with_role("misconduct-office")
        row = ManagementActionFactory(case=whole_case(determined=True), number=1)
        ConflictFactory(case=row.case, user=office)
        assert run(TODAY + timedelta(days=60)) == 1
        assert said(office) == []

    def test_the_daily_job_tells_them(self):
        RestrictionFactory(in_force=True, review_on=LONG_AGO)
        row = jobs.enqueue("escalate-deadlines", "one day", {}, by=None, at=NOW)
        assert jobs.run(row.pk, clock=lambda: NOW) == "done"
        row.refresh_from_db()
        assert row.result["records"] == 1


def test_the_checklist_says_by_when_evidence_is_preserved():
    case = whole_case(investigating=True, received_on=date(2026, 11, 2))
    client = signed_in(user_with_role("investigator", case.responsible_unit))
    address = reverse("complaints:tasks", args=[case.slug])
    text = client.get(address).content.decode()
    assert "First steps to preserve evidence: by Tuesday 3 November 2026" in text
