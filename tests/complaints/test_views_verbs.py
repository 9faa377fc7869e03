"""The page of each verb: who may, who may not, too late, twice, and wrong."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import Submission
from audit.models import Entry
from casework.models import Draft
from complaints.models import Case, StatusChange
from complaints.workflow import CASE
from tests.complaints.bad_dates import WRONG_DATES
from tests.complaints.sending import day, errors, hidden, send, signed_in
from tests.complaints.verb_forms import PAGES, scene
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseTaskFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
every_page = pytest.mark.parametrize("page", PAGES, ids=str)


def address(case, verb):
    return reverse(f"complaints:{verb}", args=[case.slug])


def post(page, play, client=None, **changes):
    client = client or signed_in(play.user)
    data = page.data() | changes
    if page.verb == "allocate":
        data.setdefault("unit", play.unit.code)
    data.setdefault("version", str(play.case.version))
    return send(client, address(play.case, page.verb), **data)


def unmoved(play):
    fresh = Case.objects.get(pk=play.case.pk)
    return (fresh.status, fresh.version) == (play.case.status, play.case.version)


def test_every_line_of_the_table_has_a_page():
    assert {page.verb for page in PAGES} | {"log"} == {line.verb for line in CASE}


@every_page
class TestVerb:
    def test_somebody_who_may_does_it(self, page):
        play = scene(page)
        sent = post(page, play)
        assert sent.status_code == 302, errors(sent) or sent.content.decode()[-900:]
        assert sent.url == play.case.get_absolute_url()
        play.case.refresh_from_db()
        assert play.case.status == page.target
        assert StatusChange.objects.get(case=play.case).verb == page.verb

    def test_the_page_shows_its_form(self, page):
        play = scene(page)
        shown = signed_in(play.user).get(address(play.case, page.verb))
        assert shown.status_code == 200
        assert play.case.reference in shown.content.decode()

    def test_opening_the_page_changes_nothing(self, page):
        play = scene(page)
        before = Case.objects.filter(pk=play.case.pk).values().get()
        signed_in(play.user).get(address(play.case, page.verb))
        assert Case.objects.filter(pk=play.case.pk).values().get() == before
        assert not StatusChange.objects.exists()
        assert not Draft.objects.exists()
        assert not Submission.objects.exists()

    def test_somebody_without_the_right_is_refused_and_it_is_recorded(self, page):
        play = scene(page)
        client = signed_in(user_with_role("mpa-officer"))
        assert client.get(address(play.case, page.verb)).status_code == 403
        assert post(page, play, client).status_code == 403
        assert unmoved(play)
        refused = Entry.objects.get(event=f"case.{page.verb}", outcome="refused")
        assert refused.subject_key == play.case.reference

    @pytest.mark.parametrize("words", ["right", "wrong"])
    @pytest.mark.parametrize("role", ["mpa-member", "commander", "mpa-officer"])
    def test_a_stale_form_is_no_way_round_the_right(self, page, role, words):
        play = scene(page)
        client = signed_in(user_with_role(role, play.unit))
        data = page.data() if words == "right" else {}
        data |= {"unit": play.unit.code} if page.verb == "allocate" else {}
        sent = send(client, address(play.case, page.verb), version=3, **data)
        assert sent.status_code == 403
        text = sent.content.decode()
        assert str(play.case.subjects.get().member) not in text
        assert "Somebody else has changed this" not in text
        refused = Entry.objects.filter(event=f"case.{page.verb}", outcome="refused")
        assert refused.filter(sentence__contains="does not allow you").exists()

    def test_somebody_of_another_borough_finds_nothing(self, page):
        play = scene(page)
        client = signed_in(user_with_role("champion"))
        assert client.get(address(play.case, page.verb)).status_code == 404
        assert post(page, play, client).status_code == 404

    def test_in_the_wrong_state_it_says_how_the_case_stands(self, page):
        play = scene(page, state=page.wrong)
        client = signed_in(play.user)
        shown = client.get(address(play.case, page.verb))
        assert shown.status_code == 409
        assert f"{play.case} is withdrawn" in shown.content.decode()
        assert post(page, play, client).status_code in (403, 409)
        assert unmoved(play)

    @pytest.mark.parametrize("role", ["mpa-member", "commander"])
    def test_in_the_wrong_state_nothing_is_said_to_who_may_not(self, page, role):
        play = scene(page, state=page.wrong)
        client = signed_in(user_with_role(role, play.unit))
        shown = client.get(address(play.case, page.verb))
        for answer in (shown, post(page, play, client)):
            assert answer.status_code == 403
            assert "withdrawn" not in answer.content.decode()

    def test_a_stale_form_loses_nobodys_words(self, page):
        play = scene(page)
        sent = post(page, play, version="3")
        assert sent.status_code == 409
        text = sent.content.decode()
        assert "Somebody else has changed this" in text
        assert play.case.get_status_display() in text
        if page.text:
            assert page.data()[page.text] in text
        assert unmoved(play)

    def test_a_double_click_is_one_act(self, page):
        play = scene(page)
        client = signed_in(play.user)
        shown = client.get(
            address(play.case, page.verb),
            {"unit": play.unit.code} if page.verb == "allocate" else {},
        )
        data = hidden(shown) | page.data()
        first = client.post(address(play.case, page.verb), data)
        second = client.post(address(play.case, page.verb), data)
        assert first.status_code == second.status_code == 302
        assert first.url == second.url
        assert StatusChange.objects.filter(case=play.case).count() == 1

    @pytest.mark.parametrize("version", ["", "x", "٣", "1" * 30])
    def test_without_its_version_nothing_is_done(self, page, version):
        play = scene(page)
        assert post(page, play, version=version).status_code == 400
        assert unmoved(play)

    def test_without_its_token_nothing_is_done(self, page):
        play = scene(page)
        assert post(page, play, submission="").status_code == 400
        assert unmoved(play)


# Buttons of a form that show it again instead of acting.
REDRAWS = (("record", "more"), ("determine", "change"))


@pytest.mark.parametrize(("verb", "button"), REDRAWS)
class TestRedraw:
    def page(self, verb):
        return next(page for page in PAGES if page.verb == verb)

    @pytest.mark.parametrize("role", ["mpa-member", "commander"])
    def test_it_shows_nothing_to_those_without_the_right(self, verb, button, role):
        page = self.page(verb)
        play = scene(page)
        client = signed_in(user_with_role(role, play.unit))
        sent = post(page, play, client, **{button: "1"})
        assert sent.status_code == 403
        assert str(play.case.subjects.get().member) not in sent.content.decode()
        refused = Entry.objects.get(event=f"case.{verb}", outcome="refused")
        assert refused.subject_key == play.case.reference

    def test_it_shows_nothing_once_the_case_has_moved_on(self, verb, button):
        page = self.page(verb)
        play = scene(page, state=page.wrong)
        assert post(page, play, **{button: "1"}).status_code == 409


texts = pytest.mark.parametrize("page", [page for page in PAGES if page.text], ids=str)


@texts
class TestText:
    def test_nul_is_refused(self, page):
        play = scene(page)
        assert post(page, play, **{page.text: "one\0two"}).status_code == 400
        assert unmoved(play)

    def test_ten_megabytes_are_too_much(self, page):
        play = scene(page)
        assert post(page, play, **{page.text: "x" * 10_485_760}).status_code == 413
        assert unmoved(play)

    def test_a_hidden_turn_of_direction_is_refused_at_the_field(self, page):
        play = scene(page)
        sent = post(page, play, **{page.text: "gnp.\u202eexe, and more words"})
        assert sent.status_code == 200
        assert any("hidden character" in line for line in errors(sent))
        assert "Error: " in sent.content.decode()
        assert unmoved(play)

    def test_what_was_wrong_waits_as_a_draft(self, page):
        play = scene(page)
        client = signed_in(play.user)
        post(page, play, client, **{page.text: "x" * 20_001})
        shown = client.get(
            address(play.case, page.verb),
            {"unit": play.unit.code} if page.verb == "allocate" else {},
        )
        assert "x" * 20_001 in shown.content.decode()
        assert "Draft kept" in shown.content.decode()
        assert errors(shown) == []


dated = pytest.mark.parametrize(
    ("page", "name"),
    [(page, name) for page in PAGES for name in page.dates],
    ids=str,
)


@dated
class TestDates:
    @pytest.mark.parametrize("parts", WRONG_DATES, ids="/".join)
    def test_what_is_no_date_is_refused(self, page, name, parts):
        play = scene(page)
        keys = (f"{name}_day", f"{name}_month", f"{name}_year")
        sent = post(page, play, **dict(zip(keys, parts, strict=True)))
        assert sent.status_code == 200
        assert errors(sent)
        assert unmoved(play)

    def test_the_future_is_refused(self, page, name):
        play = scene(page)
        tomorrow = timezone.localdate() + timedelta(days=1)
        sent = post(page, play, **day(name, tomorrow))
        assert any("or earlier" in line for line in errors(sent))
        assert unmoved(play)

    def test_a_day_before_the_step_it_follows_is_refused(self, page, name):
        play = scene(page)
        early = play.case.received_on - timedelta(days=1)
        sent = post(page, play, **day(name, early))
        assert any("on or after the date" in line for line in errors(sent))
        assert unmoved(play)


class TestRecord:
    page = PAGES[0]

    def test_an_allegation_of_discrimination_names_its_strand(self):
        play = scene(self.page)
        sent = post(self.page, play, **{"allegations-0-category": "F"})
        assert errors(sent) == ["Select the strand: discrimination always names one."]

    def test_at_least_one_allegation(self):
        play = scene(self.page)
        sent = post(
            self.page,
            play,
            **{"allegations-0-category": "", "allegations-0-text": ""},
        )
        assert errors(sent) == ["Select the category.", "Enter what is alleged."]

    def test_one_more_card_without_scripts(self):
        play = scene(self.page)
        sent = post(self.page, play, more="1")
        assert sent.content.decode().count("data-item-title") == 3  # two and a spare
        assert errors(sent) == []
        assert unmoved(play)

    def test_a_second_card_left_empty_is_no_allegation(self):
        play = scene(self.page)
        data = {
            "allegations-TOTAL_FORMS": "2",
            "allegations-1-against": "1",
            "allegations-1-category": "",
            "allegations-1-text": "",
        }
        assert post(self.page, play, **data).status_code == 302
        assert play.case.allegations.count() == 1

    def test_cards_beyond_all_measure_are_refused(self):
        play = scene(self.page)
        sent = post(self.page, play, **{"allegations-TOTAL_FORMS": "100000"})
        assert sent.status_code == 200
        assert unmoved(play)

    @pytest.mark.parametrize("count", ["²", "", "1e3", "-1", "0"])
    def test_cards_that_cannot_be_counted_are_not_lost(self, count):
        play = scene(self.page)
        sent = post(self.page, play, **{"allegations-TOTAL_FORMS": count})
        page = sent.content.decode()
        assert sent.status_code == 400
        assert "does not say how many allegations" in page
        assert self.page.data()["allegations-0-text"] in page
        assert unmoved(play)


class TestAllocate:
    page = next(page for page in PAGES if page.verb == "allocate")

    def test_the_unit_comes_first(self):
        play = scene(self.page)
        shown = signed_in(play.user).get(address(play.case, "allocate"))
        assert "Show its handlers" in shown.content.decode()

    def test_a_unit_that_is_not_offered_is_not_there(self):
        play = scene(self.page)
        area = UnitFactory(area=True)
        client = signed_in(play.user)
        found = client.get(address(play.case, "allocate"), {"unit": area.code})
        assert found.status_code == 404

    def test_a_handler_without_training_needs_a_reason(self):
        play = scene(self.page)
        handler = user_with_role("investigator", play.unit)
        sent = post(self.page, play, handler=handler.email, reason="")
        assert errors(sent) == [
            f"Give a reason for choosing {handler.name}, whose training is not current."
        ]
        sent = post(self.page, play, handler=handler.email, reason="Nobody else.")
        assert sent.status_code == 302
        play.case.refresh_from_db()
        assert play.case.handler == handler

    def test_a_champion_is_shown_the_own_borough_at_once(self):
        play = scene(self.page)
        champion = user_with_role("champion", play.unit)
        shown = signed_in(champion).get(address(play.case, "allocate"))
        assert "Show its handlers" not in shown.content.decode()
        assert champion.name in shown.content.decode()

    def test_subjects_are_left_out_and_counted(self):
        play = scene(self.page)
        member = play.case.subjects.get().member
        user_with_role("investigator", play.unit, member=member)
        shown = signed_in(play.user).get(
            address(play.case, "allocate"), {"unit": play.unit.code}
        )
        assert "1 person is left out" in shown.content.decode()


class TestDetermine:
    page = next(page for page in PAGES if page.verb == "determine")

    def check(self, play, **changes):
        return post(self.page, play, **{"confirmed": ""} | changes)

    def test_answers_are_checked_before_it_is_done(self):
        play = scene(self.page)
        client = signed_in(play.user)
        data = self.page.data()
        del data["confirmed"]
        shown = send(client, address(play.case, "determine"), version=4, **data)
        assert "Check your decisions" in shown.content.decode()
        assert "20 working days" in shown.content.decode()
        assert unmoved(play)
        changed = client.post(
            address(play.case, "determine"), hidden(shown) | {"change": "yes"}
        )
        assert "Check the decisions" in changed.content.decode()
        assert data["reasons"] in changed.content.decode()
        done = client.post(
            address(play.case, "determine"), hidden(shown) | {"confirmed": "yes"}
        )
        assert done.status_code == 302

    def test_departing_needs_reasons(self):
        play = scene(self.page)
        sent = post(self.page, play, **{"outcome-1-1-result": "not-upheld"})
        assert errors(sent) == [
            "Give your reasons for departing from the recommendation, Upheld."
        ]

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            (
                {"outcome-1-1-case_to_answer": "no"},
                "A misconduct meeting needs a case to answer.",
            ),
            (
                {"outcome-1-1-severity": "none"},
                "A case to answer is one of misconduct or of gross misconduct.",
            ),
            (
                {"outcome-1-1-forum": "hearing"},
                "A misconduct hearing needs gross misconduct.",
            ),
        ],
    )
    def test_answers_that_do_not_fit_are_refused_at_the_field(self, changes, sentence):
        play = scene(self.page)
        assert errors(post(self.page, play, **changes)) == [sentence]
        assert unmoved(play)

    def test_whoever_comes_too_late_is_told_no_names(self):
        play = scene(self.page)
        late = signed_in(user_with_role("appropriate-authority"))
        assert post(self.page, play).status_code == 302
        sent = post(self.page, play, late)
        assert sent.status_code == 409
        text = sent.content.decode()
        assert "Determined, since" in text
        assert self.page.data()["reasons"] in text
        assert str(play.case.subjects.get().member) not in text

    def test_whoever_handled_it_is_refused(self):
        play = scene(self.page)
        handler = play.case.handler
        handler.postings.update(role="appropriate-authority")
        sent = post(self.page, play, signed_in(handler))
        assert sent.status_code == 403
        assert "because you have been its handler" in sent.content.decode()
        other = signed_in(user_with_role("appropriate-authority"))
        sent = post(self.page, play, other)
        assert sent.status_code == 302, errors(sent)


class TestFinalise:
    page = next(page for page in PAGES if page.verb == "finalise")

    def test_what_is_open_is_listed_and_there_is_no_button(self):
        play = scene(self.page)
        CaseTaskFactory(case=play.case)
        shown = signed_in(play.user).get(address(play.case, "finalise"))
        text = shown.content.decode()
        assert "cannot be finalised yet" in text
        assert "1 open" in text
        assert 'name="version"' not in text
        assert post(self.page, play).status_code == 409
        assert unmoved(play)


class TestWithdraw:
    page = PAGES[-1]

    def test_the_signed_request_is_attached(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        play = scene(self.page)
        scan = SimpleUploadedFile("request.txt", b"I withdraw. Signed.")
        assert post(self.page, play, request=scan).status_code == 302
        assert play.case.documents.get().label == "Signed request to withdraw"

    def test_a_file_that_is_refused_is_refused_at_the_field(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        play = scene(self.page)
        bad = SimpleUploadedFile("request.exe", b"MZ\x90\x00")
        sent = post(self.page, play, request=bad)
        assert errors(sent)
        assert unmoved(play)

    def test_a_request_that_comes_too_late_leaves_no_file(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        play = scene(self.page)
        scan = SimpleUploadedFile("request.txt", b"I withdraw. Signed.")
        assert post(self.page, play, request=scan, version="3").status_code == 409
        assert unmoved(play)
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]

    def test_whose_file_is_not_wanted_learns_of_the_right_first(
        self, settings, tmp_path
    ):
        settings.MEDIA_ROOT = tmp_path
        play = scene(self.page)
        client = signed_in(user_with_role("mpa-officer"))
        bad = SimpleUploadedFile("request.exe", b"MZ\x90\x00")
        assert post(self.page, play, client, request=bad).status_code == 403
        assert Entry.objects.filter(event="case.withdraw", outcome="refused").exists()
