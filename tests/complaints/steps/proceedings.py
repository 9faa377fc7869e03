"""The steps of proceedings, of their panels, and of the officer's appeals."""

from datetime import time

from casework import guard
from complaints.models import Outcome
from organisation.models import AccreditationKind, Member
from tests.complaints.sending import day
from tests.complaints.steps.conduct import subject
from tests.complaints.steps.playing import StepCase, days_ago
from tests.factories import proceedings as made
from tests.factories.organisation import (
    AccreditationFactory,
    MemberFactory,
)

DETERMINED = {"determined": True}
_WHY = "So the papers say."


def ruled(play, **more):
    """What the authority decided: gross misconduct, to be heard."""
    decided = {"case_to_answer": True, "severity": "gross", "forum": "hearing"} | more
    with guard.writing("test"):
        rows = Outcome.objects.filter(allegation__case=play.case)
        rows.update(**decided)
    return play


def _proceeding(**traits):
    def begun(play):
        return made.ProceedingFactory(case=play.case, number=1, **traits)

    return begun


def _ready(play):
    row = made.ProceedingFactory(case=play.case, number=1, fixed=True)
    made.full_panel(row)
    return row


def _appeal(play):
    row = made.ProceedingFactory(case=play.case, number=1, told=True)
    made.ImposedSanctionFactory(case=play.case, number=1, proceeding=row)
    appeal = made.OfficerAppealFactory(case=play.case, number=1, proceeding=row)
    made.full_tribunal(appeal)
    return appeal


def _member_of_panel(**traits):
    def begun(play):
        row = made.ProceedingFactory(case=play.case, number=1, fixed=True)
        return made.PanelMemberFactory(
            case=play.case, number=1, proceeding=row, **traits
        )

    return begun


def _only_proceeding(play, **traits):
    row = play.case.proceedings.first()
    return row or made.ProceedingFactory(case=play.case, number=1, **traits)


def _commander(play):
    number = f"P{play.case.pk}"
    if known := Member.objects.filter(number=number).first():
        return known
    member = MemberFactory(rank="commander", number=number)
    kind = AccreditationKind.objects.get(code="panel-member")
    AccreditationFactory(member=member, kind=kind)
    return member


def _step(verb, *, begun=None, given, form=None, required=(), text="", role="", **more):
    """A step whose form sends what its action is given, unless told otherwise."""
    return StepCase(
        verb,
        role or "hearings-office",
        given=given,
        form=form or (lambda play: _sent(given(play))),
        begun=begun,
        state=more.pop("state", DETERMINED),
        text=text,
        required=required,
        **more,
    )


def _sent(values):
    """Arguments as a form sends them."""
    sent = {}
    for name, value in values.items():
        if hasattr(value, "year"):
            sent |= day(name, value)
        elif hasattr(value, "hour"):
            sent[name] = f"{value:%H:%M}"
        elif isinstance(value, bool):
            sent[name] = "yes" if value else "no"
        else:
            sent[name] = str(value)
    return sent


