"""The checklist of a case: what is read from it, what is marked, and how it stands."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from casework import guard
from complaints import rules
from complaints.actions.checklists import checklist_facts
from complaints.models import Referral
from complaints.models.choices import CheckMark
from complaints.rules.checklists import (
    DONE,
    MISSING,
    NOT_APPLICABLE,
    NOT_STARTED,
    RULES,
    Facts,
    checklist,
    standing,
)
from pages.refusals import BadInput
from tests.complaints.sending import errors, signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case
from tests.factories.ipcc import ReferralFactory, ReferralTestFactory
from tests.factories.logs import (
    AdviceFactory,
    ChecklistItemFactory,
    ChecklistMarkFactory,
    EnquiryFactory,
    LoggedActionFactory,
    PolicyEntryFactory,
    ProportionalityCheckFactory,
    StrategyReviewFactory,
    WitnessFactory,
)
from tests.factories.organisation import UnitFactory

_NUMBERS = {
    name: st.integers(0, 3)
    for name, kind in Facts.__annotations__.items()
    if kind is int
}
FACTS = st.builds(Facts, told=st.booleans(), **_NUMBERS)
# What begins each rule's thing, and what of it can lack, for a model written anew.
BEGINS = {
    "allegations": ("allegations", "allegations_lacking"),
    "subjects": ("subjects", None),
    "risk": ("assessments", None),
    "updates": ("complainants", "updates_late"),
    "severity": ("severities", "severities_lacking"),
    "notices": ("notices", "notices_lacking"),
    "policy": ("policies", None),
    "actions": ("actions", None),
    "enquiries": ("enquiries", "enquiries_lacking"),
    "reviews": ("reviews", "reviews_late"),
    "proportionality": ("checks", None),
    "witnesses": ("witnesses", "witnesses_lacking"),
    "report": ("reports", "outcomes_unrecommended"),
}


def item(code="thing", rule=""):
    return SimpleNamespace(code=code, rule=rule)


def mark(state, code="thing"):
    return SimpleNamespace(item=code, mark=state)


class TestRules:
    @given(facts=FACTS, rule=st.sampled_from(sorted(BEGINS)))
    def test_begun_is_apart_from_not_begun(self, facts, rule):
        begins, lacks = BEGINS[rule]
        lacking = getattr(facts, lacks) if lacks else 0
        found = standing(rule, facts)
        if getattr(facts, begins) == 0:
            assert found.state == NOT_STARTED
        else:
            assert found.state == (MISSING if lacking else DONE)

    @given(facts=FACTS)
    def test_a_referral_is_considered_once_it_was_tested(self, facts):
        state = standing("referral", facts).state
        begun = facts.tests or facts.referrals
        if facts.to_refer or (begun and facts.referrals_lacking):
            assert state == MISSING
        else:
            assert state == (DONE if begun else NOT_STARTED)

    @given(facts=FACTS, rule=st.sampled_from(sorted(RULES)))
    def test_what_is_missing_is_said_and_nothing_else(self, facts, rule):
        found = standing(rule, facts)
        assert found.state in (NOT_STARTED, MISSING, DONE)
        assert bool(found.hint) == (found.state == MISSING)

    @given(facts=FACTS)
    def test_nothing_lacks_where_all_is_there(self, facts):
        whole = {
            name: 0
            if name.endswith(("lacking", "late", "missing", "recommended"))
            or name in ("outcomes_undecided", "open_tasks", "questions_waiting")
            or name == "to_refer"
            else max(1, value)
            for name, value in vars(facts).items()
        }
        whole = replace(facts, **(whole | {"told": True}))
        assert {standing(rule, whole).state for rule in RULES} == {DONE}

    @given(
        facts=FACTS,
        rule=st.sampled_from(["", *sorted(RULES)]),
        state=st.sampled_from(CheckMark.values),
    )
    def test_a_mark_counts_by_hand_or_where_it_says_that_it_does_not_apply(
        self, facts, rule, state
    ):
        [line] = checklist([item(rule=rule)], {"thing": mark(state)}, facts)
        if not rule or state == NOT_APPLICABLE:
            assert line.standing.state == state
        else:
            assert line.standing == standing(rule, facts)

    def test_what_nobody_marked_is_not_begun(self):
        [line] = checklist([item()], {"other": mark(DONE, "other")}, Facts())
        assert line.standing.state == NOT_STARTED
        assert line.by_hand


@pytest.mark.django_db
class TestFacts:
    def test_they_are_those_of_the_case(self):
        case = whole_case(investigating=True, responsible_unit=UnitFactory(team=True))
        other = whole_case(investigating=True)
        for each in (case, other):
            PolicyEntryFactory(case=each, number=1)
            LoggedActionFactory(case=each, number=1)
            EnquiryFactory(case=each, number=1)
            EnquiryFactory(case=each, number=2, closed=True)
            StrategyReviewFactory(case=each, number=1)
            ProportionalityCheckFactory(case=each, number=1)
            WitnessFactory(case=each, number=1)
            WitnessFactory(case=each, number=2, released=True)
            AdviceFactory(case=each, number=1)
            AdviceFactory(case=each, number=2, answered=True)
        facts = checklist_facts(case, today=timezone.localdate())
        assert (facts.policies, facts.actions) == (1, 1)
        assert (facts.enquiries, facts.enquiries_lacking) == (2, 1)
        assert (facts.reviews, facts.checks, facts.questions_waiting) == (1, 1, 1)
        assert (facts.witnesses, facts.witnesses_lacking) == (2, 1)
        assert (facts.complainants, facts.subjects, facts.allegations) == (1, 1, 1)
        assert (facts.outcomes, facts.outcomes_unrecommended) == (1, 1)
        assert not facts.told


@pytest.mark.django_db
class TestMarking:
    def play(self):
        return play_of(BY_VERB["mark-checklist"])

    def test_what_is_missing_is_said(self):
        with pytest.raises(BadInput, match="what is missing"):
            self.play().do(note="")

    def test_what_is_read_is_not_marked_done(self):
        read = ChecklistItemFactory(code="read", rule="policy")
        with pytest.raises(BadInput, match="is read from the case"):
            self.play().do(item=read, mark="done")
        it = self.play()
        assert "This is read from the case" in " ".join(
            errors(it.post(item="read", mark="done"))
        )
        sent = it.post(item="read", mark="not_applicable", note="Settled at once.")
        assert sent.status_code == 302, errors(sent)

    def test_the_tasks_of_the_case_show_it_stage_by_stage(self):
        case = whole_case(investigating=True, responsible_unit=UnitFactory(team=True))
        PolicyEntryFactory(case=case, number=1)
        EnquiryFactory(case=case, number=1)
        ChecklistItemFactory(code="a", rule="policy", stage="investigation")
        ChecklistItemFactory(code="b", rule="enquiries", stage="investigation")
        ChecklistItemFactory(code="c", stage="ending", title="Papers given back")
        ChecklistItemFactory(code="d", kinds=["CM"], title="Of conduct alone")
        ChecklistMarkFactory(case=case, number=1, item="c", mark="done")
        ChecklistMarkFactory(
            case=case, number=2, item="c", mark="not_applicable", note="None were taken"
        )
        client = signed_in(user_with_role("investigator", case.responsible_unit))
        text = client.get(f"{case.get_absolute_url()}tasks/").content.decode()
        assert "1 still open." in text
        assert "Started, something missing" in text
        assert "Does not apply" in text
        assert "None were taken" in text
        assert "Of conduct alone" not in text
        assert "mark-checklist/?item=c" in text
        officer = signed_in(user_with_role("mpa-officer"))
        text = officer.get(f"{case.get_absolute_url()}tasks/").content.decode()
        assert "None were taken" not in text
        assert "mark-checklist/?item" not in text

    def test_blanks_of_letters_stay_to_be_filled(self):
        body = "Dear {complainant}, of {case}: {reasons}"
        drafted = rules.drafted(body, {"complainant": "Ms Field", "case": ""})
        assert drafted.startswith("Dear Ms Field, of [the reference of the case]: [the")


@pytest.mark.django_db
def test_whether_it_is_referred_is_read_from_its_test():
    case = whole_case(investigating=True, responsible_unit=UnitFactory(team=True))

    def how():
        return standing("referral", checklist_facts(case, today=timezone.localdate()))

    assert how().state == NOT_STARTED
    ReferralTestFactory(case=case, number=1)
    assert how().state == DONE
    ReferralTestFactory(case=case, number=2, mandatory=True)
    assert how().hint == "It is to be referred, and was not yet"
    referral = ReferralFactory(case=case, number=1)
    assert how().hint == "The IPCC has not decided yet"
    with guard.writing("test"):
        Referral.objects.filter(pk=referral.pk).update(
            status="decided", mode="local", decided_on=referral.referred_on
        )
    assert how().state == DONE
    ReferralTestFactory(case=case, number=3, result="voluntary")
    assert how().state == DONE
