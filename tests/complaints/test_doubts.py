"""What was not read in a source says so where somebody goes by it."""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from casework import guard
from casework.models import DeadlineRule
from complaints import rules
from complaints.models import Case, Marker, Result, law
from complaints.rules.law import LetterText
from complaints.rules.regimes import Row, Severity
from pages.refusals import BadInput
from tests.complaints.hearing import name, trained, with_hearing
from tests.complaints.sending import errors, send, signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.verb_forms import PAGES, address, scene
from tests.factories.accounts import user_with_role
from tests.factories.organisation import UnitFactory

SAID = "has not been checked against its source"
CASE_PAGES = {page.verb: page for page in PAGES}
TABLES = (
    *(law.Ground, law.HandlingRoute, law.CategoryReferral, law.Seat),
    *(law.Sanction, law.ForumSanction, law.LetterText, Result, DeadlineRule),
)


def opened(verb):
    """Who may do it, and the address of its page."""
    if verb in BY_VERB:
        play = play_of(BY_VERB[verb])
        play.step.form(play)  # with what its form chooses from
        return signed_in(play.user), play.url
    play = scene(CASE_PAGES[verb])
    return signed_in(play.user), address(play.case, verb)


def words(response):
    assert response.status_code == 200
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


@dataclass
class Told:
    source: str
    unverified: bool = True
    doubted: str = "The rank"


