"""What was imposed before cases were kept here counts, and is kept by two offices."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit import trail
from casework import guard
from complaints import actions
from complaints.actions.proceedings import live_at_assessment
from complaints.models import ImposedSanction
from complaints.models.imposed import live_sanctions
from complaints.rules.regimes import last_day
from pages.refusals import BadInput, NotAllowed
from tests.complaints.hearing import with_hearing
from tests.complaints.sending import day, errors, send, signed_in
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import ConflictFactory, SubjectFactory
from tests.factories.organisation import LineManagerFactory, MemberFactory
from tests.factories.proceedings import ImposedSanctionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
TOLD = date(2026, 2, 2)
FWW = "final-written-warning"
# What is live on the day of the test.
LATELY = {
    "at": timezone.now(),
    "told_on": timezone.localdate() - timedelta(days=30),
}


def enter(member, sanction=FWW, role="hearings-office", **more):
    given = {"regime": "conduct-2008", "told_on": TOLD, "source": "Register of 2026"}
    by = more.pop("by", None) or user_with_role(role)
    return actions.record_earlier_sanction(
        **{"by": by, "at": AT, "member": member, "sanction": sanction} | given | more
    )


def strike(row, *, by=None):
    return actions.strike_earlier_sanction(
        by=by or user_with_role("hearings-office"),
        at=AT,
        member=row.member,
        number=row.number,
        reason="Another officer's.",
    )


class TestRecording:
    def test_it_counts_as_live(self):
        told, _ = with_hearing()
        member = told.subject.member
        row = enter(member)
        assert (row.case, row.live_until) == (None, last_day(TOLD, 18))
        assert live_sanctions(member, on=date(2026, 11, 1)) == [row]
        found = live_at_assessment(
            told.case, told.subject, "conduct", on=date(2026, 11, 1)
        )
        assert found == [FWW]

    def test_the_trail_says_what_and_from_where(self):
        member = MemberFactory()
        enter(member)
        (entry,) = trail.entries().filter(event="sanction.record")
        assert entry.subject_key == member.number
        assert entry.changes["source"][1] == "Register of 2026"

    def test_each_has_a_number_of_its_own(self):
        row = enter(MemberFactory())
        row.pk = None
        with guard.writing("test"), pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)

    def test_until_the_day_that_the_record_says(self):
        until = date(2027, 1, 31)
        assert enter(MemberFactory(), live_until=until).live_until == until

    def test_what_never_counts_is_kept_all_the_same(self):
        row = enter(MemberFactory(), "management-advice")
        assert row.live_until is None

    def test_an_extension_goes_on_from_what_it_extends(self):
        member = MemberFactory()
        with pytest.raises(BadInput, match="enter it first"):
            enter(member, "final-written-warning-extended")
        first = enter(member)
        row = enter(member, "final-written-warning-extended", told_on=date(2026, 3, 2))
        assert row.extends == first
        assert row.live_until == last_day(date(2027, 8, 2), 18)

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"told_on": date(2026, 11, 21)}, "told_on"),
            ({"told_on": date(2008, 11, 30)}, "told_on"),
            ({"live_until": date(2026, 2, 1)}, "live_until"),
            ({"live_until": date(2027, 8, 2)}, "live_until"),
            ({"live_until": date(2100, 1, 1)}, "live_until"),
            (
                {"sanction": "management-advice", "live_until": date(2026, 6, 1)},
                "live_until",
            ),
            ({"sanction": "caution"}, "what"),
            ({"regime": "conduct-2012"}, "what"),
        ],
    )
    def test_what_is_refused(self, given, field):
        with pytest.raises(BadInput) as no:
            enter(MemberFactory(), **given)
        assert no.value.field == field
        assert not ImposedSanction.objects.exists()

    def test_once(self):
        member = MemberFactory()
        enter(member)
        with pytest.raises(BadInput, match="on the record already"):
            enter(member)

    def test_nor_what_was_imposed_here_and_told_that_day(self):
        told, row = with_hearing()
        here = ImposedSanctionFactory(
            case=told.case, number=1, proceeding=row, notified_on=date(2026, 11, 12)
        )
        with pytest.raises(BadInput, match="on the record already"):
            enter(here.member, told_on=here.notified_on)

    @pytest.mark.parametrize("role", ["investigator", "director", "champion"])
    def test_nobody_else(self, role):
        with pytest.raises(NotAllowed, match="earlier sanctions"):
            enter(MemberFactory(), role=role)

    def test_nor_the_line_manager(self):
        member, boss = MemberFactory(), MemberFactory()
        LineManagerFactory(member=member, manager=boss)
        by = user_with_role("misconduct-office", member=boss)
        with pytest.raises(NotAllowed, match="You manage this officer"):
            enter(member, by=by)
        row = enter(member)
        with pytest.raises(NotAllowed, match="You manage this officer"):
            strike(row, by=by)
        page = signed_in(by).get(reverse("complaints:officer", args=[member.key]))
        shown = page.content.decode()
        assert "Register of 2026" in shown
        assert "Strike out" not in shown
        assert "Record an earlier sanction" not in shown

    @pytest.mark.parametrize("why", ["declared", "fellow"])
    def test_nor_whoever_has_a_conflict_in_an_open_case_of_theirs(self, why):
        told, _ = with_hearing()
        member = told.subject.member
        by = user_with_role("misconduct-office", member=MemberFactory())
        if why == "declared":
            ConflictFactory(case=told.case, user=by)
        else:
            SubjectFactory(case=told.case, number=2, member=by.member)
        row = enter(member)
        with pytest.raises(NotAllowed, match="have a conflict of interest"):
            enter(member, "written-warning", by=fresh(by))
        with pytest.raises(NotAllowed, match="have a conflict of interest"):
            strike(row, by=fresh(by))
        url = reverse("complaints:earlier-sanction", args=[member.key])
        assert signed_in(fresh(by)).get(url).status_code == 403

    def test_nor_ones_own(self):
        member = MemberFactory()
        by = user_with_role("misconduct-office", member=member)
        with pytest.raises(NotAllowed, match="their own record"):
            enter(member, by=by)


class TestStriking:
    def test_what_is_extended_is_struck_out_after_its_extension(self):
        member = MemberFactory()
        first = enter(member)
        longer = enter(
            member, "final-written-warning-extended", told_on=date(2026, 3, 2)
        )
        with pytest.raises(BadInput, match="strike that out first"):
            strike(first)
        strike(longer)
        strike(first)
        assert live_sanctions(member, on=date(2026, 11, 1)) == []

    def test_it_takes_turns_with_whoever_records(self):
        row = enter(MemberFactory())
        with CaptureQueriesContext(connection) as asked:
            strike(row)
        (lock,) = [one["sql"] for one in asked if "FOR NO KEY UPDATE" in one["sql"]]
        assert '"organisation_member"' in lock


class TestPages:
    def test_from_the_officer_and_back(self):
        member = MemberFactory()
        client = signed_in(user_with_role("misconduct-office"))
        history = reverse("complaints:officer", args=[member.key])
        url = reverse("complaints:earlier-sanction", args=[member.key])
        assert url in client.get(history).content.decode()
        told_on = timezone.localdate() - timedelta(days=30)
        given = {"what": f"conduct-2008 {FWW}"} | day("told_on", told_on)
        assert errors(send(client, url, **given)) == ["Enter where it was read."]
        sent = send(client, url, **given, source="Register of 2026")
        assert sent.status_code == 302, errors(sent)
        shown = client.get(history).content.decode()
        assert "Final written warning" in shown
        assert "Register of 2026" in shown

    def test_struck_out_it_counts_no_more(self):
        member = MemberFactory()
        row = enter(member)
        client = signed_in(user_with_role("hearings-office"))
        url = reverse("complaints:strike-sanction", args=[member.key, row.number])
        assert "Register of 2026" in client.get(url).content.decode()
        sent = send(client, url, reason="Another officer's.")
        assert sent.status_code == 302, errors(sent)
        assert live_sanctions(member, on=date(2026, 11, 1)) == []
        (entry,) = trail.entries().filter(event="sanction.strike")
        assert entry.reason == "Another officer's."
        assert client.get(url).status_code == 404

    @pytest.mark.parametrize(
        ("role", "reads"), [("cst-officer", True), ("investigator", False)]
    )
    def test_who_reads_it_on_the_history(self, role, reads):
        member = MemberFactory()
        enter(member, **LATELY)
        client = signed_in(user_with_role(role))
        page = client.get(reverse("complaints:officer", args=[member.key]))
        assert ("Register of 2026" in page.content.decode()) == reads
        assert "Record an earlier sanction" not in page.content.decode()

    @pytest.mark.parametrize(
        ("sanction", "told_on", "said"),
        [
            ("management-advice", TOLD, "Never: it does not count"),
            (FWW, date(2010, 2, 2), "Ran out after"),
        ],
    )
    def test_what_does_not_count_is_read_and_struck_out(self, sanction, told_on, said):
        member = MemberFactory()
        row = enter(member, sanction, told_on=told_on)
        client = signed_in(user_with_role("misconduct-office"))
        history = reverse("complaints:officer", args=[member.key])
        url = reverse("complaints:strike-sanction", args=[member.key, row.number])
        shown = client.get(history).content.decode()
        assert said in shown
        assert url in shown
        send(client, url, reason="Another officer's.")
        assert "Register of 2026" not in client.get(history).content.decode()

    def test_whose_it_is_reads_neither_page(self):
        member = MemberFactory()
        enter(member, **LATELY)
        client = signed_in(user_with_role("hearings-office", member=member))
        url = reverse("complaints:earlier-sanction", args=[member.key])
        assert client.get(url).status_code == 403
        page = client.get(reverse("complaints:officer", args=[member.key]))
        assert "Register of 2026" not in page.content.decode()
