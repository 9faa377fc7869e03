"""Freedom of Information requests: decided in time, refused on an exemption."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework import deadlines
from casework.models import BankHoliday, DeadlineRule
from complaints import actions
from complaints.filters.foi import due_on, late_before
from complaints.models import FoiRequest
from pages.refusals import BadInput
from tests.architecture.test_query_counts import queries
from tests.complaints.records.playing import NOW
from tests.complaints.sending import day, errors, fill, signed_in
from tests.factories.accounts import fresh, user_with_role
from tests.factories.claims import FoiRequestFactory

pytestmark = pytest.mark.django_db
LIST = "/complaints/foi-requests/"
RECEIVED = date(2006, 12, 1)


@pytest.fixture
def analyst():
    return user_with_role("pau-analyst")


def listed(user, query=""):
    text = signed_in(user).get(f"{LIST}?{query}").content.decode()
    body = text[text.index("app-list__main") :]
    found = [(body.find(f"/{row.slug}/"), row) for row in FoiRequest.objects.all()]
    return [row for place, row in sorted(found, key=lambda one: one[0]) if place >= 0]


def test_the_first_3_refused_of_december_2006(analyst):
    wanted = [
        FoiRequestFactory(decided=True, received_on=RECEIVED, decided_on=each)
        for each in (date(2006, 12, 4), date(2006, 12, 12), date(2006, 12, 29))
    ]
    early, late = date(2006, 12, 1), date(2007, 1, 2)
    FoiRequestFactory(decided=True, received_on=RECEIVED, decided_on=late)
    FoiRequestFactory(
        decided=True,
        received_on=RECEIVED,
        decided_on=early,
        decision="granted",
        refusal_grounds=[],
    )
    FoiRequestFactory(received_on=RECEIVED)
    query = "decision=refused&decided_from=2006-12-01&decided_to=2006-12-31"
    assert listed(analyst, f"{query}&sort=decided") == wanted


class TestClock:
    def test_it_is_due_on_the_twentieth_working_day_after_receipt(self):
        known = deadlines.load()
        # Over Christmas Day, Boxing Day and New Year's Day.
        assert due_on(known, RECEIVED) == date(2007, 1, 3)

    def test_a_new_bank_holiday_moves_it(self):
        BankHoliday.objects.create(on_date=date(2006, 12, 11), title="An invented one")
        assert due_on(deadlines.load(), RECEIVED) == date(2007, 1, 4)

    def test_before_the_act_and_without_a_rule_it_has_no_day(self):
        assert due_on(deadlines.load(), date(2004, 12, 31)) is None
        DeadlineRule.objects.filter(code="foi").delete()
        known = deadlines.load()
        assert due_on(known, RECEIVED) is None
        assert late_before(known, RECEIVED) == date.min

    def test_what_was_late_stays_late_when_the_rule_has_ended(self):
        DeadlineRule.objects.filter(code="foi").update(to_on=RECEIVED)
        known = deadlines.load()
        after = RECEIVED + timedelta(days=1)
        assert due_on(known, after) is None
        assert late_before(known, date(2026, 11, 20)) == after
        # Of the last requests under it some are not late yet.
        today = due_on(known, RECEIVED)
        first = late_before(known, today)
        assert due_on(known, first) >= today > due_on(known, first - timedelta(days=1))

    def test_a_shorter_limit_counts_what_came_just_before_it_as_late(self):
        rule = DeadlineRule.objects.get(code="foi")
        DeadlineRule.objects.filter(pk=rule.pk).update(to_on=RECEIVED)
        rule.pk, rule.from_on = None, RECEIVED + timedelta(days=1)
        rule.length = 5
        rule.save(force_insert=True)
        known, today = deadlines.load(), date(2006, 12, 20)
        assert late_before(known, today) > RECEIVED
        assert due_on(known, RECEIVED) > today

    @pytest.mark.parametrize("today", [date(2026, 11, 20), date(2026, 12, 29)])
    def test_what_was_received_before_a_day_is_late(self, today):
        known = deadlines.load()
        first = late_before(known, today)
        assert due_on(known, first) >= today > due_on(known, first - timedelta(days=1))

    def test_it_stands_on_the_list_and_the_page(self, analyst):
        today = timezone.localdate()
        late = FoiRequestFactory(received_on=today - timedelta(days=90))
        FoiRequestFactory(received_on=today)
        FoiRequestFactory(
            received_on=today - timedelta(days=90), decided=True, decided_on=today
        )
        text = signed_in(analyst).get(LIST).content.decode()
        assert "Late by" in text
        assert listed(analyst, "clock=late") == [late]
        told = signed_in(analyst).get(late.get_absolute_url()).content.decode()
        assert "Answer to a Freedom of Information request" in told
        assert "Why this date?" in told


class TestDeciding:
    def decide(self, analyst, **told):
        row = FoiRequestFactory()
        usual = {"decision": "refused", "decided_on": date(2026, 9, 8)}
        return actions.decide_foi_request(
            record=row, by=fresh(analyst), at=NOW, version=row.version, **usual | told
        )

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({}, "refusal_grounds"),
            ({"decision": "partly"}, "refusal_grounds"),
            ({"decision": "granted", "refusal_grounds": ["s40"]}, "refusal_grounds"),
            ({"refusal_grounds": ["s99"]}, "refusal_grounds"),
            (
                {"refusal_grounds": ["s40"], "decided_on": date(2026, 8, 31)},
                "decided_on",
            ),
        ],
    )
    def test_what_is_refused(self, analyst, told, field):
        with pytest.raises(BadInput) as refused:
            self.decide(analyst, **told)
        assert refused.value.field == field

    @pytest.mark.parametrize(
        ("decision", "grounds"),
        [("granted", []), ("partly", ["s40"]), ("refused", ["s30", "s40"])],
    )
    def test_what_is_decided(self, analyst, decision, grounds):
        row = self.decide(analyst, decision=decision, refusal_grounds=grounds)
        assert (row.decision, row.refusal_grounds) == (decision, grounds)
        told = signed_in(analyst).get(row.get_absolute_url()).content.decode()
        assert ("s 40: personal information" in told) == ("s40" in grounds)

    def test_the_form_says_so_at_the_field(self, analyst):
        row = FoiRequestFactory()
        address = reverse("complaints:foi-request-decide", args=[row.slug])
        client = signed_in(analyst)
        on = day("decided_on", date(2026, 9, 8))
        sent = fill(client, address, decision="refused", **on)
        assert errors(sent) == ["Choose the exemption that it was refused on."]
        sent = fill(client, address, decision="granted", refusal_grounds="s40", **on)
        assert errors(sent) == ["What was granted in full rests on no exemption."]
        sent = fill(
            client,
            address,
            decision="granted",
            **day("decided_on", date(2026, 8, 31)),
        )
        assert "on or after the date received" in errors(sent)[0]


def test_who_asked_is_shown_by_the_table_of_roles(analyst):
    FoiRequestFactory()
    for user, shown in ((analyst, True), (user_with_role("review-officer"), False)):
        text = signed_in(user).get(LIST).content.decode()
        assert ("Quillon Farthingale" in text) == shown
    sent = signed_in(analyst).post(f"{LIST}export/")
    assert b"Quillon Farthingale" in b"".join(sent.streaming_content)


def test_it_asks_no_more_of_20_rows_than_of_one(analyst):
    FoiRequestFactory()
    few = queries(LIST, user=analyst)
    for _ in range(19):
        FoiRequestFactory()
    assert len(queries(LIST, user=analyst)) == len(few) <= 12
