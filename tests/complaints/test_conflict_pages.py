"""The register of conflicts, and every door that stays shut to whoever is barred."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from audit import trail
from complaints import actions
from complaints.models import Case
from pages.refusals import NotAllowed
from tests.complaints.case_pages import PAGES, sign_in
from tests.complaints.meanwhile import once_asked, restrict
from tests.complaints.sending import errors, fill, signed_in
from tests.factories.accounts import client_with_token, fresh, user_with_role
from tests.factories.casework import NOW
from tests.factories.complaints import (
    ComplainantFactory,
    ConflictFactory,
    ConflictRulingFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import LineManagerFactory, MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db

BARS = {
    "a declared conflict": lambda case, user: ConflictFactory(case=case, user=user),
    "an upheld conflict of a line manager": lambda case, user: ConflictRulingFactory(
        case=case, manager=user.member
    ),
    "being a subject": lambda case, user: SubjectFactory(case=case, member=user.member),
}


@pytest.fixture(params=BARS)
def barred(request):
    """(the case, whom it is barred to, another case that they see)."""
    user = user_with_role("cst-manager", member=MemberFactory(surname="Barrington"))
    case, other = whole_case(investigating=True), whole_case(investigating=True)
    BARS[request.param](case, user)
    return case, user, other


class TestDoors:
    """Shut to whoever is barred, and open to others."""

    def both(self, barred, path):
        """What the barred person and a colleague are shown there."""
        _, user, _ = barred
        colleague = user_with_role("cst-manager")
        return [
            signed_in(each).get(path).content.decode() for each in (user, colleague)
        ]

    def test_the_list_and_its_count(self, barred):
        case, _, other = barred
        theirs, colleagues = self.both(barred, "/complaints/")
        assert case.reference not in theirs
        assert other.reference in theirs
        assert case.reference in colleagues
        assert 'app-list__count">1<' in theirs
        assert 'app-list__count">2<' in colleagues

    @pytest.mark.parametrize("by", ["reference", "name"])
    def test_the_search(self, barred, by):
        case, _, other = barred
        words = {
            "reference": case.reference,
            "name": case.complainants.get().person.forenames,
        }
        theirs, colleagues = self.both(barred, f"/search/?q={words[by]}")
        assert case.get_absolute_url() not in theirs
        assert case.get_absolute_url() in colleagues

    def test_the_export(self, barred):
        case, user, other = barred
        sent = signed_in(user).post("/complaints/export/")
        text = b"".join(sent.streaming_content).decode()
        assert case.reference not in text
        assert other.reference in text

    @pytest.mark.parametrize("page", [*PAGES, "assess/", "conflict/", "amend/"])
    def test_every_page_of_the_case(self, barred, page):
        case, user, _ = barred
        path = f"{case.get_absolute_url()}{page}"
        assert signed_in(user).get(path).status_code == 404

    def test_the_summary_beside_the_list(self, barred):
        case, _, _ = barred
        theirs, colleagues = self.both(barred, f"/complaints/?selected={case.slug}")
        assert case.said not in theirs
        assert case.said in colleagues

    def test_a_link_to_it(self, barred):
        case, user, other = barred
        url = reverse("complaints:link", args=[other.slug])
        sent = fill(signed_in(user), url, other=case.reference, kind="related")
        assert errors(sent) == ["No case with this reference that you can see."]

    def test_the_actions(self, barred):
        case, user, _ = barred
        with pytest.raises(NotAllowed, match="no longer within your reach"):
            actions.note(case=case, by=user, at=NOW, text="I was told.")

    def test_what_else_its_complainant_complained_of(self, barred):
        case, _, other = barred
        ComplainantFactory(case=other, person=case.complainants.get().person)
        theirs, colleagues = self.both(barred, f"{other.get_absolute_url()}people/")
        assert case.reference not in theirs
        assert case.reference in colleagues


def test_programs_of_a_barred_client_find_nothing():
    """A client is no member; its conflict is one that was declared for it."""
    case, other = whole_case(), whole_case()
    client, token = client_with_token("cst-officer")
    ConflictFactory(case=case, user=client)
    asking = Client(headers={"Authorization": f"Bearer {token}"})
    listed = asking.get("/api/v1/cases/").json()["results"]
    assert [each["reference"] for each in listed] == [other.reference]
    for rest in ("", "allegations/", "subjects/", "history/"):
        path = f"/api/v1/cases/{case.slug}/{rest}"
        assert asking.get(path).status_code == 404


REGISTER = reverse("complaints:conflict-register")
MANAGERS = f"{REGISTER}?kind=managers"


def managed(case, **manager):
    """The manager of the subject of a whole case."""
    member = case.subjects.get().member
    manager = MemberFactory(**{"surname": "Quartermain"} | manager)
    return LineManagerFactory(member=member, manager=manager).manager


class TestRegister:
    @pytest.mark.parametrize("role", ["cst-manager", "champion", "mpa-officer"])
    def test_is_for_supervisors(self, client, role):
        sign_in(client, role)
        assert client.get(REGISTER).status_code == 403

    def test_holds_what_was_declared_in_cases_that_the_reader_sees(self, client):
        reader = sign_in(client, "command", member=MemberFactory())
        seen, unseen = whole_case(), whole_case()
        ConflictFactory(case=seen, user=user_with_role("cst-officer", name="A. Torn"))
        ConflictFactory(case=unseen, user=user_with_role("cst-officer"))
        ConflictFactory(case=unseen, user=reader)
        page = client.get(REGISTER).content.decode()
        assert 'app-list__count">1<' in page
        assert seen.reference in page
        assert "A. Torn" in page
        assert "To be decided" in page
        assert unseen.reference not in page

    def test_holds_managers_where_the_reader_knows_who_is_in_the_case(self, client):
        team = UnitFactory(team=True)
        sign_in(client, "team-inspector", team)
        near = whole_case(investigating=True, responsible_unit=team)
        far = whole_case(investigating=True)
        mine, theirs = managed(near), managed(far)
        page = client.get(MANAGERS).content.decode()
        assert mine.number in page
        assert near.reference in page
        assert theirs.number not in page
        assert far.reference not in page

    def test_leaves_out_the_cases_that_bar_the_reader(self, client):
        reader = sign_in(client, "command", member=MemberFactory())
        case = whole_case(investigating=True)
        managed(case)
        assert case.reference in client.get(MANAGERS).content.decode()
        ConflictRulingFactory(case=case, manager=reader.member)
        page = client.get(MANAGERS).content.decode()
        assert case.reference not in page
        assert 'app-list__count">0' in page

    def test_leaves_out_what_is_restricted_meanwhile(self, client):
        sign_in(client, "team-inspector", UnitFactory(team=True))
        case, other = (
            ConflictFactory(case=whole_case(), user=user_with_role("cst-officer")).case
            for _ in range(2)
        )
        with once_asked("is_upheld", lambda: restrict(case)):
            page = client.get(REGISTER).content.decode()
        assert case.reference not in page
        assert other.reference in page

    def test_leaves_out_managers_of_closed_cases_and_of_before(self, client):
        sign_in(client, "command")
        managed(whole_case(finalised=True))
        case = whole_case(investigating=True)
        before = case.incident_on.replace(year=2020)
        LineManagerFactory(member=case.subjects.get().member, to_on=before)
        page = client.get(MANAGERS).content.decode()
        assert "No conflict stands here." in page

    @pytest.mark.parametrize("state", ["to_decide", "upheld", "set_aside"])
    def test_managers_by_state(self, client, state):
        sign_in(client, "command")
        cases = [whole_case(investigating=True) for _ in range(3)]
        rulings = {"to_decide": [], "upheld": [False, True], "set_aside": [True, False]}
        for case, each in zip(cases, rulings, strict=True):
            manager = managed(case)
            for upheld in rulings[each]:
                ConflictRulingFactory(case=case, manager=manager, upheld=upheld)
        page = client.get(f"{MANAGERS}&state={state}").content.decode()
        shown = [case.reference for case in cases if case.reference in page]
        assert shown == [cases[list(rulings).index(state)].reference]

    @pytest.mark.parametrize("state", ["to_decide", "upheld", "set_aside"])
    def test_declared_by_state(self, client, state):
        sign_in(client, "command")
        made = {}
        for each in ("to_decide", "upheld", "set_aside"):
            user = user_with_role("cst-officer")
            ended = NOW if each == "set_aside" else None
            row = ConflictFactory(case=whole_case(), user=user, ended_at=ended)
            made[each] = row.case.reference
            if each == "upheld":
                ConflictRulingFactory(case=row.case, conflict=row, manager=None)
        page = client.get(f"{REGISTER}?state={state}").content.decode()
        assert [each for each, seen in made.items() if seen in page] == [state]

    def test_by_unit_and_person(self, client):
        sign_in(client, "command")
        case, other = (whole_case(investigating=True) for _ in range(2))
        managed(case, surname="Quartermain")
        managed(other, surname="Fotheringham")
        for query in (f"unit={case.responsible_unit.code}", "person=quartermain"):
            page = client.get(f"{MANAGERS}&{query}").content.decode()
            assert case.reference in page
            assert other.reference not in page

    def test_of_several_managers_those_asked_for_are_shown(self, client):
        sign_in(client, "command")
        case = whole_case(investigating=True)
        account = user_with_role("local-manager", member=MemberFactory(surname="Oakes"))
        before = case.received_on
        managed(case, surname="Quartermain")
        member = case.subjects.get().member
        member.line_managers.update(to_on=before)
        LineManagerFactory(
            member=member, manager=account.member, from_on=before + timedelta(days=1)
        )
        both = client.get(MANAGERS).content.decode()
        assert "Quartermain" in both
        assert "Oakes" in both
        for query in ("person=Oakes", "account=yes"):
            page = client.get(f"{MANAGERS}&{query}").content.decode()
            assert "Oakes" in page
            assert "Sergeant Quartermain" not in page
            assert "Constable Quartermain" not in page

    def test_blanks_are_no_filters_and_nonsense_is_refused(self, client):
        sign_in(client, "command")
        answer = client.get(f"{MANAGERS}&state=&unit=")
        assert answer.url == MANAGERS
        assert client.get(f"{REGISTER}?kind=all").status_code == 400

    def test_reading_it_is_recorded(self, client):
        reader = sign_in(client, "command")
        managed(whole_case(investigating=True))
        client.get(f"{MANAGERS}&person=Quartermain")
        entry = trail.entries(actor=reader).get(event="case.search")
        assert (entry.subject_key, entry.count) == ("conflicts", 1)


class TestCasePages:
    def test_a_manager_is_decided_about(self, client):
        reader = sign_in(client, "command")
        case = whole_case(investigating=True)
        manager = managed(case)
        page = client.get(f"{case.get_absolute_url()}conflicts/").content.decode()
        assert "Quartermain" in page
        assert REGISTER in page
        url = reverse("complaints:decide-conflict", args=[case.slug, manager.key])
        assert url in page
        shown = client.get(url).content.decode()
        assert "they may read the case as their role allows" in shown
        blank = fill(client, url)
        assert errors(blank) == ["Select what you decide.", "Enter your reasons."]
        sent = fill(client, url, decision="set_aside", reasons="A desk of forty.")
        assert sent.url == f"{case.get_absolute_url()}conflicts/"
        page = client.get(sent.url).content.decode()
        assert "A desk of forty." in page
        assert str(reader) in page

    def test_an_inspector_afar_does_not_learn_who_manages(self, client):
        sign_in(client, "team-inspector")
        case = whole_case(investigating=True)
        manager = managed(case)
        page = client.get(f"{case.get_absolute_url()}conflicts/").content.decode()
        assert "A line manager of subject 1" in page
        assert "Quartermain" not in page
        url = reverse("complaints:decide-conflict", args=[case.slug, manager.key])
        assert client.get(url).status_code == 403

    def test_nobody_decides_about_their_own(self, client):
        reader = sign_in(client, "command", member=MemberFactory())
        case = whole_case(investigating=True)
        member = case.subjects.get().member
        LineManagerFactory(member=member, manager=reader.member)
        url = reverse("complaints:decide-conflict", args=[case.slug, reader.member.key])
        answer = client.get(url)
        assert answer.status_code == 403
        assert "a conflict of your own" in answer.content.decode()

    def test_who_manages_nobody_in_it_has_no_page(self, client):
        sign_in(client, "command")
        case = whole_case(investigating=True)
        args = [case.slug, MemberFactory().key]
        url = reverse("complaints:decide-conflict", args=args)
        assert client.get(url).status_code == 404

    def record(self, client, case, **data):
        url = reverse("complaints:record-conflict", args=[case.slug])
        return fill(client, url, **data)

    def test_a_supervisor_records_that_of_somebody_else(self, client):
        reader = sign_in(client, "command")
        relative = user_with_role("investigator")
        case = whole_case(investigating=True, handler=relative)
        told = client.get(f"{case.get_absolute_url()}conflicts/").content.decode()
        assert "/conflicts/record/" in told
        sent = self.record(
            client, case, email=relative.email.upper(), reason="Her brother."
        )
        assert sent.url == f"{case.get_absolute_url()}conflicts/"
        told = client.get(sent.url).content.decode()
        assert "Her brother." in told
        assert "Upheld" in told
        case.refresh_from_db()
        assert case.handler is None
        assert not Case.objects.visible_to(fresh(relative)).filter(pk=case.pk).exists()
        (entry,) = trail.entries(events=["case.record-conflict"])
        assert entry.actor_id == reader.pk
        assert entry.detail.changes["handler"] == [relative.email, None]
        assert not relative.notifications.exists()

    def test_whose_it_is_must_be_known_and_not_recorded_yet(self, client):
        sign_in(client, "command")
        case, known = whole_case(investigating=True), user_with_role("investigator")
        sent = self.record(client, case, email="a@b.example", reason="So.")
        assert errors(sent) == ["Nobody here has this e-mail address."]
        ConflictFactory(case=case, user=known)
        sent = self.record(client, case, email=known.email, reason="So.")
        assert errors(sent) == [f"{known} has a conflict in {case} already."]

    def test_nobody_records_their_own_so(self, client):
        reader = sign_in(client, "command")
        case = whole_case(investigating=True)
        sent = self.record(client, case, email=reader.email, reason="So.")
        assert sent.status_code == 403
        assert "a conflict of your own" in sent.content.decode()

    def test_only_supervisors_do(self, client):
        officer = sign_in(client, "cst-officer")
        case, other = whole_case(investigating=True), user_with_role("investigator")
        url = reverse("complaints:record-conflict", args=[case.slug])
        assert client.get(url).status_code == 403
        with pytest.raises(NotAllowed, match="does not allow you to decide"):
            actions.record_conflict(
                case=case, by=officer, at=NOW, user=other, reason="So."
            )
