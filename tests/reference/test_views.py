"""The reference-data pages, through requests."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.reference.registry import get, tables
from accounts.roles import ROLES
from accounts.submissions import new_token
from audit import trail
from casework.models import DeadlineRule
from organisation.models import Contact, Member, Unit
from tests.factories.accounts import user_with_role
from tests.factories.organisation import (
    AccreditationFactory,
    ContactFactory,
    LineManagerFactory,
    MemberFactory,
    MemberPostingFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
OF_PEOPLE = {"members", "postings", "line-managers", "accreditations"}
SEES_PEOPLE = {
    "cst-officer", "cst-manager", "team-inspector", "investigator",
    "appropriate-authority", "misconduct-office", "support-officer", "hearings-office",
    "champion",
    "local-manager", "pau-analyst", "review-officer", "learning-manager",
    "pssp-officer", "claims-officer", "command", "director", "intelligence-officer",
    "system-administrator",
}  # fmt: skip


def page(client, slug, *rest, **query):
    path = "/".join(["/reference", slug, *rest, ""])
    return client.get(path, query)


def send(client, path, sent):
    """Send a form as its page would: once, under a token of its own."""
    return client.post(path, {"submission": new_token()} | sent)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


class TestReading:
    @pytest.mark.parametrize("role", sorted(ROLES))
    def test_who_sees_what(self, browse, role):
        client = browse(user_with_role(role))
        assert client.get("/reference/").status_code == 200
        for table in tables():
            status = page(client, table.slug).status_code
            allowed = table.slug not in OF_PEOPLE or role in SEES_PEOPLE
            assert status == (200 if allowed else 403), table.slug

    def test_nobody_without_signing_in(self, client):
        for path in ("/reference/", "/reference/units/", "/reference/units/merton/"):
            response = client.get(path)
            assert response.status_code == 302
            assert response.url.startswith("/sign-in/")

    def test_every_row_has_a_page(self, browse, keeper):
        client = browse(keeper)
        MemberPostingFactory()
        LineManagerFactory()
        AccreditationFactory()
        for table in tables():
            for row in [table.rows().first(), table.rows().last()]:
                response = client.get(table.url_of(row))
                assert response.status_code == 200, table.url_of(row)

    def test_what_is_not_there_is_not_found(self, browse, officer):
        client = browse(officer)
        assert page(client, "nothing").status_code == 404
        assert page(client, "units", "nowhere").status_code == 404
        assert page(client, "memberships", "merton.area.1999-01-01").status_code == 404

    def test_the_index_leaves_out_what_is_not_for_you(self, browse, lay_member):
        shown = text(browse(lay_member).get("/reference/"))
        assert "Bank holidays" in shown
        assert "Members of the force" not in shown

    def test_a_units_page_tells_its_story(self, browse, officer):
        shown = text(page(browse(officer), "units", "merton"))
        for words in (
            "Family group 2",
            "Area 7 (2009)",
            "South Area (2010)",
            "Borough Support Unit South West",
            "Professional Standards Champion",
            "champion.merton@demo.candour.test",
            "276",
        ):
            assert words in shown

    def test_the_authority_does_not_see_who_people_are(self, browse, lay_member):
        ContactFactory(
            unit=Unit.objects.get(code="merton"), post="Front desk", name="P. Sample"
        )
        client = browse(lay_member)
        for response in (
            page(client, "units", "merton"),
            page(client, "contacts"),
            page(client, "contacts", "merton.Front+desk.2000-04-01"),
        ):
            shown = text(response)
            assert response.status_code == 200
            assert "P. Sample" not in shown
            assert "020 7946" not in shown

    def test_reading_members_is_recorded(self, browse, officer):
        member = MemberFactory()
        client = browse(officer)
        page(client, "members", q=member.surname)
        page(client, "members", str(member.key))
        one, listed = trail.entries(actor=officer, events=["reference.consult"])
        assert one.subject_key == f"members/{member.number}"
        assert (listed.subject_key, listed.count) == ("members", 1)
        assert member.surname in listed.reason

    def test_no_special_category_of_a_member_is_shown(self, browse, keeper):
        member = MemberFactory(ethnicity="SECRET", gender="HIDDEN")
        shown = text(page(browse(keeper), "members", str(member.key)))
        assert "SECRET" not in shown
        assert "HIDDEN" not in shown


class TestLists:
    def test_filters_and_search(self, browse, officer):
        client = browse(officer)
        assert "32 match" in text(page(client, "units", kind="borough"))
        assert "7 match" in text(page(client, "units", kind="area", standing="ended"))
        assert "5 match" in text(
            page(client, "units", kind="area", standing="in_force")
        )
        assert "0 match" in text(page(client, "units", standing="coming"))
        assert "Tower Hamlets" in text(page(client, "units", q="hamlets"))

    def test_retired_tags_end_on_their_day(self, browse, officer, time_machine):
        time_machine.move_to("2026-11-21 12:00Z", tick=False)
        get("tags").model.objects.filter(code="g20-2009").update(
            retired_on=date(2026, 11, 21)
        )
        assert "1 match" in text(page(browse(officer), "tags", standing="ended"))

    def test_the_members_of_a_unit(self, browse, officer):
        merton = Unit.objects.get(code="merton")
        MemberFactory(unit=merton)
        MemberFactory()
        client = browse(officer)
        assert "/reference/members/?unit=merton" in text(
            page(client, "units", "merton")
        )
        assert "1 match" in text(page(client, "members", unit="merton"))

    def test_a_members_name_is_found_nearly(self, browse, officer):
        MemberFactory(surname="Catherwood")
        assert "Catherwood" in text(page(browse(officer), "members", q="cathewood"))

    @pytest.mark.parametrize(
        "query", [{"colour": "red"}, {"sort": "colour"}, {"cursor": "nonsense"}]
    )
    def test_what_is_not_known_is_refused(self, browse, officer, query):
        assert page(browse(officer), "units", **query).status_code == 400

    def test_the_latest_holidays_come_first(self, browse, officer):
        shown = text(page(browse(officer), "bank-holidays"))
        assert shown.index("2030") < shown.index("2029")

    def test_every_sort_of_every_table_answers(self, browse, keeper):
        client = browse(keeper)
        for table in tables():
            for sort in table.sorts():
                response = page(client, table.slug, sort=f"-{sort.key}", per_page=50)
                assert response.status_code == 200, (table.slug, sort.key)

    @pytest.mark.parametrize("slug", ["memberships", "strengths", "contacts"])
    def test_as_many_queries_for_25_rows_as_for_100(self, browse, officer, slug):
        client = browse(officer)
        counts = []
        page(client, slug)
        for size in (25, 100):
            with CaptureQueriesContext(connection) as queries:
                page(client, slug, per_page=size)
            counts.append([q for q in queries if "organisation_" in q["sql"]])
        few, many = map(len, counts)
        assert few == many


class TestKeeping:
    def test_only_keepers_are_offered_changes(self, browse, officer, keeper):
        for user, offered in ((officer, False), (keeper, True)):
            client = browse(user)
            shown = text(page(client, "units", "merton"))
            assert ("/reference/units/merton/retire/" in shown) is offered
            assert ("/reference/units/add/" in text(page(client, "units"))) is offered

    @pytest.mark.parametrize(
        "path",
        [
            "/reference/units/add/",
            "/reference/units/merton/change/",
            "/reference/units/merton/retire/",
            "/reference/deadline-rules/recording.2004-04-01/replace/",
        ],
    )
    def test_others_are_refused(self, browse, officer, path):
        client = browse(officer)
        assert client.get(path).status_code == 403
        assert client.post(path, {"name": "x"}).status_code == 403

    def test_add_a_unit(self, browse, keeper):
        response = send(
            browse(keeper),
            "/reference/units/add/",
            {
                "code": "new-team",
                "name": "New team",
                "kind": "team",
                "other_names": "NT\n Team new ",
                "opened_on": "01/09/2026",
            },
        )
        assert response.url == "/reference/units/new-team/"
        unit = Unit.objects.get(code="new-team")
        assert unit.other_names == ["NT", "Team new"]

    def test_a_double_click_adds_one_row(self, browse, keeper):
        client, path = browse(keeper), "/reference/contacts/add/"
        merton = Unit.objects.get(code="merton")
        token = re.search(r'name="submission" value="([^"]+)"', text(client.get(path)))
        sent = {"submission": token[1], "unit": merton.pk, "post": "Front desk"}
        clicks = [client.post(path, sent | {"from_on": "2026-09-01"}) for _ in "12"]
        assert [click.status_code for click in clicks] == [302, 302]
        assert clicks[0].url == clicks[1].url
        assert Contact.objects.filter(unit=merton, post="Front desk").count() == 1

    def test_a_double_click_replaces_once(self, browse, keeper):
        path = "/reference/deadline-rules/recording.2004-04-01/replace/"
        sent = {
            "submission": new_token(),
            "from_on": "2026-12-01",
            "name": "Recording decision",
            "length": "8",
            "day_unit": "working",
            "source": "A test",
        }
        client = browse(keeper)
        assert [client.post(path, sent).status_code for _ in "12"] == [302, 302]
        assert DeadlineRule.objects.filter(code="recording").count() == 2

    def test_a_wrong_form_says_what_to_do_and_keeps_the_words(self, browse, keeper):
        response = send(
            browse(keeper),
            "/reference/units/add/",
            {"code": "Not A Code", "name": "Kept", "kind": "team", "opened_on": "1/2"},
        )
        shown = text(response)
        assert response.status_code == 200
        assert "There is a problem" in shown
        assert 'value="Kept"' in shown
        assert "The code must have only small letters, numbers and hyphens." in shown
        assert not Unit.objects.filter(name="Kept").exists()

    def test_a_taken_code_is_an_error_of_its_field(self, browse, keeper):
        response = send(
            browse(keeper),
            "/reference/units/add/",
            {"code": "merton", "name": "M", "kind": "team", "opened_on": "2026-09-01"},
        )
        assert "There is already a unit with this code." in text(response)

    def test_add_a_contact_from_the_units_page(self, browse, keeper):
        client = browse(keeper)
        form = client.get("/reference/contacts/add/?unit=merton")
        merton = Unit.objects.get(code="merton")
        assert f'value="{merton.pk}" selected' in text(form)
        send(
            client,
            "/reference/contacts/add/?unit=merton",
            {"unit": merton.pk, "post": "Front desk", "from_on": "2026-09-01"},
        )
        assert Contact.objects.filter(unit=merton, post="Front desk").exists()

    def test_add_a_posting_by_number(self, browse, keeper):
        member, unit = MemberFactory(), UnitFactory()
        response = send(
            browse(keeper),
            f"/reference/postings/add/?member={member.number}",
            {
                "member": member.number,
                "unit": unit.pk,
                "rank": "sergeant",
                "from_on": "2026-09-01",
            },
        )
        assert response.status_code == 302
        assert member.postings.get().unit == unit

    def test_add_a_member(self, browse, keeper):
        response = send(
            browse(keeper),
            "/reference/members/add/",
            {
                "number": "PC 12/34",
                "kind": "officer",
                "surname": "Sample",
                "rank": "constable",
            },
        )
        member = Member.objects.get(number="PC 12/34")
        assert response.url == get("members").url_of(member)
        assert browse(keeper).get(response.url).status_code == 200

    def test_correct_a_unit_and_see_it_in_its_history(self, browse, keeper):
        unit = UnitFactory(code="team-x", name="Team X")
        client = browse(keeper)
        path = "/reference/units/team-x/change/"
        form = client.get(path).context["form"]
        data = {
            "name": "Team Y",
            "kind": unit.kind,
            "opened_on": "2000-04-01",
            "opened": form["opened"].value(),
        }
        assert send(client, path, data).url == "/reference/units/team-x/"
        shown = text(page(client, "units", "team-x"))
        assert "Name: <bdi>Team X</bdi>, then <bdi>Team Y</bdi>" in shown
        assert send(client, path, data | {"name": "Team Z"}).status_code == 409

    def test_retire_a_unit(self, browse, keeper):
        UnitFactory(code="team-x")
        client = browse(keeper)
        send(client, "/reference/units/team-x/retire/", {"on": "2026-09-01"})
        assert Unit.objects.get(code="team-x").closed_on == date(2026, 9, 1)

    def test_a_deadline_changes_from_a_date(self, browse, keeper):
        client = browse(keeper)
        path = "/reference/deadline-rules/recording.2004-04-01/replace/"
        form = client.get(path).context["form"]
        assert not {"code", "starts_at"} & set(form.fields)
        response = send(
            client,
            path,
            {
                "from_on": "2026-12-01",
                "name": "Recording decision",
                "length": "8",
                "day_unit": "working",
                "source": "A test",
            },
        )
        assert response.url == "/reference/deadline-rules/recording.2026-12-01/"
        assert DeadlineRule.objects.filter(code="recording").count() == 2

    def test_forms_of_every_table_can_be_drawn(self, browse, keeper):
        client = browse(keeper)
        MemberPostingFactory()
        LineManagerFactory()
        AccreditationFactory()
        for table in tables():
            base = table.url_of(table.rows().first())
            for url, there in (
                (reverse("reference-add", args=[table.slug]), table.added),
                (f"{base}change/", True),
                (f"{base}retire/", table.ends),
                (f"{base}replace/", table.replaced),
            ):
                assert client.get(url).status_code == (200 if there else 404), url
