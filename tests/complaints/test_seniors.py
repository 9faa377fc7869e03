"""What concerns a senior officer is the police authority's to decide."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.permissions import Permission
from casework import guard
from complaints import actions
from complaints.actions.inputs import OfAuthority
from complaints.models import AuthorityDecision, Case, CpsReferral, DelegationRule
from complaints.permissions.seniors import asks_the_authority
from pages.refusals import BadInput
from tests.complaints.handled import case_with, do
from tests.complaints.records import BY_EVENT as RECORD_VERBS
from tests.complaints.records import record_play
from tests.complaints.sending import day, errors, signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.test_answering import determine, reported
from tests.complaints.verb_forms import PAGES, RULING, address, post, scene, unmoved
from tests.complaints.verbs import NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import SubjectFactory, whole_case
from tests.factories.conduct import ready_to_answer
from tests.factories.organisation import MemberFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
GIVEN = OfAuthority("PSCSC/2026/14", TODAY)
PAGE = next(page for page in PAGES if page.verb == "determine")
SENIOR = ["commander", "deputy_assistant_commissioner", "commissioner"]
NOT_SENIOR = ["chief_superintendent", "constable", "staff", "pcso", "unknown"]


def promote(case, rank="commander"):
    with guard.writing("test"):
        case.subjects.update(rank=rank)
    return case


def return_it(case, **given):
    now = Case.objects.get(pk=case.pk)
    by = fresh(user_with_role("appropriate-authority"))
    return actions.return_to_investigator(
        case=now, by=by, at=NOW, version=now.version, missing="The log.", **given
    )


class TestRank:
    @pytest.mark.parametrize("rank", SENIOR)
    def test_above_chief_superintendent(self, rank):
        case = promote(whole_case(reported=True), rank)
        assert asks_the_authority("determine", case)

    @pytest.mark.parametrize("rank", NOT_SENIOR)
    def test_nobody_else(self, rank):
        case = promote(whole_case(reported=True), rank)
        assert not asks_the_authority("determine", case)

    def test_whoever_was_promoted_since(self):
        case = whole_case(reported=True)
        SubjectFactory(case=case, number=2, member=MemberFactory(rank="commander"))
        assert asks_the_authority("determine", case)

    def test_of_one_officer_it_is_their_own_rank(self):
        case = whole_case(investigating=True)
        other = SubjectFactory(case=case, number=2, rank="commander")
        mine = case.subjects.get(number=1)
        assert asks_the_authority("assess-severity", case, other)
        assert not asks_the_authority("assess-severity", case, mine)

    def test_where_no_rule_says_which_rank_nobody_is_asked(self):
        DelegationRule.objects.filter(code="senior-officers").delete()
        case = promote(whole_case(reported=True))
        assert not asks_the_authority("determine", case)

    def test_who_investigates_or_tells_people_does_not_ask(self):
        case = promote(whole_case(reported=True))
        assert not asks_the_authority("submit-report", case)


class TestActions:
    @pytest.mark.parametrize(
        "given", [None, OfAuthority("", TODAY), OfAuthority("x", None)]
    )
    def test_without_its_decision_it_is_refused(self, given):
        case = promote(whole_case(reported=True))
        with pytest.raises(BadInput) as refused:
            return_it(case, authority=given)
        assert refused.value.field == "authority_reference"
        assert refused.value.sentence == (
            f"{case} concerns a senior officer: this is for the police authority or "
            "its committee to decide. Record its decision, by its reference and date."
        )
        assert Case.objects.get(pk=case.pk).status == "reported"

    def test_not_by_a_decision_to_come(self):
        case = promote(whole_case(reported=True))
        tomorrow = OfAuthority("PSCSC/2026/15", TODAY + timedelta(days=1))
        with pytest.raises(BadInput) as refused:
            return_it(case, authority=tomorrow)
        assert refused.value.field == "authority_on"

    def test_its_decision_is_kept(self):
        case = promote(whole_case(reported=True))
        assert return_it(case, authority=GIVEN).status == "investigating"
        row = AuthorityDecision.objects.get(case=case)
        assert (row.verb, row.reference, row.decided_on) == (
            *("return", "PSCSC/2026/14"),
            TODAY,
        )

    def test_of_anybody_else_none_is_kept(self):
        case = whole_case(reported=True)
        return_it(case, authority=GIVEN)
        assert not AuthorityDecision.objects.exists()

    def test_a_determination_needs_it(self):
        case = promote(reported())
        none = {"to_answer": False, "severity": "none", "forum": "none"}
        with pytest.raises(BadInput, match="concerns a senior officer"):
            determine(case, **none)

    def test_reopening_needs_it(self):
        case = promote(whole_case(finalised=True, decided=True))
        given = {"by": user_with_role("appropriate-authority"), "at": NOW}
        given |= {"case": case, "version": case.version, "reason": "New evidence."}
        with pytest.raises(BadInput, match="concerns a senior officer"):
            actions.reopen(**given)
        assert actions.reopen(**given, authority=GIVEN).status == "investigating"

    @pytest.mark.parametrize(
        "verb", ["assess-severity", "refer-cps", "redirect-proceeding"]
    )
    def test_so_do_its_other_steps(self, verb):
        play = play_of(BY_VERB[verb])
        promote(play.case)
        with pytest.raises(BadInput, match="concerns a senior officer"):
            play.do()
        play.do(authority=GIVEN)
        assert AuthorityDecision.objects.get(case=play.case).verb == verb

    @pytest.mark.parametrize(
        ("verb", "state"),
        [
            ("decline", {}),
            ("apply-dispensation", {"assessed": True}),
            ("apply-discontinuance", {"investigating": True}),
            ("suspend-sub-judice", {"investigating": True}),
        ],
    )
    def test_so_does_what_others_do_for_a_constable(self, verb, state):
        case = promote(case_with(**state))
        before = case.status
        with pytest.raises(BadInput, match="concerns a senior officer"):
            do(verb, case)
        assert Case.objects.get(pk=case.pk).status == before
        promote(case, "constable")
        assert do(verb, case).status != before

    def test_a_file_to_the_cps_needs_it_whoever_is_named_first(self):
        play = play_of(BY_VERB["refer-cps"])
        constable = play.case.subjects.get()
        senior = SubjectFactory(case=play.case, number=2, rank="commander")
        both = [(constable, "Perjury"), (senior, "Perjury")]
        with pytest.raises(BadInput, match="concerns a senior officer"):
            play.do(considered=both)
        assert not CpsReferral.objects.exists()
        play.do(considered=both, authority=GIVEN)
        assert AuthorityDecision.objects.get(case=play.case).verb == "refer-cps"

    def test_of_the_constable_alone_it_does_not_but_keeps_what_was_typed(self):
        play = play_of(BY_VERB["refer-cps"])
        constable = play.case.subjects.get()
        SubjectFactory(case=play.case, number=2, rank="commander")
        play.do(considered=[(constable, "Perjury")])
        assert not AuthorityDecision.objects.exists()
        play.do(considered=[(constable, "Assault")], authority=GIVEN)
        assert AuthorityDecision.objects.get().reference == GIVEN.reference


class TestRestrictions:
    """A senior officer is suspended by the police authority, not by the director."""

    VERBS = ["impose", "review", "lift"]

    def play(self, verb):
        play = record_play(RECORD_VERBS[f"restriction.{verb}"])
        promote(play.record.case)
        return play

    @pytest.mark.parametrize("verb", VERBS)
    def test_not_without_its_decision(self, verb):
        play = self.play(verb)
        with pytest.raises(BadInput) as refused:
            play.do()
        assert refused.value.field == "authority_reference"
        given = play.step.given(play) | {"authority": GIVEN}
        row = play.step.action(
            record=play.record,
            by=fresh(play.user),
            at=NOW,
            version=play.record.version,
            **given,
        )
        kept = AuthorityDecision.objects.get(case=row.case)
        assert (kept.verb, kept.reference) == (f"restriction.{verb}", "PSCSC/2026/14")

    @pytest.mark.parametrize("verb", VERBS)
    def test_its_page_asks_for_it(self, verb):
        play = self.play(verb)
        sent = play.post()
        assert any("concerns a senior officer" in said for said in errors(sent))
        on = day("authority_on", timezone.localdate())
        sent = play.post(authority_reference="PSCSC/2026/15", **on)
        assert sent.status_code == 302
        assert AuthorityDecision.objects.filter(case=play.record.case).exists()

    def test_another_officer_of_the_case_is_the_directors(self):
        play = record_play(RECORD_VERBS["restriction.impose"])
        SubjectFactory(case=play.record.case, number=2, rank="commander")
        assert play.do().status == "in_force"

    def test_the_decision_log_tells_it_to_who_may_know_of_suspensions(self):
        play = self.play("impose")
        on = day("authority_on", timezone.localdate())
        play.post(authority_reference="PSCSC/2026/15", **on)
        case = play.record.case
        url = f"{case.get_absolute_url()}decisions/"
        shown = signed_in(play.user).get(url).content.decode()
        assert "authority: impose (restriction of duties)" in shown
        other = user_with_role("cst-manager", play.unit)
        assert not other.rights.allow(Permission.RESTRICTION_READ)
        shown = signed_in(other).get(url)
        assert shown.status_code == 200
        assert "(restriction of duties)" not in shown.content.decode()


class TestPages:
    GIVEN = {"authority_reference": "PSCSC/2026/14"}

    def test_the_page_says_whose_decision_it_is_and_asks_for_it(self):
        play = scene(PAGE)
        promote(ready_to_answer(play.case))
        page = signed_in(play.user).get(address(play.case, "determine"))
        assert "is for the police authority" in page.content.decode()
        sent = post(PAGE, play)
        assert any("concerns a senior officer" in said for said in errors(sent))
        assert unmoved(play)

    def test_it_is_checked_and_done_with_it(self):
        play = scene(PAGE)
        promote(play.case)
        given = self.GIVEN | day("authority_on", TODAY)
        answers = {**RULING, **given, "version": play.case.version}
        del answers["confirmed"]
        client = signed_in(play.user)
        checked = client.post(address(play.case, "determine"), answers)
        assert "PSCSC/2026/14" in checked.content.decode()
        assert post(PAGE, play, **given).status_code == 302
        shown = client.get(f"{play.case.get_absolute_url()}decisions/")
        assert "Decided by the police authority: determine" in shown.content.decode()

    def test_the_page_of_a_recording_decision_asks_for_it(self):
        page = next(page for page in PAGES if page.verb == "decline")
        play = scene(page)
        promote(play.case)
        sent = post(page, play)
        assert any("concerns a senior officer" in said for said in errors(sent))
        given = self.GIVEN | day("authority_on", TODAY)
        assert post(page, play, **given).status_code == 302
        assert AuthorityDecision.objects.get(case=play.case).verb == "decline"

    def test_the_form_of_a_step_asks_for_it_too(self):
        play = play_of(BY_VERB["assess-severity"])
        promote(play.case)
        sent = play.post()
        assert any("concerns a senior officer" in said for said in errors(sent))
        given = self.GIVEN | day("authority_on", TODAY)
        assert play.post(**given).status_code == 302

    def test_where_nobody_is_senior_it_does_not_ask(self):
        play = scene(PAGE)
        page = signed_in(play.user).get(address(play.case, "determine"))
        assert "authority_reference" not in page.content.decode()
