import csv
import html
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from audit import trail
from audit.trail import Entry, Kind, Subject
from casework import trail_scope, trail_words
from casework.filters import TrailFilter
from casework.views import trail as views
from complaints.workflow import CASE as CASE_WORKFLOW
from organisation.classification import FieldClass
from tests.architecture import source
from tests.factories.accounts import UserFactory, user_with_role
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
CASE = Subject("case", "PC/77777/26", 77_777)
TRAIL = "/trail/"
EXPORT = "/trail/export/"


@pytest.fixture(autouse=True)
def fresh_scope(monkeypatch):
    monkeypatch.setattr(trail_scope, "_barred", {})
    monkeypatch.setattr(trail_scope, "_named_in", {})
    monkeypatch.setattr(trail_scope, "_classes", {})


def did(event="case.amend", subject=CASE, kind=Kind.ALTERATION, **more):
    by = more.pop("by", trail.SYSTEM)
    return trail.record(event, kind=kind, subject=subject, by=by, **more)


@pytest.fixture
def director(client):
    user = user_with_role("director")
    client.force_login(user)
    return user


def text(client, **params):
    return client.get(TRAIL, params).content.decode()


class TestAccess:
    @pytest.mark.parametrize("role", ["cst-officer", "champion", "mpa-member"])
    def test_refused_without_the_right(self, client, role):
        client.force_login(user_with_role(role))
        assert client.get(TRAIL).status_code == 403
        assert client.post(EXPORT).status_code == 403

    def test_not_signed_in(self, client):
        assert client.get(TRAIL).status_code == 302

    def test_looking_is_recorded(self, client, director):
        did()
        text(client, key=CASE.key)
        entry = trail.entries(actor=director)[0]
        assert (entry.event, entry.kind) == ("trail.consult", Kind.CONSULTATION)
        assert entry.count == 1
        assert CASE.key in entry.reason


