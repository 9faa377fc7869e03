"""The calendar of hearings, consistency, and the public register."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework import guard
from complaints.models import Category, Finding
from complaints.rules.counts import hidden_cells, shown_rows
from tests.complaints.meanwhile import move_to_a_new_unit, once_asked, restrict
from tests.complaints.sending import signed_in
from tests.factories.accounts import PostingFactory, user_with_role
from tests.factories.complaints import (
    AllegationFactory,
    ClockFactory,
    ConflictFactory,
    OutcomeFactory,
    whole_case,
)
from tests.factories.organisation import MemberFactory, UnitFactory
from tests.factories.proceedings import (
    ImposedSanctionFactory,
    OfficerAppealFactory,
    PanelMemberFactory,
    ProceedingFactory,
)

pytestmark = pytest.mark.django_db
CALENDAR = "/complaints/hearings/?month=2026-11"


def heard(unit=None, **fields):
    case = whole_case(determined=True, responsible_unit=unit or UnitFactory(team=True))
    return ProceedingFactory(case=case, number=1, fixed=True, **fields)


class TestCalendar:
    def test_it_says_what_sits_when_and_where(self):
        row = heard(place="Room 7")
        text = page(user_with_role("hearings-office"), CALENDAR)
        assert "Tuesday 10 November 2026, 10:30" in text
        assert "Room 7" in text
        assert str(row.case) in text

    def test_who_it_is_shows_to_whom_the_case_is_with(self):
        row = heard()
        surname = row.subject.member.surname
        assert surname in page(user_with_role("cst-officer"), CALENDAR)
        assert surname not in page(user_with_role("mpa-officer"), CALENDAR)

    def test_another_borough_sees_nothing_of_it(self):
        row = heard()
        assert str(row.case) not in page(user_with_role("champion"), CALENDAR)

    def test_nothing_of_a_case_of_which_only_what_is_public_shows(self):
        unit = UnitFactory()
        user = user_with_role("champion", unit)
        PostingFactory(user=user, role="mpa-member", unit=None)
        mine, other = heard(unit), heard()
        text = page(user, CALENDAR)
        assert str(mine.case) in text
        assert str(other.case) not in text

    def test_what_is_restricted_meanwhile_is_left_out(self):
        row, other = heard(), heard()
        with once_asked("complaints_proceeding", lambda: restrict(row.case)):
            text = page(user_with_role("cst-officer"), CALENDAR)
        assert str(row.case) not in text
        assert str(other.case) in text

    def test_a_unit_that_is_new_meanwhile_has_no_name_yet(self):
        row, user = heard(), user_with_role("cst-officer")
        page(user, CALENDAR)  # the names of units are kept from here
        with once_asked("complaints_proceeding", lambda: move_to_a_new_unit(row.case)):
            text = page(user, CALENDAR)
        assert str(row.case) in text

    def test_a_member_of_two_panels_clashes(self):
        member = MemberFactory(rank="commander")
        for row in (heard(), heard()):
            PanelMemberFactory(case=row.case, proceeding=row, number=1, member=member)
        text = page(user_with_role("cst-officer"), CALENDAR)
        assert text.count("sits elsewhere that day") == 2

    def test_a_room_is_taken_once(self):
        for place in ("Room 1", "room 1", "Room 2"):
            heard(place=place)
        text = page(user_with_role("cst-officer"), CALENDAR)
        assert text.count("The room is taken at that time") == 2

    @pytest.mark.parametrize(("number", "warned"), [(3, False), (4, True)])
    def test_more_than_three_hearings_at_once(self, number, warned):
        for place in range(number):
            heard(place=f"Room {place}")
        text = page(user_with_role("cst-officer"), CALENDAR)
        assert ("More than 3 hearings that day" in text) == warned

    def test_many_stand_on_pages_and_clash_across_them(self):
        for place in range(26):
            heard(place=f"Room {place % 25}")
        client = signed_in(user_with_role("cst-officer"))
        first = client.get(CALENDAR)
        second = client.get(f"/complaints/hearings/{first.context['page'].next_url}")
        texts = [answer.content.decode() for answer in (first, second)]
        assert [len(answer.context["rows"]) for answer in (first, second)] == [25, 1]
        clash = "The room is taken at that time"
        assert [text.count(clash) for text in texts] == [1, 1]

    def test_a_month_that_is_none_is_refused(self):
        client = signed_in(user_with_role("cst-officer"))
        answer = client.get("/complaints/hearings/?month=2026-13")
        assert answer.status_code == 400
        assert "A month is written as year and month" in answer.content.decode()

    def test_it_asks_as_often_for_many_as_for_one(self):
        user = user_with_role("hearings-office")
        counts = []
        for _ in range(2):
            heard()
            client = signed_in(user)
            client.get(CALENDAR)
            with CaptureQueriesContext(connection) as asked:
                client.get(CALENDAR)
            counts.append(len(asked))
            for _ in range(4):
                heard()
        assert counts[0] == counts[1] <= 15


class TestPublicRegister:
    def test_it_names_nobody(self):
        row = published()
        text = page(user_with_role("mpa-member"), "/complaints/outcomes/")
        assert "Final written warning" in text
        assert "Misconduct hearing" in text
        hidden = (row.subject.member.surname, row.case.reference)
        assert not [words for words in hidden if words in text]

    def test_of_what_was_proved_alone_and_what_stands(self):
        row = published()
        proved = row.case.allegations.get().category
        other = AllegationFactory(case=row.case, category=another(proved))
        outcome = OutcomeFactory(allegation=other, subject=row.subject)
        with guard.writing("test"):
            Finding.objects.create(proceeding=row, outcome=outcome, proved=False)
        reader = user_with_role("mpa-member")
        text = page(reader, "/complaints/outcomes/")
        assert proved.name in text
        assert other.category.name not in text
        set_aside(row)
        text = page(reader, "/complaints/outcomes/")
        assert "Set aside on appeal" in text
        assert "Final written warning" not in text

    def test_it_stands_until_its_day(self):
        published(publish_until=timezone.localdate() - timedelta(days=1))
        text = page(user_with_role("mpa-member"), "/complaints/outcomes/")
        assert "Nothing is published" in text


class TestToPublish:
    """What waits for a decision on its publication, for whoever decides."""

    def waits(self, **fields):
        case = whole_case(determined=True)
        return ProceedingFactory(case=case, number=1, told=True, **fields)

    @pytest.mark.parametrize("role", ["command", "director"])
    def test_it_leads_to_the_decision(self, role):
        row = self.waits()
        told = page(user_with_role(role), "/complaints/outcomes/")
        assert "Not decided yet" in told
        assert str(row.case) in told
        assert "decide-publication" in told

    def test_nobody_else_reads_it(self):
        row = self.waits()
        for role in ("mpa-member", "hearings-office"):
            told = page(user_with_role(role), "/complaints/outcomes/")
            assert str(row.case) not in told

    def test_not_what_was_decided(self):
        row = self.waits(published=False, publish_reasons="It would name her.")
        assert str(row.case) not in page(
            user_with_role("director"), "/complaints/outcomes/"
        )

    @pytest.mark.parametrize("undone_by", ["window", "appeal"])
    def test_not_what_an_appeal_may_still_undo(self, undone_by):
        row, director = self.waits(), user_with_role("director")
        today = timezone.localdate()
        if undone_by == "window":
            running = {"starts_on": row.told_on, "due_on": today, "of": row.name}
            ClockFactory(case=row.case, code="tribunal", **running)
        else:
            OfficerAppealFactory(case=row.case, number=1, proceeding=row)
        other = self.waits()
        shown = page(director, "/complaints/outcomes/")
        assert str(row.case) not in shown
        assert str(other.case) in shown
        for case, offered in ((row.case, False), (other.case, True)):
            address = case.get_absolute_url()
            step = f"{address}decide-publication/1/"
            assert (step in page(director, f"{address}proceedings/")) == offered
            answer = signed_in(director).get(step)
            refused = "is decided after it" in answer.content.decode()
            assert refused == (not offered)

    def test_not_of_a_case_one_is_barred_from(self):
        row, director = self.waits(), user_with_role("director")
        ConflictFactory(case=row.case, user=director)
        assert str(row.case) not in page(director, "/complaints/outcomes/")


def published(**fields):
    until = {"publish_until": timezone.localdate() + timedelta(days=30)} | fields
    case = whole_case(determined=True)
    row = ProceedingFactory(case=case, number=1, told=True, published=True, **until)
    ImposedSanctionFactory(case=case, number=1, proceeding=row)
    return row


def another(category):
    return Category.objects.exclude(code=category.code).order_by("code").first()


def set_aside(row):
    with guard.writing("test"):
        row.imposed.update(set_aside_on=timezone.localdate())


CONSISTENCY = "/complaints/consistency/?first=2026-01-01&last=2026-12-31"


class TestConsistency:
    @pytest.mark.parametrize(("role", "led"), [("command", True), ("champion", False)])
    def test_the_calendar_leads_to_it_whom_it_shows_something(self, role, led):
        user = user_with_role(role, UnitFactory())
        address = reverse("complaints:consistency")
        assert (f'"{address}"' in page(user, "/complaints/hearings/")) == led
        assert (signed_in(user).get(address).status_code == 200) == led

    def test_command_sees_every_count(self):
        published()
        text = page(user_with_role("command"), CONSISTENCY)
        assert "Final written warning" in text
        assert "Ethnicity" in text
        assert "Not shown" not in text

    def test_what_was_set_aside_is_counted_still(self):
        set_aside(published())
        text = page(user_with_role("command"), CONSISTENCY)
        assert "Set aside" in text
        assert "Of 1 proceedings in all." in text

    def test_an_analyst_counts_but_not_the_few(self):
        published()
        text = page(user_with_role("pau-analyst"), CONSISTENCY)
        assert "Ethnicity" in text
        assert "Not shown" in text

    def test_special_category_data_is_not_counted_for_everybody(self):
        published()
        text = page(user_with_role("mpa-officer"), CONSISTENCY)
        assert "Ethnicity</h2>" not in text
        assert "Your role does not count gender or ethnicity" in text

    def test_a_role_of_one_unit_has_no_report(self):
        client = signed_in(user_with_role("champion"))
        assert client.get(CONSISTENCY).status_code == 403


class TestSmallCounts:
    def test_one_hidden_count_takes_another_with_it(self):
        assert hidden_cells([3, 10, 7]) == {0, 2}

    def test_nothing_is_hidden_of_many(self):
        assert hidden_cells([5, 0, 12]) == frozenset()

    def test_a_row_of_few_is_hidden_with_the_next(self):
        rows = shown_rows({"A": [2, 1], "B": [9, 8], "C": [50, 60]}, every_count=False)
        assert [total for _, _, total in rows] == [None, None, 110]

    def test_whoever_may_know_sees_all(self):
        rows = shown_rows({"A": [1, 1]}, every_count=True)
        assert rows == [("A", [1, 1], 2)]


def page(user, address):
    answer = signed_in(user).get(address)
    assert answer.status_code == 200, answer.content.decode()[-500:]
    return answer.content.decode()
