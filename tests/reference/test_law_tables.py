"""The tables of law on their pages: shown with their doubts, and kept with care."""

import re
from datetime import date
from html import unescape

import pytest

from accounts.reference import actions
from accounts.reference.registry import get, tables
from accounts.submissions import new_token
from complaints.models import Forum, LetterText, Regime, Sanction
from config.reference import law_tables
from pages.refusals import BadInput

pytestmark = pytest.mark.django_db
SLUGS = [table.slug for table in law_tables.ALL if "unverified" in table.fields]
LETTERS = get("letter-texts")


def text(response):
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def letter(**changes):
    values = {
        "code": "thanks",
        "name": "Thanks",
        "body": "Thank you, {complainant}.",
        "source": "A test",
        "unverified": False,
        "from_on": date(2026, 1, 1),
        "to_on": None,
    }
    return values | changes


class TestShown:
    @pytest.mark.parametrize("slug", SLUGS)
    def test_every_list_says_what_was_not_checked(self, browse, lay_member, slug):
        page = text(browse(lay_member).get(f"/reference/{slug}/"))
        assert "Unverified" in page

    def test_a_regime_leads_to_all_that_it_knows(self, browse, officer):
        page = text(browse(officer).get("/reference/regimes/conduct-2008/"))
        for words in (
            "Police (Conduct) Regulations 2008",
            "SI 2008/2864, reg 2",
            "Gross misconduct",
            "Special case hearing",
            "Final written warning",
        ):
            assert words in page

    def test_a_forum_leads_to_what_it_can_impose_and_who_sits(self, browse, officer):
        page = text(browse(officer).get("/reference/forums/conduct-2008.hearing/"))
        for words in (
            "Dismissal without notice (conduct-2008)",
            "Superintending member",
            "Misconduct panel member",
        ):
            assert words in page

    def test_as_many_questions_for_every_row_of_a_table(
        self, browse, officer, django_assert_max_num_queries
    ):
        client = browse(officer)
        for slug in SLUGS:
            path = f"/reference/{slug}/?per_page=100"
            client.get(path)
            with django_assert_max_num_queries(6):
                client.get(path)

    def test_every_address_leads_to_its_own_row(self):
        for table in tables():
            if table.slug in SLUGS:
                for row in table.rows():
                    assert table.at(table.address_of(row)) == row


class TestKept:
    def test_two_regimes_of_a_field_never_hold_on_one_day(self, keeper):
        given = {
            "code": "conduct-2012",
            "name": "Police (Conduct) Regulations 2012",
            "field": "conduct",
            "from_on": date(2012, 11, 22),
            "source": "SI 2012/2632",
        }
        table = get("regimes")
        with pytest.raises(BadInput, match="in the way"):
            actions.add(table, given, by=keeper)
        old = Regime.objects.get(code="conduct-2008")
        actions.retire(table, old, on=date(2012, 11, 21), by=keeper)
        assert actions.add(table, given, by=keeper).code == "conduct-2012"

    @pytest.mark.parametrize(
        ("body", "blank"),
        [("Dear {complaynant}", "{complaynant}"), ("Dear {", "{{}"), ("{}", "{}")],
    )
    def test_a_letter_with_a_blank_that_nobody_fills_is_refused(
        self, keeper, body, blank
    ):
        with pytest.raises(BadInput, match="Candour cannot fill") as refused:
            actions.add(LETTERS, letter(body=body), by=keeper)
        assert blank in refused.value.sentence
        assert refused.value.field == "body"
        assert actions.add(LETTERS, letter(), by=keeper).pk

    def test_its_form_refuses_it_too(self, browse, keeper):
        sent = {"name": "Thanks", "body": "Dear {nobody}", "source": "A test"}
        sent |= {"code": "thanks", "from_on": "2026-01-01"}
        sent |= {"submission": new_token()}
        page = browse(keeper).post("/reference/letter-texts/add/", sent)
        assert "Candour cannot fill {nobody} in a letter." in text(page)
        assert not LetterText.objects.filter(code="thanks").exists()

    def test_a_letter_changes_from_a_date_and_stays_as_it_was_before(self, keeper):
        row = LetterText.objects.get(code="update")
        first = date(2027, 1, 1)
        given = letter(name=row.name, body="Nothing new in {case}.")
        actions.replace(LETTERS, row, given, from_on=first, by=keeper)
        bodies = LetterText.objects.filter(code="update").order_by("from_on")
        assert [one.from_on for one in bodies] == [row.from_on, first]
        assert bodies[0].body == row.body

    def test_what_a_code_means_is_corrected_in_place_its_code_never(self, keeper):
        table = get("sanctions")
        row = Sanction.objects.get(regime="conduct-2008", code="written-warning")
        actions.change(table, row, {"months_live": 6, "code": "warning"}, by=keeper)
        row.refresh_from_db()
        assert (row.months_live, row.code) == (6, "written-warning")

    def test_a_forum_has_one_row_in_a_regime(self, keeper):
        table = get("forums")
        row = Forum.objects.get(regime="conduct-2008", code="meeting")
        values = {name: getattr(row, name) for name in table.fields}
        with pytest.raises(BadInput, match="already"):
            actions.add(table, values, by=keeper)
