"""From when what is imposed counts, and what is said besides of it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from casework import guard
from complaints.models import Case, ImposedSanction
from complaints.models.imposed import live_sanctions
from complaints.rules.regimes import last_day
from organisation.models import Member
from pages.refusals import BadInput
from tests.complaints.appealing import (
    AGO,
    OFFICE,
    board,
    held,
    impose,
    tell,
)
from tests.complaints.hearing import TODAY, WHY
from tests.complaints.sending import day, errors, send, signed_in
from tests.factories.proceedings import SITS, warned

pytestmark = pytest.mark.django_db
LONG = date(2100, 1, 1)


class TestFromWhen:
    def test_a_warning_counts_from_the_written_outcome(self):
        told, row = held()
        imposed = impose(told, row, "final-written-warning")
        member = told.subject.member
        assert live_sanctions(member, on=SITS + AGO) == []
        assert imposed.live_until is None
        tell(told)
        imposed.refresh_from_db()
        told_on = SITS + 2 * AGO
        assert imposed.live_until == last_day(told_on, 18)
        assert live_sanctions(member, on=told_on - AGO) == []
        assert live_sanctions(member, on=told_on) == [imposed]

    def test_or_from_the_day_on_which_the_officer_was_told(self):
        told, row = held()
        imposed = impose(told, row, "final-written-warning", notified_on=SITS)
        assert imposed.live_until == last_day(SITS, 18)
        tell(told)
        imposed.refresh_from_db()
        assert imposed.notified_on == SITS

    @pytest.mark.parametrize("on", [SITS - AGO, TODAY + AGO])
    def test_they_are_not_told_before_it_or_tomorrow(self, on):
        told, row = held()
        with pytest.raises(BadInput, match="that of the decision or later") as no:
            impose(told, row, "final-written-warning", notified_on=on)
        assert no.value.field == "notified_on"

    def test_notice_of_dismissal_counts_from_the_same_day(self):
        told, row = held()
        of = {"effective_on": SITS + timedelta(days=28)}
        imposed = impose(told, row, "dismissal-with-notice", **of)
        with pytest.raises(BadInput, match="10 December 2026 or later") as no:
            tell(told)
        assert no.value.field == "effective_on"
        tell(told, effective_on=date(2026, 12, 10))
        imposed.refresh_from_db()
        assert imposed.effective_on == date(2026, 12, 10)
        clock = told.case.clocks.get(code="dismissal_notice")
        assert clock.starts_on == SITS + 2 * AGO
        assert clock.due_on == date(2026, 12, 10)

    def test_its_page_asks_for_the_day(self):
        told, row = held()
        impose(told, row, "dismissal-with-notice")
        client = signed_in(told.by(OFFICE))
        url = reverse("complaints:tell-officer", args=[told.case.slug, 1])
        told.case.refresh_from_db()
        given = {"text": "It has ended so.", "served_how": "hand"}
        given |= day("told_on", SITS) | day("effective_on", SITS)
        sent = send(client, url, version=told.case.version, **given)
        assert "takes effect on 8 December 2026 or later" in errors(sent)[0]
        given |= day("effective_on", SITS + timedelta(days=28))
        sent = send(client, url, version=told.case.version, **given)
        assert sent.status_code == 302, errors(sent)


class TestTerms:
    """What a sanction leaves open is said, and nothing is kept that it does not ask."""

    @pytest.mark.parametrize(
        ("sanction", "terms", "field"),
        [
            ("fine", {}, "amount"),
            ("fine", {"amount": Decimal(0)}, "amount"),
            ("reduction-in-rank", {}, "rank_to"),
            ("reduction-in-rank", {"rank_to": "inspector"}, "rank_to"),
            ("requirement-to-resign", {}, "effective_on"),
            ("requirement-to-resign", {"effective_on": SITS - AGO}, "effective_on"),
            ("requirement-to-resign", {"effective_on": LONG}, "effective_on"),
            ("fine", {"amount": Decimal(9), "effective_on": SITS}, "effective_on"),
        ],
    )
    def test_without_them_it_is_refused(self, sanction, terms, field):
        told, row = board()
        self.ranked(row, "sergeant")
        with pytest.raises(BadInput) as no:
            impose(told, row, sanction, **terms)
        assert no.value.field == field

    @pytest.mark.parametrize(
        ("sanction", "on"),
        [
            ("dismissal-without-notice", date(1900, 1, 1)),
            ("written-warning", date(1950, 1, 1)),
            ("dismissal-with-notice", SITS + 27 * AGO),
            ("dismissal-with-notice", LONG),
        ],
    )
    def test_nothing_takes_effect_on_another_day(self, sanction, on):
        told, row = held()
        with pytest.raises(BadInput) as no:
            impose(told, row, sanction, effective_on=on)
        assert no.value.field == "effective_on"
        assert not ImposedSanction.objects.exists()

    def test_nobody_resigns_before_they_are_told(self):
        told, row = board()
        impose(told, row, "requirement-to-resign", effective_on=SITS)
        with pytest.raises(BadInput, match="takes effect on 12 November 2026 or later"):
            tell(told)
        tell(told, effective_on=SITS + 30 * AGO)
        imposed = ImposedSanction.objects.get()
        assert imposed.effective_on == SITS + 30 * AGO

    @pytest.mark.parametrize("amount", ["12.345", "12345678901", "a lot"])
    def test_what_is_no_amount_is_said_once(self, amount):
        told, row = board()
        url = reverse("complaints:impose-sanction", args=[told.case.slug, 1])
        told.case.refresh_from_db()
        given = {"sanction": "fine", "sanction_reasons": WHY, "amount": amount}
        sent = send(
            signed_in(told.by(OFFICE)),
            url,
            version=told.case.version,
            **given | day("concluded_on", SITS),
        )
        assert errors(sent) == ["Enter the amount in pounds, like 250.00."]

    def ranked(self, row, rank, before="sergeant"):
        Member.objects.filter(pk=row.subject.member.pk).update(rank=rank)
        with guard.writing("test"):
            type(row.subject).objects.filter(pk=row.subject.pk).update(rank=before)

    def test_they_are_kept_and_shown(self):
        told, row = board()
        imposed = impose(told, row, "fine", amount=Decimal("250.00"), rank_to="x")
        assert (imposed.amount, imposed.rank_to) == (Decimal("250.00"), "")
        page = signed_in(told.by(OFFICE)).get(
            f"{told.case.get_absolute_url()}proceedings/"
        )
        assert "£250" in page.content.decode()

    def test_a_rank_below(self):
        told, row = board()
        self.ranked(row, "sergeant")
        imposed = impose(told, row, "reduction-in-rank", rank_to="constable")
        assert imposed.get_rank_to_display() == "Constable"

    def test_below_the_one_they_hold_now(self):
        told, row = board()
        self.ranked(row, "inspector")
        imposed = impose(told, row, "reduction-in-rank", rank_to="sergeant")
        assert imposed.rank_to == "sergeant"

    def test_whatever_it_is_where_theirs_is_not_known(self):
        told, row = board()
        self.ranked(row, "unknown", before="unknown")
        assert impose(told, row, "reduction-in-rank", rank_to="sergeant").rank_to

    @pytest.mark.parametrize("rank", ["staff", "pcso", "unknown", "inspector"])
    @pytest.mark.parametrize("held", ["inspector", "unknown"])
    def test_nothing_but_a_rank_of_police_officers(self, held, rank):
        told, row = board()
        self.ranked(row, held, before="inspector")
        with pytest.raises(BadInput, match="must be below the one"):
            impose(told, row, "reduction-in-rank", rank_to=rank)
        url = reverse("complaints:impose-sanction", args=[told.case.slug, 1])
        form = signed_in(told.by(OFFICE)).get(url).context["form"]
        offered = [code for code, _ in form.fields["rank_to"].choices]
        assert offered == ["", "constable", "sergeant"]

    def test_its_page_asks_for_them(self):
        told, row = board()
        client = signed_in(told.by(OFFICE))
        url = reverse("complaints:impose-sanction", args=[told.case.slug, 1])
        told.case.refresh_from_db()
        given = {"sanction": "fine", "sanction_reasons": WHY} | day(
            "concluded_on", SITS
        )
        sent = send(client, url, version=told.case.version, **given)
        assert errors(sent) == ["Enter how much is paid, of a fine."]
        given["amount"] = "250"
        sent = send(client, url, version=told.case.version, **given)
        assert sent.status_code == 302, errors(sent)
        assert ImposedSanction.objects.get().amount == 250

    def test_of_a_hearing_of_2008_it_asks_for_no_amount(self):
        told, _ = held()
        url = reverse("complaints:impose-sanction", args=[told.case.slug, 1])
        page = signed_in(told.by(OFFICE)).get(url).content.decode()
        assert "When does it take effect?" in page
        assert "To which rank?" not in page


class TestOfTheDay:
    """The page offers what the action accepts on the day of the decision."""

    LONGER = "final-written-warning-extended"

    @pytest.mark.parametrize(
        ("of", "accepted"),
        [
            ({"live_until": SITS + AGO}, True),
            ({"live_until": SITS - AGO}, False),
        ],
    )
    def test_what_ran_out_since_or_before(self, of, accepted):
        told, row = held(severity="misconduct", severity_name="Misconduct")
        warned(told.subject.member, **of)
        client = signed_in(told.by(OFFICE))
        url = reverse("complaints:impose-sanction", args=[told.case.slug, 1])
        given = {"sanction": self.LONGER, "sanction_reasons": WHY}
        version = Case.objects.get().version
        given |= day("concluded_on", SITS)
        sent = send(client, url, version=version, **given)
        assert (sent.status_code == 302) == accepted, errors(sent)
        if not accepted:
            assert errors(sent) == [
                "What was imposed must be one of the choices shown."
            ]


class TestNoFurtherAction:
    def test_not_for_gross_misconduct(self):
        told, row = held()
        with pytest.raises(BadInput, match="cannot impose no further action for gross"):
            impose(told, row, "no-action")

    def test_but_for_misconduct(self):
        told, row = held(severity="misconduct", severity_name="Misconduct")
        assert impose(told, row, "no-action").sanction == "no-action"
