"""What is told of one synthetic case hangs together, and is told in several ways."""

from collections import Counter

import pytest
from django.utils import timezone

from accounts import demonstration
from accounts.models import Posting
from audit import trail
from complaints import rules
from complaints.actions.inputs import Ruling
from complaints.models import (
    Allegation,
    Assessment,
    Case,
    CaseLink,
    CaseTag,
    Decision,
    Outcome,
    Person,
    Recommendation,
    StatusChange,
    law,
)
from complaints.permissions import check_is_independent, why_none_to_answer
from config.generator import names, stories
from config.generator.risks import LEVELS, usual_levels
from config.generator.training import COURSES
from organisation.models import Accreditation, Member
from pages.refusals import NotAllowed
from tests.config.conftest import AS_AT
from tests.config.facts import count_of_true_links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("generated_for_all")]


def _begins(sentence, said):
    """Whether what was said is this sentence, with names put into it."""
    return said.startswith(sentence.partition("{")[0])


class TestStories:
    """What is said, alleged, found and decided of a case is of one story."""

    def test_what_is_alleged_stands_in_what_was_said_and_in_its_category(self):
        texts = {
            (each.code, each.text)
            for told in stories.BY_SCENE.values()
            for those in told.values()
            for each in those
        }
        alleged = Allegation.objects.select_related("case", "category")
        assert alleged.count() > 1_000
        for row in alleged:
            _, who, what = row.text.removesuffix(".").split(" ", 2)
            assert (who == "complainant") is (row.case.kind == "PC")
            assert what in row.case.said
            assert (row.category.code, what) in texts

    def test_nobody_complained_of_a_conduct_matter(self):
        matters = Case.objects.filter(kind="CM")
        assert matters
        for case in matters:
            written = [
                case.said,
                *case.reports.values_list("text", flat=True),
                *case.notes.values_list("text", flat=True),
                *case.tasks.values_list("what", flat=True),
                *case.status_changes.values_list("reason", flat=True),
            ]
            assert "complainant" not in " ".join(written).lower(), case

    def test_the_place_is_where_it_happened(self):
        for case in Case.objects.all():
            street_or_room, _, borough = case.place.rpartition(", ")
            assert borough.removesuffix(" police station") in case.said
            if case.kind == "PC":
                at = street_or_room.removeprefix("By ").split()[-1].lower()
                assert at in case.said.lower(), case.place

    def test_a_title_and_a_gender_are_those_of_the_name(self):
        for person in Person.objects.all():
            woman = person.forenames in names.WOMEN
            assert person.gender not in ({"male"} if woman else {"female"})
            assert person.title not in ({"Mr"} if woman else {"Ms", "Mrs", "Miss"})
        for member in Member.objects.filter(number__startswith="G"):
            woman = member.forenames in names.WOMEN
            assert member.gender == ("female" if woman else "male")

    def test_a_finding_fits_its_result_and_what_would_prove_it(self):
        proofs = {
            each.text: each.proof
            for told in stories.BY_SCENE.values()
            for those in told.values()
            for each in those
        }
        given = Recommendation.objects.select_related(
            "outcome__allegation", "outcome__subject", "result"
        )
        upheld = Outcome.objects.filter(recommended__code="upheld")
        against = set(upheld.values_list("allegation", flat=True))
        assert given.count() > 400
        for row in given:
            words_of = row.outcome.allegation.text.removesuffix(".").split(" ", 2)[2]
            findings = stories.FINDINGS[proofs[words_of]]
            if row.outcome.subject.kind == "unidentified":
                findings = stories.FINDINGS_OF_NOBODY
            elif row.outcome.allegation_id in against:
                findings = (findings[0], stories.FINDINGS_OF_ANOTHER)
            wanted = findings[0] if row.result.code == "upheld" else findings[1]
            assert any(_begins(said, row.reasons) for said in wanted)

    def test_only_what_is_grave_goes_to_a_hearing(self):
        proved = Outcome.objects.filter(case_to_answer=True)
        proved = proved.select_related("allegation__category", "subject")
        assert proved
        for row in proved:
            grave = row.allegation.category.code in stories.GRAVE
            assert row.severity == "misconduct" or grave
            assert (row.forum == "hearing") is (row.severity == "gross")
            assert row.subject.member_id

    def test_its_authority_supervised_the_first_case_to_decide_and_is_refused(self):
        case = Case.objects.filter(status="reported").order_by("next_due_on", "pk")[0]
        first = Posting.objects.filter(role="appropriate-authority").order_by("pk")[0]
        with pytest.raises(NotAllowed, match="because you supervised it"):
            check_is_independent(case, by=first.user)
        others = Case.objects.filter(status="reported").exclude(pk=case.pk)
        for other in others[:20]:
            check_is_independent(other, by=first.user)

    def test_whoever_decided_was_independent(self):
        decided = Case.objects.exclude(authority=None).select_related("authority")
        assert decided
        for case in decided:
            check_is_independent(case, by=case.authority)

    def test_most_handlers_are_trained_and_some_are_not(self):
        today = timezone.localdate()
        handlers = Posting.objects.on(today).filter(role__in=COURSES)
        members = {posting.user.member_id for posting in handlers}
        assert None not in members
        kinds = [first for first, _ in COURSES.values()]
        held = Accreditation.objects.filter(member__in=members, kind__code__in=kinds)
        now = set(held.on(today).values_list("member", flat=True))
        ever = set(held.values_list("member", flat=True))
        assert len(members) * 0.6 < len(now) < len(ever) < len(members)

    def test_what_happened_at_home_happened_where_the_complainant_lives(self):
        at_home = Case.objects.filter(said__contains="the complainant's home")
        assert at_home.count() > 50
        for case in at_home:
            lives = case.complainants.select_related("person")
            assert {row.person.address.split(" ", 1)[1] for row in lives} == {
                case.place
            }

    def test_nobody_withdraws_what_is_grave_nor_declines_it(self):
        ended = Case.objects.filter(status="withdrawn")
        codes = {code for row in ended for code in row.categories}
        assert codes
        assert not codes & stories.GRAVE
        for case in Case.objects.filter(status="not_recorded"):
            assert "stitches" not in case.said
            assert "indecently" not in case.said