class TestTheSentence:
    def test_it_names_each_source_once(self):
        rows = [Told("Reg 4: check it."), Told("Reg 5", False), Told("Reg 4: check it")]
        assert rules.doubts(rows) == f"The rank {SAID}: Reg 4: check it."
        assert rules.doubts([*rows, Told("Reg 6")]).endswith(": check it; Reg 6.")

    def test_it_names_each_thing_that_was_not_checked(self):
        rows = [Told("Reg 4"), Told("Reg 4", doubted="The length"), Told("Reg 5")]
        assert rules.doubts(rows) == (
            f"The rank {SAID}: Reg 4; Reg 5. The length {SAID}: Reg 4."
        )
        assert rules.doubts(rows, what="This list") == (
            f"This list {SAID}: Reg 4; Reg 5."
        )

    @pytest.mark.parametrize(
        ("row", "named"),
        [
            (Row(), "This rule"),
            (Severity(code="gross", name="Gross misconduct"), "“Gross misconduct”"),
            (
                LetterText(
                    code="outcome", name="Outcome", body="", from_on=date(2004, 4, 1)
                ),
                "The text “Outcome”",
            ),
            (Result(name="Upheld"), "What the results are called"),
            (DeadlineRule(), "The length of this deadline"),
        ],
    )
    def test_every_row_of_law_says_what_of_it_is_in_doubt(self, row, named):
        assert row.doubted == named

    def test_nothing_is_said_of_what_was_checked(self):
        assert rules.doubts([Row(source="Reg 5"), Told("Reg 6", False)]) == ""
        assert rules.doubts([]) == ""


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize(
        ("verb", "source"),
        [
            ("suspend-sub-judice", "General knowledge of IPCC guidance: check it"),
            ("withdraw", "General knowledge of SI 2004/643: check it"),
            ("withdraw-allegations", "General knowledge of SI 2004/643: check it"),
            ("handle-direction", "as named in MPA, PSCC 12 Oct 2006, item 12"),
            ("certify-requirements", "Home Office Guidance v1.1"),
            ("apply-discontinuance", "the later text: check SI 2004/643"),
            ("decline", "General knowledge of the Police Reform Act 2002"),
            ("submit-report", "the revised IPCC statutory guidance is general"),
            ("determine", "the revised IPCC statutory guidance is general"),
            ("test-referral", "and the regulations under it: check them"),
            ("refer", "the end of the day following, a working day"),
            ("impose-sanction", "General knowledge"),
            ("name-panel-member", "check"),
            ("lodge-officer-appeal", "General knowledge"),
            ("decide-officer-appeal", "General knowledge"),
            ("lodge-appeal", "Schedule 3, para 25, as general knowledge"),
            ("mark-subject", "General knowledge of force policy"),
            ("update-marker", "General knowledge of force policy"),
        ],
    )
    def test_it_is_said_until_it_is_checked(self, verb, source):
        client, url = opened(verb)
        page = words(client.get(url))
        assert f" {SAID}: " in page
        assert f"This {SAID}" not in page
        assert source in page
        with guard.writing("test"):
            for table in TABLES:
                table.objects.update(unverified=False)
        assert SAID not in words(client.get(url))

    def test_so_is_each_point_of_a_policy_that_a_marker_ends_without(self):
        play = play_of(BY_VERB["end-marker"])
        with guard.writing("test"):
            Marker.objects.update(done=[])
        page = words(signed_in(play.user).get(play.url))
        assert f"This point of the policy {SAID}: General knowledge" in page
        with guard.writing("test"):
            law.Ground.objects.update(unverified=False)
        assert SAID not in words(signed_in(play.user).get(play.url))

    def test_so_is_the_legal_basis_of_keeping_somebody_from_duty(self):
        user = user_with_role("team-inspector", UnitFactory(team=True))
        client, url = signed_in(user), reverse("complaints:restriction-propose")
        hints = client.get(url).context["form"].fields["basis"].help_text
        assert hints.startswith(f"This list {SAID}: Police (Conduct) Regulations 2004")
        with guard.writing("test"):
            law.Ground.objects.filter(code="hindered").update(unverified=False)
        form = client.get(url).context["form"]
        assert SAID not in form.choice_hints["basis"].get("hindered", "")
        assert SAID in form.choice_hints["basis"]["public-interest"]

    def test_a_rule_of_what_was_read_says_nothing(self):
        client, url = opened("apply-dispensation")
        assert SAID not in words(client.get(url))

    def test_of_several_choices_each_that_is_doubtful_says_so(self):
        client, url = opened("refer")
        hints = client.get(url).context["form"].choice_hints["grounds"]
        assert SAID not in hints["serious-assault"]
        assert hints["notified"].startswith("The IPCC has notified the authority")
        assert SAID in hints["notified"]

    def test_so_does_a_criterion_that_a_category_proposes(self):
        play = play_of(BY_VERB["test-referral"])
        with guard.writing("test"):
            Case.objects.filter(pk=play.case.pk).update(categories=["A"])
        form = signed_in(play.user).get(play.url).context["form"]
        hint = form.fields["serious-assault"].help_text
        assert "proposes it. What category A asks for has not been checked" in hint
        assert "An inference from SI 2004/643, explanatory note" in hint
        assert SAID not in form.fields["serious-arrestable-offence"].help_text

    def test_a_sanction_says_how_long_it_lives(self):
        client, url = opened("impose-sanction")
        form = client.get(url).context["form"]
        assert form.choice_hints["sanction"]["final-written-warning"].startswith(
            "Live for 18 months."
        )

    def test_how_soon_a_case_is_referred_is_what_the_rule_says(self):
        client, url = opened("refer")
        assert "referred later than 1 working day after" in words(client.get(url))
        test, test_url = opened("test-referral")
        assert "is due within 1 working day of it" in words(test.get(test_url))
        DeadlineRule.objects.filter(code="referral").update(length=3)
        assert "referred later than 3 working days after" in words(client.get(url))
        assert "is due within 3 working days of it" in words(test.get(test_url))
        DeadlineRule.objects.filter(code="referral").delete()
        assert "The referral is due" not in words(test.get(test_url))


@pytest.mark.django_db
class TestRefusals:
    @pytest.mark.parametrize("unverified", [True, False])
    def test_a_refusal_by_a_rule_of_a_seat_says_so(self, unverified):
        law.Seat.objects.update(unverified=unverified)
        told, row = with_hearing()
        with pytest.raises(BadInput) as caught:
            name(told, "hearings-office", row, "chair", member=trained("inspector"))
        assert "must hold the rank of Commander or a higher one." in (
            caught.value.sentence
        )
        assert (SAID in caught.value.sentence) == unverified

    def test_so_does_its_page(self):
        play = play_of(BY_VERB["name-panel-member"])
        law.Seat.objects.update(unverified=True)
        sent = play.step.form(play) | {"warrant": trained("constable").number}
        answer = send(signed_in(play.user), play.url, version=play.case.version, **sent)
        (said,) = errors(answer)
        assert said.startswith("Whoever sits as “")
        assert SAID in said
