"""The points that put one case before another, and the reasons that are shown."""

import pytest

from complaints.rules.priorities import (
    AGE,
    DUE,
    LATE,
    RISK,
    SEVERITY,
    Pressing,
    PriorityRule,
    Scale,
)

RULES = [
    PriorityRule("High risk", RISK, "high", None, 40),
    PriorityRule("Medium risk", RISK, "medium", None, 15),
    PriorityRule("Gross misconduct", SEVERITY, "gross", None, 30, "Reg 12", True),
    PriorityRule("Late by two weeks", LATE, "", 10, 35),
    PriorityRule("Late", LATE, "", 1, 25),
    PriorityRule("Due soon", DUE, "", 3, 10),
    PriorityRule("Old", AGE, "", 90, 10, "MPA 2007"),
]


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        (Pressing(), 0),
        (Pressing(risk="low"), 0),
        (Pressing(risk="high"), 40),
        (Pressing(severity=frozenset({"none", "gross"})), 30),
        (Pressing(late=1), 25),
        (Pressing(late=9), 25),
        (Pressing(late=10), 35),  # one rule of a factor, not both
        (Pressing(due=0), 10),
        (Pressing(due=3), 10),
        (Pressing(due=4), 0),
        (Pressing(age=89), 0),
        (Pressing(age=90), 10),
        (Pressing(risk="high", late=12, age=131), 85),
    ],
)
def test_points(facts, points):
    assert Scale(RULES).priority(facts).points == points


def test_the_reasons_are_what_counted_the_weightiest_first():
    found = Scale(RULES).priority(Pressing(risk="high", late=12, age=131))
    assert found.reasons == [
        "High risk: 40 points",
        "Late by two weeks (12 working days): 35 points",
        "Old (131 days): 10 points",
    ]


def test_what_was_not_read_in_a_source_says_so():
    found = Scale(RULES).priority(Pressing(severity=frozenset({"gross"}), age=100))
    assert found.sources == ["Reg 12 (unverified)", "MPA 2007"]
