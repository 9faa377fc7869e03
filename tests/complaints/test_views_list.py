"""The list of cases in its pages: scope, columns, summary, neighbours, the file."""

import csv
import io
from datetime import date

import pytest
from django.utils import timezone

from audit import trail
from casework.models import Job
from complaints import exports
from complaints.filters.offered import OFFICIAL_SORTS
from pages.exports import MARKING, read_cell
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    CaseAccessFactory,
    CaseFactory,
    ComplainantFactory,
    ConflictFactory,
    PersonFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db
URL = "/complaints/"
EXPORT = "/complaints/export/"


def sign_in(client, slug, unit=None, **fields):
    user = user_with_role(slug, unit, **fields)
    client.force_login(user)
    return user


@pytest.fixture
def officer(client):
    return sign_in(client, "cst-officer")


def page_of(client, query=""):
    return client.get(f"{URL}?{query}").content.decode()


def file_of(client, query=""):
    """(headers, rows) of the exported file, its first line checked."""
    response = client.post(f"{EXPORT}?{query}")
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    first, headers, *rows = csv.reader(io.StringIO(text))
    assert first[0] == MARKING
    return headers, rows


def references(client, query=""):
    return [row[0] for row in file_of(client, query)[1]]


class TestList:
    @pytest.mark.parametrize("sort", sorted(OFFICIAL_SORTS))
    def test_an_order_that_a_role_is_not_shown_is_left_out_and_said(self, client, sort):
        older = CaseFactory(received_on=date(2026, 3, 1))
        newer = CaseFactory(received_on=date(2026, 3, 2))
        query = f"kind=PC&sort={sort}"
        sign_in(client, "mpa-member")
        page = page_of(client, query)
        assert "Your role does not show when" in page
        assert page.index(newer.reference) < page.index(older.reference)
        assert f"sort={sort}" not in page
        sign_in(client, "cst-officer")
        assert "Your role does not show when" not in page_of(client, query)

    def test_shows_each_case_with_its_state_and_a_link(self, client, officer):
        case = whole_case(investigating=True)
        page = page_of(client)
        assert case.get_absolute_url() in page
        assert "Investigating" in page
        assert 'app-list__count">1<' in page
        assert "1 officer" in page

    def test_an_unknown_filter_is_refused_in_a_sentence(self, client, officer):
        response = client.get(f"{URL}?colour=red")
        assert response.status_code == 400
        assert "is not a filter on this page" in response.content.decode()

    def test_boxes_left_blank_stay_out_of_the_address(self, client, officer):
        response = client.get(f"{URL}?kind=PC&unit=&handler=&sort=due")
        assert response.url == f"{URL}?kind=PC&sort=due"
        assert client.get(f"{URL}?unit=").url == URL

    def test_an_unknown_order_is_refused_in_a_sentence(self, client, officer):
        response = client.get(f"{URL}?sort=surname")
        assert response.status_code == 400
        assert "cannot be sorted by that" in response.content.decode()

    def test_a_mistyped_date_is_marked_in_the_panel(self, client, officer):
        CaseFactory()
        page = page_of(client, "received_from=31/02/2026")
        assert "must be a real date" in page
        assert 'app-list__count">0<' in page

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("clock=late&sort=due", "No case is late."),
            ("handler=me&state=open", "No open case is with you."),
            ("channel=mp", "No case that you may see matches these filters."),
            ("", "There is no case that you may see yet."),
        ],
    )
    def test_an_empty_list_teaches(self, client, officer, query, words):
        page = page_of(client, query)
        assert words in page
        assert "Rows per page" not in page

    def test_pages_by_cursor(self, client, officer):
        CaseFactory.create_batch(26, responsible_unit=UnitFactory())
        first = client.get(URL).context["page"]
        second = client.get(f"{URL}{first.next_url}").context["page"]
        assert len(first) == 25
        assert len(second) == 1
        assert not {row.pk for row in first} & {row.pk for row in second}

    def test_the_summary_beside_it_is_recorded_as_a_reading(self, client, officer):
        case = whole_case()
        page = page_of(client, f"selected={case.slug}")
        assert case.said in page
        read = trail.history_of(case)[0]
        assert (read.event, read.actor_key) == ("case.consult", officer.email)

    def test_no_summary_of_a_case_out_of_reach(self, client):
        sign_in(client, "champion", UnitFactory())
        case = whole_case()
        assert case.said not in page_of(client, f"selected={case.slug}")

    @pytest.mark.parametrize("slug", ["cst-officer", "champion", "mpa-member"])
    def test_queries_do_not_grow_with_the_rows(
        self, client, slug, django_assert_max_num_queries
    ):
        unit = UnitFactory()
        sign_in(client, slug, unit)
        CaseFactory(responsible_unit=unit)
        client.get(URL)
        with django_assert_max_num_queries(12) as one:
            client.get(f"{URL}?per_page=100")
        CaseFactory.create_batch(60, responsible_unit=unit, investigating=True)
        client.get(f"{URL}?per_page=100")
        with django_assert_max_num_queries(12) as many:
            client.get(f"{URL}?per_page=100")
        assert len(many) <= len(one)


