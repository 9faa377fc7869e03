import pytest

from audit import sentences
from audit.models import Entry


def entry(**more) -> Entry:
    fields = {
        "event": "case.allocate",
        "outcome": "done",
        "subject_kind": "case",
        "subject_key": "PC/00001/26",
        "actor_name": "A. Inspector",
        "on_behalf_of": "",
    }
    return Entry(**fields | more)


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("case.allocate", "A. Inspector allocated case PC/00001/26"),
        ("case.submit-report", "A. Inspector submitted the report of case PC/00001/26"),
        ("case.withdraw", "A. Inspector withdrew case PC/00001/26"),
        ("detail.erase", "A. Inspector erased the detail of case PC/00001/26"),
        ("note.write", "A. Inspector wrote the note of case PC/00001/26"),
        ("open", "A. Inspector opened case PC/00001/26"),
    ],
)
def test_every_event_has_a_sentence(event, said):
    assert sentences.sentence_of(entry(event=event)) == said


def test_a_subject_without_a_key():
    told = entry(event="search.run", subject_kind="search", subject_key="")
    assert sentences.sentence_of(told) == "A. Inspector ran search"


def test_on_behalf_of():
    told = entry(actor_name="Candour", on_behalf_of="A. Inspector")
    assert sentences.sentence_of(told) == (
        "Candour, for A. Inspector, allocated case PC/00001/26"
    )


def test_a_refusal_says_why():
    told = entry(outcome="refused", sentence="You investigated it.")
    assert sentences.sentence_of(told) == (
        "A. Inspector was refused: allocate case PC/00001/26. You investigated it."
    )


@pytest.mark.parametrize(
    ("verb", "done"),
    [
        ("record", "recorded"),
        ("notify", "notified"),
        ("display", "displayed"),
        ("log", "logged"),
        ("reopen", "reopened"),
        ("return", "returned"),
        ("resend", "resent"),
        ("send", "sent"),
        ("run", "ran"),
        ("finalise", "finalised"),
        ("refer", "referred"),
    ],
)
def test_past(verb, done):
    assert sentences.past(verb) == done
