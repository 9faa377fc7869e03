"""Every limit that can run in a case: whose it is, what ends it, how far it goes.

How long each is, from when to when that held and where it stands, is dated data:
config/reference/deadline_rules.csv. The codes are these and no others.
"""

from dataclasses import dataclass
from datetime import date

from complaints.rules.clocks import CLOCKS, CLOCKS_OF_MOVES, UNAPPEALED
from complaints.rules.dates import Problem
from complaints.workflow import CLOSED, Status
from pages.words import counted, weekday

# What each code is of: the case itself, or a record of it that a clock names.
LIMITS: dict[str, str] = {
    "recording": "the case",
    "recording_directed": "the case",
    "preserve": "the case",
    "check": "the case",
    "assess": "the case",
    "allocate": "the case",
    "completion": "the case",
    "strategy_review_first": "the case",
    "strategy_review_second": "the case",
    "strategy_review_third": "the case",
    "strategy_review": "the case",
    "strategy_review_next": "the case",
    "strategy_review_set": "the case",
    "determine": "the case",
    "reopened": "the case",
    "update": "the case: everybody who complains in it",
    "update_officer": "a subject",
    "notify": "the case",
    "finalise": "the case",
    "finalise_unappealed": "the case",
    "appeal": "the case, or an appeal",
    "referral": "a referral",
    "ipcc_request": "a request of the IPCC",
    "direction": "a direction of the IPCC",
    "severity": "a subject",
    "notice": "a subject, or a notice",
    "response": "a subject, or a notice",
    "objection": "a proceeding",
    "statement": "a proceeding",
    "meeting": "a proceeding",
    "hearing": "a proceeding",
    "alternative_date": "a proceeding",
    "special_case": "a proceeding",
    "written_outcome": "a proceeding",
    "appeal_meeting": "a proceeding",
    "sanction_review": "a proceeding",
    "tribunal": "a proceeding",
    "dismissal_notice": "a proceeding",
    "disposal": "a subject, or a proceeding",
    "risk_review": "a risk",
    "suspension_review": "a suspension from duty",
    "sub_judice_review": "a suspension as sub judice",
    "restriction_review": "a restriction of duties",
    "intervention": "an intervention",
    "foi": "a Freedom of Information request",
}

# Time that somebody else has. It passes, and nothing of ours is late then.
WINDOWS = frozenset(
    {
        *("appeal", "appeal_meeting", "sanction_review", "tribunal"),
        "dismissal_notice",
        *("response", "objection", "statement", "alternative_date"),
    }
)

# Limits of the records of a register, whose day stands on the record itself. They are
# told when they are late and say why that day, as clocks are (actions.coming_due).
OF_REGISTERS = frozenset(
    {
        *("risk_review", "suspension_review", "restriction_review"),
        *("intervention", "foi"),
    }
)
# What is no clock of a case, and why.
NO_CLOCK: dict[str, str] = {
    "preserve": "The law says as soon as practicable. The first item of the checklist "
    "of a case asks for it, and says by which day until it is marked.",
    "alternative_date": "Asked once, when the officer offers another date for a "
    "sitting. The sitting has a clock of its own, which gives way to that date.",
    "risk_review": "The day stands on the entry of the Risk Register: some risks have "
    "no case. A decision of a meeting may name another.",
    "suspension_review": "The day stands on the suspension, in its register: chosen by "
    "whoever imposes or reviews it, and no later than this.",
    "restriction_review": "The day stands on the restriction, in its register: chosen "
    "by whoever imposes or reviews it, and no later than this.",
    "intervention": "The day stands on the intervention, which may be of several "
    "cases. A rule of the scheme says its own; this holds where none is in force.",
    "foi": "Counted from the receipt of the request, in its register: it has no case.",
}
# What no rule here counts, and why.
NOT_COUNTED: dict[str, str] = {
    "Review of a covert inquiry by a chief officer of another force, after three "
    "months": "The Morris Inquiry recommended it; that it ever held was not read in "
    "a source, and no case here says that it is covert. Its supervisor reviews it at "
    "the set points, and on any earlier day that they set.",
}
# What marks the evidence as preserved: the item of the checklist.
PRESERVED_BY = "evidence"

# What an office arranges for proceedings, whatever unit has the case.
OF_PROCEEDINGS = frozenset(
    {"meeting", "hearing", "special_case", "disposal", "written_outcome"}
)
# What the appropriate authority owes, in borough cases too (source 002).
OF_THE_AUTHORITY = frozenset({"severity", "determine", "referral", "direction"})

# In which an officer may appeal against what was decided.
OFFICERS_WINDOWS = ("appeal_meeting", "sanction_review", "tribunal")

