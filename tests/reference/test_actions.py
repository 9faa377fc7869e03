"""Adding, changing, retiring and replacing reference rows."""

from datetime import date, timedelta

import pytest
from django.urls import resolve

from accounts.reference import actions
from accounts.reference.registry import get
from accounts.reference.values import fingerprint
from accounts.roles import ROLES
from audit import trail
from casework.models import BankHoliday, DeadlineRule
from complaints.models import Category, Result
from organisation.models import Membership, Unit
from pages.refusals import BadInput, NotAllowed, Stale, WrongState
from tests.factories.accounts import user_with_role
from tests.factories.organisation import MembershipFactory, UnitFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


def unit_values(**fields):
    return {
        "code": "new-team",
        "name": "New team",
        "kind": "team",
        "force_code": "",
        "other_names": [],
        "opened_on": DAY,
        "closed_on": None,
        "source": "",
    } | fields


def newest(event):
    return trail.entries(events=[event]).first()


class TestWhoMay:
    @pytest.mark.parametrize("slug", sorted(ROLES))
    def test_only_the_system_administrator(self, slug):
        user = user_with_role(slug)
        if slug == "system-administrator":
            assert actions.add(get("units"), unit_values(), by=user).pk
            return
        with pytest.raises(NotAllowed):
            actions.add(get("units"), unit_values(), by=user)
        assert not Unit.objects.filter(code="new-team").exists()
        entry = newest("reference.add")
        assert entry.outcome == "refused"
        assert entry.actor_key == user.email

    @pytest.mark.parametrize("verb", ["change", "retire", "replace"])
    def test_every_verb_asks(self, officer, verb):
        rule = DeadlineRule.objects.on(DAY).get(code="recording")
        table = get("deadline-rules")
        act = {
            "change": lambda: actions.change(table, rule, {}, by=officer),
            "retire": lambda: actions.retire(table, rule, on=DAY, by=officer),
            "replace": lambda: actions.replace(
                table, rule, {}, from_on=DAY, by=officer
            ),
        }[verb]
        with pytest.raises(NotAllowed, match="Your role does not allow"):
            act()


class TestAdd:
    def test_is_in_the_trail_with_its_values(self, keeper):
        actions.add(get("units"), unit_values(), by=keeper)
        entry = newest("reference.add")
        assert entry.subject_key == "units/new-team"
        assert entry.changes["name"] == [None, "New team"]

    def test_refuses_a_key_whose_page_nobody_would_reach(self, keeper):
        values = unit_values(code="add")
        with pytest.raises(BadInput, match="is the address of a page") as refusal:
            actions.add(get("units"), values, by=keeper)
        assert refusal.value.field == "code"
        assert not Unit.objects.filter(code="add").exists()

    @pytest.mark.parametrize("code", ["change", "retire", "adder"])
    def test_every_other_key_leads_to_its_own_row(self, keeper, code):
        made = actions.add(get("units"), unit_values(code=code), by=keeper)
        found = resolve(get("units").url_of(made))
        assert found.view_name == "reference-row"
        assert found.kwargs == {"slug": "units", "key": code}

    def test_refuses_a_key_that_is_there(self, keeper):
        values = unit_values(code="merton")
        with pytest.raises(BadInput, match="already a unit with this code") as refusal:
            actions.add(get("units"), values, by=keeper)
        assert refusal.value.field == "code"

    def test_refuses_an_end_before_the_beginning(self, keeper):
        values = unit_values(closed_on=date(2026, 8, 31))
        with pytest.raises(BadInput, match="on or after “Opened”, 1 September 2026"):
            actions.add(get("units"), values, by=keeper)

    def test_refuses_an_event_that_ends_before_it_begins(self, keeper):
        values = {"code": "march", "name": "March", "retired_on": None}
        values |= {"from_on": date(2026, 3, 2), "to_on": date(2026, 3, 1)}
        with pytest.raises(BadInput, match="must be on or after .*2 March 2026"):
            actions.add(get("tags"), values, by=keeper)

    def test_refuses_two_areas_at_a_time(self, keeper):
        first = MembershipFactory(to_on=DAY)
        values = {
            "unit": first.unit,
            "group": UnitFactory(area=True),
            "kind": "area",
            "from_on": DAY,
            "to_on": None,
            "source": "",
        }
        with pytest.raises(BadInput, match="Another row holds in this time"):
            actions.add(get("memberships"), values, by=keeper)
        later = values | {"from_on": date(2026, 9, 2)}
        assert actions.add(get("memberships"), later, by=keeper).pk

    def test_refuses_what_the_form_would_refuse(self, keeper):
        with pytest.raises(BadInput) as refusal:
            actions.add(get("units"), unit_values(kind="castle"), by=keeper)
        assert refusal.value.field == "kind"

    def test_refuses_a_new_kind_of_deadline(self, keeper):
        with pytest.raises(WrongState):
            actions.add(get("deadline-rules"), {}, by=keeper)


