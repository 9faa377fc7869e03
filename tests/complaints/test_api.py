"""The API answers what the page shows, and records that it did."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command

from audit import trail
from complaints.models import Case
from tests.factories.accounts import client_with_token, user_with_role
from tests.factories.complaints import whole_case
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db

PUBLIC_FIELDS = {
    "reference",
    "kind",
    "responsible_unit",
    "categories",
    "allegation_count",
    "subject_count",
    "incident_on",
    "received_on",
    "recorded_on",
    "allocated_on",
    "determined_on",
    "notified_on",
    "finalised_on",
    "withheld",
}


@pytest.fixture
def call(client):
    def get(role, path, unit=None, **params):
        user, token = client_with_token(role, unit)
        answer = client.get(
            f"/api/v1/{path}", params, headers={"Authorization": f"Bearer {token}"}
        )
        answer.asked_by = user
        return answer

    return get


def test_without_a_token_there_is_no_answer(client):
    assert client.get("/api/v1/cases/").status_code == 401


@pytest.mark.parametrize("asked", ["admin", "api", "json", ""])
def test_a_form_of_answer_is_a_parameter_like_any(client, call, asked):
    assert client.get(f"/api/v1/cases/?format={asked}").status_code == 401
    answer = call("cst-officer", "cases/", format=asked)
    assert answer.status_code == 400
    assert answer.json()["error"]["field"] == "format"


def test_the_schema_comes_in_the_form_that_is_asked_for(client):
    client.force_login(user_with_role("system-administrator"))
    schema = client.get("/api/v1/schema/?format=json")
    assert schema.json()["openapi"].startswith("3.")


def test_a_list_holds_what_the_client_may_see(call):
    borough, other = UnitFactory(), UnitFactory()
    mine = whole_case(responsible_unit=borough)
    whole_case(responsible_unit=other)

    answer = call("champion", "cases/", unit=borough).json()

    assert [row["reference"] for row in answer["results"]] == [mine.reference]
    assert answer["results"][0]["said"] == mine.said


def test_a_member_of_the_authority_gets_public_fields_alone(call):
    case = whole_case(reported=True)

    answer = call("mpa-member", f"cases/{case.slug}/").json()

    assert set(answer) == PUBLIC_FIELDS
    assert "said" in answer["withheld"]


def test_anothers_case_is_not_there(call):
    case = whole_case(responsible_unit=UnitFactory())

    for part in ("", "allegations/", "subjects/", "history/"):
        answer = call("champion", f"cases/{case.slug}/{part}", unit=UnitFactory())
        assert answer.status_code == 404, part


def test_identities_need_their_class(call):
    case = whole_case(reported=True)

    seen = call("pau-analyst", f"cases/{case.slug}/subjects/").json()
    hidden = call("mpa-officer", f"cases/{case.slug}/subjects/").json()

    assert seen[0]["member"] == case.subjects.first().member.number
    assert "member" not in hidden[0]
    assert "member" in hidden[0]["withheld"]


def test_allegations_carry_their_outcomes(call):
    case = whole_case(reported=True)

    answer = call("pau-analyst", f"cases/{case.slug}/allegations/").json()

    assert answer[0]["outcomes"][0]["subject"] == 1
    assert answer[0]["category"] == case.allegations.first().category.code


def test_history_is_official(call):
    case = whole_case(reported=True)

    assert call("pau-analyst", f"cases/{case.slug}/history/").status_code == 200
    assert call("mpa-member", f"cases/{case.slug}/history/").status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        {"colour": "red"},
        {"complainant__name__startswith": "A"},
        {"sort": "said"},
        {"page_size": "1000000"},
        {"page_size": "-1"},
        {"cursor": "abc"},
        {"state": "nonsense"},
        {"received_from": "30/02/2026"},
        {"per_page": "50"},
        {"selected": "PC-00001-26"},
        {"sort": ["reference", "-reference"]},
    ],
)
def test_what_is_not_known_is_refused(call, query):
    answer = call("pau-analyst", "cases/", **query)

    assert answer.status_code == 400
    assert answer.json()["error"]["sentence"]


@pytest.mark.parametrize("before", ["--5", "x", "", "٣", "1" * 40, "5 "])
def test_a_history_begins_before_the_number_of_an_entry(call, before):
    case = whole_case()

    answer = call("pau-analyst", f"cases/{case.slug}/history/", before=before)

    assert answer.status_code == 400
    assert answer.json()["error"]["field"] == "before"


def test_the_history_page_tells_what_a_program_was_given(call, client):
    case = whole_case()
    call("pau-analyst", f"cases/{case.slug}/")
    client.force_login(user_with_role("cst-officer"))

    page = client.get(f"/complaints/{case.slug}/history/").content.decode()

    assert "Given to a program" in page


def test_pages_follow_each_other(call):
    for _ in range(3):
        whole_case()
    first = call("pau-analyst", "cases/", page_size=2).json()
    cursor = parse_qs(urlsplit(first["next"]).query)["cursor"][0]

    second = call("pau-analyst", "cases/", page_size=2, cursor=cursor).json()

    references = [row["reference"] for row in first["results"] + second["results"]]
    assert sorted(references) == sorted(
        Case.objects.values_list("reference", flat=True)
    )
    assert second["next"] is None


@pytest.mark.parametrize(
    ("path", "row"),
    [
        (
            "regimes",
            {
                "code": "conduct-2008",
                "name": "Police (Conduct) Regulations 2008",
                "field": "conduct",
                "from_on": "2008-12-01",
                "to_on": None,
                "unverified": False,
            },
        ),
        (
            "severities",
            {
                "regime": "conduct-2008",
                "code": "gross",
                "name": "Gross misconduct",
                "breach": True,
                "unverified": False,
            },
        ),
        (
            "forums",
            {
                "regime": "conduct-2004",
                "code": "hearing",
                "name": "Misconduct hearing before a full board",
                "kind": "board",
                "reviewed": True,
                "unverified": False,
            },
        ),
    ],
)
def test_the_law_that_outcomes_are_written_in(call, path, row):
    assert row in call("mpa-member", f"reference/{path}/").json()["results"]


def test_every_answer_is_recorded_as_disclosure(call):
    case = whole_case()

    for path in ("cases/", f"cases/{case.slug}/", "reference/categories/"):
        answer = call("pau-analyst", path)
        entry = trail.entries(actor=answer.asked_by)[0]
        assert (entry.kind, entry.recipient) == ("disclosure", answer.asked_by.name)


def test_a_list_asks_as_often_for_one_row_as_for_many(
    call, django_assert_max_num_queries
):
    for _ in range(5):
        whole_case()
    call("investigator", "cases/")  # a process keeps reference data

    with django_assert_max_num_queries(14):  # 6 of them make the client
        call("investigator", "cases/")


def test_the_schema_has_no_warnings(tmp_path):
    schema = tmp_path / "schema.yml"
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(schema))
    assert "/api/v1/cases/{slug}/history/" in schema.read_text()


def test_the_docs_are_for_people_who_signed_in(client):
    assert client.get("/api/v1/docs/").status_code in {302, 401}
