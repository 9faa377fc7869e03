"""The pages of one case: who may open them, what they hide, what they record."""

from datetime import date

import pytest

from audit import trail
from casework import guard
from complaints.models import Case, CaseLook
from tests.complaints.case_pages import PAGES, PUBLIC, get, reads, sign_in, text
from tests.factories.complaints import (
    AllegationFactory,
    CaseAccessFactory,
    CaseFactory,
    CaseTaskFactory,
    ComplainantFactory,
    ConflictFactory,
    OutcomeFactory,
    PersonFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import MemberFactory, UnitFactory
from tests.factories.papers import DocumentFactory, LetterFactory, NoteFactory

pytestmark = pytest.mark.django_db


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

    def test_a_case_that_nobody_has_to_determine_waits_for_no_authority(
        self, client, officer
    ):
        case = whole_case(determined=True)
        with guard.writing("test"):
            Case.objects.update(authority=None, route="local_resolution")
        page = text(client, case)
        assert "none on this route, local resolution" in page
        assert "none recorded" in text(client, whole_case(withdrawn=True))
        assert "nobody yet" in text(client, whole_case(allocated=True))

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
        # Withdrawn after its determination: no date says the state, which is official.
        case = whole_case(
            withdrawn=True,
            determined_on=date(2026, 9, 21),
            place="Elm Road",
            decided=True,
        )
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
        for official in ("Withdrawn", "telephone", "Low", "Handler", "Confidential"):
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


class TestAllegations:
    def test_recommended_and_determined_side_by_side(self, client, officer):
        allegation = AllegationFactory(strands=["race"], case__determined=True)
        OutcomeFactory(allegation=allegation, upheld=True)
        unidentified = SubjectFactory(case=allegation.case, unidentified=True)
        OutcomeFactory(allegation=allegation, subject=unidentified)
        page = text(client, allegation.case, "allegations/")
        assert "Upheld" in page
        assert "Not determined yet" in page
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
