from datetime import timedelta

import pytest
from django import forms
from django.test import RequestFactory
from django.urls import resolve, reverse

from casework import drafts
from casework.models import Draft
from pages.fields import CharField, DateField, NarrativeField
from pages.forms import PageForm
from pages.refusals import BadInput
from tests.factories.accounts import UserFactory
from tests.factories.casework import NOW

pytestmark = pytest.mark.django_db
HELP = "/help/"


@pytest.fixture(autouse=True)
def allowed(monkeypatch):
    """The help page stands for a form here."""
    resolve(HELP)  # apps name their forms where their addresses are read
    monkeypatch.setattr(drafts, "_allowed", {"help"})


@pytest.fixture
def steps_of_a_thing(monkeypatch):
    """What begins alike is one thing."""

    def rule(form):
        return form.split("/")[1]

    monkeypatch.setattr(drafts, "_rules", [rule])


class SampleForm(PageForm):
    said = NarrativeField()
    on = DateField()
    standards = forms.MultipleChoiceField(
        choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
    )
    name = CharField()


class TestSave:
    def test_one_for_each_person_and_form(self):
        user, other = UserFactory.create_batch(2)
        drafts.save(user, HELP, {"said": ["Some"]}, at=NOW)
        drafts.save(user, HELP, {"said": ["More"]}, at=NOW + timedelta(minutes=1))
        drafts.save(other, HELP, {"said": ["Other"]}, at=NOW)
        assert drafts.load(user, HELP).content == {"said": ["More"]}
        assert Draft.objects.count() == 2

    def test_no_secrets(self):
        content = {
            "said": ["Some"],
            "csrfmiddlewaretoken": ["x"],
            "submission": ["y"],
            "new_password": ["z"],
            "otp": ["123456"],
        }
        kept = drafts.save(UserFactory(), HELP, content, at=NOW)
        assert kept.content == {"said": ["Some"]}

    def test_nothing_typed_is_no_draft(self):
        user = UserFactory()
        drafts.save(user, HELP, {"said": ["Some"]}, at=NOW)
        assert drafts.save(user, HELP, {"said": ["  "]}, at=NOW) is None
        assert drafts.load(user, HELP) is None

    @pytest.mark.parametrize(
        "form", ["", "/", "/keep-alive/", "//evil.example/", "/nowhere/", "/help/" * 99]
    )
    def test_only_of_known_forms(self, form):
        with pytest.raises(BadInput, match="not kept"):
            drafts.save(UserFactory(), form, {"said": ["Some"]}, at=NOW)

    def test_too_long(self):
        with pytest.raises(BadInput, match="too long"):
            drafts.save(UserFactory(), HELP, {"said": ["x" * 200_001]}, at=NOW)

    def test_the_oldest_of_too_many_go(self):
        user, other = UserFactory.create_batch(2)
        kept = [
            Draft(user=by, form=f"/{n}/", updated_at=NOW - timedelta(minutes=n + 1))
            for by in (user, other)
            for n in range(drafts.MOST)
        ]
        Draft.objects.bulk_create(kept)
        drafts.save(user, HELP, {"said": ["New"]}, at=NOW)
        forms = set(user.drafts.values_list("form", flat=True))
        assert len(forms) == drafts.MOST == other.drafts.count()
        assert HELP in forms
        assert f"/{drafts.MOST - 1}/" not in forms

    def test_a_whole_goes_together_and_stays_together(self, steps_of_a_thing):
        """As one: the newest step says when it was touched, and it counts once."""
        user = UserFactory()
        kept = [
            Draft(
                user=user,
                form=f"/{thing}/{step}/",
                updated_at=NOW - timedelta(days=step, minutes=thing),
            )
            for thing in range(drafts.MOST)
            for step in range(3)
        ]
        Draft.objects.bulk_create(kept)
        drafts.save(user, HELP, {"said": ["New"]}, at=NOW)
        left = set(user.drafts.values_list("form", flat=True))
        assert left == {HELP} | {row.form for row in kept[:-3]}

    def test_a_step_more_of_what_is_begun_drives_nothing_out(self, steps_of_a_thing):
        user = UserFactory()
        Draft.objects.bulk_create(
            Draft(user=user, form=form, updated_at=NOW)
            for form in ["/help/1/", *(f"/{n}/1/" for n in range(drafts.MOST - 1))]
        )
        drafts.save(user, HELP, {"said": ["New"]}, at=NOW)
        assert user.drafts.count() == drafts.MOST + 1

    def test_one_whole_has_its_limit(self, steps_of_a_thing):
        user = UserFactory()
        Draft.objects.bulk_create(
            Draft(user=user, form=f"/help/{n}/", updated_at=NOW)
            for n in range(drafts.STEPS)
        )
        with pytest.raises(BadInput, match="too many parts"):
            drafts.save(user, HELP, {"said": ["New"]}, at=NOW)
        assert user.drafts.count() == drafts.STEPS

    def test_keep_of_a_refused_form(self):
        request = RequestFactory().post(
            HELP, {"said": "Words", "standards": ["a", "b"]}
        )
        request.user = UserFactory()
        drafts.keep(request, at=NOW)
        kept = drafts.load(request.user, HELP)
        assert kept.content == {"said": ["Words"], "standards": ["a", "b"]}

    def test_forgotten_after_a_month(self):
        user = UserFactory()
        drafts.save(user, HELP, {"said": ["Some"]}, at=NOW - timedelta(days=31))
        assert drafts.forget_old(NOW) == 1

    def test_no_step_is_forgotten_while_somebody_goes_on(self, steps_of_a_thing):
        user, other = UserFactory.create_batch(2)
        begun, later = NOW - timedelta(days=31), NOW - timedelta(days=1)
        for by, form, at in (
            (user, "/a/1/", begun),
            (user, "/a/2/", later),
            (user, "/b/1/", begun),
            (other, "/a/1/", begun),
        ):
            Draft.objects.create(user=by, form=form, updated_at=at)
        assert drafts.forget_old(NOW) == 2
        assert set(user.drafts.values_list("form", flat=True)) == {"/a/1/", "/a/2/"}
        assert not other.drafts.exists()