class TestChange:
    def test_keeps_before_and_after(self, keeper):
        unit = UnitFactory(name="Before")
        actions.change(get("units"), unit, {"name": "After"}, by=keeper)
        assert Unit.objects.get(pk=unit.pk).name == "After"
        assert newest("reference.change").changes == {"name": ["Before", "After"]}

    def test_never_touches_the_code(self, keeper):
        unit = UnitFactory()
        actions.change(get("units"), unit, {"code": "other"}, by=keeper)
        assert Unit.objects.filter(code=unit.code).exists()

    def test_refuses_what_somebody_else_changed_meanwhile(self, keeper):
        unit = UnitFactory(name="First")
        opened = fingerprint(get("units"), unit)
        actions.change(get("units"), unit, {"name": "Second"}, by=keeper)
        with pytest.raises(Stale) as refusal:
            actions.change(
                get("units"), unit, {"name": "Third"}, by=keeper, opened=opened
            )
        assert refusal.value.current == {"Name": "Second"}
        assert refusal.value.yours == {"Name": "Third"}
        assert Unit.objects.get(pk=unit.pk).name == "Second"

    def test_a_moved_bank_holiday_is_told_under_both_dates(self, keeper):
        table = get("bank-holidays")
        holiday = BankHoliday.objects.get(on_date=date(2030, 5, 6))
        actions.change(table, holiday, {"on_date": date(2030, 5, 8)}, by=keeper)
        keys = {
            entry.subject_key
            for entry in trail.entries(events=["reference.change"])[:2]
        }
        assert keys == {"bank-holidays/2030-05-06", "bank-holidays/2030-05-08"}

    def test_refuses_a_date_that_another_holiday_has(self, keeper):
        table = get("bank-holidays")
        holiday = BankHoliday.objects.get(on_date=date(2030, 5, 6))
        taken = {"on_date": date(2030, 12, 25)}
        with pytest.raises(BadInput, match="already a bank holiday with this date"):
            actions.change(table, holiday, taken, by=keeper)

    def test_the_length_of_a_deadline_never_changes_in_place(self, keeper):
        rule = DeadlineRule.objects.on(DAY).get(code="recording")
        actions.change(get("deadline-rules"), rule, {"length": 1}, by=keeper)
        rule.refresh_from_db()
        assert rule.length == 10


