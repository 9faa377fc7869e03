"""Refusals: status, sentence, and what a conflict shows."""

import pytest

from pages.refusals import BadInput, NotAllowed, Refused, Stale, WrongState


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (Refused, 409),
        (NotAllowed, 403),
        (WrongState, 409),
        (Stale, 409),
        (BadInput, 400),
    ],
)
def test_each_kind_has_its_status_and_keeps_its_sentence(kind, status):
    refusal = kind("Because.", what_next="Wait.", back="/there/")
    assert (refusal.status, str(refusal)) == (status, "Because.")
    assert (refusal.what_next, refusal.back) == ("Wait.", "/there/")
    assert isinstance(refusal, Refused)


def test_a_conflict_pairs_what_is_saved_with_what_was_typed():
    stale = Stale(
        current={"Reasons": "theirs", "Result": "upheld"}, yours={"Reasons": "mine"}
    )
    assert stale.differences() == [
        ("Reasons", "theirs", "mine"),
        ("Result", "upheld", ""),
    ]


def test_bad_input_names_its_field():
    assert BadInput("No.", field="on").field == "on"
