"""Form fields: what they take, and the sentence with which they refuse."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from pages import fields
from pages.forms import PageForm
from pages.widgets import DateInput


class Form(PageForm):
    surname = fields.CharField(label="Surname")
    account = fields.NarrativeField(label="Account", required=False, max_length=20)
    received_on = fields.DateField(label="Date received", required=False)

    called = {"received_on": "the date received", "surname": "the surname"}


def errors_of(data: str, field: str) -> list[str]:
    return Form(QueryDict(data)).errors.get(field, [])


class TestDateField:
    @pytest.mark.parametrize(
        "data",
        [
            "received_on=2026-03-31",
            "received_on=31/03/2026",
            "received_on=+31/3/2026+",
            "received_on_day=31&received_on_month=03&received_on_year=2026",
        ],
    )
    def test_takes_iso_british_and_three_inputs(self, data):
        form = Form(QueryDict(f"surname=A&{data}"))
        assert form.is_valid(), form.errors
        assert form.cleaned_data["received_on"] == date(2026, 3, 31)

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("30/02/2026", "must be a real date"),
            ("31/06/2026", "must be a real date"),
            ("29/02/2007", "must be a real date"),
            ("2026-02-30", "must be a real date"),
            ("00/01/2026", "must be a real date"),
            ("00/00/0000", "month between 1 and 12"),
            ("04/13/2007", "month between 1 and 12, with the day before the month"),
            ("01/01/0207", "year between 1900 and 2100"),
            ("01/01/1752", "year between 1900 and 2100"),
            ("31/12/9999", "year between 1900 and 2100"),
            ("01/02/26", "year of 4 digits"),
            ("01/02/20266", "year of 4 digits"),
            ("next Tuesday", "written as day/month/year, like 31/03/2026"),
            ("٣١/٠٣/٢٠٢٦", "written as day/month/year"),
            ("45000", "written as day/month/year"),
            ("31/03/2026 10:00", "written as day/month/year"),
        ],
    )
    def test_refuses_broken_dates_with_the_format(self, typed, said):
        [sentence] = errors_of(f"surname=A&received_on={typed}", "received_on")
        assert sentence.startswith("The date received must ")
        assert said in sentence

    def test_says_which_part_is_missing(self):
        data = "surname=A&received_on_day=3&received_on_year=2026"
        [sentence] = errors_of(data, "received_on")
        assert sentence == "The date received must include a month."

    def test_names_the_part_to_mark(self):
        form = Form(QueryDict("surname=A&received_on=1/1/26"))
        assert form.errors["received_on"].as_data()[0].code == "year"

    def test_an_empty_date_is_none(self):
        form = Form(QueryDict("surname=A"))
        assert form.is_valid()
        assert form.cleaned_data["received_on"] is None

    def test_knows_what_changed(self):
        form = Form(
            QueryDict("surname=A&received_on=31/03/2026"),
            initial={"surname": "A", "received_on": date(2026, 3, 31)},
        )
        assert form.changed_data == []
        broken = Form(QueryDict("surname=A&received_on=x"), initial={"surname": "A"})
        assert broken.changed_data == ["received_on"]

    def test_shows_a_stored_date_in_its_boxes(self):
        form = Form(initial={"received_on": date(2026, 3, 1)})
        html = str(form["received_on"])
        assert 'value="1"' in html
        assert 'value="2026"' in html

    def test_shows_again_what_was_typed(self):
        widget = fields.DateField().widget
        assert [p["value"] for p in widget.parts("on", "30/2/")] == ["30", "2", ""]
        assert [p["value"] for p in widget.parts("on", "2026-02-03")] == [
            "03",
            "02",
            "2026",
        ]
        assert [p["value"] for p in widget.parts("on", "soon")] == ["soon", "", ""]

    def test_one_box_shows_a_date_as_it_is_typed(self):
        assert DateInput().format_value(date(2026, 3, 1)) == "01/03/2026"
        assert DateInput().format_value("soon") == "soon"

    def test_read_date_serves_imports_too(self):
        assert fields.read_date("2026-03-31") == date(2026, 3, 31)
        with pytest.raises(ValidationError, match="The date must be a real date"):
            fields.read_date("31/02/2026")


class TestCharField:
    def test_asks_for_what_is_missing(self):
        assert errors_of("", "surname") == ["Enter the surname."]

    def test_counts_what_is_too_much(self):
        [sentence] = errors_of(f"surname={'x' * 203}", "surname")
        assert sentence == (
            "The surname must be 200 characters or fewer. You have 3 too many."
        )

    def test_exactly_the_length_fits(self):
        assert errors_of(f"surname={'x' * 200}", "surname") == []

    def test_hidden_characters_are_named(self):
        [sentence] = errors_of("surname=Smi%E2%80%AEth", "surname")
        assert "U+202E (right-to-left override)" in sentence
        assert sentence.startswith("The surname contains a hidden character")

    def test_only_hidden_characters_is_missing(self):
        assert errors_of("surname=%E2%80%8B", "surname") == ["Enter the surname."]


class TestNarrativeField:
    def test_line_ends_count_once(self):
        form = Form(QueryDict("surname=A&account=" + "a%0D%0A" * 10))
        assert form.is_valid(), form.errors
        assert form.cleaned_data["account"] == "\n".join("a" * 10)

    def test_has_no_browser_limit_that_would_cut_text(self):
        assert "maxlength" not in str(Form()["account"])
