"""Pure decisions: what follows from facts and dates alone."""

from datetime import date

import pytest

from complaints import rules
from complaints.workflow import Status


def closing(**changes):
    facts = {
        "status": Status.NOTIFIED,
        "decided": 1,
        "undecided": 0,
        "letters_missing": 0,
        "open_tasks": 0,
        "pending_documents": 0,
        "has_complainant": True,
        "can_appeal": True,
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
        (  # who complained can be told no more, but appealed before
            {"has_complainant": False, "can_appeal": False, "appeals": 1},
            "the IPCC's decision on 1 appeal",
        ),
        (
            {"has_complainant": False, "can_appeal": False, "directions": 2},
            "2 directions of the IPCC",
        ),
        (
            {
                "has_complainant": False,
                "can_appeal": False,
                "appeal_ends_on": date(2026, 9, 2),
            },
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
