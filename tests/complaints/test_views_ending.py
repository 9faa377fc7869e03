"""The pages that tell of a decision and end a case: notify, finalise, withdraw."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import Entry
from casework import guard
from complaints.forms.letters import NotifyForm
from complaints.models import Case, Person
from pages.words import day_words
from tests.complaints.case_pages import PAGES as CASE_PAGES
from tests.complaints.case_pages import text
from tests.complaints.sending import errors, signed_in
from tests.complaints.verb_forms import PAGES, address, post, scene, today, unmoved
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseTaskFactory
from tests.factories.papers import DocumentFactory

pytestmark = pytest.mark.django_db


class TestNotify:
    page = next(page for page in PAGES if page.verb == "notify")

    @pytest.mark.parametrize(
        ("known", "words"),
        [
            ({}, "How they prefer to hear is not known. No address is held."),
            (
                {"contact_preference": "email", "postcode": "KT1 1AA"},
                "Prefers to hear by e-mail. Address: KT1 1AA.",
            ),
            (
                {"contact_preference": "letter", "address": "1 Elm Road,\r\nKingston"},
                "Prefers to hear by letter. Address: 1 Elm Road, Kingston.",
            ),
            (
                {"contact_preference": "other", "needs": "Ring my son."},
                "Prefers to hear in another way: Ring my son. No address is held.",
            ),
        ],
    )
    def test_each_letter_says_how_to_reach_its_reader(self, known, words):
        play = scene(self.page)
        with guard.writing("test"):
            Person.objects.update(**known)
        page = signed_in(play.user).get(address(play.case, "notify")).content.decode()
        assert words in page
        assert page.count("No address is held.") == words.count("No address is held.")

    def test_but_not_to_who_may_not_know_it(self):
        case = scene(self.page).case
        rows = case.complainants.select_related("person")
        asked = {"case": case, "today": today(), "complainants": rows, "officers": ()}
        seen = NotifyForm(**asked, identity=True)["complainant_1"].help_text
        assert "No address is held." in seen
        assert NotifyForm(**asked, identity=False)["complainant_1"].help_text == ""


class TestFinalise:
    page = next(page for page in PAGES if page.verb == "finalise")

    def test_what_is_open_is_listed_and_there_is_no_button(self):
        play = scene(self.page)
        CaseTaskFactory(case=play.case)
        shown = signed_in(play.user).get(address(play.case, "finalise"))
        page = shown.content.decode()
        assert "cannot be finalised yet" in page
        assert "1 open" in page
        assert 'name="version"' not in page
        assert post(self.page, play).status_code == 409
        assert unmoved(play)

    def test_both_lists_say_not_yet_of_what_only_waits(self):
        play = scene(self.page)
        DocumentFactory(case=play.case, scan="pending")
        client = signed_in(play.user)
        of_verb = client.get(address(play.case, "finalise")).content.decode()
        for page in (of_verb, text(client, play.case)):
            assert "1 waiting" in page
            assert page.count("Not yet<") == 1
            assert "Started, something missing" not in page

    def test_the_case_offers_it_when_nothing_is_open(self):
        play = scene(self.page)
        page = text(signed_in(play.user), play.case)
        assert f'href="{address(play.case, "finalise")}"' in page
        assert "app-waits" not in page

    @pytest.mark.parametrize("part", CASE_PAGES)
    def test_until_then_the_case_says_what_it_waits_for(self, part):
        play = scene(self.page)
        for _ in range(2):
            CaseTaskFactory(case=play.case)
        DocumentFactory(case=play.case, scan="pending")
        ends_on = timezone.localdate() + timedelta(days=3)
        Case.objects.filter(pk=play.case.pk).update(appeal_ends_on=ends_on)
        waits_for = (
            "waits for 2 open tasks, the virus scan of 1 document and the end of the "
            f"time for an appeal, {day_words(ends_on)}."
        )
        page = text(signed_in(play.user), play.case, part)
        assert f"<strong>Finalise:</strong> {waits_for}" in page
        assert f'href="{play.case.get_absolute_url()}#closing"' in page
        assert f'href="{address(play.case, "finalise")}"' not in page
        sent = post(self.page, play)
        sentence = f"You cannot finalise {play.case} yet: it {waits_for}"
        assert sentence in sent.content.decode()

    def test_the_list_that_the_case_leads_to_is_on_its_summary(self):
        play = scene(self.page)
        CaseTaskFactory(case=play.case)
        with CaptureQueriesContext(connection) as asked:
            page = text(signed_in(play.user), play.case)
        assert 'id="closing">Before you can finalise</h2>' in page
        closing = [one for one in asked.captured_queries if "told AS" in one["sql"]]
        assert len(closing) == 1

    def test_whoever_may_not_finalise_reads_that_and_not_what_it_waits_for(self):
        play = scene(self.page)
        CaseTaskFactory(case=play.case)
        page = text(signed_in(user_with_role("cst-officer")), play.case)
        assert f"Your role does not allow you to finalise {play.case}." in page
        assert "app-waits" not in page


class TestWithdraw:
    page = next(page for page in PAGES if page.verb == "withdraw")

    def test_the_signed_request_is_attached(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        play = scene(self.page)
        scan = SimpleUploadedFile("request.txt", b"I withdraw. Signed.")
        assert post(self.page, play, request=scan, document="").status_code == 302
        paper = play.case.letters.get(kind="withdrawal_request").document
        assert (paper.name, paper.label) == (
            "request.txt",
            "Signed request to withdraw",
        )
        assert paper.case == play.case

    def test_it_may_be_among_the_documents_already(self):
        play = scene(self.page)
        assert post(self.page, play).status_code == 302
        paper = play.case.letters.get(kind="withdrawal_request").document
        assert paper == play.case.documents.get()
        shown = text(signed_in(play.user), play.case)
        assert "Signed request" in shown

    def test_without_it_nothing_is_withdrawn(self):
        play = scene(self.page)
        said = "Attach the signed request, or choose it among the documents"
        assert said in errors(post(self.page, play, document=""))[0]
        assert unmoved(play)

    def test_both_are_one_too_many(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        play = scene(self.page)
        scan = SimpleUploadedFile("request.txt", b"I withdraw. Signed.")
        assert (
            "Attach the signed request"
            in errors(post(self.page, play, request=scan))[0]
        )
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]

    def test_a_document_of_another_case_is_not_offered(self):
        play, other = scene(self.page), scene(self.page)
        key = str(other.case.documents.get().key)
        assert errors(post(self.page, play, document=key))
        assert unmoved(play)

    def test_a_file_that_is_refused_is_refused_at_the_field(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        play = scene(self.page)
        bad = SimpleUploadedFile("request.exe", b"MZ\x90\x00")
        sent = post(self.page, play, request=bad, document="")
        assert errors(sent)
        assert unmoved(play)

    def test_a_request_that_comes_too_late_leaves_no_file(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        play = scene(self.page)
        scan = SimpleUploadedFile("request.txt", b"I withdraw. Signed.")
        assert (
            post(self.page, play, request=scan, document="", version="3").status_code
            == 409
        )
        assert unmoved(play)
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]

    def test_whose_file_is_not_wanted_learns_of_the_right_first(
        self, settings, tmp_path
    ):
        settings.MEDIA_ROOT = tmp_path
        play = scene(self.page)
        client = signed_in(user_with_role("mpa-officer"))
        bad = SimpleUploadedFile("request.exe", b"MZ\x90\x00")
        assert (
            post(self.page, play, client, request=bad, document="").status_code == 403
        )
        assert Entry.objects.filter(event="case.withdraw", outcome="refused").exists()

    def test_of_a_conduct_matter_nobody_is_told_that_it_may_have_moved_on(self):
        play = scene(self.page, state={"conduct": True, "investigating": True})
        page = signed_in(play.user).get(address(play.case, "withdraw"))
        assert page.status_code == 409
        told = page.content.decode()
        assert "nobody complained, so nobody can withdraw it." in told
        assert "It goes on until it is decided and finalised." in told
        assert "somebody may have moved it on" not in told
