"""Links, tags, restriction and declared conflicts, through their pages."""

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.urls import reverse

from audit import trail
from complaints.models import Case, CaseLink, CaseTag, Conflict
from complaints.views.amending import AddSubject
from complaints.views.frame import Frame
from tests.complaints.sending import errors, fill, hidden, send, signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, ConflictFactory, whole_case
from tests.factories.organisation import MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return whole_case(recorded=True)


def address(case, name, *more):
    return reverse(f"complaints:{name}", args=[case.slug, *more])


class TestLink:
    def test_two_cases_are_linked_once(self, case):
        client = signed_in(user_with_role("cst-officer"))
        other = CaseFactory()
        data = {"other": other.slug.lower(), "kind": "same_incident"}
        form = hidden(client.get(address(case, "link")))
        first = client.post(address(case, "link"), form | data)
        second = client.post(address(case, "link"), form | data)
        assert first.url == second.url == case.get_absolute_url()
        assert CaseLink.objects.count() == 1
        again = fill(client, address(case, "link"), **data)
        assert "are linked already" in errors(again)[0]

    @pytest.mark.parametrize("role", ["champion"])
    def test_an_unseen_case_and_one_that_is_not_are_the_same(self, role):
        unit = UnitFactory()
        mine, other = whole_case(responsible_unit=unit), CaseFactory()
        client = signed_in(user_with_role(role, unit))
        said = {
            tuple(
                errors(fill(client, address(mine, "link"), other=text, kind="related"))
            )
            for text in (other.reference, "PC/99999/26", "nonsense")
        }
        assert said == {("No case with this reference that you can see.",)}

    @pytest.mark.parametrize("role", ["mpa-member", "commander", "pau-analyst"])
    def test_a_wrong_reference_is_no_way_round_the_right(self, case, role):
        client = signed_in(user_with_role(role, case.responsible_unit))
        sent = send(client, address(case, "link"), other="nonsense", kind="related")
        assert sent.status_code == 403

    def test_a_case_is_not_linked_to_itself(self, case):
        client = signed_in(user_with_role("cst-officer"))
        sent = fill(client, address(case, "link"), other=case.reference, kind="related")
        assert errors(sent) == ["A case is not linked to itself."]


class TestTag:
    def test_tags_are_put_on_and_taken_off(self, case):
        client = signed_in(user_with_role("cst-manager"))
        fill(client, address(case, "tag"), tags=["g20-2009", "parliament-square"])
        fill(client, address(case, "tag"), tags=["g20-2009"])
        rows = CaseTag.objects.filter(case=case)
        assert list(rows.values_list("tag__code", flat=True)) == ["g20-2009"]

    def test_a_tag_of_somebody_else_is_not_taken_off_unseen(self, case):
        client = signed_in(user_with_role("cst-manager"))
        form = hidden(client.get(address(case, "tag")))
        fill(client, address(case, "tag"), tags=["parliament-square"])
        sent = client.post(address(case, "tag"), form | {"tags": ["g20-2009"]})
        assert sent.status_code == 409
        assert "Somebody else has changed this" in sent.content.decode()
        rows = CaseTag.objects.filter(case=case)
        assert list(rows.values_list("tag__code", flat=True)) == ["parliament-square"]

    def test_one_sending_is_one_entry_of_the_trail(self, case):
        client = signed_in(user_with_role("cst-manager"))
        url = address(case, "tag")
        fill(client, url, tags=["g20-2009"])
        fill(client, url, tags=["parliament-square"])
        fill(client, url, tags=["parliament-square"])  # nothing differs
        changes = [entry.changes for entry in trail.entries(events=["case.tag"])]
        assert changes == [
            {"tag g20-2009": [True, False], "tag parliament-square": [False, True]},
            {"tag g20-2009": [False, True]},
        ]

    def test_an_officer_of_the_service_team_does_not_tag(self, case):
        client = signed_in(user_with_role("cst-officer"))
        assert client.get(address(case, "tag")).status_code == 403
        assert send(client, address(case, "tag")).status_code == 403


