"""Decisions about a case from facts and dates alone: no database, no clock."""

from dataclasses import dataclass
from datetime import date

from complaints.workflow import CASE, CLOSED, Status
from pages.words import counted, day_words, listed


@dataclass(frozen=True)
class Problem:
    """Something wrong with what was given: the field it belongs to and the sentence."""

    field: str
    sentence: str


def check_receipt(
    *, incident_on: date | None, received_on: date, today: date
) -> list[Problem]:
    """Dates that a case cannot be logged with.

    A complaint is received on or after the day of what it complains of, and nothing
    happens in the future.
    """
    problems = []
    if received_on > today:
        problems.append(
            Problem(
                "received_on",
                f"The date received must be today, {day_words(today)}, or earlier.",
            )
        )
    if incident_on and incident_on > received_on:
        problems.append(
            Problem(
                "received_on",
                "The date received must be on or after the date of the incident, "
                f"{day_words(incident_on)}.",
            )
        )
    return problems


def check_step(
    *, name: str, day: date, not_before: date | None, earlier: str, today: date
) -> list[Problem]:
    """Whether a step dated `day` may follow the step `earlier` on `not_before`."""
    if day > today:
        return [
            Problem(name, f"The date must be today, {day_words(today)}, or earlier.")
        ]
    if not_before and day < not_before:
        return [
            Problem(
                name,
                f"The date must be on or after the date {earlier}, "
                f"{day_words(not_before)}.",
            )
        ]
    return []


# Which deadline rule runs in a status, and the date of the case that starts it.
CLOCKS: dict[str, tuple[str, str]] = {
    Status.RECEIVED: ("recording", "received_on"),
    Status.RECORDED: ("check", "recorded_on"),
    Status.CHECKED: ("assess", "recorded_on"),
    Status.ASSESSED: ("allocate", "recorded_on"),
    Status.ALLOCATED: ("completion", "received_on"),
    Status.INVESTIGATING: ("completion", "received_on"),
    Status.REPORTED: ("completion", "received_on"),
    Status.DETERMINED: ("notify", "determined_on"),
    Status.NOTIFIED: ("finalise", "appeal_ends_on"),
}


# The same for clocks that a move starts on its own day, until the case moves again.
CLOCKS_OF_MOVES: dict[str, tuple[str, str]] = {
    "submit-report": ("determine", "reported_on"),
    "reopen": ("reopened", "reopened_on"),
}
# Where nobody complained, no appeal can come from the day of the letters on.
UNAPPEALED = ("finalise_unappealed", "notified_on")
# The move on whose day a clock starts, where no date of the case keeps it.
STARTED_BY = {starts_at: verb for verb, (_, starts_at) in CLOCKS_OF_MOVES.items()}
_STARTS = dict([*CLOCKS.values(), *CLOCKS_OF_MOVES.values(), UNAPPEALED])


def clock_of(
    status: str, verb: str = "", *, can_appeal: bool = True, reopened: bool = False
) -> tuple[str, str] | None:
    """The deadline rule that runs in this status and its starting date, if any.

    `verb` is the move that has just led there. A report returned in a case that was
    `reopened` runs from the reopening on.
    """
    if verb == "return" and reopened:
        verb = "reopen"
    if verb in CLOCKS_OF_MOVES:
        return CLOCKS_OF_MOVES[verb]
    if status == Status.NOTIFIED and not can_appeal:
        return UNAPPEALED
    return CLOCKS.get(status)


def runs_on(code: str, status: str) -> bool:
    """Whether a move started this clock and the case still stands where it led."""
    return any(
        code == begun and CASE[verb].target == status
        for verb, (begun, _) in CLOCKS_OF_MOVES.items()
    )


def start_of(code: str, *, can_appeal: bool = True) -> str | None:
    """The date that starts a clock; none of a code that no rule here has.

    Conduct matters notified before they had a clock of their own keep the other one's
    code, and ran from the letters then too.
    """
    if code == "finalise" and not can_appeal:
        code, _ = UNAPPEALED
    return _STARTS.get(code)


# Where a case has come to its results, or has ended without.
DECIDED_IN = frozenset({Status.DETERMINED, Status.NOTIFIED, *CLOSED})


@dataclass(frozen=True)
class ClosingFacts:
    """What finalising depends on."""

    status: str
    decided: int  # outcomes with a result, and without
    undecided: int
    letters_missing: int
    open_tasks: int
    pending_documents: int
    has_complainant: bool
    appeal_ends_on: date | None


@dataclass(frozen=True)
class Item:
    """A line of a task list: done, begun with something missing, or not begun.

    What cannot be done yet waits for a day, or for a machine.
    """

    key: str
    title: str
    state: str  # "done" | "missing" | "not_started" | "cannot"
    hint: str = ""
    wanted: str = ""  # what it waits for, inside a sentence: "2 open tasks"

    @property
    def done(self) -> bool:
        return self.state == "done"


def before_finalising(facts: ClosingFacts, *, today: date) -> list[Item]:
    """What must be so before a case is finalised (domain.md 3.3, step 8)."""
    tasks, scans = facts.open_tasks, facts.pending_documents
    items = [
        _decided_item(facts),
        _letters_item(facts),
        Item(
            "tasks",
            "No task is open",
            "missing" if tasks else "done",
            f"{tasks} open" if tasks else "",
            counted(tasks, "open task"),
        ),
        Item(
            "documents",
            "No document waits for its scan",
            "cannot" if scans else "done",
            f"{scans} waiting" if scans else "",
            f"the virus scan of {counted(scans, 'document')}",
        ),
    ]
    if facts.has_complainant:
        items.append(_appeal_item(facts.appeal_ends_on, today))
    return items


def _decided_item(facts: ClosingFacts) -> Item:
    # Whatever a reopened case was decided before, it is decided anew.
    decided = facts.decided if facts.status in DECIDED_IN else 0
    state = "missing" if decided else "not_started"
    hint = f"{facts.undecided} without a result" if decided else "None yet"
    if decided and not facts.undecided:
        state, hint = "done", ""
    wanted = "a result for every allegation"
    return Item("decided", "Every allegation has a result", state, hint, wanted)


def _letters_item(facts: ClosingFacts) -> Item:
    missing = facts.letters_missing
    state, hint, wanted = "not_started", "", "the outcome letters"
    if facts.status in {Status.NOTIFIED, *CLOSED}:
        state = "missing" if missing else "done"
        hint = f"{missing} letters missing" if missing else ""
        wanted = counted(missing, "outcome letter")
    told = "Officers told the outcome"
    if facts.has_complainant:
        told = "Complainant and officers told the outcome"
    return Item("letters", told, state, hint, wanted)


def _appeal_item(ends_on: date | None, today: date) -> Item:
    over = ends_on is not None and ends_on < today
    hint = "The letter's date starts it"
    wanted = "the letter that starts the time for an appeal"
    if ends_on:
        hint = f"Open until {day_words(ends_on)}"
        wanted = f"the end of the time for an appeal, {day_words(ends_on)}"
    return Item(
        "appeal",
        "The time for an appeal has passed",
        "done" if over else "cannot",
        "" if over else hint,
        wanted,
    )


def waits_for(items: list[Item]) -> str:
    """What of a task list is not done, in one phrase; blank when all of it is."""
    wanted = [item.wanted for item in items if not item.done]
    return listed(wanted) if wanted else ""


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


def highest_risk(*levels: str) -> str:
    """The highest of several risk levels; blank when there is none."""
    order = ("low", "medium", "high")
    known = [level for level in levels if level in order]
    return max(known, key=order.index) if known else ""
