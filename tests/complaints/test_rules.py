"""Pure decisions: what follows from facts and dates alone."""

from dataclasses import replace
from datetime import date

import pytest

from complaints import rules
from complaints.models.choices import Forum, Severity
from complaints.workflow import Status

UNDER_2004, UNDER_2008 = date(2008, 11, 30), date(2008, 12, 1)
NAMES = {"upheld": "Substantiated", "not-upheld": "Unsubstantiated"}
SEVERITIES, FORUMS = Severity.values, Forum.values
# (case to answer, severity, forum) that each law knows, as it would be read aloud.
NOTHING_HEARD = [
    (False, "none", "none"),
    (False, "none", "management_action"),
]
LAWFUL_2008 = [
    *NOTHING_HEARD,
    (True, "misconduct", "none"),
    (True, "misconduct", "management_action"),
    (True, "misconduct", "meeting"),
    (True, "misconduct", "hearing"),  # after a final written warning
    (True, "gross", "hearing"),
]


def lawful_2004(answer, severity, forum):
    """Before levels and meetings: a hearing is what needs a case to answer."""
    return forum != "meeting" and (answer or forum != "hearing")


def problems(result, answer, severity, forum, *, received_on=UNDER_2008):
    facts = rules.RulingFacts(
        result, NAMES[result], answer, severity, forum, of_member=True
    )
    return rules.check_ruling(facts, received_on=received_on)


@pytest.mark.parametrize("received_on", [UNDER_2004, UNDER_2008, date(2026, 11, 22)])
@pytest.mark.parametrize("result", NAMES)
@pytest.mark.parametrize("answer", [False, True])
@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("forum", FORUMS)
def test_every_ruling_is_lawful_or_refused_with_one_sentence(
    received_on, result, answer, severity, forum
):
    ruling = answer, severity, forum
    lawful = ruling in LAWFUL_2008
    if received_on == UNDER_2004:
        lawful = lawful_2004(*ruling)
    if result == "not-upheld" and answer:
        lawful = False
    found = problems(result, *ruling, received_on=received_on)
    assert len(found) == (0 if lawful else 1), found
    assert all(each.sentence.endswith(".") for each in found)


@pytest.mark.parametrize(
    ("ruling", "field", "sentence"),
    [
        (
            ("not-upheld", True, "gross", "hearing"),
            "case_to_answer",
            "An allegation that is unsubstantiated leaves no case to answer.",
        ),
        (
            ("upheld", False, "gross", "none"),
            "severity",
            "Choose “No misconduct” where there is no case to answer.",
        ),
        (
            ("upheld", True, "none", "hearing"),
            "severity",
            "A case to answer is one of misconduct or of gross misconduct.",
        ),
        (
            ("not-upheld", False, "none", "meeting"),
            "forum",
            "A misconduct meeting needs a case to answer.",
        ),
        (
            ("upheld", True, "gross", "meeting"),
            "forum",
            "A case to answer for gross misconduct goes to a misconduct hearing.",
        ),
    ],
)
def test_a_ruling_is_refused_at_the_place(ruling, field, sentence):
    assert problems(*ruling) == [rules.Problem(field, sentence)]


@pytest.mark.parametrize("received_on", [UNDER_2004, UNDER_2008])
def test_nobody_unknown_has_a_case_to_answer(received_on):
    facts = rules.RulingFacts(
        "upheld", "Upheld", True, "misconduct", "none", of_member=False
    )
    found = rules.check_ruling(facts, received_on=received_on)
    assert [problem.field for problem in found] == ["case_to_answer"]
    cleared = replace(facts, case_to_answer=False, severity="none")
    assert rules.check_ruling(cleared, received_on=received_on) == []


@pytest.mark.parametrize("received_on", [UNDER_2004, UNDER_2008])
def test_what_is_open_to_nobody_known_is_what_would_not_be_refused(received_on):
    answers = rules.open_without_case(received_on=received_on)
    lawful = {
        (severity, forum)
        for severity in SEVERITIES
        for forum in FORUMS
        if not problems("upheld", False, severity, forum, received_on=received_on)
    }
    assert answers["severity"] == {severity for severity, _ in lawful}
    assert answers["forum"] == {forum for _, forum in lawful}


def test_before_any_law_of_it_everything_is_open():
    assert rules.open_without_case(received_on=date(2004, 3, 31)) == {}
    assert rules.open_without_case(received_on=None) == {}


@pytest.mark.parametrize("received_on", [None, UNDER_2004, UNDER_2008])
@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("forum", FORUMS)
def test_only_a_hearing_of_misconduct_needs_a_final_warning(
    received_on, severity, forum
):
    needs = rules.needs_final_warning(
        severity=severity, forum=forum, received_on=received_on
    )
    hearing_of_less = (severity, forum) == ("misconduct", "hearing")
    assert needs is (hearing_of_less and received_on == UNDER_2008)


def test_there_were_no_meetings_before_the_regulations_of_2008():
    found = problems("upheld", True, "misconduct", "meeting", received_on=UNDER_2004)
    assert [problem.field for problem in found] == ["forum"]
    assert "from 1 December 2008 on" in found[0].sentence


@pytest.mark.parametrize("received_on", [date(2004, 3, 31), None])
def test_a_case_of_before_the_act_or_of_no_date_is_not_bound(received_on):
    assert (
        problems("not-upheld", True, "none", "meeting", received_on=received_on) == []
    )


def closing(**changes):
    facts = {
        "status": Status.NOTIFIED,
        "decided": 1,
        "undecided": 0,
        "letters_missing": 0,
        "open_tasks": 0,
        "pending_documents": 0,
        "has_complainant": True,
        "appeal_ends_on": date(2026, 9, 1),
    }
    return rules.ClosingFacts(**facts | changes)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"open_tasks": 1}, "1 open task"),
        ({"pending_documents": 3}, "the virus scan of 3 documents"),
        ({"letters_missing": 2}, "2 outcome letters"),
        ({"undecided": 1}, "a result for every allegation"),
        (
            {"appeal_ends_on": date(2026, 9, 2)},
            "the end of the time for an appeal, 2 September 2026",
        ),
        (  # reopened, and reported anew
            {"status": Status.REPORTED, "letters_missing": 1, "appeal_ends_on": None},
            "a result for every allegation, the outcome letters and the letter that "
            "starts the time for an appeal",
        ),
        (
            {"status": Status.REPORTED, "decided": 0, "appeal_ends_on": None},
            "a result for every allegation, the outcome letters and the letter that "
            "starts the time for an appeal",
        ),
    ],
)
def test_what_finalising_waits_for(changes, words):
    items = rules.before_finalising(closing(**changes), today=date(2026, 9, 2))
    assert rules.waits_for(items) == words
