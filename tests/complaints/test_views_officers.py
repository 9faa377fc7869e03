"""The history of a member of the force over the cases that a reader sees."""

import re
from datetime import date, timedelta
from functools import partial

import pytest
from django.db.models import Value
from django.urls import reverse
from django.utils import timezone

from accounts.roles import ROLES
from audit import trail
from complaints.views import officer_notes
from complaints.views.officer_notes import Note
from tests.complaints.case_pages import sign_in, text
from tests.complaints.meanwhile import move_to_a_new_unit, once_asked
from tests.factories.complaints import (
    AllegationFactory,
    ConflictFactory,
    ConflictRulingFactory,
    OutcomeFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.logs import WitnessFactory
from tests.factories.organisation import (
    AccreditationFactory,
    LineManagerFactory,
    MemberFactory,
    MemberPostingFactory,
    UnitFactory,
)
from tests.factories.proceedings import ImposedSanctionFactory, ProceedingFactory
from tests.factories.restrictions import RestrictionFactory

pytestmark = pytest.mark.django_db
READERS = {
    *("cst-officer", "cst-manager", "team-inspector", "investigator"),
    *("appropriate-authority", "misconduct-office", "hearings-office"),
    *("pau-analyst", "learning-manager", "pssp-officer", "review-officer"),
    *("claims-officer", "command", "director", "intelligence-officer"),
    # Those who speak with champions about officers of concern (source 002).
    *("champion", "local-manager", "support-officer"),
}


def address(member):
    return reverse("complaints:officer", args=[member.key])


def page_of(client, member, query=""):
    answer = client.get(f"{address(member)}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def member():
    return MemberFactory(surname="Quartermain", forenames="Ada")


def case_about(member, **fields):
    """A case in which the member is subject 9, with an allegation of their own."""
    case = whole_case(**fields)
    subject = SubjectFactory(case=case, member=member, number=9)
    OutcomeFactory(allegation=case.allegations.get(), subject=subject)
    return case


def count_line(page, label):
    """The numbers that stand beside a label in a table of counts."""
    cell = r'<td class="govuk-table__cell govuk-table__cell--numeric">(\d+)</td>'
    found = re.search(rf"{re.escape(label)}</td>{cell}{cell}", page)
    return tuple(map(int, found.groups())) if found else None


class TestWhoReads:
    @pytest.mark.parametrize("role", sorted(ROLES))
    def test_those_who_see_who_people_are(self, client, member, role):
        sign_in(client, role)
        expected = 200 if role in READERS else 403
        assert client.get(address(member)).status_code == expected

    def test_a_placeholder_has_no_history(self, client, officer):
        nobody = MemberFactory(unknown_officer=True)
        case = SubjectFactory(member=nobody, number=2).case
        assert "All their cases" not in text(client, case, "people/")
        assert client.get(address(nobody)).status_code == 404

    def test_a_number_is_no_address(self, client, officer, member):
        assert client.get(f"/complaints/officers/{member.number}/").status_code == 404


class TestHistory:
    def test_is_one_link_away_and_the_link_names_nobody(self, client, member):
        user = sign_in(client, "cst-officer")
        case, other, unlike = case_about(member), case_about(member), whole_case()
        link = re.search(
            r'href="(/complaints/officers/[^"]+)"', text(client, case, "people/")
        )
        assert member.number not in link[1]
        page = page_of(client, member)
        assert case.reference in page
        assert other.reference in page
        assert "Subject 9" in page
        assert unlike.reference not in page
        looked = trail.entries(actor=user).get(event="case.search")
        assert (looked.subject_key, looked.count) == ("members", 2)
        assert looked.changes == {"asked": [None, member.number]}

    def test_says_who_it_is_and_where_they_served(self, client, officer, member):
        posting = MemberPostingFactory(member=member)
        training = AccreditationFactory(member=member)
        manager = LineManagerFactory(member=member).manager
        page = page_of(client, member)
        for words in (
            *("Ada Quartermain", member.number, posting.unit.name),
            *(training.kind.name, manager.number),
        ):
            assert words in page

    def test_a_unit_that_is_new_meanwhile_has_no_name_yet(
        self, client, officer, member
    ):
        witnessed = whole_case()
        WitnessFactory(case=witnessed, number=1, member=member)
        for case in (case_about(member), witnessed):
            page_of(client, member)  # the names of units are kept from here
            move = partial(move_to_a_new_unit, case)
            with once_asked("organisation_member", move):
                page = page_of(client, member)
            assert case.reference in page

    def test_counts_cases_and_allegations_apart(self, client, officer, member):
        early = date(2024, 5, 1)
        case_about(member, received_on=early)
        case = case_about(member)
        second = AllegationFactory(case=case, number=2)
        OutcomeFactory(allegation=second, subject=case.subjects.get(number=9))
        page = page_of(client, member)
        assert "2 cases and 3 allegations against them" in page
        assert count_line(page, "2024") == (1, 1)
        assert count_line(page, str(case.received_on.year)) == (1, 2)
        assert count_line(page, str(second.category)) == (3, 2)

    def test_tells_a_result_once_it_stands(self, client, officer, member):
        case = case_about(member, investigating=True)
        assert "no result yet" in page_of(client, member)
        decided = whole_case(determined=True)
        subject = SubjectFactory(case=decided, member=member, number=9)
        outcome = OutcomeFactory(
            allegation=decided.allegations.get(), subject=subject, upheld=True
        )
        page = page_of(client, member)
        assert f"<strong>{outcome.result}</strong>" in page
        assert "No case to answer." in page
        assert page.index(decided.reference) < page.index(case.reference)

    def test_stands_on_pages_newest_first(self, client, officer, member):
        day = date(2026, 9, 1)
        cases = [
            case_about(member, received_on=day - timedelta(days=n)) for n in range(27)
        ]
        first = page_of(client, member)
        assert [case.reference in first for case in cases] == [True] * 25 + [False] * 2
        following = re.search(r'href="(\?cursor=[^"]+)" rel="next"', first)[1]
        second = page_of(client, member, following)
        assert [case.reference in second for case in cases] == [False] * 25 + [True] * 2
        assert "27 cases" in second
        assert "By year received" not in second


class TestWhatIsLeftOut:
    @pytest.mark.parametrize("why", ["conflict", "ruling", "subject", "restricted"])
    def test_no_count_tells_of_a_case_that_is_out_of_reach(self, client, member, why):
        user = sign_in(client, "cst-officer", member=MemberFactory())
        case = case_about(member)
        hidden = case_about(member, restricted=why == "restricted")
        if why == "conflict":
            ConflictFactory(case=hidden, user=user)
        elif why == "ruling":
            ConflictRulingFactory(case=hidden, manager=user.member)
        elif why == "subject":
            SubjectFactory(case=hidden, member=user.member, number=10)
        page = page_of(client, member)
        assert case.reference in page
        assert hidden.reference not in page
        assert "1 case and 1 allegation against them" in page
        looked = trail.entries(actor=user).get(event="case.search")
        assert looked.count == 1

    def test_a_champion_reads_of_the_borough_alone(self, client, member):
        unit = UnitFactory()
        sign_in(client, "champion", unit)
        here, away = case_about(member, responsible_unit=unit), case_about(member)
        page = page_of(client, member)
        assert here.reference in page
        assert away.reference not in page

    def test_one_whose_cases_are_hidden_reads_as_one_without(self, client):
        """A member's own history tells them of no case about them."""
        own = MemberFactory()
        sign_in(client, "cst-officer", member=own)
        case_about(own)
        sentence = "No case that you may see is about them."
        assert sentence in page_of(client, own)
        assert sentence in page_of(client, MemberFactory())


def test_other_records_say_what_is_live(client, officer, member, monkeypatch):
    asked = []

    def part(of, on, user):
        asked.append((of, user))
        return [Note("Live sanctions", [{"key": "Written warning", "value": "2027"}])]

    monkeypatch.setattr(officer_notes, "_parts", [(Value(True), part)])
    page = page_of(client, member)
    assert "Live sanctions" in page
    assert "Written warning" in page
    assert asked == [(member, officer)]


class TestLive:
    """What is live of an officer names them: it shows where its case names them."""

    def imposed(self, member, **fields):
        case = whole_case(decided=True, **fields)
        subject = SubjectFactory(case=case, member=member, number=9)
        proceeding = ProceedingFactory(case=case, number=1, subject=subject, told=True)
        live_until = timezone.localdate() + timedelta(days=90)
        return ImposedSanctionFactory(
            case=case, number=1, proceeding=proceeding, live_until=live_until
        )

    def test_a_sanction_of_a_case_whose_people_one_sees(self, client, member):
        investigator = sign_in(client, "investigator")
        row = self.imposed(member, handler=investigator)
        page = page_of(client, member)
        assert row.sanction_name in page
        assert row.case.reference in page

    def test_none_of_another_case(self, client, member):
        sign_in(client, "investigator")
        row = self.imposed(member)
        page = page_of(client, member)
        assert row.sanction_name not in page
        assert row.case.reference not in page

    def test_nor_a_restriction_of_it(self, client, member):
        reader = sign_in(client, "team-inspector")
        case = whole_case(investigating=True)
        subject = SubjectFactory(case=case, member=member, number=9)
        row = RestrictionFactory(in_force=True, case=case, subject=subject)
        assert row.reference not in page_of(client, member)
        handled = whole_case(investigating=True, handler=reader)
        subject = SubjectFactory(case=handled, member=MemberFactory(), number=9)
        own = RestrictionFactory(in_force=True, case=handled, subject=subject)
        assert own.reference in page_of(client, own.member)