class TestTies:
    """Links and tags follow from facts."""

    def test_linked_cases_have_in_common_what_the_link_says(self):
        assert count_of_true_links() > 40
        assert set(CaseLink.objects.values_list("kind", flat=True)) == {
            "same_incident",
            "same_people",
        }

    def test_a_tagged_case_is_about_the_event(self):
        rows = CaseTag.objects.select_related("case", "tag")
        assert len({row.tag for row in rows}) == 2
        assert len(rows) > 10
        for row in rows:
            assert row.tag.from_on <= row.case.incident_on <= row.tag.to_on
            name = row.tag.name.partition(",")[0]
            assert f"at the {name} in" in row.case.said

    def test_they_come_after_their_cases_and_stand_in_the_trail(self):
        links = list(CaseLink.objects.select_related("case", "other"))
        for row in [*CaseTag.objects.select_related("case"), *links]:
            assert row.case.received_on <= row.at.date() <= AS_AT
        for link in links:
            assert link.other.received_on <= link.at.date()
        entries = trail.entries()
        assert entries.filter(event="case.link").count() == 2 * len(links)
        assert entries.filter(event="case.tag").count() == CaseTag.objects.count()


class TestRisks:
    """The levels follow from what is alleged, with a little scatter."""

    def test_the_levels_are_the_usual_ones_or_one_step_from_them(self):
        rows = Assessment.objects.exclude(case__categories=[]).select_related("case")
        assert rows.count() > 2_000
        others = 0
        for row in rows:
            usual = usual_levels(row.case.categories)
            found = (row.risk_public, row.risk_officers, row.risk_organisation)
            steps = [
                abs(LEVELS.index(one) - LEVELS.index(two))
                for one, two in zip(usual, found, strict=True)
            ]
            assert sum(steps) <= 1
            others += sum(steps)
        assert 0.02 < others / rows.count() < 0.2

    def test_violence_and_corruption_are_riskier_than_rudeness(self):
        rows = Assessment.objects.filter(stage="assess")
        rude = rows.filter(case__categories=["U"])
        assert rude
        for row in rude:
            assert "high" not in {row.risk_public, row.risk_organisation}
        grave = rows.filter(case__categories__overlap=["A", "B", "H"])
        assert grave
        for row in grave:
            assert row.risk_public != "low"
            assert row.risk_organisation != "low"

    def test_the_reasons_are_those_of_the_step(self):
        rows = Assessment.objects.exclude(stage="first_contact").select_related("case")
        for row in rows:
            step = row.case.status_changes.get(verb=row.stage)
            assert step.reason == row.reasons