_REVIEW = {"reviewed_on": days_ago(18), "review_reasons": _WHY}
_SENT_BACK = {"sent_back_on": days_ago(10), "sent_back_reasons": _WHY}
_SITTING = {
    "sits_on": days_ago(-4),
    "sits_at": time(10, 30),
    "place": "Room 1",
    "served_on": days_ago(1),
    "text": "It is held on [when it is held], [where it is held].",
    "served_how": "hand",
}
_FIXED = {"fixed_on": days_ago(1)}
_MOVED = {
    "ground": "interests-of-justice",
    "moved_on": days_ago(1),
    "moved_reasons": _WHY,
}
ARRANGING = (
    _step(
        "open-proceeding",
        given=lambda play: {
            "subject": subject(ruled(play)),
            "code": "conduct-2008.hearing.gross",
            "opened_on": days_ago(20),
        },
        form=lambda play: (
            {"what": f"{subject(ruled(play)).number} conduct-2008.hearing.gross"}
            | day("opened_on", days_ago(20))
        ),
        required=("what", "opened_on"),
    ),
    _step(
        "warrant-hearing",
        begun=_proceeding(unreviewed=True),
        given=lambda play: _REVIEW,
        text="review_reasons",
        required=tuple(_REVIEW),
    ),
    _step(
        "refuse-hearing",
        begun=_proceeding(unreviewed=True),
        given=lambda play: _REVIEW,
        text="review_reasons",
        required=tuple(_REVIEW),
    ),
    _step(
        "redirect-proceeding",
        role="appropriate-authority",
        begun=_proceeding(sent_back=True),
        given=lambda play: {"forum": "special", "redirect_reasons": _WHY},
        text="redirect_reasons",
        required=("forum", "redirect_reasons"),
    ),
    _step(
        "supply-documents",
        begun=_proceeding(),
        given=lambda play: {
            "supplied_on": days_ago(17),
            "supplied": "The report.",
            "supplied_to": "The officer",
            "text": "You are to answer this before a hearing.",
            "served_how": "hand",
        },
        text="supplied",
        required=("supplied_on", "supplied", "supplied_to", "text", "served_how"),
    ),
    _step(
        "record-answer",
        begun=_proceeding(supplied_documents=True),
        given=lambda play: {
            "answered_on": days_ago(12),
            "answer": "denies",
            "answer_text": "It was not so.",
        },
        text="answer_text",
        required=("answered_on", "answer"),
    ),
    _step(
        "fix-sitting",
        begun=_proceeding(supplied_documents=True),
        given=lambda play: _SITTING | _FIXED,
        text="place",
        required=(*_SITTING, *_FIXED),
    ),
    _step(
        "postpone-sitting",
        begun=_proceeding(fixed=True),
        given=lambda play: _SITTING | _MOVED,
        text="moved_reasons",
        required=("sits_on", *_MOVED, "served_on", "text"),
    ),
    _step(
        "send-back",
        begun=_proceeding(special=True, supplied_documents=True),
        given=lambda play: _SENT_BACK,
        text="sent_back_reasons",
        required=tuple(_SENT_BACK),
    ),
    _step(
        "end-proceeding",
        begun=_proceeding(),
        given=lambda play: {
            "end_kind": "resigned",
            "ended_on": days_ago(3),
            "end_reasons": _WHY,
        },
        text="end_reasons",
        required=("end_kind", "ended_on", "end_reasons"),
    ),
)
CONCLUDING = (
    _step(
        "record-findings",
        begun=_ready,
        given=lambda play: {
            "held_on": made.SITS,
            "findings": {1: "gross"},
            "finding_reasons": _WHY,
        },
        form=lambda play: (
            {"found-1": "gross", "finding_reasons": _WHY} | day("held_on", made.SITS)
        ),
        text="finding_reasons",
        required=("held_on", "found-1", "finding_reasons"),
    ),
    _step(
        "impose-sanction",
        begun=_proceeding(held=True),
        given=lambda play: {
            "sanction": "dismissal-without-notice",
            "concluded_on": made.SITS,
            "sanction_reasons": _WHY,
        },
        text="sanction_reasons",
        required=("sanction", "concluded_on", "sanction_reasons"),
    ),
    _step(
        "tell-officer",
        begun=_proceeding(concluded=True),
        given=lambda play: {
            "told_on": days_ago(7),
            "text": "The hearing has ended with this finding.",
            "served_how": "hand",
        },
        text="text",
        required=("told_on", "text", "served_how"),
    ),
    _step(
        "decide-publication",
        role="director",
        begun=_proceeding(told=True),
        given=lambda play: {
            "published": True,
            "publish_until": days_ago(-300),
            "publish_reasons": _WHY,
        },
        text="publish_reasons",
        required=("published", "publish_reasons"),
    ),
)
PANELS = (
    _step(
        "name-panel-member",
        given=lambda play: {
            "proceeding": _only_proceeding(play),
            "seat": "chair",
            "member": _commander(play),
            "named_on": days_ago(15),
            "told_on": days_ago(14),
        },
        form=lambda play: (
            {
                "seat": f"{_only_proceeding(play).number} chair",
                "warrant": _commander(play).number,
            }
            | day("named_on", days_ago(15))
        ),
        required=("seat", "named_on"),
    ),
    _step(
        "tell-panel",
        begun=_member_of_panel(told_on=None),
        given=lambda play: {"told_on": days_ago(12)},
        required=("told_on",),
    ),
    _step(
        "object-panel",
        begun=_member_of_panel(),
        given=lambda play: {"objected_on": days_ago(17), "objection": _WHY},
        text="objection",
        required=("objected_on", "objection"),
    ),
    _step(
        "decide-objection",
        begun=_member_of_panel(objected=True),
        given=lambda play: {
            "upheld": True,
            "decided_on": days_ago(10),
            "decision": _WHY,
        },
        text="decision",
        required=("upheld", "decided_on", "decision"),
    ),
    _step(
        "leave-panel",
        begun=_member_of_panel(),
        given=lambda play: {"left_on": days_ago(9), "left_reasons": _WHY},
        text="left_reasons",
        required=("left_on", "left_reasons"),
    ),
    _step(
        "record-representation",
        given=lambda play: {
            "proceeding": _only_proceeding(play),
            "kind": "friend",
            "person": "A. Friend",
            "from_on": days_ago(15),
        },
        form=lambda play: (
            {
                "proceeding": str(_only_proceeding(play).number),
                "kind": "friend",
                "person": "A. Friend",
            }
            | day("from_on", days_ago(15))
        ),
        required=("proceeding", "kind", "person", "from_on"),
    ),
)
APPEALS = (
    _step(
        "lodge-officer-appeal",
        given=lambda play: {
            "proceeding": _only_proceeding(play, told=True),
            "forum": "tribunal",
            "lodged_on": days_ago(5),
            "grounds": (),
            "reasons": _WHY,
        },
        form=lambda play: (
            {
                "where": f"{_only_proceeding(play, told=True).number} tribunal",
                "reasons": _WHY,
            }
            | day("lodged_on", days_ago(5))
        ),
        text="reasons",
        required=("where", "lodged_on", "reasons"),
    ),
    _step(
        "decide-officer-appeal",
        begun=_appeal,
        given=lambda play: {
            "upheld": True,
            "effect": "set_aside",
            "decided_on": days_ago(2),
            "decision": _WHY,
        },
        form=lambda play: {
            **{"upheld": "yes", "effect": "set_aside", "decision": _WHY},
            **{"found-1": "stands"} | day("decided_on", days_ago(2)),
        },
        text="decision",
        required=("upheld", "effect", "decided_on", "decision"),
    ),
)
STEPS = (*ARRANGING, *CONCLUDING, *PANELS, *APPEALS)