class TestFilters:
    def test_each_of_them(self, client, director):
        user = UserFactory()
        did(by=user, reason="Wanted")
        did("case.note", Subject("case", "PC/88888/26", 88_888), reason="Unwanted")
        today = timezone.localdate()
        for params in (
            {"person": user.email.upper()},
            {"key": CASE.key},
            {"key": CASE.key, "about": "case"},
            {"event": "case.amend"},
            {"person": user.email, "kind": ["alteration", "erasure"]},
            {"person": user.email, "since": f"{today:%d/%m/%Y}"},
            {"person": user.email, "until": today.isoformat(), "outcome": "done"},
        ):
            page = text(client, **params)
            assert "Wanted" in page, params
            assert "Unwanted" not in page, params

    def test_what_was_done_is_chosen_and_told_in_words(self, client, director):
        did("account.sign-in", Subject("account", "a@b"))
        page = text(client, event="account.sign-in")
        assert '<option value="account.sign-in" selected>Accounts: signed in<' in page
        chips = page[page.index("app-chips") : page.index("app-table-box")]
        assert "Accounts: signed in" in chips
        assert (
            "account.sign-in" not in page[page.index("<tbody") : page.index("</tbody>")]
        )
        assert "Director of Professional Standards" in text(client, about="trail")

    def test_a_role_is_called_by_its_name(self, client, director):
        role = {"role": (None, "cst-officer"), "to_on": (None, "2026-03-31")}
        did("account.grant-posting", Subject("account", "a@b"), changes=role)
        page = text(client, about="account")
        assert "Role: Customer Service Team officer" in page
        assert "Until: 31 March 2026" in page

    def test_units_tables_and_their_rows_are_told_in_words(self, client, director):
        unit = UnitFactory(name="Sampleborough", code="smb")
        did(unit="smb")
        row = {"kind": "borough", "name": "Sampleborough", "source": None}
        for key, changes in (
            ("units", {"smb": (None, row)}),
            ("memberships/smb.area.2010-01-01", {"unit": (None, unit.code)}),
            ("units/smb-area", {"kind": (None, "area")}),
            ("memberships/smb.area.2011-01-01", {"kind": (None, "area")}),
        ):
            did("reference.load", Subject("reference", key), changes=changes)
        did("job.case-export", Subject("job", "case-export 1 abc 2026"))
        page = text(client)
        assert '<span class="app-row-hint">Sampleborough</span>' in page
        rows = html.unescape(page[page.index("<tbody") : page.index("</tbody>")])
        assert "smb: Kind: Borough; Name: Sampleborough<" in rows
        assert "Reference data <bdi>units<" in rows
        assert "Reference data <bdi>memberships of units, smb.area.2010-01-01<" in rows
        assert "Unit: Sampleborough" in rows
        assert "Kind: Area<" in rows
        assert "Kind: is in the area<" in rows
        assert "case-export 1 abc" not in rows
        assert ">smb<" not in rows

    def test_a_long_entry_unfolds(self, client, director):
        many = {f"row-{number:02}": (None, "New") for number in range(12)}
        did("reference.load", Subject("reference", "units"), changes=many)
        page = text(client, about="reference")
        folded = page[page.index("<details", page.index("<tbody")) :]
        assert "4 more" in folded
        assert "row-11: New" in folded
        assert "row-07: New" not in folded

    def test_every_event_that_is_recorded_has_words(self):
        named = re.compile(
            r"\"((?:account|case|detail|document|reference|trail)\.[a-z-]+)\""
        )
        rights = {
            "accounts/permissions.py",
            "accounts/apps.py",
        }  # some are called alike
        used = {f"case.{line.verb}" for line in CASE_WORKFLOW} | {
            event
            for path in source.python_files(
                "accounts", "casework", "complaints", "desk"
            )
            if source.name(path) not in rights
            for event in named.findall(path.read_text())
        }
        offered = {event for event, _ in trail_words.choices()}
        assert len(used) > 40
        assert used - offered == set()

    def test_refused_work_of_any_kind_is_found(self, client, director):
        did("job.import-cases", Subject("job", "1"), reason="Wanted")
        did("trail.export", Subject("trail", ""), reason="Of the week")
        page = text(client, event="job.")
        assert "Wanted" in page
        assert "Of the week" not in page

    def test_an_event_that_nobody_records_shows_nothing(self, client, director):
        did(reason="Wanted")
        page = text(client, event="case.nonsense")
        assert "Wanted" not in page
        assert "A filter is not right" in page

    def test_other_days_show_nothing(self, client, director):
        did(reason="Wanted")
        yesterday = timezone.localdate() - timedelta(days=1)
        page = text(client, key=CASE.key, until=yesterday.isoformat())
        assert "No entry matches" in page

    def test_days_are_londons(self):
        rows = Entry.objects.all()
        until = TrailFilter(QueryDict("until=30/06/2026"), rows).qs
        params = until.query.where.children[0].rhs
        assert params == datetime(2026, 6, 30, 23, tzinfo=UTC)

    @pytest.mark.parametrize(
        "params",
        [
            {"actor_key__startswith": "a"},
            {"sort": "actor_key"},
            {"per_page": "1000000"},
            {"cursor": "nonsense"},
        ],
    )
    def test_unknown_is_refused(self, client, director, params):
        assert client.get(TRAIL, params).status_code == 400

    def test_mistyped_date_shows_nothing_and_says_so(self, client, director):
        did(reason="Wanted")
        page = text(client, since="30 Feb", key=CASE.key)
        assert "Wanted" not in page
        assert "A filter is not right" in page

    def test_keyset_pages(self, client, director):
        for number in range(30):
            did(reason=f"Turn {number:02}")
        first = client.get(TRAIL, {"key": CASE.key})
        assert "Turn 29" in first.content.decode()
        assert "Turn 04" not in first.content.decode()
        second = client.get(TRAIL + first.context["page"].next_url)
        assert "Turn 04" in second.content.decode()