# What the IPCC is owed whatever became of the case.
OUTLIVING = frozenset({"ipcc_request", "direction"})

# The limits that are the handler's to keep, whoever that is.
WITH_HANDLER = frozenset(
    {
        *("completion", "reopened", "notify", "update", "update_officer"),
        "notice",
    }
)

# One of these runs while a case stands in a state, and moves end it.
OF_STATE = frozenset(
    code for code, _ in (*CLOCKS.values(), *CLOCKS_OF_MOVES.values(), UNAPPEALED)
)
_REPORTED = frozenset(
    {
        *("submit-report", "receive-ipcc-report", "determine"),
        *("complete-resolution", "answer-direction"),
        *("grant-dispensation", "grant-discontinuance"),
    }
)
# The moves that do what a limit asked; any other move makes it needless.
_DONE_BY = {
    "recording": frozenset({"record", "decline", "resolve-at-contact"}),
    "recording_directed": frozenset({"record"}),
    "check": frozenset({"check"}),
    "assess": frozenset({"assess"}),
    "allocate": frozenset({"allocate"}),
    "completion": _REPORTED,
    "reopened": _REPORTED,
    "determine": frozenset({"determine", "return"}),
    "notify": frozenset({"notify"}),
    "finalise": frozenset({"finalise"}),
    "finalise_unappealed": frozenset({"finalise"}),
}
UPDATES = ("update", "update_officer")
# The set points at which a supervisor reviews an investigation, and from which date of
# the case each is counted (Morris: after 90 days, whatever was done before).
SET_REVIEWS = (
    ("strategy_review_first", "allocated_on"),
    ("strategy_review_second", "allocated_on"),
    ("strategy_review_third", "allocated_on"),
    ("strategy_review", "received_on"),
)
# Once they are past, each review asks for another.
NEXT_REVIEW = "strategy_review_next"
# Before all of them, a day that the supervisor set at the last review.
OWN_REVIEW = "strategy_review_set"
REVIEWS = (*(code for code, _ in SET_REVIEWS), NEXT_REVIEW, OWN_REVIEW)
REVIEWED_IN = frozenset({Status.ALLOCATED, Status.INVESTIGATING})
# Nobody is updated any more once they were told the outcome.
_TOLD = frozenset({Status.NOTIFIED, *CLOSED})


def does(verb: str, code: str) -> bool:
    """Whether the move `verb` does what the limit `code` asked."""
    return verb in _DONE_BY.get(code, ())


def owes_updates(status: str) -> bool:
    """Whether people are kept informed of a case that stands there: every 28 days.

    From the recording until they are told the outcome (IPCC statutory guidance).
    """
    return status not in _TOLD and status != Status.RECEIVED


@dataclass(frozen=True)
class ExtensionFacts:
    """What an extension of a limit hangs on, in the unit of its rule."""

    name: str
    unit: str  # "working day" or "day"
    due_on: date
    to_on: date
    why_not: str  # why `to_on` is no working day, where the rule counts those
    more: int  # from due_on to to_on
    before: int  # by how much it was extended already
    ceiling: int | None
    latest_on: date | None  # as far as the ceiling lets it go


def check_extension(facts: ExtensionFacts, *, today: date) -> list[Problem]:
    """Why a limit cannot be extended so far: a sentence for each reason."""
    name, due = facts.name, weekday(facts.due_on)
    if facts.ceiling == 0:
        return [
            Problem("to_on", f"“{name}” is not a limit that is extended: it is {due}.")
        ]
    if facts.to_on <= facts.due_on:
        return [Problem("to_on", f"The new date must be after the present one, {due}.")]
    if facts.to_on < today:
        return [
            Problem("to_on", f"The new date must be today, {weekday(today)}, or later.")
        ]
    if facts.why_not:
        return [
            Problem(
                "to_on",
                f"{weekday(facts.to_on)} is not a working day ({facts.why_not}): "
                "choose one, since this limit counts working days.",
            )
        ]
    if facts.ceiling is not None and facts.before + facts.more > facts.ceiling:
        return [Problem("to_on", _above(facts, facts.ceiling))]
    return []


def _above(facts: ExtensionFacts, ceiling: int) -> str:
    most = f"“{facts.name}” may be extended by {counted(ceiling, facts.unit)} in all"
    if facts.before >= ceiling:
        return f"{most}, and it was: it is {weekday(facts.due_on)}."
    used = f", of which {facts.before} are used" if facts.before else ""
    latest = f": to {weekday(facts.latest_on)} at the latest" if facts.latest_on else ""
    return f"{most}{used}{latest}."
