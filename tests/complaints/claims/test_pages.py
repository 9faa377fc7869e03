"""The page of one claim, its forms, and what the page of a case says of it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from audit import trail
from complaints.models import Claim
from tests.architecture.test_query_counts import queries
from tests.complaints.claims.opening import page_of, whole_claim
from tests.complaints.sending import day, errors, fill, signed_in
from tests.factories.accounts import user_with_role
from tests.factories.claims import (
    ClaimCaseFactory,
    ClaimFactory,
    ClaimPartyFactory,
    ClaimReserveFactory,
    user_of_rank,
)
from tests.factories.complaints import CaseFactory, whole_case
from tests.factories.organisation import BodyFactory, MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db


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

    def test_one_is_begun_from_the_page_of_a_case(self, officer):
        case = whole_case(recorded=True)
        enter = f"{reverse('complaints:claim-enter')}?case={case.slug}"
        assert f'href="{enter}"' in page_of(officer, case.get_absolute_url())
        form = signed_in(officer).get(enter).context["form"]
        assert form["case"].value() == case.slug
        investigator = user_with_role("investigator", case.responsible_unit)
        assert enter not in page_of(investigator, case.get_absolute_url())

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
