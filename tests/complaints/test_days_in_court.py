"""Trials, tribunals and inquests in the calendar of hearings."""

import re
from datetime import date

import pytest

from audit import trail
from complaints.filters import courts
from complaints.filters.courts import KINDS as COURTS
from complaints.models.law import ForumKind
from pages.refusals import BadInput
from tests.architecture.test_query_counts import queries
from tests.complaints.meanwhile import once_asked, restrict
from tests.complaints.sending import day, errors, signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.test_hearings import CALENDAR, heard, page
from tests.factories.accounts import user_with_role
from tests.factories.claims import ClaimCaseFactory, ClaimFactory
from tests.factories.complaints import ConflictFactory, whole_case
from tests.factories.conduct import CpsReferralFactory
from tests.factories.organisation import BodyFactory, UnitFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 17)


def tried(unit=None, **fields):
    case = whole_case(determined=True, responsible_unit=unit or UnitFactory(team=True))
    given = {"trial_on": ON, "court": "A Crown Court", "charged": True} | fields
    given |= {"case": case, "number": 1, "subject": case.subjects.first()}
    return CpsReferralFactory(**given)


def inquest(**fields):
    return ClaimFactory(**{"kind": "inquest", "hearing_on": ON} | fields)


def shown(user, query=""):
    """What stands under "In court", without its tags; blank where nothing does."""
    text = page(user, CALENDAR + query)
    found = re.search(r'aria-label="In court">(.*?)</table>', text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


class TestCalendar:
    def test_a_criminal_trial_stands_there(self):
        row = tried()
        said = shown(user_with_role("cst-officer"))
        assert "Tuesday 17 November 2026 Criminal trial" in said
        assert f"{row.case} , {row.subject_words} A Crown Court" in said
        assert "Charged" in said

    def test_so_do_an_inquest_a_tribunal_and_a_civil_trial(self):
        body = BodyFactory(name="A coroner")
        rows = [
            ClaimFactory(kind="accident", hearing_on=date(2026, 11, 20)),
            inquest(body=body),
            ClaimFactory(kind="tribunal_case", hearing_on=date(2026, 11, 2)),
        ]
        said = shown(user_with_role("command"))
        kinds = ("Civil trial", "Inquest", "Employment tribunal")
        for row, kind in zip(rows, kinds, strict=True):
            assert f"{kind} {row.reference}" in said
        places = [said.index(kind) for kind in reversed(kinds)]
        assert places == sorted(places)
        assert "A coroner" in said

    def test_nothing_of_another_month_or_without_a_date(self):
        tried(trial_on=date(2026, 12, 1))
        tried(trial_on=None)
        inquest(hearing_on=None)
        inquest(hearing_on=date(2026, 10, 31))
        for role in ("cst-officer", "command"):
            assert shown(user_with_role(role)) == ""

    def test_nor_a_trial_that_was_decided_before_its_day(self):
        tried(status="tried", verdict="guilty", result_on=date(2026, 11, 2))
        still = tried(status="tried", verdict="guilty", result_on=ON)
        said = shown(user_with_role("cst-officer"))
        assert still.case.reference in said
        assert said.count("Criminal trial") == 1

    @pytest.mark.parametrize(
        ("kind", "said"),
        [("trial", "Criminal trial"), ("inquest", "Inquest"), ("hearing", "")],
    )
    def test_one_kind_is_asked_for(self, kind, said):
        tried()
        inquest()
        user = user_with_role("command")
        assert shown(user).count("17 November") == 2
        alone = shown(user, f"&forum={kind}")
        assert alone.count("17 November") == bool(said)
        assert said in alone

    def test_no_kind_is_called_as_a_forum_is(self):
        assert not COURTS.keys() & set(ForumKind.values)

    def test_one_unit_is_asked_for(self):
        unit = UnitFactory(team=True)
        mine, other = tried(unit), tried()
        claims = [inquest(responsible_unit=unit), inquest()]
        said = shown(user_with_role("command"), f"&unit={unit.code}")
        assert [each.reference in said for each in (mine.case, claims[0])] == [True] * 2
        assert [each.reference in said for each in (other.case, claims[1])] == [
            False,
            False,
        ]

    def test_of_many_the_first_stand_beside_our_sittings(self, monkeypatch):
        monkeypatch.setattr(courts, "BESIDE", 2)
        user = user_with_role("command")
        for on in (date(2026, 11, 18), date(2026, 11, 3)):
            inquest(hearing_on=on)
        assert "These are the first" not in page(user, CALENDAR)
        tried()
        text, said = page(user, CALENDAR), shown(user)
        assert "These are the first 2. To see the others, choose a unit" in text
        assert "3 November" in said and "17 November" in said
        assert "18 November" not in said
        for kind, label in COURTS.items():
            link = f'href="?month=2026-11&amp;forum={kind}">{label}</a>'
            assert f"{link}," in text or f"{link}." in text
        assert shown(user, "&forum=inquest").count("November") == 2

    def test_of_more_of_a_kind_it_asks_for_the_unit(self, monkeypatch):
        monkeypatch.setattr(courts, "MOST", 1)
        user, unit = user_with_role("command"), UnitFactory(team=True)
        for _ in range(2):
            inquest(responsible_unit=unit)
        first, advice = "These are the first 1.", "Choose a unit to see the others."
        text = page(user, f"{CALENDAR}&forum=inquest")
        assert first in text and advice in text
        text = page(user, f"{CALENDAR}&forum=inquest&unit={unit.code}")
        assert first in text and advice not in text

    def test_a_kind_that_is_none_is_refused(self):
        client = signed_in(user_with_role("command"))
        assert client.get(f"{CALENDAR}&forum=circus").status_code == 400


class TestWhoSees:
    def test_a_trial_whoever_sees_its_case(self):
        row = tried()
        user = user_with_role("cst-officer")
        ConflictFactory(case=row.case, user=user)
        assert shown(user) == ""
        assert shown(user_with_role("champion")) == ""

    def test_not_once_it_is_restricted_meanwhile(self):
        row, other = tried(), tried()
        with once_asked("complaints_cpsreferral", lambda: restrict(row.case)):
            said = shown(user_with_role("cst-officer"))
        assert row.case.reference not in said
        assert other.case.reference in said

    def test_who_is_tried_whoever_sees_who_it_is(self):
        row = tried()
        said = shown(user_with_role("mpa-officer"))
        assert row.case.reference in said
        assert row.subject.member.surname not in said

    @pytest.mark.parametrize(
        ("slug", "entries"), [("director", 1), ("cst-officer", 0), ("mpa-officer", 0)]
    )
    def test_that_a_name_was_read_is_recorded_of_whom_it_is(self, slug, entries):
        tried()
        reader = user_with_role(slug)
        assert shown(reader)
        read = trail.entries(actor=reader, events=["case.search"])
        assert len(read) == entries

    def test_an_inquest_whoever_reads_claims(self):
        row = inquest()
        assert row.reference in shown(user_with_role("command"))
        assert shown(user_with_role("cst-officer")) == ""

    def test_but_for_those_barred_from_its_case(self):
        user = user_with_role("command")
        ConflictFactory(case=ClaimCaseFactory(claim=inquest()).case, user=user)
        assert shown(user) == ""


def test_it_asks_as_often_for_many_as_for_one():
    user = user_with_role("command")
    counts = []
    for _ in range(2):
        for _ in range(3):
            heard()
            tried()
            inquest(body=BodyFactory())
        counts.append(len(queries(CALENDAR, user=user)))
    assert counts[0] == counts[1] <= 15


class TestDateOfATrial:
    def test_is_not_before_the_charge(self):
        play = play_of(BY_VERB["fix-trial"])
        sentence = "on or after the date of the charge"
        with pytest.raises(BadInput, match=sentence) as refused:
            play.do(trial_on=date(2026, 9, 24))
        assert refused.value.field == "trial_on"
        told = errors(play.post(**day("trial_on", date(2026, 9, 24))))
        assert any(sentence in each for each in told)

    def test_may_be_moved(self):
        play = play_of(BY_VERB["fix-trial"])
        for on in (date(2026, 12, 7), date(2027, 1, 11)):
            assert play.do(trial_on=on).trial_on == on
