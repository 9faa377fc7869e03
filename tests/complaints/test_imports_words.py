"""A report says everything in words: no code of ours reaches its reader."""

import re

import pytest

from complaints.imports import planning
from complaints.imports.words import FAULTS, fault_words, open_cases


def test_every_fault_of_a_plan_has_words():
    statements = f"{planning.DIFFERING} {planning.FAULTS} {planning.PLAN}"
    given = re.findall(r"(?:THEN|ELSE) \W*'(?:{{)?([a-z]+_[a-z_]+)", statements)

    assert "received_missing" in given
    assert "results_disagree" in given
    assert set(given) <= set(FAULTS)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("received_missing", "No date received"),
        ("allegation_missing", "No allegation"),
        ("status_unmapped", "State not in the mapping"),
        ("subject_rank_unmapped", "Subject rank not in the mapping"),
        ("of_another_time", "Of another time"),
    ],
)
def test_what_a_fault_is_called(fault, words):
    assert fault_words(fault) == words


@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        ({}, ""),
        ({"without_received": 0, "without_handler": 0}, ""),
        (
            {"without_received": 0, "without_handler": 1},
            "31,271 cases would be created: 1 of them would be an open case without a "
            "handler.",
        ),
        (
            {"without_received": 2000, "without_handler": 31_271},
            "31,271 cases would be created: 2,000 of them would be open cases without "
            "a date received, and 31,271 of them would be open cases without a "
            "handler.",
        ),
    ],
)
def test_open_cases_that_lack_what_they_need(lacking, sentence):
    report = {"result": "dry_run", "cases": {"created": 31_271}, "open": lacking}

    assert open_cases(report) == sentence
    assert open_cases(report | {"result": "imported"}) == ""


@pytest.mark.parametrize(
    ("without_received", "sentence"),
    [
        (0, "1 case would be created: an open case without a handler."),
        (
            1,
            "1 case would be created: an open case without a date received and "
            "without a handler.",
        ),
    ],
)
def test_a_single_open_case(without_received, sentence):
    lacking = {"without_received": without_received, "without_handler": 1}
    report = {"result": "dry_run", "cases": {"created": 1}, "open": lacking}

    assert open_cases(report) == sentence


def test_an_earlier_report_did_not_count_them():
    assert open_cases({"result": "dry_run"}) == ""