class TestReasons:
    """No sentence stands everywhere."""

    @pytest.mark.parametrize("verb", ["check", "assess", "start", "determine"])
    def test_a_verb_has_several(self, verb):
        reasons = StatusChange.objects.filter(verb=verb)
        told = Counter(reasons.values_list("reason", flat=True))
        assert len(told) >= 6
        assert told.most_common(1)[0][1] < sum(told.values()) * 0.4

    def test_no_sentence_has_a_gap(self):
        rows = [
            *StatusChange.objects.values_list("reason", flat=True),
            *Assessment.objects.values_list("reasons", flat=True),
            *Decision.objects.values_list("reasons", flat=True),
            *Recommendation.objects.values_list("reasons", flat=True),
        ]
        assert not [said for said in rows if "{" in said or "  " in said]


class TestDecisions:
    def test_every_ruling_is_one_that_the_rules_allow(self):
        rows = Decision.objects.select_related(
            "result", "outcome__allegation__case", "outcome__subject__member"
        )
        known = law.load()
        assert rows.filter(forum="hearing").exists()
        for row in rows:
            decided = (row.case_to_answer, row.severity, row.forum)
            facts = Ruling(row.outcome, row.result, "", *decided).facts
            noticed_on = row.outcome.allegation.noticed_on
            assert rules.check_ruling(known, facts, noticed_on=noticed_on) == []
            case = row.outcome.allegation.case
            if row.case_to_answer:
                assert why_none_to_answer(case, row.outcome, known) == ""

    def test_the_authority_read_the_report_before_deciding_on_it(self):
        entries = trail.entries().filter(subject_kind="case").order_by("at")
        last, decided = {}, 0
        for entry in entries.exclude(event="case.note"):
            if entry.event in {"case.determine", "case.return"}:
                decided += 1
                assert last[entry.subject_id].event == "case.consult"
                assert last[entry.subject_id].actor_id == entry.actor_id
            last[entry.subject_id] = entry
        assert decided > 500

    def test_whoever_is_told_that_a_case_ended_gets_a_letter(self):
        for case in Case.objects.filter(status="not_recorded"):
            letters = case.letters.filter(kind="not_recorded")
            assert letters.count() == case.complainants.count()
        for case in Case.objects.filter(status="withdrawn"):
            letters = case.letters.filter(kind="withdrawal_request")
            assert letters.count() == case.complainants.count()

    def test_what_is_withdrawn_does_not_go_on_or_waits_to_hear_it(self):
        answers = set()
        for case in Case.objects.filter(status="withdrawn"):
            row = case.withdrawals.get()
            left = case.last_moved_on("leave-withdrawn")
            assert (row.goes_on is False) == bool(left) == bool(row.because)
            assert bool(case.awaits) == (row.goes_on is None)
            entries = trail.entries(events=["case.leave-withdrawn"])
            assert entries.filter(subject_id=case.pk).count() == bool(left)
            answers.add(row.goes_on)
        assert answers == {None, False}


class TestNames:
    def test_nobody_in_a_case_shares_a_surname_but_who_live_together(self):
        for case in Case.objects.select_related("handler", "authority"):
            people = [row.person for row in case.complainants.select_related("person")]
            of_public = {(row.surname, row.address) for row in people}
            surnames = [surname for surname, _ in of_public]
            members = case.subjects.exclude(member=None).select_related("member")
            surnames += [row.member.surname for row in members]
            workers = {case.handler, case.authority} - {None}
            surnames += [worker.name.split()[-1] for worker in workers]
            assert len(surnames) == len(set(surnames)), case

    def test_no_account_of_the_demonstration_has_one_of_them(self):
        invented = {one.surname for one in demonstration.invented()}
        assert not invented & set(names.SURNAMES)
