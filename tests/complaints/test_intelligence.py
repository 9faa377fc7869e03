"""Items of intelligence: counted, read by two roles, and never told."""

from datetime import date, timedelta

import pytest
from django.db.models import TextField
from django.urls import reverse
from django.utils import timezone

from accounts.roles import ROLES
from audit.models import Entry
from complaints import actions
from complaints.filters.intelligence import counts_of
from complaints.models import IntelligenceItem
from pages.refusals import BadInput
from tests.architecture.test_query_counts import queries
from tests.complaints.records.playing import NOW
from tests.complaints.sending import day, errors, fill, signed_in
from tests.factories.accounts import fresh, user_with_role
from tests.factories.claims import IntelligenceItemFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
LIST = "/complaints/intelligence-items/"
COUNTS = f"{LIST}counts/"


@pytest.fixture
def officer():
    return user_with_role("intelligence-officer")


def listed(user, query=""):
    text = signed_in(user).get(f"{LIST}?{query}").content.decode()
    body = text[text.index("app-list__main") :]
    found = [(body.find(f"/{x.slug}/"), x) for x in IntelligenceItem.objects.all()]
    return [row for place, row in sorted(found, key=lambda one: one[0]) if place >= 0]


def test_there_is_no_place_for_what_it_says():
    longest = [
        each.max_length
        for each in IntelligenceItem._meta.concrete_fields
        if each.get_internal_type() == "CharField"
    ]
    assert not any(
        isinstance(each, TextField) for each in IntelligenceItem._meta.concrete_fields
    )
    assert max(longest) <= 60


@pytest.mark.parametrize("role", ROLES)
def test_who_reads_them(role):
    item = IntelligenceItemFactory()
    user = user_with_role(role)
    may = role in {"intelligence-officer", "director"}
    assert signed_in(user).get(LIST).status_code == (200 if may else 403)
    sent = signed_in(user).get(item.get_absolute_url())
    assert sent.status_code == (200 if may else 404)
    may_count = may or role in {"pau-analyst", "pssp-officer", "review-officer"}
    assert signed_in(user).get(COUNTS).status_code == (200 if may_count else 403)


def test_each_reading_of_the_director_is_recorded():
    item = IntelligenceItemFactory()
    client = signed_in(user_with_role("director"))
    client.get(LIST)
    client.get(item.get_absolute_url())
    kinds = Entry.objects.order_by("pk").values_list("subject_kind", "subject_key")
    assert list(kinds)[-2:] == [
        ("register", "intelligence items"),
        ("intelligence-item", item.reference),
    ]


def test_the_first_ten_new_reports_of_october_of_a_desk(officer):
    desk = UnitFactory(desk=True)
    made = [
        IntelligenceItemFactory(
            responsible_unit=desk, received_on=date(2006, 10, 1) + timedelta(days=n)
        )
        for n in range(31)
    ]
    IntelligenceItemFactory(responsible_unit=desk, received_on=date(2006, 11, 1))
    IntelligenceItemFactory(received_on=date(2006, 10, 2))
    IntelligenceItemFactory(
        responsible_unit=desk, received_on=date(2006, 10, 2), kind="closing"
    )
    period = "received_from=2006-10-01&received_to=2006-10-31&sort=received"
    assert listed(officer, f"kind=report&unit={desk.code}&{period}") == made[:25]


def test_the_first_three_investigations_allocated_from_january(officer):
    desk = UnitFactory(desk=True)
    made = [
        IntelligenceItemFactory(
            responsible_unit=desk,
            kind="financial",
            status="allocated",
            received_on=date(2006, 12, 1),
            allocated_on=each,
        )
        for each in (date(2007, 1, 2), date(2007, 1, 9), date(2007, 2, 1))
    ]
    IntelligenceItemFactory(
        responsible_unit=desk,
        kind="financial",
        status="allocated",
        received_on=date(2006, 12, 1),
        allocated_on=date(2006, 12, 29),
    )
    query = f"unit={desk.code}&kind=financial&allocated_from=2007-01-01&sort=allocated"
    assert listed(officer, query) == made


class TestCounts:
    def test_by_unit_and_kind_within_the_period(self):
        one, other = UnitFactory(name="Alphaton"), UnitFactory(name="Betaham")
        for unit, kind, received in (
            (one, "report", date(2026, 1, 1)),
            (one, "report", date(2026, 3, 31)),
            (one, "closing", date(2026, 2, 1)),
            (other, "financial", date(2026, 2, 1)),
            (other, "report", date(2026, 4, 1)),
            (None, "report", date(2026, 2, 2)),
        ):
            IntelligenceItemFactory(about_unit=unit, kind=kind, received_on=received)
        assert counts_of(date(2026, 1, 1), date(2026, 3, 31)) == [
            ("Alphaton", [2, 0, 0, 0, 1, 3]),
            ("Betaham", [0, 0, 0, 1, 0, 1]),
            ("No B/OCU named", [1, 0, 0, 0, 0, 1]),
        ]

    def test_the_page_says_when_a_period_is_no_period(self):
        client = signed_in(user_with_role("pau-analyst"))
        address = f"{COUNTS}?first=2026-03-01&last=2026-02-01"
        assert errors(client.get(address)) == [
            "The last day must be on or after the first."
        ]
        assert client.get(f"{COUNTS}?second=1").status_code == 400

    def test_it_shows_counts_and_no_item(self):
        item = IntelligenceItemFactory(received_on=timezone.localdate())
        client = signed_in(user_with_role("pau-analyst"))
        text = client.get(COUNTS).content.decode()
        assert "No B/OCU named" in text
        assert item.reference not in text
        assert item.elsewhere not in text
        old = client.get(f"{COUNTS}?first=1/1/2006&last=2/1/2006").content.decode()
        assert "No item was received from 1 January 2006 to 2 January 2006." in old


class TestDates:
    def do(self, action, item, officer, **told):
        return action(
            record=item, by=fresh(officer), at=NOW, version=item.version, **told
        )

    def test_are_in_order(self, officer):
        item = IntelligenceItemFactory(allocated=True)
        before = date(2026, 8, 31)
        for action, name in (
            (actions.allocate_intelligence_item, "allocated_on"),
            (actions.close_intelligence_item, "closed_on"),
        ):
            with pytest.raises(BadInput) as refused:
                self.do(action, item, officer, **{name: before})
            assert refused.value.field == name
        with pytest.raises(BadInput, match="before the date allocated"):
            self.do(
                actions.amend_intelligence_item,
                item,
                officer,
                kind="report",
                received_on=date(2026, 9, 6),
            )

    def test_the_form_says_so(self, officer):
        item = IntelligenceItemFactory()
        for verb, name in (("allocate", "allocated_on"), ("close", "closed_on")):
            address = reverse(f"complaints:intelligence-item-{verb}", args=[item.slug])
            sent = fill(signed_in(officer), address, **day(name, date(2026, 8, 31)))
            assert "on or after the date received" in errors(sent)[0]


def test_the_file_of_the_list(officer):
    item = IntelligenceItemFactory()
    sent = signed_in(officer).post(f"{LIST}export/?kind=report")
    text = b"".join(sent.streaming_content).decode()
    assert item.elsewhere in text
    assert Entry.objects.get(event="intelligence-item.export").count == 1


def test_it_asks_no_more_of_20_rows_than_of_one(officer):
    IntelligenceItemFactory(about_unit=UnitFactory())
    few = queries(LIST, user=officer)
    for _ in range(19):
        IntelligenceItemFactory(about_unit=UnitFactory())
    assert len(queries(LIST, user=officer)) == len(few) <= 12
