"""What stands on the record of an officer besides the cases about them: all of it."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import ROLES, Reach
from audit import trail
from organisation.classification import FieldClass
from tests.architecture.test_query_counts import OFFICER, queries
from tests.complaints.case_pages import sign_in, text
from tests.complaints.test_earlier_sanctions import enter, strike
from tests.factories.accounts import user_with_role
from tests.factories.claims import ClaimCaseFactory, ClaimPartyFactory
from tests.factories.complaints import ConflictFactory, SubjectFactory, whole_case
from tests.factories.interventions import InterventionFactory
from tests.factories.logs import WitnessFactory
from tests.factories.markers import MarkerFactory
from tests.factories.organisation import (
    AccreditationFactory,
    MemberFactory,
    MemberPostingFactory,
    UnitFactory,
)
from tests.factories.proceedings import ImposedSanctionFactory, ProceedingFactory
from tests.factories.restrictions import RestrictionFactory

pytestmark = pytest.mark.django_db
LONG_AGO = {"imposed_on": date(2020, 3, 2), "live_until": date(2021, 9, 1)}


def page_of(client, member):
    answer = client.get(reverse("complaints:officer", args=[member.key]))
    assert answer.status_code == 200
    return answer.content.decode()


def table(page, title):
    """What the table of this title says, its cells parted by bars; blank without."""
    found = re.search(rf'aria-label="{title}">(.*?)</table>', page, re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", found[1].replace("</td>", "|")) if found else ""
    return " ".join(words.split())


@pytest.fixture
def member():
    return MemberFactory(surname="Quartermain", forenames="Ada")


def imposed(member, number=1, case=None, **fields):
    case = case or whole_case(decided=True)
    subject = SubjectFactory(case=case, member=member, number=9)
    proceeding = ProceedingFactory(case=case, number=1, subject=subject, told=True)
    return ImposedSanctionFactory(
        case=case, number=number, proceeding=proceeding, **fields
    )


def restricted(member, **fields):
    case = whole_case(investigating=True)
    subject = SubjectFactory(case=case, member=member, number=9)
    return RestrictionFactory(case=case, subject=subject, **fields)


class TestImposed:
    def stands(self, client, member):
        return table(page_of(client, member), "What was imposed")

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            (LONG_AGO, "Ran out after 1 September 2021"),
            (LONG_AGO | {"set_aside_on": date(2020, 5, 4)}, "Set aside on 4 May 2020"),
            (
                {
                    **{"sanction_name": "Dismissal without notice", "live_until": None},
                    **{"ends_service": True, "effective_on": date(2020, 3, 9)},
                },
                "Ends their service from 9 March 2020",
            ),
            ({"live_until": None, "effective_on": date(2020, 3, 9)}, "In effect from"),
        ],
    )
    def test_what_is_over_stands_there_too(self, client, member, fields, words):
        sign_in(client, "cst-officer")
        row = imposed(member, **fields)
        page = page_of(client, member)
        assert words in table(page, "What was imposed")
        assert f"{row.case}" in table(page, "What was imposed")
        assert "govuk-summary-card" not in page  # nothing is live

    def test_what_is_live_stands_in_both(self, client, member):
        sign_in(client, "cst-officer")
        imposed(member, live_until=timezone.localdate() + timedelta(days=9))
        page = page_of(client, member)
        assert "Live until" in table(page, "What was imposed")
        assert 'summary-card__title">Final written warning' in page

    def test_of_what_amount_and_to_what_rank(self, client, member):
        sign_in(client, "cst-officer")
        imposed(member, amount=250, **LONG_AGO)
        imposed(member, rank_to="sergeant", **LONG_AGO)
        found = self.stands(client, member)
        assert "£250" in found
        assert "To Sergeant" in found

    def test_none_of_a_case_that_one_may_not_see(self, client, member):
        user = sign_in(client, "cst-officer")
        ConflictFactory(case=imposed(member, **LONG_AGO).case, user=user)
        assert self.stands(client, member) == ""

    def test_what_was_imposed_before_is_for_those_who_keep_or_read_records(
        self, client, member
    ):
        enter(member, told_on=date(2020, 3, 2))
        for role, reads in (("hearings-office", True), ("investigator", False)):
            sign_in(client, role)
            assert ("From before: Register of 2026" in self.stands(client, member)) is (
                reads
            )

    def test_what_was_struck_out_was_nobodys(self, client, member):
        strike(enter(member))
        sign_in(client, "hearings-office")
        assert self.stands(client, member) == ""

    def test_nobody_reads_their_own(self, client, member):
        imposed(member, **LONG_AGO)
        enter(member)
        sign_in(client, "hearings-office", member=member)
        assert self.stands(client, member) == ""


class TestDuty:
    def duty(self, client, member):
        return table(page_of(client, member), "Suspensions and restrictions")

    def test_what_was_lifted_or_refused_stands_there_too(self, client, member):
        sign_in(client, "command")
        over = {"from_on": date(2024, 1, 1), "review_on": date(2024, 1, 29)}
        over |= {"lifted_on": date(2024, 2, 5), "lifted_because": "It is over."}
        lifted = restricted(
            member, status="lifted", decision="It is asked for.", **over
        )
        live = restricted(member, in_force=True)
        found = self.duty(client, member)
        assert f"{lifted.reference} | Restricted duties | 1 Jan 2024 | 5 Feb" in found
        assert f"{live.reference} | Restricted duties | 10 Sep 2026 | | In" in found

    def test_only_for_whoever_reads_that_register(self, client, member):
        restricted(member, in_force=True)
        sign_in(client, "investigator")
        assert self.duty(client, member) == ""

    def test_nobody_reads_their_own(self, client, member):
        restricted(member, in_force=True)
        sign_in(client, "command", member=member)
        assert self.duty(client, member) == ""


class TestWitness:
    TITLE = "Cases in which they are a witness"

    def test_their_cases_as_a_witness_are_shown_and_looked_for(self, client, member):
        user = sign_in(client, "cst-officer")
        row = WitnessFactory(member=member, description="", number=3)
        page = page_of(client, member)
        assert f"{row.case.reference} |" in table(page, self.TITLE)
        assert "| Witness 3 |" in table(page, self.TITLE)
        assert trail.entries(actor=user).get(event="case.search").count == 1

    def test_none_that_the_reader_may_not_see(self, client, member):
        user = sign_in(client, "cst-officer")
        row = WitnessFactory(member=member, description="")
        ConflictFactory(case=row.case, user=user)
        page = page_of(client, member)
        assert row.case.reference not in page
        assert trail.entries(actor=user).get(event="case.search").count == 0

    def test_a_witness_of_a_case_leads_there(self, client, member):
        sign_in(client, "cst-officer")
        row = WitnessFactory(member=member, description="", number=1)
        address = reverse("complaints:officer", args=[member.key])
        assert address in text(client, row.case, "witnesses/")


class TestClaims:
    TITLE = "Claims and inquests"

    def claims(self, client, member):
        return table(page_of(client, member), self.TITLE)

    def test_each_in_which_they_are_a_person_and_as_what(self, client, member):
        sign_in(client, "command")
        inquest = {"claim__kind": "inquest", "claim__received_on": date(2026, 5, 4)}
        heard = in_claim(member, part="interested", **inquest)
        lost = in_claim(member, part="concerned", claim__concluded=True)
        in_claim(MemberFactory(), part="concerned")
        found = self.claims(client, member)
        line = (
            f"{lost.reference} | Civil action | 2 Mar 2026 | Member it is about | Lost"
        )
        assert line in found
        line = f"{heard.reference} | Inquest | 4 May 2026 | Interested person | Open"
        assert line in found
        assert found.index(heard.reference) < found.index(lost.reference)
        assert found.count("CA/") == 2

    def test_only_for_whoever_reads_that_register(self, client, member):
        in_claim(member)
        sign_in(client, "cst-officer")
        assert self.claims(client, member) == ""

    def test_only_where_who_is_in_it_is_shown(self, client, member):
        """As their own, to those who keep the register where it is kept."""
        unit = UnitFactory(desk=True)
        mine = in_claim(member, claim__responsible_unit=unit)
        sign_in(client, "claims-officer", unit)
        assert mine.reference in self.claims(client, member)

    def test_none_of_a_case_that_they_are_barred_from(self, client, member):
        user = sign_in(client, "command")
        link = ClaimCaseFactory(claim=in_claim(member))
        ConflictFactory(case=link.case, user=user)
        assert self.claims(client, member) == ""

    def test_nobody_reads_their_own(self, client, member):
        in_claim(member)
        sign_in(client, "command", member=member)
        assert self.claims(client, member) == ""


class TestMarkers:
    def markers(self, client, member):
        return table(page_of(client, member), "Markers")

    def test_those_that_ended_too_and_late_reviews(self, client, member):
        sign_in(client, "cst-officer")
        over = marked(member, ended=True, review_on=date(2026, 1, 5))
        live = marked(member, review_on=date(2026, 1, 5))
        kind = "Domestic violence"
        found = self.markers(client, member)
        assert f"{over.case.reference} | {kind} | | Ended" in found
        assert (
            f"{live.case.reference} | {kind} | 5 Jan 2026 Late | Policy applies"
            in found
        )

    def test_none_of_a_case_whose_people_one_does_not_see(self, client, member):
        user = sign_in(client, "investigator")
        marked(member)
        assert self.markers(client, member) == ""
        own = marked(member, handler=user)
        assert own.case.reference in self.markers(client, member)

    def test_nobody_reads_their_own(self, client, member):
        marked(member)
        sign_in(client, "cst-officer", member=member)
        assert self.markers(client, member) == ""


def in_claim(member, **fields):
    return ClaimPartyFactory(member=member, name="", **fields).claim


def marked(member, *, handler=None, **fields):
    case = whole_case(investigating=True, handler=handler)
    subject = SubjectFactory(case=case, member=member, number=9)
    return MarkerFactory(case=case, subject=subject, **fields)


READERS = sorted(
    name
    for name, role in ROLES.items()
    if role.reach(FieldClass.IDENTITY) in (Reach.ALL, Reach.RECORDED, Reach.OWN)
)


@pytest.mark.parametrize("role", READERS)
def test_the_page_asks_as_often_for_much_as_for_little(member, role):
    def grow(number):
        in_claim(member, part="concerned")
        marked(member)
        AccreditationFactory(member=member)
        MemberPostingFactory(member=member)
        InterventionFactory(member=member, completed=True)
        imposed(member, **LONG_AGO)
        enter(member, told_on=date(2020, 4, 2) + timedelta(days=number))
        restricted(member, in_force=True)
        WitnessFactory(member=member, description="")

    reader = user_with_role(role, member=MemberFactory())
    address = reverse("complaints:officer", args=[member.key])
    grow(0)
    few = queries(address, user=reader)
    for number in range(1, 6):
        grow(number)
    many = queries(address, user=reader)
    assert len(many) == len(few) <= OFFICER
