"""The list of claims and its file, and the page of all registers."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import Entry
from complaints.models import Claim
from tests.architecture.test_query_counts import queries
from tests.complaints.claims.opening import EXPORT, LIST, TELLING, page_of, whole_claim
from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.claims import ClaimFactory, ClaimLessonFactory, ClaimUnitFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


def listed(user, query=""):
    text = page_of(user, f"{LIST}{query}")
    return {each for each in Claim.objects.all() if f"/{each.slug}/" in text}


class TestList:
    def test_the_last_contested_civil_action_that_was_lost(self, officer):
        answer = ClaimFactory(concluded=True)
        ClaimFactory(concluded=True, concluded_on=date(2026, 7, 1))
        ClaimFactory(concluded=True, contested=False)
        ClaimFactory(concluded=True, outcome="won", paid=None)
        ClaimFactory(concluded=True, kind="tribunal_case")
        ClaimFactory()
        query = "?kind=civil_action&contested=yes&outcome=lost&sort=-concluded"

        text = page_of(officer, f"{LIST}{query}&per_page=25")

        assert len(listed(officer, query)) == 2
        first = text[text.index("<tbody") :]
        assert first.index(answer.slug) < first.index("</tr>")
        assert listed(officer, f"{query}&concluded_from=2026-08-01") == {answer}
        assert answer not in listed(officer, f"{query}&concluded_to=2026-08-02")

    def test_its_other_filters(self, officer):
        unit = UnitFactory()
        claim = ClaimFactory(grounds=["malfeasance"])
        ClaimUnitFactory(claim=claim, unit=unit)
        ClaimLessonFactory(claim=claim)
        other = ClaimFactory(received_on=date(2026, 5, 1))
        for query in (
            *("lesson=yes", "ground=malfeasance", f"about={unit.code}"),
            *("received_to=2026-04-30", f"unit={claim.responsible_unit.code}"),
        ):
            assert listed(officer, f"?{query}") == {claim}, query
        assert listed(officer, "?lesson=no") == {other}
        assert listed(officer, "?state=concluded") == set()

    def test_a_period_ends_after_it_begins(self, officer):
        query = "?received_from=2026-05-01&received_to=2026-04-01"
        assert "must be on or after the first" in page_of(officer, f"{LIST}{query}")

    def test_empty_boxes_are_left_out_of_the_address(self, officer):
        sent = signed_in(officer).get(f"{LIST}?kind=&outcome=lost")
        assert sent.url == f"{LIST}?outcome=lost"

    def test_identities_by_the_table_of_roles(self, officer):
        claim = whole_claim()
        for role, shown in (("claims-officer", True), ("review-officer", False)):
            user = user_with_role(role)
            for address in (LIST, claim.get_absolute_url()):
                text = page_of(user, address)
                assert (TELLING in text) == shown, (role, address)
                assert ("Quillon Farthingale" in text) == shown
                assert claim.reference in text

    def test_where_reading_is_recorded_so_is_that_of_the_list(self, officer):
        ClaimFactory()
        for role, recorded in (("command", 1), ("claims-officer", 0)):
            Entry.objects.filter(subject_kind="register")
            before = Entry.objects.filter(subject_kind="register").count()
            page_of(user_with_role(role), f"{LIST}?kind=civil_action")
            after = Entry.objects.filter(subject_kind="register").count()
            assert after - before == recorded, role

    def test_it_asks_no_more_of_20_rows_than_of_one(self, officer):
        whole_claim()
        for user in (officer, user_with_role("command")):
            few = queries(LIST, user=user)
            for _ in range(19):
                whole_claim()
            many = queries(LIST, user=user)
            assert len(few) == len(many) <= 15, "\n".join(each[:150] for each in many)


class TestFile:
    def test_it_holds_what_the_asker_may_see(self, officer):
        claim = whole_claim(concluded=True)
        for role, shown in (("claims-officer", True), ("review-officer", False)):
            user = user_with_role(role)
            sent = signed_in(user).post(f"{EXPORT}?outcome=lost")
            text = b"".join(sent.streaming_content).decode()
            assert claim.reference in text
            assert (TELLING in text) == shown
            assert ("withheld" in text) != shown
            assert "9000" in text
            entry = Entry.objects.get(event="claim.export", actor_key=user.email)
            assert (entry.kind, entry.count) == ("disclosure", 1)
            assert entry.recipient == user.email
            assert entry.changes == {"filters": [None, "Lost"]}

    def test_a_wrong_filter_is_refused(self, officer):
        sent = signed_in(officer).post(f"{EXPORT}?received_from=1")
        assert sent.status_code == 400
        assert not Entry.objects.filter(event="claim.export").exists()

    def test_it_is_offered_with_the_filters_in_force(self, officer):
        ClaimFactory()
        text = page_of(officer, f"{LIST}?kind=civil_action")
        assert f'action="{EXPORT}?kind=civil_action"' in text


class TestRegisters:
    @pytest.mark.parametrize(
        ("role", "shown"),
        [
            ("claims-officer", {"claims"}),
            ("intelligence-officer", {"risks", "intelligence-items"}),
            ("pau-analyst", {"claims", "foi-requests", "intelligence-counts"}),
        ],
    )
    def test_the_page_lists_what_one_may_read(self, role, shown):
        user = user_with_role(role)
        text = page_of(user, "/complaints/registers/")
        names = {"risks", "claims", "foi-requests", "intelligence-items"}
        found = {
            name
            for name in names | {"intelligence-counts"}
            if f'href="{reverse(f"complaints:{name}")}"' in text
        }
        assert found - {"intelligence-counts"} == shown - {"intelligence-counts"}
        assert shown <= found
        assert "/complaints/registers/" in page_of(user, "/complaints/")
