"""The form every page uses, and how its controls are drawn."""

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from pages import fields
from pages.forms import PageForm
from pages.templatetags import form_fields
from tests.pages.specimen import ComplaintForm


def draw(source: str, **context) -> str:
    return Template("{% load form_fields %}" + source).render(Context(context))


class Form(PageForm):
    unit = forms.ChoiceField(choices=[("a", "A")], label="Unit")
    agree = forms.BooleanField(label="I agree")
    paper = forms.FileField(label="Paper")
    number = forms.IntegerField(label="Number of officers")
    own = forms.CharField(label="Own", error_messages={"required": "Say it."})
    many = forms.MultipleChoiceField(choices=[("a", "A")], label="Kinds")


class TestSentences:
    @pytest.mark.parametrize(
        ("field", "sentence"),
        [
            ("unit", "Select unit."),
            ("agree", "Confirm I agree."),
            ("paper", "Choose paper."),
            ("number", "Enter number of officers."),
            ("own", "Say it."),
        ],
    )
    def test_every_missing_field_is_asked_for(self, field, sentence):
        assert Form({}).errors[field] == [sentence]

    def test_a_choice_not_offered_is_refused_in_words(self):
        form = Form(QueryDict("unit=zz&many=zz&number=two"))
        assert form.errors["unit"] == ["Unit must be one of the choices shown."]
        assert form.errors["many"] == ["Kinds must be one of the choices shown."]
        assert form.errors["number"] == [
            "Number of officers must be a number, like 15."
        ]

    def test_no_browser_pop_ups(self):
        assert "required" not in str(Form()["own"])


class TestField:
    def test_label_hint_and_error_are_tied_to_the_control(self):
        html = draw("{% field form.account %}", form=ComplaintForm({}))
        assert 'for="id_account"' in html
        assert 'aria-describedby="id_account-hint id_account-error"' in html
        assert "Enter what was said." in html

    def test_the_part_of_a_date_that_is_wrong_is_marked(self):
        form = ComplaintForm(QueryDict("received_on=31/12/26"))
        html = draw("{% field form.received_on %}", form=form)
        assert html.count("govuk-input--error") == 1
        assert 'value="26"' in html

    def test_a_missing_date_marks_all_parts(self):
        html = draw("{% field form.received_on %}", form=ComplaintForm({}))
        assert html.count("govuk-input--error") == 3

    def test_markup_in_what_was_typed_is_text(self):
        form = ComplaintForm({"surname": "<script>", "account": "</textarea><b>"})
        html = draw("{% field form.surname %}{% field form.account %}", form=form)
        assert "<script>" not in html
        assert "<b>" not in html

    def test_a_text_that_begins_with_a_line_end_keeps_it(self):
        form = ComplaintForm(initial={"account": "\nsecond line"})
        assert ">\n\nsecond line</textarea>" in draw(
            "{% field form.account %}", form=form
        )

    def test_groups_of_choices_keep_their_heading(self):
        html = draw("{% field form.unit %}", form=ComplaintForm())
        assert html.index("South west") < html.index("Kingston")

    def test_a_password_is_never_shown_again(self):
        class Secret(PageForm):
            word = forms.CharField(widget=forms.PasswordInput(render_value=True))

        html = draw("{% field form.word %}", form=Secret({"word": "s3cret"}))
        assert "s3cret" not in html

    def test_a_number_is_typed_as_text(self):
        html = draw("{% field form.officers width='2' %}", form=ComplaintForm())
        assert 'type="text"' in html
        assert 'inputmode="numeric"' in html

    def test_a_page_with_one_question_has_it_as_heading(self):
        for name in ("surname", "channel"):
            html = draw("{% field bound legend='page' %}", bound=ComplaintForm()[name])
            assert "<h1" in html

    def test_an_unknown_widget_still_shows(self):
        class Odd(PageForm):
            when = forms.CharField(widget=forms.SplitDateTimeWidget())

        assert "<input" in draw("{% field form.when %}", form=Odd())


class TestFields:
    def test_revealed_fields_stand_inside_their_choice_once(self):
        html = draw("{% fields form %}", form=ComplaintForm())
        assert html.count('name="channel_other"') == 1
        assert html.index('name="channel_other"') < html.index('name="received_on_day"')

    def test_hidden_fields_are_there(self):
        class Versioned(PageForm):
            version = forms.IntegerField(widget=forms.HiddenInput)

        assert 'name="version"' in draw("{% fields form %}", form=Versioned())


class TestFormErrors:
    def test_each_line_leads_to_its_control(self):
        form = ComplaintForm(QueryDict("received_on=31/12/26"))
        html = draw("{% form_errors form %}", form=form)
        assert 'href="#id_received_on_year"' in html
        assert 'href="#id_channel_0"' in html
        assert 'href="#id_surname"' in html

    def test_errors_of_the_whole_form_come_first(self):
        class Pair(PageForm):
            name = fields.CharField()

            def clean(self):
                raise forms.ValidationError("The two do not belong together.")

        html = draw("{% form_errors form %}", form=Pair({}))
        assert html.index("belong together") < html.index("Enter name.")

    def test_nothing_is_drawn_without_errors(self):
        form = ComplaintForm()
        assert draw("{% form_errors form none %}", form=form, none=None).strip() == ""


class Cleared(dict):
    """Kept controls that another thread clears as soon as one is added."""

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.clear()


def test_a_control_is_drawn_while_others_are_forgotten(monkeypatch):
    monkeypatch.setattr(form_fields, "_drawn", Cleared())

    class Narrow(forms.Form):
        kind = forms.ChoiceField(choices=[("a", "Able")], required=False)

    assert "Able" in draw("{% filter_field form.kind %}", form=Narrow({}))
