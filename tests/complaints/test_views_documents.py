"""Documents of a case: added, refused, downloaded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.submissions import new_token
from audit import trail
from complaints.models import Document
from tests.complaints.case_pages import get, post, sign_in, text
from tests.complaints.sending import errors, hidden
from tests.factories.complaints import CaseFactory, whole_case
from tests.factories.organisation import UnitFactory
from tests.factories.papers import DocumentFactory

pytestmark = pytest.mark.django_db


class TestDocuments:
    @pytest.fixture(autouse=True)
    def _files(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

    def upload(self, name="statement.txt", content=b"I saw it all."):
        return SimpleUploadedFile(name, content, "text/plain")

    @pytest.mark.parametrize(
        ("demonstration", "scanner", "scanned"),
        [(True, "", False), (True, "tcp://clamd", True), (False, "", True)],
    )
    def test_the_form_says_what_each_file_is_checked_for(
        self, client, officer, settings, demonstration, scanner, scanned
    ):
        settings.DEMONSTRATION, settings.CLAMD_URL = demonstration, scanner
        page = text(client, whole_case(), "documents/")
        assert ("and for viruses." in page) is scanned
        assert ("none for viruses: this demonstration has no" in page) is not scanned
        assert "virus scan has passed" not in page

    def test_several_at_once_each_on_its_own(self, client, officer):
        case = whole_case()
        response = client.post(
            f"{case.get_absolute_url()}documents/attach/",
            {
                "submission": new_token(),
                "files": [self.upload(), self.upload("run.exe", b"MZ\x90\x00" * 40)],
                "label": "Statement",
            },
            follow=True,
        )
        page = response.content.decode()
        assert [row.name for row in case.documents.all()] == ["statement.txt"]
        assert "statement.txt was added." in page
        assert "run.exe was not added." in page
        assert 'value="Statement"' in page

    def test_what_is_sent_again_after_a_refused_file_is_added(self, client, officer):
        case = whole_case()
        bad = self.upload("run.exe", b"MZ\x90\x00" * 40)
        shown = post(client, case, "documents/attach/", files=[bad], label="Custody")
        assert any("run.exe was not added." in each for each in errors(shown))
        again = hidden(shown) | {"label": "Custody", "files": [self.upload()]}
        sent = client.post(f"{case.get_absolute_url()}documents/attach/", again)
        assert sent.status_code == 302
        assert case.documents.get().label == "Custody"

    def test_the_same_sending_twice_adds_nothing_twice(self, client, officer):
        case = whole_case()
        token = new_token()
        for _ in range(2):
            files = [self.upload(), self.upload("run.exe", b"MZ\x90\x00" * 40)]
            data = {"submission": token, "files": files, "label": "Statement"}
            client.post(f"{case.get_absolute_url()}documents/attach/", data)
        assert case.documents.count() == 1

    def test_the_same_file_again_is_said(self, client, officer):
        case = whole_case()
        for _ in range(2):
            response = client.post(
                f"{case.get_absolute_url()}documents/attach/",
                {"submission": new_token(), "files": [self.upload()]},
                follow=True,
            )
        assert "the same file is here already" in response.content.decode()
        assert "The same file as" in response.content.decode()

    def test_without_a_file_asks_for_one(self, client, officer):
        case = whole_case()
        answer = post(client, case, "documents/attach/")
        assert "Choose one file or several." in answer.content.decode()

    def test_is_downloaded_and_recorded(self, client, officer):
        case = whole_case()
        post(client, case, "documents/attach/", files=[self.upload()])
        document = case.documents.get()
        answer = get(client, case, f"documents/{document.key}/")
        assert b"".join(answer.streaming_content) == b"I saw it all."
        assert "attachment" in answer["Content-Disposition"]
        assert trail.history_of(case)[0].event == "case.download"

    def test_waits_for_its_scan(self, client, officer):
        document = DocumentFactory(scan="pending")
        answer = get(client, document.case, f"documents/{document.key}/")
        assert answer.status_code == 409
        assert "waiting for the virus scan" in answer.content.decode()

    def test_of_another_case_is_not_there(self, client, officer):
        document, case = DocumentFactory(), CaseFactory()
        assert get(client, case, f"documents/{document.key}/").status_code == 404

    def test_none_is_taken_from_who_may_not_add_one(self, client):
        sign_in(client, "pau-analyst")
        for sent in ({}, {"files": [self.upload()]}):
            answer = post(client, whole_case(), "documents/attach/", **sent)
            assert answer.status_code == 403
        assert not Document.objects.exists()

    def test_is_refused_to_those_who_see_no_identity(self, client):
        unit = UnitFactory()
        sign_in(client, "commander", unit)
        case = CaseFactory(responsible_unit=unit)
        document = DocumentFactory(case=case)
        assert get(client, case, f"documents/{document.key}/").status_code == 403
        response = post(client, case, "documents/attach/", files=[self.upload()])
        assert response.status_code == 403
        assert Document.objects.count() == 1