class TestRestrict:
    data = {"confidentiality": "restricted", "reason": "A senior officer."}

    def test_a_restricted_case_is_seen_by_the_named_only(self, case):
        inspector = user_with_role("team-inspector", case.responsible_unit)
        reader, other = user_with_role("cst-officer"), user_with_role("cst-officer")
        sent = fill(
            signed_in(inspector),
            address(case, "restrict"),
            readers=reader.email.upper(),
            **self.data,
        )
        assert sent.status_code == 302, errors(sent)
        assert signed_in(inspector).get(address(case, "restrict")).status_code == 200
        assert signed_in(reader).get(address(case, "amend")).status_code == 200
        assert signed_in(other).get(address(case, "amend")).status_code == 404

    def test_words_for_a_case_restricted_meanwhile_are_not_lost(self, case):
        client = signed_in(user_with_role("cst-officer"))
        assert client.get(case.get_absolute_url()).status_code == 200
        type(case).objects.filter(pk=case.pk).update(confidentiality="restricted")
        words = "The witness called back and agreed to meet."
        sent = send(client, address(case, "note"), text=words)
        assert sent.status_code == 404
        assert words in sent.content.decode()
        assert case.reference not in sent.content.decode()

    def test_an_account_that_is_not_there_is_refused(self, case):
        inspector = user_with_role("team-inspector", case.responsible_unit)
        sent = fill(
            signed_in(inspector),
            address(case, "restrict"),
            readers="nobody@police.example",
            **self.data,
        )
        assert errors(sent) == [
            "No account in use has the address nobody@police.example."
        ]

    @pytest.mark.parametrize("version", [1, 7])
    def test_without_the_right_it_is_refused(self, case, version):
        client = signed_in(user_with_role("cst-officer"))
        assert client.get(address(case, "restrict")).status_code == 403
        for data in (self.data, {}):
            sent = send(client, address(case, "restrict"), version=version, **data)
            assert sent.status_code == 403


class TestConflicts:
    def test_declaring_one_takes_the_case_out_of_sight(self):
        handler = user_with_role("investigator")
        case = whole_case(investigating=True, handler=handler)
        client = signed_in(handler)
        page = client.get(address(case, "declare-conflict"))
        assert "You are its handler" in page.content.decode()
        sent = client.post(
            address(case, "declare-conflict"),
            hidden(page) | {"reason": "He is my brother-in-law."},
        )
        assert sent.url == "/complaints/"
        assert client.get(address(case, "declare-conflict")).status_code == 404
        case.refresh_from_db()
        assert case.handler is None

    def test_a_supervisor_ends_it(self, case):
        conflict = ConflictFactory(case=case, user=user_with_role("cst-officer"))
        inspector = signed_in(user_with_role("team-inspector", case.responsible_unit))
        page = inspector.get(address(case, "conflicts"))
        assert conflict.user.name in page.content.decode()
        url = address(case, "decide-conflict", conflict.user.key)
        words = "They have since divorced."
        sent = fill(inspector, url, decision="set_aside", reasons=words)
        assert sent.url == address(case, "conflicts")
        assert not Conflict.objects.filter(ended_at=None).exists()
        assert inspector.get(url).status_code == 404

    def test_others_do_not_end_conflicts(self, case):
        conflict = ConflictFactory(case=case, user=user_with_role("cst-officer"))
        client = signed_in(user_with_role("cst-manager"))
        url = address(case, "decide-conflict", conflict.user.key)
        assert client.get(address(case, "conflicts")).status_code == 403
        assert client.get(url).status_code == 403
        sent = send(client, url, decision="upheld", reasons="No.")
        assert sent.status_code == 403


def test_whoever_names_themselves_is_told_where_the_case_went():
    user = user_with_role("cst-officer", member=MemberFactory())
    client, case = signed_in(user), whole_case(recorded=True)
    number = user.member.number
    url = f"{case.get_absolute_url()}subjects/1/change/"
    sent = fill(client, url, kind="member", search=number, member=number)
    assert sent.url == "/"
    told = client.get("/").content.decode()
    assert "You are a subject of this case now" in told
    assert "you no longer see it" in told
    assert client.get(case.get_absolute_url()).status_code == 404


def test_whoever_loses_a_case_otherwise_is_not_told_they_are_in_it(rf):
    user, case = user_with_role("cst-officer"), whole_case(recorded=True)
    page, request = AddSubject(), rf.post("/")
    request.user, request._messages = user, CookieStorage(request)
    page.setup(request, slug=case.slug)
    page.frame = Frame(request, case.slug)
    page.case = page.frame.case
    Case.objects.filter(pk=case.pk).update(confidentiality="restricted")

    assert page.done_url() == "/"
    assert [str(told) for told in request._messages] == [
        "This case is out of your reach now, so you no longer see it."
    ]
