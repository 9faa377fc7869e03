"""The pages of claims: the list, one claim, its forms, its file, and the case's."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from audit import trail
from audit.models import Entry
from complaints.models import Claim
from tests.architecture.test_query_counts import queries
from tests.complaints.sending import day, errors, fill, signed_in
from tests.factories.accounts import user_with_role
from tests.factories.claims import (
    ClaimAuthorityFactory,
    ClaimCaseFactory,
    ClaimFactory,
    ClaimLessonFactory,
    ClaimPartyFactory,
    ClaimReserveFactory,
    ClaimUnitFactory,
    user_of_rank,
)
from tests.factories.complaints import CaseFactory, whole_case
from tests.factories.organisation import BodyFactory, MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db
LIST, EXPORT = "/complaints/claims/", "/complaints/claims/export/"
TELLING = "Arrest in the High Street"


@pytest.fixture
def officer():
    return user_with_role("claims-officer")


def page_of(user, address):
    page = signed_in(user).get(address)
    assert page.status_code == 200, page.status_code
    return page.content.decode()


def listed(user, query=""):
    text = page_of(user, f"{LIST}{query}")
    return {each for each in Claim.objects.all() if f"/{each.slug}/" in text}


def whole_claim(**fields):
    claim = ClaimFactory(**fields)
    ClaimPartyFactory(claim=claim)
    ClaimPartyFactory(claim=claim, part="concerned", member=MemberFactory(), name="")
    ClaimUnitFactory(claim=claim)
    ClaimCaseFactory(claim=claim)
    ClaimReserveFactory(claim=claim)
    ClaimAuthorityFactory(claim=claim)
    ClaimLessonFactory(claim=claim)
    return claim


class TestList:
    def test_the_last_contested_civil_action_that_was_lost(self, officer):
        answer = ClaimFactory(concluded=True)
        ClaimFactory(concluded=True, concluded_on=date(2026, 7, 1))
        ClaimFactory(concluded=True, contested=False)
        ClaimFactory(concluded=True, outcome="won", paid=None)
        ClaimFactory(concluded=True, kind="tribunal_case")
        ClaimFactory()
        query = "?kind=civil_action&contested=yes&outcome=lost&sort=-concluded"

        text = page_of(officer, f"{LIST}{query}&per_page=25")

        assert len(listed(officer, query)) == 2
        first = text[text.index("<tbody") :]
        assert first.index(answer.slug) < first.index("</tr>")
        assert listed(officer, f"{query}&concluded_from=2026-08-01") == {answer}
        assert answer not in listed(officer, f"{query}&concluded_to=2026-08-02")

    def test_its_other_filters(self, officer):
        unit = UnitFactory()
        claim = ClaimFactory(grounds=["malfeasance"])
        ClaimUnitFactory(claim=claim, unit=unit)
        ClaimLessonFactory(claim=claim)
        other = ClaimFactory(received_on=date(2026, 5, 1))
        for query in (
            *("lesson=yes", "ground=malfeasance", f"about={unit.code}"),
            *("received_to=2026-04-30", f"unit={claim.responsible_unit.code}"),
        ):
            assert listed(officer, f"?{query}") == {claim}, query
        assert listed(officer, "?lesson=no") == {other}
        assert listed(officer, "?state=concluded") == set()

    def test_a_period_ends_after_it_begins(self, officer):
        query = "?received_from=2026-05-01&received_to=2026-04-01"
        assert "must be on or after the first" in page_of(officer, f"{LIST}{query}")

    def test_empty_boxes_are_left_out_of_the_address(self, officer):
        sent = signed_in(officer).get(f"{LIST}?kind=&outcome=lost")
        assert sent.url == f"{LIST}?outcome=lost"

    def test_identities_by_the_table_of_roles(self, officer):
        claim = whole_claim()
        for role, shown in (("claims-officer", True), ("review-officer", False)):
            user = user_with_role(role)
            for address in (LIST, claim.get_absolute_url()):
                text = page_of(user, address)
                assert (TELLING in text) == shown, (role, address)
                assert ("Quillon Farthingale" in text) == shown
                assert claim.reference in text

    def test_where_reading_is_recorded_so_is_that_of_the_list(self, officer):
        ClaimFactory()
        for role, recorded in (("command", 1), ("claims-officer", 0)):
            Entry.objects.filter(subject_kind="register")
            before = Entry.objects.filter(subject_kind="register").count()
            page_of(user_with_role(role), f"{LIST}?kind=civil_action")
            after = Entry.objects.filter(subject_kind="register").count()
            assert after - before == recorded, role

    def test_it_asks_no_more_of_20_rows_than_of_one(self, officer):
        whole_claim()
        for user in (officer, user_with_role("command")):
            few = queries(LIST, user=user)
            for _ in range(19):
                whole_claim()
            many = queries(LIST, user=user)
            assert len(few) == len(many) <= 15, "\n".join(each[:150] for each in many)


class TestOne:
    def test_injury_is_of_a_special_category(self, officer):
        claim = whole_claim(injury="A broken wrist.")
        told = page_of(officer, claim.get_absolute_url())
        assert "A broken wrist." not in told
        assert "Hidden from your role" in told
        command = user_with_role("command")
        assert "A broken wrist." in page_of(command, claim.get_absolute_url())
        amend = reverse("complaints:claim-amend", args=[claim.slug])
        assert "A broken wrist." not in page_of(officer, amend)
        assert "hidden from your role" in page_of(officer, amend)

    def test_nor_does_its_history_tell_of_one(self, officer):
        client = signed_in(officer)
        fill(
            client,
            reverse("complaints:claim-enter"),
            kind="civil_action",
            title="A fall",
            claimed="Damages.",
            injury="A broken wrist.",
            unit=UnitFactory(team=True).code,
            **day("received_on", date(2026, 9, 8)),
        )
        claim = Claim.objects.get()
        told = page_of(officer, claim.get_absolute_url())
        assert "In a few words: A fall" in told
        assert "broken wrist" not in told
        assert "Injury: (withheld)" in told

    def test_a_linked_case_out_of_sight_is_not_shown(self, officer):
        claim = ClaimFactory()
        seen = ClaimCaseFactory(claim=claim).case
        hidden = ClaimCaseFactory(
            claim=claim, number=900, case=CaseFactory(restricted=True)
        ).case
        trail_change = {"link": (None, hidden.reference)}
        trail.disclosed(claim, officer, recipient="x", changes=trail_change)
        told = page_of(officer, claim.get_absolute_url())
        assert seen.reference in told
        assert hidden.reference not in told
        unlink = reverse("complaints:claim-unlink", args=[claim.slug])
        assert hidden.reference not in page_of(officer, unlink)

    def test_reading_it_is_recorded(self, officer):
        claim = whole_claim()
        page_of(officer, claim.get_absolute_url())
        assert [e.event for e in trail.history_of(claim)] == ["claim.consult"]
        page_of(user_with_role("review-officer"), claim.get_absolute_url())
        assert len(trail.history_of(claim)) == 1

    def test_it_asks_no_more_of_many_rows(self, officer):
        claim = whole_claim()
        few = queries(claim.get_absolute_url(), user=officer)
        for _ in range(5):
            ClaimPartyFactory(claim=claim)
            ClaimCaseFactory(claim=claim)
            ClaimReserveFactory(claim=claim)
        many = queries(claim.get_absolute_url(), user=officer)
        assert len(few) == len(many)


class TestForms:
    def enter(self, officer, **typed):
        usual = {
            "kind": "civil_action",
            "title": "A search",
            "claimed": "Damages.",
            "unit": UnitFactory(team=True).code,
        } | day("received_on", date(2026, 9, 8))
        address = reverse("complaints:claim-enter")
        return fill(signed_in(officer), address, **usual | typed)

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            (
                day("incident_on", date(2026, 9, 9)),
                "The date received must be on or after the date of the incident, "
                "9 September 2026.",
            ),
            ({"kind": "inquest"}, "Choose the coroner."),
            (
                {"grounds": ["tribunal_case.race"]},
                "Choose grounds of a claim of this kind: civil action.",
            ),
            (
                {"case": "PC/99999/26"},
                "There is no case PC/99999/26 that you may see. Check the reference.",
            ),
        ],
    )
    def test_refuse_in_sentences(self, officer, typed, said):
        assert said in errors(self.enter(officer, **typed))
        assert not Claim.objects.exists()

    def test_enter_a_tribunal_case_and_an_inquest(self, officer):
        body = BodyFactory(kind="coroner", name="Coroner of Sampleshire")
        self.enter(
            officer,
            kind="tribunal_case",
            grounds=["tribunal_case.race"],
            faw_reference="FaW 12",
        )
        self.enter(officer, kind="inquest", body=body.code)
        kinds = Claim.objects.values_list("kind", "grounds", "body__name")
        assert set(map(str, kinds)) == {
            str(("tribunal_case", ["race"], None)),
            str(("inquest", [], "Coroner of Sampleshire")),
        }

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("-5", "The reserve must not be less than £0."),
            (
                "12.345",
                "The reserve must be an amount in pounds with at most 2 decimals, like "
                "12,500 or 12,500.50.",
            ),
            (
                "much",
                "The reserve must be an amount in pounds with at most 2 decimals, like "
                "12,500 or 12,500.50.",
            ),
        ],
    )
    def test_money(self, officer, typed, said):
        claim = ClaimFactory()
        address = reverse("complaints:claim-reserve", args=[claim.slug])
        sent = fill(signed_in(officer), address, amount=typed, reasons="Why.")
        assert errors(sent) == [said]

    @pytest.mark.parametrize("typed", ["£12,500.50", "12500.5", " 12,500.50 "])
    def test_money_as_people_write_it(self, officer, typed):
        claim = ClaimFactory()
        address = reverse("complaints:claim-reserve", args=[claim.slug])
        fill(signed_in(officer), address, amount=typed, reasons="Why.")
        claim.refresh_from_db()
        assert claim.reserve == Decimal("12500.50")

    def test_above_the_limit_of_ones_rank_it_stands_at_the_amount(self):
        claim = ClaimFactory()
        address = reverse("complaints:claim-authorise", args=[claim.slug])
        client = signed_in(user_of_rank("superintendent"))
        none = fill(client, address, amount="0", reasons="Why.")
        assert errors(none) == ["The amount must be more than £0."]
        sent = fill(client, address, amount="30,001", reasons="Why.")
        said = "Your rank authorises settlements up to £30,000."
        assert errors(sent)[0].startswith(said)
        assert 'id="id_amount-error"' in sent.content.decode()

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({}, "Give a case, a unit or a person to link."),
            ({"name": "A"}, "Say what the person has to do with it."),
            ({"part": "witness"}, "Say in one way who the person is."),
            (
                {"part": "witness", "member": "Z1"},
                "There is no member of the force with the number Z1. Check it among "
                "the members in the reference data.",
            ),
        ],
    )
    def test_links_refused(self, officer, typed, said):
        claim = ClaimFactory()
        address = reverse("complaints:claim-link", args=[claim.slug])
        assert errors(fill(signed_in(officer), address, **typed)) == [said]

    def test_links_of_every_kind(self, officer):
        case, unit, member = whole_case(), UnitFactory(), MemberFactory()
        case.responsible_unit = unit
        claim = ClaimFactory()
        address = reverse("complaints:claim-link", args=[claim.slug])
        client = signed_in(officer)
        fill(client, address, case=case.reference.lower(), linked_unit=unit.code)
        fill(client, address, part="concerned", member=member.number.lower())
        assert claim.cases.get().case == case
        assert claim.units.get().unit == unit
        assert claim.parties.get().member == member

    def test_a_complainant_of_a_linked_case_where_one_sees_who_they_are(self):
        case = whole_case()
        person = case.complainants.get().person
        claim = ClaimFactory()
        ClaimCaseFactory(claim=claim, case=case)
        near = user_with_role("claims-officer", case.responsible_unit)
        far = user_with_role("claims-officer")
        address = reverse("complaints:claim-link", args=[claim.slug])
        assert str(person.surname) not in page_of(far, address)
        key = f"{case.slug}-1"
        fill(signed_in(near), address, part="claimant", person=key)
        assert claim.parties.get().person == person

    @pytest.mark.parametrize("kind", ["civil_action", "inquest"])
    def test_an_inquest_is_asked_for_its_conclusion_alone(self, officer, kind):
        claim = ClaimFactory(kind=kind)
        address = reverse("complaints:claim-conclude", args=[claim.slug])
        text = page_of(officer, address)
        assert ("contested" in text) == (kind == "civil_action")
        tomorrow = timezone.localdate() + timedelta(days=1)
        sent = fill(signed_in(officer), address, **day("concluded_on", tomorrow))
        assert any("or earlier" in each for each in errors(sent))


class TestFile:
    def test_it_holds_what_the_asker_may_see(self, officer):
        claim = whole_claim(concluded=True)
        for role, shown in (("claims-officer", True), ("review-officer", False)):
            user = user_with_role(role)
            sent = signed_in(user).post(f"{EXPORT}?outcome=lost")
            text = b"".join(sent.streaming_content).decode()
            assert claim.reference in text
            assert (TELLING in text) == shown
            assert ("withheld" in text) != shown
            assert "9000" in text
            entry = Entry.objects.get(event="claim.export", actor_key=user.email)
            assert (entry.kind, entry.count) == ("disclosure", 1)
            assert entry.recipient == user.email
            assert entry.changes == {"filters": [None, "Lost"]}

    def test_a_wrong_filter_is_refused(self, officer):
        sent = signed_in(officer).post(f"{EXPORT}?received_from=1")
        assert sent.status_code == 400
        assert not Entry.objects.filter(event="claim.export").exists()

    def test_it_is_offered_with_the_filters_in_force(self, officer):
        ClaimFactory()
        text = page_of(officer, f"{LIST}?kind=civil_action")
        assert f'action="{EXPORT}?kind=civil_action"' in text


class TestCase:
    def test_the_page_of_a_case_names_its_claims(self, officer):
        case = whole_case(investigating=True)
        claim = ClaimFactory()
        ClaimCaseFactory(claim=claim, case=case)
        assert claim.reference in page_of(officer, case.get_absolute_url())
        other = user_with_role("investigator")
        assert claim.reference not in page_of(other, case.get_absolute_url())

    def test_it_asks_nothing_where_there_is_none(self, officer):
        case = whole_case(investigating=True)
        asked = queries(case.get_absolute_url(), user=officer)
        assert not any('FROM "complaints_claim"' in each for each in asked)


class TestRegisters:
    @pytest.mark.parametrize(
        ("role", "shown"),
        [
            ("claims-officer", {"claims"}),
            ("intelligence-officer", {"risks", "intelligence-items"}),
            ("pau-analyst", {"claims", "foi-requests", "intelligence-counts"}),
        ],
    )
    def test_the_page_lists_what_one_may_read(self, role, shown):
        user = user_with_role(role)
        text = page_of(user, "/complaints/registers/")
        names = {"risks", "claims", "foi-requests", "intelligence-items"}
        found = {
            name
            for name in names | {"intelligence-counts"}
            if f'href="{reverse(f"complaints:{name}")}"' in text
        }
        assert found - {"intelligence-counts"} == shown - {"intelligence-counts"}
        assert shown <= found
        assert "/complaints/registers/" in page_of(user, "/complaints/")


@pytest.mark.parametrize(
    ("rank", "words"),
    [
        ("superintendent", "up to £30,000"),
        ("deputy_assistant_commissioner", "any amount"),
        ("inspector", "Your rank authorises no settlement."),
    ],
)
def test_the_page_says_up_to_what_ones_rank_authorises(rank, words):
    reader = user_with_role("command", member=MemberFactory(rank=rank))
    row = ClaimFactory()
    told = signed_in(reader).get(f"{row.get_absolute_url()}authorise/")
    assert words in told.content.decode()