class TestScope:
    def test_a_champion_sees_the_own_borough_only(self, client):
        kingston, merton = UnitFactory(), UnitFactory()
        sign_in(client, "champion", kingston)
        ours = CaseFactory(responsible_unit=kingston)
        theirs = CaseFactory(responsible_unit=merton)
        page = page_of(client)
        assert ours.reference in page
        assert theirs.reference not in page
        assert 'app-list__count">1<' in page
        assert references(client) == [ours.reference]

    def test_a_subject_sees_neither_the_case_nor_its_effect(self, client):
        member = MemberFactory()
        sign_in(client, "cst-officer", member=member)
        seen, own = CaseFactory(), CaseFactory()
        SubjectFactory(case=own, member=member)
        page = page_of(client)
        assert own.reference not in page
        assert 'app-list__count">1<' in page
        assert references(client) == [seen.reference]

    def test_nor_does_somebody_with_a_conflict(self, client, officer):
        case = CaseFactory()
        ConflictFactory(case=case, user=officer)
        assert 'app-list__count">0<' in page_of(client)
        assert references(client) == []

    def test_whose_own_conflict_has_ended_sees_it_again(self, client, officer):
        """Whatever conflicts other people have declared in it."""
        case = CaseFactory()
        supervisor = user_with_role("command")
        ConflictFactory(
            case=case, user=officer, ended_at=timezone.now(), ended_by=supervisor
        )
        ConflictFactory(case=case, user=user_with_role("investigator"))
        assert case.reference in page_of(client)

    def test_a_restricted_case_is_for_the_people_named(self, client, officer):
        case = CaseFactory(restricted=True)
        assert case.reference not in page_of(client)
        CaseAccessFactory(case=case, user=officer)
        assert case.reference in page_of(client)

    def test_an_administrator_sees_no_case(self, client):
        sign_in(client, "system-administrator")
        CaseFactory()
        assert 'app-list__count">0<' in page_of(client)

    def test_a_member_of_the_authority_sees_what_is_public(self, client):
        sign_in(client, "mpa-member")
        case = whole_case(investigating=True)
        response = client.get(f"{URL}?selected={case.slug}")
        page = response.content.decode()
        assert case.reference in page
        for hidden in ("Investigating", case.said, "Handler", "Last change"):
            assert hidden not in page
        assert client.post(EXPORT).status_code == 403


class TestRemembering:
    def test_the_case_leads_back_and_on_through_the_same_list(self, client, officer):
        first, second = CaseFactory(channel="letter"), CaseFactory(channel="letter")
        CaseFactory(channel="email")
        client.get(f"{URL}?channel=letter&sort=reference")
        page = client.get(first.get_absolute_url()).content.decode()
        assert "/complaints/?channel=letter&amp;sort=reference" in page
        assert f'rel="next" href="{second.get_absolute_url()}"' in page
        assert 'rel="prev"' not in page

    def test_a_list_that_may_no_longer_be_asked_for_is_let_go(self, client, officer):
        case = CaseFactory()
        session = client.session
        session["case_list"] = "colour=red"
        session.save()
        assert client.get(case.get_absolute_url()).status_code == 200


