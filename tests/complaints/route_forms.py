"""The page of each verb of the routes, as somebody who may would fill it in."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from casework import guard
from complaints.workflow import Status
from tests.complaints.sending import day


def _today():
    return timezone.localdate()


@dataclass(frozen=True)
class Page:
    """A verb, the state it starts from, whose it is, and how its form is filled in."""

    verb: str
    role: str
    state: dict
    target: str
    data: object
    text: str = ""  # a field of free text
    dates: tuple = ()
    wrong: dict = field(default_factory=lambda: {"withdrawn": True})
    ready: object = None  # what must stand in the case besides: ready(case)

    def __str__(self):
        return self.verb


OFFERED = {
    "wanted": "That somebody says sorry for it.",
    "offered": "The sergeant rang them at once.",
    "apology": "spoken",
    "minutes": "25",
    "agreed": "yes",
}
CONSENT = {
    "consent_known": "signed",
    "suitability": "not_grave",
    "suitable_because": "One rude remark, and nothing besides.",
    "wanted": "An explanation of what was said.",
}
PLAN = {
    "actions-TOTAL_FORMS": "1",
    "actions-INITIAL_FORMS": "0",
    "actions-0-what": "The sergeant explains what happened.",
    "actions-0-who": "PS Example",
}
DECIDED = {"ipcc_reference": "2026/012345", "decision": "It is as the force says."}
SUSPENDED = {
    "ground": "criminal-proceedings",
    "proceedings": "A trial at the Crown Court in the spring.",
    "reasons": "The same witnesses would be asked.",
}


def _later(name):
    return day(name, _today() + timedelta(days=28))


def _reason():
    return {"reason": "It was asked for in a letter."}


def _decided():
    return DECIDED | day("decided_on", _today())


def _applied():
    return (
        {"reasons": "All that the papers show of it."}
        | day("applied_on", _today())
        | day("told_on", _today())
    )


def better_resolved(case):
    """Its discontinuance is applied for so that it can be resolved locally."""
    with guard.writing("test"):
        case.ipccapplications.update(grounds=["local-resolution"])


APPLIED = ("applied_on", "told_on")
ROUTE_PAGES = (
    Page(
        "offer-recovery",
        "cst-officer",
        {},
        Status.RECEIVED,
        lambda: dict(OFFERED),
        "wanted",
    ),
    Page(
        "resolve-at-contact",
        "cst-officer",
        {},
        Status.RESOLVED_AT_CONTACT,
        lambda: dict(OFFERED),
        "offered",
    ),
    Page(
        "take-up",
        "cst-officer",
        {"resolved_at_contact": True},
        Status.RECEIVED,
        _reason,
        "reason",
    ),
    Page(
        "offer-resolution",
        "investigator",
        {"allocated": True},
        Status.RESOLVING,
        lambda: CONSENT | day("consent_on", _today()),
        "suitable_because",
        ("consent_on",),
    ),
    Page(
        "agree-plan",
        "investigator",
        {"resolving": True},
        Status.RESOLVING,
        lambda: PLAN | _later("actions-0-due_on"),
        "actions-0-what",
    ),
    Page(
        "complete-resolution",
        "investigator",
        {"resolving": True},
        Status.DETERMINED,
        lambda: (
            {"statement": "The sergeant explained it."} | day("resolved_on", _today())
        ),
        "statement",
        ("resolved_on",),
    ),
    Page(
        "end-resolution",
        "investigator",
        {"resolving": True},
        Status.ALLOCATED,
        _reason,
        "reason",
    ),
    Page(
        "handle-direction",
        "team-inspector",
        {"checked": True},
        Status.DIRECTION,
        lambda: {
            "about": "That the front office closes at night.",
            "reasons": "It is how the force is organised.",
        },
        "reasons",
    ),
    Page(
        "answer-direction",
        "team-inspector",
        {"direction": True},
        Status.DETERMINED,
        lambda: {"answer": "The hours were reviewed."} | day("answered_on", _today()),
        "answer",
        ("answered_on",),
    ),
    Page(
        "end-direction",
        "team-inspector",
        {"direction": True},
        Status.CHECKED,
        _reason,
        "reason",
    ),
    Page(
        "apply-dispensation",
        "team-inspector",
        {"recorded": True},
        Status.DISPENSING,
        lambda: {"grounds": ["anonymous"]} | _applied(),
        "reasons",
        APPLIED,
    ),
    Page(
        "grant-dispensation",
        "team-inspector",
        {"dispensing": True},
        Status.DETERMINED,
        _decided,
        "decision",
        ("decided_on",),
    ),
    Page(
        "refuse-dispensation",
        "team-inspector",
        {"dispensing": True},
        Status.RECORDED,
        _decided,
        "decision",
        ("decided_on",),
    ),
    Page(
        "apply-discontinuance",
        "team-inspector",
        {"investigating": True},
        Status.DISCONTINUING,
        lambda: {"grounds": ["no-cooperation"]} | _applied(),
        "reasons",
        APPLIED,
    ),
    Page(
        "grant-discontinuance",
        "team-inspector",
        {"discontinuing": True},
        Status.DETERMINED,
        _decided,
        "decision",
        ("decided_on",),
    ),
    Page(
        "resolve-discontinued",
        "team-inspector",
        {"discontinuing": True},
        Status.RESOLVING,
        _decided,
        "decision",
        ("decided_on",),
        ready=better_resolved,
    ),
    Page(
        "refuse-discontinuance",
        "team-inspector",
        {"discontinuing": True},
        Status.INVESTIGATING,
        _decided,
        "decision",
        ("decided_on",),
    ),
    Page(
        "suspend-sub-judice",
        "team-inspector",
        {"investigating": True},
        Status.SUB_JUDICE,
        lambda: SUSPENDED | day("from_on", _today()),
        "reasons",
        ("from_on",),
    ),
    Page(
        "review-sub-judice",
        "team-inspector",
        {"sub_judice": True},
        Status.SUB_JUDICE,
        lambda: _reason() | day("reviewed_on", _today()),
        "reason",
        ("reviewed_on",),
    ),
    Page(
        "resume",
        "team-inspector",
        {"sub_judice": True},
        Status.INVESTIGATING,
        lambda: _reason() | day("to_on", _today()),
        "reason",
        ("to_on",),
    ),
    Page(
        "certify-requirements",
        "investigator",
        {"investigating": True},
        Status.INVESTIGATING,
        lambda: (
            {"subjects": ["1"], "reasons": "A blow is on film."}
            | day("certified_on", _today())
        ),
        "reasons",
        ("certified_on",),
    ),
    Page(
        "continue-as-conduct",
        "appropriate-authority",
        {"withdrawn": True},
        Status.WITHDRAWN,
        _reason,
        "reason",
        wrong={"investigating": True},
    ),
    Page(
        "leave-withdrawn",
        "appropriate-authority",
        {"withdrawn": True},
        Status.WITHDRAWN,
        _reason,
        "reason",
        wrong={"investigating": True},
    ),
)
