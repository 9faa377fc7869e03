"""What letters say: texts with blanks, and what may stand in each."""

import re
from collections.abc import Collection, Mapping

from complaints.rules.dates import Problem
from complaints.workflow import Route
from pages.words import listed

_BLANK = re.compile(r"\{([^{}]*)\}")
# Every blank that a text may have, and what fills it.
BLANKS = {
    "action": "what was agreed or will be done",
    "allegation": "the allegation, in a sentence",
    "answer": "what the force answers",
    "appeal_by": "the last day for an appeal",
    "body": "the body that it is sent to, or that decides",
    "case": "the reference of the case",
    "complainant": "the complainant's name",
    "conditions": "conditions that hold, each on a line",
    "contact": "whom to ask, and how",
    "date": "the date of the letter",
    "earlier": "when it was to be held before",
    "due": "the day by which something must be done or said",
    "force": "the name of the force",
    "forum": "the meeting, hearing or board",
    "grounds": "the grounds relied on",
    "held_at": "where it is held",
    "held_on": "when it is held",
    "officer": "the rank and name of the officer or member of staff",
    "panel": "who sits, each on a line",
    "reasons": "the reasons for what was decided",
    "received": "the day the matter came in",
    "regime": "the name of the regulations that govern the matter",
    "result": "the result, under the name of its time",
    "sanction": "what was imposed",
    "severity": "how grave the matter is assessed to be",
    "standards": "the standards said to be breached, each on a line",
    "update": "what was done since the last letter",
}


class Unfilled(ValueError):
    """A letter's text has a blank that nothing fills, or that nothing can."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(f"Nothing fills {', '.join(names)}.")
        self.names = names


def blanks_in(body: str) -> list[str]:
    """The names of the blanks of a text, each once, in their order."""
    return list(dict.fromkeys(_BLANK.findall(body)))


def unknown_in(body: str) -> list[str]:
    """What stands in braces and is no blank, or a brace that has no fellow."""
    unknown = [name for name in blanks_in(body) if name not in BLANKS]
    return unknown + [one for one in "{}" if one in _BLANK.sub("", body)]


def fill(body: str, values: Mapping[str, str]) -> str:
    """The text with every blank filled; raises Unfilled where one cannot be.

    What fills a blank is taken as it is: braces that somebody typed fill nothing.
    """
    unfilled = unknown_in(body) or [
        name for name in blanks_in(body) if name not in values
    ]
    if unfilled:
        raise Unfilled(unfilled)
    return _BLANK.sub(lambda blank: values[blank[1]], body)


def drafted(body: str, values: Mapping[str, str]) -> str:
    """The text to begin with: what is not known yet stands in square brackets."""
    names = blanks_in(body)
    return fill(body, {name: values.get(name) or _bracketed(name) for name in names})


def written_in(text: str, **known: str) -> str:
    """The text with what is known by now in place of its square brackets."""
    for name, words in known.items():
        text = text.replace(_bracketed(name), words or _bracketed(name))
    return text


def _bracketed(name: str) -> str:
    return f"[{BLANKS.get(name, name)}]"


def check_written(
    name: str, text: str, *, what: str = "letter", known: Collection[str] = ()
) -> list[Problem]:
    """What a letter began with that stands in square brackets still.

    But for what is `known`, by the names of its blanks: that is written in.
    """
    asked = [_bracketed(each) for each in BLANKS if each not in known]
    unwritten = sorted((one for one in asked if one in text), key=text.index)
    if not unwritten:
        return []
    return [Problem(name, f"The {what} still says {listed(unwritten)}: write it in.")]


# The texts that tell the outcome, to whoever complained and to the officer.
_OUTCOMES: dict[str, tuple[str, str]] = {
    Route.LOCAL_RESOLUTION: ("resolution_outcome", "resolution_outcome_officer"),
    Route.DIRECTION: ("direction_answered", "unfound_officer"),
    Route.DISPENSATION: ("dispensation_granted", "unfound_officer"),
    Route.DISCONTINUANCE: ("discontinuance_granted", "unfound_officer"),
}
_INVESTIGATED = ("outcome", "outcome_officer")
_TELL_OF_APPEAL = frozenset({"outcome", "resolution_outcome"})


def outcome_letters(route: str, *, may_appeal: bool) -> tuple[str, str]:
    """The texts that tell the outcome of a case, as it was handled (domain.md 3.3).

    No letter speaks of an appeal where there is none.
    """
    complainant, officer = _OUTCOMES.get(route, _INVESTIGATED)
    if complainant in _TELL_OF_APPEAL and not may_appeal:
        complainant = f"{complainant}_unappealable"
    return complainant, officer


# What goes to the officer with the documents, by the kind of forum; else of a hearing.
_NOTICES = {
    "meeting": "meeting_notice",
    "special": "special_case_notice",
    "stage": "performance_notice",
}


def letter_of_proceedings(kind: str, *, concluded: bool, may_appeal: bool) -> str:
    """The text that goes to the officer next: the notice, or the outcome at last.

    By the kind of forum (SI 2008/2864, part 4; SI 2008/2862 for stages). No outcome
    speaks of an appeal where there is none.
    """
    if not concluded:
        return _NOTICES.get(kind, "hearing_notice")
    return "proceedings_outcome" if may_appeal else "proceedings_outcome_unappealable"


def letter_of_restriction(kind: str) -> str:
    """The notice of what keeps a member of the force from duty (domain.md 7.8)."""
    return "suspension" if kind == "suspended" else "restriction"