class TestRetire:
    def test_gives_a_last_day_and_the_reason(self, keeper):
        unit = UnitFactory()
        actions.retire(get("units"), unit, on=DAY, by=keeper, reason="Merged")
        assert Unit.objects.get(pk=unit.pk).closed_on == DAY
        entry = newest("reference.retire")
        assert entry.reason == "Merged"
        assert entry.changes == {"closed_on": [None, "2026-09-01"]}

    def test_the_last_day_is_the_last_on_which_the_row_holds(self, keeper):
        """Some tables keep the day from which a row is gone."""
        table = get("tags")
        tag = table.model.objects.get(code="g20-2009")
        actions.retire(table, tag, on=DAY, by=keeper)
        tag.refresh_from_db()
        assert tag.retired_on == DAY + timedelta(days=1)
        assert not table.retired_by(tag, DAY)
        assert table.retired_by(tag, DAY + timedelta(days=1))
        with pytest.raises(WrongState, match="already ended, on 1 September 2026"):
            actions.retire(table, tag, on=DAY, by=keeper)

    def test_refuses_what_has_ended(self, keeper):
        unit = UnitFactory(retired=True)
        with pytest.raises(WrongState, match="already ended, on 31 May 2010"):
            actions.retire(get("units"), unit, on=DAY, by=keeper)

    def test_a_last_day_to_come_may_be_brought_forward(self, keeper):
        unit = UnitFactory(closed_on=date(2027, 1, 1))
        actions.retire(get("units"), unit, on=DAY, by=keeper)
        assert Unit.objects.get(pk=unit.pk).closed_on == DAY

    def test_refuses_a_day_before_it_began(self, keeper):
        category = Category.objects.get(code="A")
        with pytest.raises(BadInput):
            actions.retire(get("categories"), category, on=date(2001, 1, 1), by=keeper)

    def test_refuses_what_has_no_last_day(self, keeper):
        holiday = BankHoliday.objects.first()
        with pytest.raises(WrongState, match="has no last day"):
            actions.retire(get("bank-holidays"), holiday, on=DAY, by=keeper)


class TestReplace:
    @pytest.fixture
    def rule(self):
        return DeadlineRule.objects.on(DAY).get(code="recording")

    def replaced(self, rule, keeper, *, from_on=DAY, **values):
        table = get("deadline-rules")
        now = {
            name: getattr(rule, name)
            for name in ("name", "length", "day_unit", "source", "unverified")
        }
        return actions.replace(table, rule, now | values, from_on=from_on, by=keeper)

    def test_the_old_rule_holds_until_the_day_before(self, keeper, rule):
        new = self.replaced(rule, keeper, length=15)
        lengths = [
            DeadlineRule.objects.on(day).get(code="recording").length
            for day in (date(2026, 8, 31), DAY)
        ]
        assert lengths == [10, 15]
        assert (new.code, new.starts_at) == ("recording", rule.starts_at)

    def test_both_rows_are_in_the_trail(self, keeper, rule):
        self.replaced(rule, keeper, length=15)
        assert newest("reference.replace").changes == {"to_on": [None, "2026-08-31"]}
        assert newest("reference.add").changes["length"] == [None, 15]

    @pytest.mark.parametrize("day", [date(2004, 4, 1), date(2004, 3, 31)])
    def test_refuses_a_date_before_the_old_began(self, keeper, rule, day):
        with pytest.raises(BadInput, match="after 1 April 2004"):
            self.replaced(rule, keeper, from_on=day)

    def test_refuses_a_date_after_the_old_ended(self, keeper):
        old = Result.objects.get(code="upheld", to_on__isnull=False)
        values = {"name": "Proven", "finding": True, "kinds": ["PC"], "source": ""}
        with pytest.raises(BadInput, match="ended on 31 March 2010"):
            actions.replace(get("results"), old, values, from_on=DAY, by=keeper)

    def test_refuses_what_is_changed_in_place(self, keeper):
        unit = UnitFactory()
        with pytest.raises(WrongState, match="changed in place"):
            actions.replace(get("units"), unit, {}, from_on=DAY, by=keeper)


@pytest.mark.django_db(transaction=True)
def test_what_the_database_refuses_is_a_sentence():
    """A row that another transaction added between the check and the saving."""
    keeper = user_with_role("system-administrator")
    first = MembershipFactory()
    second = Membership(
        unit=first.unit, group=first.group, kind=first.kind, from_on=first.from_on
    )
    with pytest.raises(BadInput, match="is in the way"):
        actions._save(get("memberships"), second)
    assert keeper.pk