class TestInitial:
    def test_words_come_back_as_typed(self):
        content = {
            "said": ["Line 1\nLine 2"],
            "on_day": ["31"],
            "on_month": ["2"],
            "on_year": [""],
            "standards": ["a", "b"],
        }
        draft = drafts.save(UserFactory(), HELP, content, at=NOW)
        initial = drafts.initial(draft, SampleForm())
        assert initial["said"] == "Line 1\nLine 2"
        assert initial["standards"] == ["a", "b"]
        assert "name" not in initial
        drawn = str(SampleForm(initial=initial)["on"])
        assert 'value="31"' in drawn

    def test_no_draft(self):
        assert drafts.initial(None, SampleForm()) == {}


class TestPages:
    def _save(self, client, form=HELP, **fields):
        return client.post(f"{reverse('casework:draft-save')}?form={form}", fields)

    def test_page_keeps_its_draft(self, client):
        user = UserFactory()
        client.force_login(user)
        assert self._save(client, said="Words").status_code == 204
        assert drafts.load(user, HELP).content == {"said": ["Words"]}

    def test_unknown_form_is_refused(self, client):
        client.force_login(UserFactory())
        assert self._save(client, form="/keep-alive/", said="x").status_code == 400

    def test_not_signed_in(self, client):
        assert self._save(client, said="Words").status_code == 302
        assert not Draft.objects.exists()

    def test_discard(self, client):
        user = UserFactory()
        client.force_login(user)
        self._save(client, said="Words")
        url = f"{reverse('casework:draft-discard')}?form={HELP}"
        assert client.get(url).status_code == 405
        assert client.post(url).url == HELP
        assert drafts.load(user, HELP) is None
