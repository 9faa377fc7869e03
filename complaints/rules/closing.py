"""What must be so before a case is finalised."""

from dataclasses import dataclass
from datetime import date

from complaints.rules.appeals import has_right
from complaints.rules.clocks import DECIDED_IN
from complaints.workflow import CLOSED, Status
from pages.words import counted, day_words, listed


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
    can_appeal: bool  # by the route that the case took
    appeal_ends_on: date | None
    mode: str = ""
    appeals: int = 0  # undecided
    directions: int = 0  # not carried out
    requests: int = 0  # of the IPCC, unanswered
    proceedings: int = 0  # under way
    with_cps: int = 0  # offences before the CPS or a court, or to be charged
    to_open: tuple[str, ...] = ()  # offices that open what the authority decided on
    to_act: bool = False  # ruled to management action, and none recorded
    to_cps: bool = False  # ruled to go to the CPS, and not sent
    officer_appeals: int = 0  # of officers, undecided
    officers_until: date | None = None  # the last day on which an officer may appeal
    markers: int = 0  # whose policy is not gone through


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
    if facts.to_cps:
        wanted = "its referral to the CPS"
        items.append(Item("cps", "The CPS has the file", "not_started", wanted=wanted))
    elif number := facts.with_cps:
        title, hint = "Nothing is before the CPS or a court", f"{number} open"
        wanted = f"the end of {counted(number, 'matter')} before the CPS or a court"
        items.append(Item("cps", title, "cannot", hint, wanted))
    if facts.to_act:
        title, wanted = (
            "Management action is recorded",
            "the record of management action",
        )
        items.append(Item("management_action", title, "not_started", "", wanted))
    if facts.to_open and not facts.proceedings:
        title, wanted = "Proceedings are over", _to_open(facts)
        items.append(Item("proceedings", title, "not_started", "", wanted))
    if facts.proceedings:  # most cases have none, and then it is no line
        number = facts.proceedings
        wanted = counted(number, "proceeding") + " under way"
        title = "No proceedings are under way"
        items.append(Item("proceedings", title, "missing", f"{number} open", wanted))
    items += [*_officers_items(facts, today), *_markers_items(facts)]
    items += _appeals_items(facts, today)
    if facts.mode:
        items.append(_ipcc_item(facts))
    return items


def _to_open(facts: ClosingFacts) -> str:
    """Which offices have to act, in one phrase."""
    offices = listed([f"the {office}" for office in facts.to_open])
    return f"{offices} to open the proceedings that the authority decided on"


def _appeals_items(facts: ClosingFacts, today: date) -> list[Item]:
    """Of whoever complains and can be told; and what there is of the others."""
    items = []
    complaining = facts.has_complainant
    may_appeal = complaining and facts.can_appeal
    if has_right(facts.mode) and (may_appeal or facts.appeal_ends_on):
        items.append(_appeal_item(facts.appeal_ends_on, today))
    if complaining or facts.appeals:
        items.append(_undecided_item(facts))
    if complaining or facts.directions:
        items.append(_directions_item(facts))
    return items


def _officers_items(facts: ClosingFacts, today: date) -> list[Item]:
    """While an officer may appeal, or an appeal of one is undecided; else no line."""
    items = []
    if facts.officers_until is not None and facts.officers_until >= today:
        day = day_words(facts.officers_until)
        items.append(
            Item(
                "officer_window",
                "The time for an appeal of an officer has passed",
                "cannot",
                f"Open until {day}",
                f"the end of the time for an officer's appeal, {day}",
            )
        )
    if number := facts.officer_appeals:
        items.append(
            Item(
                "officer_appeals",
                "Every appeal of an officer is decided",
                "missing",
                f"{number} undecided",
                f"the decision on {counted(number, 'appeal')} of an officer",
            )
        )
    return items


def _markers_items(facts: ClosingFacts) -> list[Item]:
    """The policy of each marker is gone through, and the marker ended."""
    if not (number := facts.markers):
        return []
    wanted = f"the end of {counted(number, 'marker')} and of what its policy asks"
    title = "No marker of a subject is open"
    return [Item("markers", title, "missing", f"{number} open", wanted)]


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


def _undecided_item(facts: ClosingFacts) -> Item:
    number = facts.appeals
    return Item(
        "appeals",
        "The IPCC has decided every appeal",
        "cannot" if number else "done",
        f"{number} undecided" if number else "",
        f"the IPCC's decision on {counted(number, 'appeal')}",
    )


def _directions_item(facts: ClosingFacts) -> Item:
    number = facts.directions
    return Item(
        "directions",
        "Every direction of the IPCC is carried out",
        "missing" if number else "done",
        f"{number} not carried out" if number else "",
        f"{counted(number, 'direction')} of the IPCC",
    )


def _ipcc_item(facts: ClosingFacts) -> Item:
    """What the IPCC has still to be asked, to decide or to be answered."""
    title = "The IPCC waits for nothing"
    if facts.mode == "to_refer":
        wanted = "its referral to the IPCC"
        return Item("ipcc", title, "missing", "It must be referred", wanted)
    if facts.mode == "waiting":
        wanted = "the IPCC's decision on its referral"
        return Item("ipcc", title, "cannot", "The IPCC has to decide", wanted)
    number = facts.requests
    return Item(
        "ipcc",
        title,
        "missing" if number else "done",
        f"{number} to answer" if number else "",
        f"{counted(number, 'request')} of the IPCC",
    )


def waits_for(items: list[Item]) -> str:
    """What of a task list is not done, in one phrase; blank when all of it is."""
    wanted = [item.wanted for item in items if not item.done]
    return listed(wanted) if wanted else ""
