"""The pages of one case: who may open them, what they hide, what they record."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.submissions import new_token
from audit import trail
from complaints.models import CaseLook, Document
from tests.complaints.sending import errors, hidden
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    AllegationFactory,
    AssessmentFactory,
    CaseAccessFactory,
    CaseFactory,
    CaseLinkFactory,
    CaseTagFactory,
    CaseTaskFactory,
    ComplainantFactory,
    ConflictFactory,
    DocumentFactory,
    LegacyRecordFactory,
    LetterFactory,
    NoteFactory,
    OutcomeFactory,
    PersonFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db
PAGES = (
    "",
    "allegations/",
    "people/",
    "tasks/",
    "documents/",
    "decisions/",
    "history/",
)
PUBLIC = ("", "allegations/")


def sign_in(client, slug, unit=None, **fields):
    user = user_with_role(slug, unit, **fields)
    client.force_login(user)
    return user


@pytest.fixture
def officer(client):
    return sign_in(client, "cst-officer")


def get(client, case, page=""):
    return client.get(f"{case.get_absolute_url()}{page}")


def text(client, case, page=""):
    response = get(client, case, page)
    assert response.status_code == 200
    return response.content.decode()


def post(client, case, page, **data):
    return client.post(
        f"{case.get_absolute_url()}{page}", {"submission": new_token()} | data
    )


def reads(case):
    return [e for e in trail.history_of(case) if e.event == "case.consult"]


class TestScope:
    @pytest.mark.parametrize("page", PAGES)
    def test_another_boroughs_case_is_not_there(self, client, page):
        sign_in(client, "champion", UnitFactory())
        assert get(client, whole_case(), page).status_code == 404

    @pytest.mark.parametrize("page", PAGES)
    def test_the_own_boroughs_case_is(self, client, page):
        unit = UnitFactory()
        sign_in(client, "champion", unit)
        case = whole_case(responsible_unit=unit, reported=True)
        assert get(client, case, page).status_code == 200

    @pytest.mark.parametrize("page", PAGES)
    def test_a_subject_does_not_find_it(self, client, page):
        member = MemberFactory()
        sign_in(client, "appropriate-authority", member=member)
        case = CaseFactory(reported=True)
        SubjectFactory(case=case, member=member)
        assert get(client, case, page).status_code == 404

    @pytest.mark.parametrize("page", PAGES)
    def test_nor_somebody_with_a_conflict(self, client, officer, page):
        case = CaseFactory()
        ConflictFactory(case=case, user=officer)
        assert get(client, case, page).status_code == 404

    def test_a_restricted_case_opens_to_those_named(self, client, officer):
        case = whole_case(restricted=True)
        assert get(client, case).status_code == 404
        CaseAccessFactory(case=case, user=officer)
        page = text(client, case)
        assert "Restricted to named people" in page
        assert officer.name in page

    @pytest.mark.parametrize("slug", ["business-owner", "system-administrator"])
    def test_some_roles_see_no_case(self, client, slug):
        sign_in(client, slug)
        assert get(client, whole_case()).status_code == 404

    @pytest.mark.parametrize("reference", ["PC-99999-26", "x", "PC-00001-26-", "…"])
    def test_there_is_no_such_case(self, client, officer, reference):
        assert client.get(f"/complaints/{reference}/").status_code == 404


class TestClasses:
    """Each class of field, page by page: what is hidden never reaches the page."""

    @pytest.fixture
    def case(self):
        case = whole_case(reported=True, place="Elm Road", decided=True)
        NoteFactory(case=case)
        CaseTaskFactory(case=case)
        DocumentFactory(case=case)
        LetterFactory(case=case, complainant=case.complainants.get())
        return case

    def names(self, case):
        """Words of the case that tell who anybody is."""
        person = case.complainants.get().person
        member = case.subjects.get().member
        return [
            person.forenames,
            member.number,
            case.said,
            case.allegations.get().text,
            case.assessments.get().reasons,
            "Rang the complainant",
            "custody record",
            "statement.txt",
        ]

    @pytest.mark.parametrize("page", PAGES)
    def test_a_commander_sees_nobodys_identity(self, client, page):
        unit = UnitFactory()
        sign_in(client, "commander", unit)
        case = whole_case(responsible_unit=unit, reported=True)
        for make in (NoteFactory, CaseTaskFactory, DocumentFactory):
            make(case=case)
        page = text(client, case, page)
        assert not [words for words in self.names(case) if words in page]

    @pytest.mark.parametrize("page", PUBLIC)
    def test_a_member_of_the_authority_sees_what_is_public(self, client, case, page):
        sign_in(client, "mpa-member")
        page = text(client, case, page)
        assert "Incivility" in page
        assert not [words for words in self.names(case) if words in page]
        for official in ("Reported", "telephone", "Low", "Handler", "Confidential"):
            assert official not in page

    def test_who_also_sees_the_result_and_nothing_of_how(self, client, case):
        sign_in(client, "mpa-member")
        page = text(client, case, "allegations/")
        assert "Upheld" in page
        assert "Recommended" not in page
        assert "misconduct" not in page

    @pytest.mark.parametrize("page", [page for page in PAGES if page not in PUBLIC])
    def test_and_none_of_the_other_pages(self, client, case, page):
        sign_in(client, "mpa-member")
        response = get(client, case, page)
        assert response.status_code == 403
        assert "Your role shows nothing of this" in response.content.decode()

    def test_an_investigator_sees_people_of_own_cases_only(self, client):
        investigator = sign_in(client, "investigator")
        mine, other = whole_case(handler=investigator), whole_case()
        assert mine.complainants.get().person.forenames in text(client, mine, "people/")
        page = text(client, other, "people/")
        assert other.complainants.get().person.forenames not in page
        assert "9 fields hidden" in page

    def test_everybody_who_may_see_them_sees_them(self, client, officer, case):
        page = text(client, case, "people/")
        assert case.complainants.get().person.forenames in page
        assert "7 protected characteristics hidden" in page

    def test_characteristics_say_whose_answer_they_are(self, client):
        unit = UnitFactory()
        sign_in(client, "champion", unit)
        case = CaseFactory(responsible_unit=unit)
        person = PersonFactory(
            ethnicity="B1", ethnicity_perceived="IC3", gender="not_stated"
        )
        ComplainantFactory(case=case, person=person)
        page = text(client, case, "people/")
        for state in ("self-defined", "officer-perceived", "not stated", "missing"):
            assert state in page
        assert "Black or Black British: Caribbean" in page


class TestReading:
    @pytest.mark.parametrize("page", PAGES)
    def test_each_page_of_people_is_recorded_once(self, client, officer, page):
        case = whole_case()
        get(client, case, page)
        assert len(reads(case)) == 1

    def test_recorded_reach_is_recorded(self, client):
        command = sign_in(client, "command")
        case = whole_case()
        assert case.said in text(client, case)
        assert reads(case)[0].actor_key == command.email

    def test_a_page_without_identities_is_not(self, client):
        sign_in(client, "mpa-officer")
        case = whole_case()
        get(client, case)
        assert reads(case) == []

    def test_a_look_is_remembered_once_a_visit(self, client, officer):
        case = whole_case()
        get(client, case)
        first = CaseLook.objects.get(case=case, user=officer).at
        get(client, case, "history/")
        assert CaseLook.objects.get(case=case, user=officer).at == first


class TestReveal:
    def test_asks_for_a_reason_and_shows_once(self, client):
        user = sign_in(client, "mpa-officer")
        case = whole_case()
        name = case.complainants.get().person.forenames
        page = text(client, case, "people/")
        assert name not in page
        assert "Ask to see who these people are" in page

        answer = post(client, case, "people/", reason="Dip sample 3, question 4")
        assert name in answer.content.decode()
        entry = trail.history_of(case)[0]
        assert (entry.event, entry.reason) == (
            "case.reveal",
            "Dip sample 3, question 4",
        )
        assert entry.recipient == user.email
        assert name not in text(client, case, "people/")

    def test_without_a_reason_shows_nothing(self, client):
        sign_in(client, "mpa-officer")
        case = whole_case()
        answer = post(client, case, "people/", reason=" ").content.decode()
        assert "Enter why you need to see who this is." in answer
        assert case.complainants.get().person.forenames not in answer

    def test_is_not_for_those_who_never_see_them(self, client):
        unit = UnitFactory()
        sign_in(client, "commander", unit)
        case = whole_case(responsible_unit=unit)
        answer = post(client, case, "people/", reason="I want to know").content.decode()
        assert case.complainants.get().person.forenames not in answer


class TestSummary:
    def test_says_what_is_alleged_and_what_is_due(self, client, officer):
        case = whole_case(next_due_on=date(2026, 9, 15), next_due="recording")
        page = text(client, case)
        assert "It alleges incivility" in page
        assert "received by telephone on 1 September 2026" in page
        assert "Why this date?" in page
        assert "10 working days" in page

    def test_lists_what_stands_before_finalising(self, client, officer):
        case = whole_case(notified=True)
        CaseTaskFactory(case=case)
        page = text(client, case)
        assert "Before you can finalise" in page
        assert "1 without a result" in page
        assert "1 open" in page

    def test_what_nobody_began_is_not_called_started(self, client, officer):
        case = whole_case(investigating=True)
        assert "Started, something missing" not in text(client, case)
        OutcomeFactory(allegation=case.allegations.get(), upheld=True)
        assert "Started, something missing" in text(client, case)

    def test_a_closed_case_has_no_such_list(self, client, officer):
        assert "Before you can finalise" not in text(client, whole_case(finalised=True))

    def test_shows_links_only_to_cases_in_reach(self, client):
        unit = UnitFactory()
        sign_in(client, "champion", unit)
        case = whole_case(responsible_unit=unit)
        ours = CaseFactory(responsible_unit=unit)
        theirs = CaseFactory()
        CaseLinkFactory(case=case, other=ours)
        CaseLinkFactory(case=theirs, other=case)
        page = text(client, case)
        assert ours.reference in page
        assert theirs.reference not in page

    def test_shows_events_risk_and_where_an_import_came_from(self, client, officer):
        record = LegacyRecordFactory()
        CaseTagFactory(case=record.case)
        AssessmentFactory(case=record.case, risk_public="high")
        page = text(client, record.case)
        assert "G20 protests, April 2009" in page
        assert "High" in page
        assert record.source_reference in page
        assert "31.02.2009" in page
        assert "no received date" in page

    def test_buttons_are_the_verbs_that_pass_and_refusals_say_why(self, client):
        sign_in(client, "cst-officer")
        case = CaseFactory()
        page = text(client, case)
        assert f'href="{case.get_absolute_url()}record/"' in page
        assert "Withdraw:" in page
        assert "Your role does not allow you to withdraw" in page


class TestNote:
    def test_is_added_and_shown(self, client, officer):
        case = whole_case()
        response = post(client, case, "notes/", text="Rang twice.")
        assert response.url == f"{case.get_absolute_url()}#notes"
        assert "Rang twice." in text(client, case)

    def test_sent_twice_is_added_once(self, client, officer):
        case = whole_case()
        token = new_token()
        for _ in range(2):
            post(client, case, "notes/", text="Rang twice.", submission=token)
        assert case.notes.count() == 1

    def test_an_empty_one_is_asked_for_again(self, client, officer):
        case = whole_case()
        answer = post(client, case, "notes/", text="")
        assert "Enter the note." in answer.content.decode()
        assert not case.notes.exists()

    @pytest.mark.parametrize("role", ["commander", "mpa-member"])
    @pytest.mark.parametrize("state", ["received", "withdrawn"])
    def test_an_empty_one_is_not_asked_for_again_of_who_may_not(
        self, client, role, state
    ):
        unit = UnitFactory()
        sign_in(client, role, unit)
        traits = {} if state == "received" else {state: True}
        case = whole_case(responsible_unit=unit, **traits)
        assert post(client, case, "notes/", text="").status_code == 403

    def test_is_refused_to_whom_the_case_is_not_with(self, client):
        sign_in(client, "investigator")
        case = whole_case()
        assert "Add a note" not in text(client, case)
        assert post(client, case, "notes/", text="Hello there").status_code == 403


class TestDocuments:
    @pytest.fixture(autouse=True)
    def _files(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

    def upload(self, name="statement.txt", content=b"I saw it all."):
        return SimpleUploadedFile(name, content, "text/plain")

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


class TestPeople:
    def test_hints_at_earlier_complaints_in_reach(self, client, officer):
        person = PersonFactory(email="a@example.test")
        case = ComplainantFactory(person=person).case
        same = ComplainantFactory(person=person).case
        mail = ComplainantFactory(person=PersonFactory(email="A@example.test")).case
        other = ComplainantFactory().case
        page = text(client, case, "people/")
        assert "They may have complained before" in page
        assert same.reference in page
        assert mail.reference in page
        assert other.reference not in page

    def test_not_at_those_out_of_reach(self, client):
        unit = UnitFactory()
        sign_in(client, "champion", unit)
        person = PersonFactory()
        case = ComplainantFactory(person=person, case__responsible_unit=unit).case
        other = ComplainantFactory(person=person).case
        assert other.reference not in text(client, case, "people/")

    def test_by_telephone_or_name_and_birth(self, client, officer):
        born = date(1970, 2, 3)
        first = PersonFactory(
            forenames="Ada", surname="Quill", telephone="020 7946 0678", born_on=born
        )
        case = ComplainantFactory(person=first).case
        phone = ComplainantFactory(
            person=PersonFactory(telephone="(020) 79460678")
        ).case
        birth = ComplainantFactory(
            person=PersonFactory(forenames="ada", surname="Quill", born_on=born)
        ).case
        twin = ComplainantFactory(
            person=PersonFactory(forenames="Eve", surname="Quill", born_on=born)
        ).case
        page = text(client, case, "people/")
        assert phone.reference in page
        assert birth.reference in page
        assert twin.reference not in page

    def test_acting_for_another_shows_the_consent(self, client, officer):
        principal = ComplainantFactory()
        ComplainantFactory(
            case=principal.case,
            acts_for=principal,
            consent_on=date(2026, 9, 1),
            consent_evidence="Signed form",
        )
        page = text(client, principal.case, "people/")
        assert "1 September 2026: Signed form" in page


class TestAllegations:
    def test_recommended_and_determined_side_by_side(self, client, officer):
        allegation = AllegationFactory(strands=["race"])
        OutcomeFactory(allegation=allegation, upheld=True)
        unidentified = SubjectFactory(case=allegation.case, unidentified=True)
        OutcomeFactory(allegation=allegation, subject=unidentified)
        page = text(client, allegation.case, "allegations/")
        assert "Upheld" in page
        assert "Not decided yet" in page
        assert "A tall officer with a beard" in page
        assert "Discrimination: Race" in page


class TestQueries:
    @pytest.mark.parametrize("page", PAGES)
    @pytest.mark.parametrize("slug", ["cst-manager", "appropriate-authority"])
    def test_do_not_grow_with_what_is_on_the_page(
        self, client, slug, page, django_assert_max_num_queries
    ):
        user = sign_in(client, slug)
        case = whole_case(reported=True, allegation_count=2)
        client.get("/complaints/")
        get(client, case, page)
        with django_assert_max_num_queries(20) as few:
            get(client, case, page)
        subject = case.subjects.get()
        for _ in range(20):
            allegation = AllegationFactory(case=case)
            OutcomeFactory(allegation=allegation, subject=subject, upheld=True)
            NoteFactory(case=case)
            CaseTaskFactory(case=case)
            DocumentFactory(case=case)
            ComplainantFactory(case=case)
            trail.consulted(case, user)
        with django_assert_max_num_queries(20) as many:
            get(client, case, page)
        assert len(many) <= len(few) + 1  # outcomes appear with the first allegation
