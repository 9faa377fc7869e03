"""Client tokens: who may use the API, and every way in which a token is refused."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import path
from drf_spectacular.generators import SchemaGenerator
from knox.models import AuthToken
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView

from accounts.actions import clients
from accounts.actions.people import deactivate
from accounts.api.authentication import SignedInPerson
from accounts.api.permissions import MayReadApiDocs
from accounts.models import User
from audit import trail
from pages.refusals import BadInput, NotAllowed, WrongState
from tests.accounts.conftest import NOON
from tests.factories.accounts import (
    ClientFactory,
    UserFactory,
    client_with_token,
    user_with_role,
)
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


class WhoAmI(APIView):
    """Has the authentication and permission that every API view has."""

    def get(self, request):
        return Response({"name": request.user.name})


class Docs(WhoAmI):
    authentication_classes = [SignedInPerson]
    permission_classes = [MayReadApiDocs]


urlpatterns = [
    path("api/v1/who/", WhoAmI.as_view()),
    path("api/v1/docs/", Docs.as_view()),
]
here = pytest.mark.urls(__name__)


def get(token=None, query="", *, header=None, browser=None, page="who"):
    browser = browser or APIClient()
    header = header or (f"Bearer {token}" if token else None)
    headers = {"authorization": header} if header else {}
    return browser.get(f"/api/v1/{page}/{query}", headers=headers)


@here
class TestToken:
    def test_of_an_active_client_is_good(self):
        program, token = client_with_token("pau-analyst")
        assert get(token, query="?page=2").json() == {"name": program.name}

    def test_is_how_the_schema_says(self):
        schema = SchemaGenerator(urlconf=__name__).get_schema(public=True)
        scheme = schema["components"]["securitySchemes"]["clientToken"]
        assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")

    def test_is_not_in_the_database(self):
        _, token = client_with_token("pau-analyst")
        row = AuthToken.objects.get()
        assert token not in (row.digest, row.token_key)

    @pytest.mark.parametrize(
        "header",
        [
            None,
            "Bearer",
            "Bearer  ",
            "Bearer not-a-token",
            "Bearer two words",
            "Basic Zm9vOmJhcg==",
            "Token abc",
            "Bearer \xff\xfe",
            "Bearer " + "x" * 5000,
        ],
    )
    def test_without_a_good_one_401_and_how(self, header):
        client_with_token("pau-analyst")
        answer = get(header=header)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"

    @pytest.mark.parametrize("name", ["token", "access_token", "Authorization"])
    def test_in_the_address_400_even_with_a_good_header(self, name):
        _, token = client_with_token("pau-analyst")
        assert get(query=f"?{name}={token}").status_code == 400
        assert get(token, query=f"?{name}={token}").status_code == 400

    def test_expired_401(self, clock):
        _, token = client_with_token("pau-analyst", expiry=timedelta(hours=1))
        assert get(token).status_code == 200
        clock.shift(timedelta(hours=1, seconds=1))
        assert get(token).status_code == 401

    def test_of_a_deactivated_client_401_at_once(self, administrator):
        program, token = client_with_token("pau-analyst")
        deactivate(program, by=administrator, reason="Replaced")
        assert get(token).status_code == 401
        User.objects.filter(pk=program.pk).update(is_active=True)
        assert get(token).status_code == 401

    def test_of_a_client_only_marked_inactive_401(self):
        program, token = client_with_token("pau-analyst")
        User.objects.filter(pk=program.pk).update(is_active=False)
        assert get(token).status_code == 401

    def test_of_a_person_401(self):
        person = user_with_role("pau-analyst")
        _, token = AuthToken.objects.create(person, expiry=timedelta(days=1))
        assert get(token).status_code == 401

    def test_without_a_role_today_403(self):
        program, token = client_with_token("pau-analyst")
        program.postings.update(to_on="2016-01-01")
        assert get(token).status_code == 403

    def test_a_revoked_role_counts_at_the_next_request(self):
        program, token = client_with_token("pau-analyst")
        assert get(token).status_code == 200
        program.postings.update(revoked_at=NOON)
        assert get(token).status_code == 403


@here
class TestBrowser:
    def test_a_session_is_no_way_into_the_api(self):
        browser = APIClient()
        browser.force_login(user_with_role("director"))
        assert get(browser=browser).status_code == 401

    def test_only_into_its_documentation(self):
        browser = APIClient()
        assert get(browser=browser, page="docs").status_code in (401, 403)
        browser.force_login(user_with_role("director"))
        assert get(browser=browser, page="docs").status_code == 200


class TestCreateClient:
    def create(self, by=trail.SYSTEM, role="pau-analyst", unit=None, **more):
        return clients.create_client(
            "Data warehouse", role, unit, by=by, on=NOON.date(), **more
        )

    def test_makes_a_client_a_posting_and_a_token(self, administrator):
        unit = UnitFactory()
        issued = self.create(administrator, "champion", unit, days=30)
        posting = issued.client.postings.get()
        assert (posting.role, posting.unit) == ("champion", unit)
        assert issued.client.is_client
        assert not issued.client.has_usable_password()
        events = [entry.event for entry in trail.entries(subject=issued.client)]
        assert events[::-1] == [
            "account.create-client",
            "account.grant-posting",
            "account.issue-token",
        ]

    @pytest.mark.parametrize(
        ("given", "refusal"),
        [
            ({"role": "emperor"}, BadInput),
            ({"role": "champion"}, BadInput),
            ({"role": "system-administrator"}, NotAllowed),
            ({"days": 0}, BadInput),
            ({"days": 100_000}, BadInput),
        ],
    )
    def test_refusals_leave_nothing_behind(self, given, refusal):
        with pytest.raises(refusal):
            self.create(**given)
        assert not User.objects.filter(name="Data warehouse").exists()
        (entry,) = trail.entries(events=["account.create-client"])
        assert entry.outcome == "refused"

    def test_a_name_is_used_once(self):
        self.create()
        with pytest.raises(BadInput, match="already a client"):
            self.create()

    def test_a_name_has_letters(self):
        with pytest.raises(BadInput, match="letter"):
            clients.create_client(
                "!!!", "pau-analyst", None, by=trail.SYSTEM, on=NOON.date()
            )

    def test_only_by_those_who_manage_accounts(self):
        with pytest.raises(NotAllowed):
            self.create(user_with_role("director"))

    def test_a_second_token_beside_the_first(self, administrator):
        program, first = client_with_token("pau-analyst")
        second = clients.issue_token(program, by=administrator)
        assert second.token != first
        assert program.auth_token_set.count() == 2

    @pytest.mark.parametrize(
        "make", [UserFactory, lambda: ClientFactory(deactivated=True)]
    )
    def test_tokens_are_for_active_clients(self, administrator, make):
        with pytest.raises(WrongState):
            clients.issue_token(make(), by=administrator)


class TestCommand:
    def run(self, *words):
        out, err = StringIO(), StringIO()
        call_command("create_api_client", *words, stdout=out, stderr=err)
        return out.getvalue().strip(), err.getvalue()

    @here
    def test_prints_the_token_and_nothing_else(self):
        unit = UnitFactory()
        token, said = self.run("Warehouse", "--scope", "champion", "--unit", unit.code)
        assert get(token).json() == {"name": "Warehouse"}
        assert "shown this once" in said

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (["X", "--scope", "emperor"], "There is no role 'emperor'"),
            (["X", "--scope", "champion", "--unit", "mars"], "no unit with the code"),
            (["X", "--scope", "champion"], "has a unit"),
            (["X", "--scope", "pau-analyst", "--days", "0"], "between 1 and"),
        ],
    )
    def test_says_what_is_wrong(self, words, sentence):
        with pytest.raises(CommandError, match=sentence):
            self.run(*words)
