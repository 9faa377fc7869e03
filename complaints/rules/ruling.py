"""Whether what an authority decides fits together, by the law of the day."""

from dataclasses import dataclass
from datetime import date

from complaints.rules.dates import Problem

_DISPOSED = frozenset({"none", "management_action"})  # without proceedings
# From which day of receipt on: where a ruling may lead, by whether there is a case to
# answer and how grave it is. What is not here is not lawful.
_LEADS_TO: tuple[tuple[date, dict[tuple[bool, str], frozenset[str]]], ...] = (
    (  # Police (Conduct) Regulations 2004: no levels of misconduct, and no meetings
        date(2004, 4, 1),
        {
            (to_answer, level): _DISPOSED | ({"hearing"} if to_answer else set())
            for to_answer in (False, True)
            for level in ("none", "misconduct", "gross")
        },
    ),
    (  # Police (Conduct) Regulations 2008, SI 2008/2864, regulation 19(3) to (5)
        date(2008, 12, 1),
        {
            (False, "none"): _DISPOSED,
            # A hearing where a final written warning was in force; nothing here knows
            # of warnings yet, so that is the authority's to see.
            (True, "misconduct"): _DISPOSED | {"meeting", "hearing"},
            (True, "gross"): frozenset({"hearing"}),
        },
    ),
)
# Results that leave nobody anything to answer, under whatever name. One that is upheld
# may: the force can have failed the complainant without anybody's misconduct.
_CLEARS = frozenset({"not-upheld"})
_PROCEEDINGS = {"meeting": "misconduct meeting", "hearing": "misconduct hearing"}


@dataclass(frozen=True)
class RulingFacts:
    """What an authority decides of an allegation against a subject."""

    result: str  # its code
    result_name: str  # as it was called then: Unsubstantiated, Not upheld
    case_to_answer: bool
    severity: str
    forum: str
    of_member: bool  # whether it is against a known member of the force


def _law_of(received_on: date | None) -> dict[tuple[bool, str], frozenset[str]]:
    """Where rulings may lead by the law of the day of receipt; nothing before any."""
    leads_to: dict[tuple[bool, str], frozenset[str]] = {}
    for from_on, row in _LEADS_TO:
        if received_on and received_on >= from_on:
            leads_to = row
    return leads_to


def open_without_case(*, received_on: date | None) -> dict[str, frozenset[str]]:
    """{field: answers} where nobody can have a case to answer; none bound by no law."""
    rows = {
        level: forums
        for (to_answer, level), forums in _law_of(received_on).items()
        if not to_answer
    }
    if not rows:
        return {}
    return {
        "severity": frozenset(rows),
        "forum": frozenset[str]().union(*rows.values()),
    }


def _has_meetings(leads_to: dict[tuple[bool, str], frozenset[str]]) -> bool:
    return any("meeting" in forums for forums in leads_to.values())


def needs_final_warning(*, severity: str, forum: str, received_on: date | None) -> bool:
    """Whether a hearing is lawful only where a final written warning was in force.

    So it is of misconduct that is not gross (SI 2008/2864, regulation 19(3) to
    (5)).
    """
    bound = _has_meetings(_law_of(received_on))
    return bound and (severity, forum) == ("misconduct", "hearing")


ONLY_MEMBERS = "Only a known member of the force can have a case to answer."


def check_ruling(ruling: RulingFacts, *, received_on: date | None) -> list[Problem]:
    """Whether result, case to answer, severity and forum fit, by the law of the day.

    A case to answer is an officer's, of misconduct or of gross misconduct (SI
    2008/2864, regulation 19(1)), and an allegation found not to be so leaves none.
    A case of before 1 April 2004, or of no date, is bound by nothing here.
    """
    leads_to = _law_of(received_on)
    if not leads_to:
        return []
    if ruling.case_to_answer and not ruling.of_member:
        return [Problem("case_to_answer", ONLY_MEMBERS)]
    if ruling.case_to_answer and ruling.result in _CLEARS:
        name = ruling.result_name.lower()
        sentence = f"An allegation that is {name} leaves no case to answer."
        return [Problem("case_to_answer", sentence)]
    forums = leads_to.get((ruling.case_to_answer, ruling.severity))
    if forums is None:
        sentence = "Choose “No misconduct” where there is no case to answer."
        if ruling.case_to_answer:
            sentence = "A case to answer is one of misconduct or of gross misconduct."
        return [Problem("severity", sentence)]
    if ruling.forum in forums:
        return []
    meetings = _has_meetings(leads_to)
    return [Problem("forum", _wrong_forum(ruling, meetings=meetings))]


def _wrong_forum(ruling: RulingFacts, *, meetings: bool) -> str:
    """Why this forum is closed; `meetings`: whether the law has any."""
    if not ruling.case_to_answer:
        return f"A {_PROCEEDINGS[ruling.forum]} needs a case to answer."
    if not meetings:
        return "Misconduct meetings are for cases that came in from 1 December 2008 on."
    return "A case to answer for gross misconduct goes to a misconduct hearing."