class TestExport:
    def test_is_exactly_what_is_filtered_in_its_order(self, client, officer):
        new = CaseFactory(channel="letter", received_on=date(2026, 2, 1))
        old = CaseFactory(channel="letter", received_on=date(2026, 1, 1))
        CaseFactory()
        query = "channel=letter&sort=received"
        shown = [
            case.reference for case in client.get(f"{URL}?{query}").context["page"]
        ]
        assert references(client, query) == shown == [old.reference, new.reference]

    def test_is_recorded_as_disclosed_with_recipient_and_count(self, client, officer):
        CaseFactory.create_batch(3)
        client.post(f"{EXPORT}?kind=PC")
        entry = trail.entries(actor=officer, events=["case.export"]).get()
        assert (entry.kind, entry.recipient) == ("disclosure", officer.email)
        assert entry.count == 3
        assert entry.changes == {"filters": [None, "Public complaint"]}

    def test_no_cell_is_a_formula(self, client, officer):
        case = CaseFactory(place="=HYPERLINK(0)")
        ComplainantFactory(case=case, person=PersonFactory(forenames="+1", surname="x"))
        headers, (row,) = file_of(client)
        place = row[headers.index("Place")]
        assert place == "'=HYPERLINK(0)"
        assert read_cell(place) == case.place
        assert not any(cell[:1] in "=+-@" for cell in row if cell)

    def test_columns_follow_the_classes(self, client):
        sign_in(client, "commander", unit := UnitFactory())
        whole_case(responsible_unit=unit)
        headers, _ = file_of(client)
        assert "State" in headers
        assert not {"Place", "Complainants", "Officers"} & set(headers)

    def test_names_are_withheld_from_cases_of_others(self, client):
        inspector = sign_in(client, "team-inspector")
        mine = whole_case(handler=inspector)
        whole_case()
        headers, rows = file_of(client)
        names = {row[0]: row[headers.index("Complainants")] for row in rows}
        assert names.pop(mine.reference) != exports.WITHHELD
        assert list(names.values()) == [exports.WITHHELD]

    def test_says_risk_result_and_people(self, client, officer):
        whole_case(determined=True, decided=True)
        headers, (row,) = file_of(client)
        cells = dict(zip(headers, row, strict=True))
        assert cells["Highest risk"] == "Low"
        assert cells["Results"] == "Upheld"
        assert "Example" in cells["Complainants"]
        assert cells["State"] == "Determined"

    def test_nobody_stands_where_nobody_is_named(self, client, officer):
        case = CaseFactory()
        SubjectFactory(case=case, number=1, unidentified=True)
        named = {"forenames": "Persephone", "surname": "Wintergreen"}
        member = MemberFactory(number="DEMO027", **named)
        SubjectFactory(case=case, number=2, member=member)
        called = PersonFactory(forenames="", surname="Okafor")
        ComplainantFactory(case=case, number=1, person=called)
        headers, (row,) = file_of(client)
        cells = dict(zip(headers, row, strict=True))
        assert cells["Officers"] == "Persephone Wintergreen DEMO027"
        assert cells["Complainants"] == "Okafor"

    def test_a_wrong_filter_is_refused(self, client, officer):
        assert client.post(f"{EXPORT}?kind=XX").status_code == 400

    def test_is_posted(self, client, officer):
        assert client.get(EXPORT).status_code == 405

    def test_a_long_list_becomes_a_job(self, client, officer, monkeypatch):
        monkeypatch.setattr(exports, "AT_ONCE", 2)
        CaseFactory.create_batch(3)
        first = client.post(f"{EXPORT}?kind=PC")
        job = Job.objects.get(kind="case-export")
        assert first.url == f"/jobs/{job.pk}/"
        assert job.asked_by == officer
        assert job.arguments == {"query": "kind=PC"}
