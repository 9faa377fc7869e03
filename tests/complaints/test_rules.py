"""Pure decisions: what follows from facts and dates alone."""

from datetime import date

import pytest

from complaints import rules

LAW = date(2008, 12, 1)


def problems(answer, severity, forum, *, received_on=LAW):
    found = rules.check_ruling(
        received_on=received_on, case_to_answer=answer, severity=severity, forum=forum
    )
    return [problem.field for problem in found]


@pytest.mark.parametrize(
    ("answer", "severity", "forum", "wrong"),
    [
        (False, "none", "none", []),
        (False, "misconduct", "management_action", []),
        (False, "gross", "none", []),
        (False, "gross", "hearing", ["case_to_answer"]),
        (False, "none", "meeting", ["case_to_answer"]),
        (True, "none", "none", ["severity"]),
        (True, "none", "hearing", ["severity"]),
        (True, "misconduct", "none", []),
        (True, "misconduct", "management_action", []),
        (True, "misconduct", "meeting", []),
        (True, "misconduct", "hearing", ["forum"]),
        (True, "gross", "meeting", []),
        (True, "gross", "hearing", []),
        (True, "gross", "none", ["forum"]),
        (True, "gross", "management_action", ["forum"]),
    ],
)
def test_what_a_ruling_may_lead_to(answer, severity, forum, wrong):
    assert problems(answer, severity, forum) == wrong


@pytest.mark.parametrize("received_on", [date(2008, 11, 30), None])
def test_a_case_of_before_the_regulations_is_not_bound_by_them(received_on):
    assert problems(True, "none", "hearing", received_on=received_on) == []