class TestScope:
    def test_administrators_see_no_values_of_cases(self, client):
        client.force_login(user_with_role("system-administrator"))
        did(reason="About a person", changes={"handler": ("Smith", "Jones")})
        did("account.close", Subject("account", "a@b"), reason="Left the force")
        page = text(client)
        assert CASE.key in page
        assert "Handler: (withheld)" in page
        assert "About a person" not in page
        assert "Jones" not in page
        assert "Left the force" in page

    def test_administrators_do_not_read_what_others_searched_for(self, client):
        trail_scope.classify("case", lambda name: FieldClass.IDENTITY)
        other = user_with_role("director")
        client.force_login(other)
        text(client, key="Pepperwick")
        client.post(f"{EXPORT}?key=Pepperwick")
        did("trail.export", Subject("trail", "pepperwick@force"), by=other)

        administrator = user_with_role("system-administrator")
        client.force_login(administrator)
        for told in (text(client), client.post(EXPORT).getvalue().decode()):
            assert other.name in told
            assert "pepperwick" not in told.lower()
            assert "(withheld)" in told
        text(client, key="Quillfeather")
        assert "Quillfeather" in text(client, person=administrator.email)
        client.force_login(user_with_role("command"))
        assert "Pepperwick" in text(client)

    def test_which_cases_went_to_a_program_is_told(self, client, director):
        did(
            "case.disclose",
            Subject("api", "cases"),
            kind=Kind.DISCLOSURE,
            recipient="Dashboard",
            count=37,
            changes={"cases": (None, [CASE.key, "PC/88888/26"])},
        )
        page = html.unescape(text(client))
        assert "Given to a program: <bdi>cases<" in page
        assert f"{CASE.key}, PC/88888/26" in page
        assert "up to 100 rows" in page
        trail_scope.bar("case", lambda user: [CASE.key] if user == director else [])
        page = text(client)
        assert "Dashboard" not in page
        assert "88888" not in page
        assert "up to 100 rows" not in page

    def test_values_by_the_class_of_their_field(self, client, director):
        did(changes={"handler": ("Smith", "Jones"), "source": ("", "Informant")})
        assert "from Smith to Jones" in text(client, key=CASE.key)
        trail_scope.classify(
            "case",
            lambda name: (
                FieldClass.INTELLIGENCE if name == "source" else FieldClass.IDENTITY
            ),
        )
        assert "Informant" in text(client, key=CASE.key)
        client.force_login(user_with_role("command"))
        page = text(client, key=CASE.key)
        assert "Informant" not in page
        assert "from Smith to Jones" in page

    def test_barred_subjects_are_not_there(self, client, director):
        did(reason="About the director")
        trail_scope.bar("case", lambda user: [CASE.key] if user == director else [])
        assert "About the director" not in text(client)
        assert client.post(EXPORT).getvalue().count(b"About the director") == 0
        client.force_login(user_with_role("command"))
        assert "About the director" in text(client)

    def test_what_names_a_barred_subject_is_kept_back(self, client, director):
        did(reason="Same night", changes={"link": (None, "PC/00099/26")})
        trail_scope.classify("case", lambda name: FieldClass.IDENTITY)
        trail_scope.bar(
            "case",
            lambda user: ["PC/00099/26"] if user == director else [],
        )
        page = text(client, key=CASE.key)
        assert "PC/00099/26" not in page
        assert "Same night" not in page
        assert b"PC/00099/26" not in client.post(EXPORT).getvalue()
        client.force_login(user_with_role("command"))
        page = text(client, key=CASE.key)
        assert "PC/00099/26" in page
        assert "Same night" in page

    def test_names_nothing_barred_costs_one_question(
        self, client, director, django_assert_num_queries
    ):
        for number in range(5):
            did(reason=f"Turn {number}", changes={"link": (None, "PC/00099/26")})
        asked = []
        trail_scope.bar("case", lambda user: asked.append(user) or ["PC/00001/26"])
        sight = trail_scope.Sight(director)
        entries = list(trail.entries())
        with django_assert_num_queries(0):
            assert all(sight.words(entry) for entry in entries)
        assert len(asked) == 1


class TestExport:
    def rows(self, response):
        content = response.getvalue().decode("utf-8-sig")
        return list(csv.reader(io.StringIO(content)))

    def test_is_recorded_as_disclosed(self, client, director):
        did(reason="=1+1")
        response = client.post(f"{EXPORT}?key={CASE.key}")
        marking, headers, row = self.rows(response)
        assert marking[0] == "OFFICIAL-SENSITIVE"
        assert headers == list(views.HEADERS)
        assert row[1] == "case.amend"
        assert row[6] == CASE.key
        assert row[14] == "'=1+1"
        entry = trail.entries(actor=director)[0]
        assert (entry.event, entry.kind, entry.count) == (
            "trail.export",
            Kind.DISCLOSURE,
            1,
        )
        assert entry.recipient == director.email

    def test_holds_all_that_was_there_before_it(self, client, director):
        did(reason="The oldest", by=director)
        did(reason="The newest", by=director)
        response = client.post(f"{EXPORT}?person={director.email}")
        _, _, *rows = self.rows(response)
        assert [row[14] for row in rows][-1] == "The oldest"
        exported = trail.entries(events=["trail.export"]).get()
        assert exported.count == len(rows) == 2

    def test_too_many_rows(self, client, director, monkeypatch):
        monkeypatch.setattr(views, "EXPORT_CAP", 1)
        did()
        did()
        assert client.post(f"{EXPORT}?key={CASE.key}").status_code == 400

    def test_bad_filter(self, client, director):
        assert client.post(f"{EXPORT}?since=never").status_code == 400

    def test_get_changes_nothing(self, client, director):
        assert client.get(EXPORT).status_code == 405
