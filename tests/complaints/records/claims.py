"""The verbs of the claims, the requests and the items."""

from datetime import date
from decimal import Decimal

from accounts.models import User
from complaints import actions
from tests.complaints.records.playing import RecordCase
from tests.complaints.sending import day
from tests.factories.claims import (
    ClaimFactory,
    ClaimUnitFactory,
    FoiRequestFactory,
    IntelligenceItemFactory,
)
from tests.factories.organisation import MemberFactory, UnitFactory

_DAY = date(2026, 9, 8)
_TOLD = {"title": "A search of a flat", "claimed": "Damages for the door."}
_REASONS = {"reasons": "Counsel advises it."}
_ASKED = {"asked": "How many searches were there?", "requester": "A. Example"}


def _claim(play):
    return ClaimFactory(responsible_unit=play.unit)


def _authorised(play):
    return ClaimFactory(responsible_unit=play.unit, authorised_to=True)


def _concluded(play):
    return ClaimFactory(responsible_unit=play.unit, concluded=True)


def _with_rank(play):
    """The claim, before somebody whose rank authorises its settlement."""
    User.objects.filter(pk=play.user.pk).update(member=MemberFactory(rank="commander"))
    play.user.refresh_from_db()
    return _claim(play)


def _linked(play):
    claim = _claim(play)
    ClaimUnitFactory(claim=claim, number=1)
    return claim


def _request(play):
    return FoiRequestFactory(responsible_unit=play.unit)


def _item(play):
    return IntelligenceItemFactory(responsible_unit=play.unit)


def _case(noun, verb, role, action, given, form=None, **more):
    """A verb whose form is sent as what its action is given, unless told otherwise."""
    shown = form or (lambda play: {k: str(v) for k, v in given(play).items()})
    return RecordCase(noun, verb, role, action, given=given, form=shown, **more)


CLAIMS = (
    _case(
        *("claim", "enter", "claims-officer", actions.enter_claim),
        lambda play: _TOLD | {"kind": "civil_action", "received_on": _DAY},
        lambda play: (
            _TOLD
            | {"kind": "civil_action", "unit": play.unit.code}
            | day("received_on", _DAY)
        ),
        text="claimed",
        required=("kind", "title", "claimed", "received_on", "unit"),
    ),
    _case(
        *("claim", "amend", "claims-officer", actions.amend_claim),
        lambda play: _TOLD | {"received_on": _DAY},
        lambda play: _TOLD | day("received_on", _DAY),
        begun=_claim,
        text="claimed",
        required=("title", "claimed", "received_on"),
    ),
    _case(
        *("claim", "link", "claims-officer", actions.link_claim),
        lambda play: {"part": "claimant", "name": "Ada Field"},
        begun=_claim,
        text="name",
        required=("case",),
    ),
    _case(
        *("claim", "unlink", "claims-officer", actions.unlink_claim),
        lambda play: {"rows": list(play.record.units.all()), "reason": "A mistake."},
        lambda play: {"rows": "claimunit-1", "reason": "A mistake."},
        begun=_linked,
        text="reason",
        required=("rows", "reason"),
    ),
    _case(
        *("claim", "reserve", "claims-officer", actions.reserve_claim),
        lambda play: _REASONS | {"amount": Decimal("12500.50")},
        begun=_claim,
        text="reasons",
        required=("amount", "reasons"),
    ),
    _case(
        *("claim", "authorise", "director", actions.authorise_claim),
        lambda play: _REASONS | {"amount": Decimal(40_000)},
        begun=_with_rank,
        text="reasons",
        required=("amount", "reasons"),
    ),
    _case(
        *("claim", "settle", "claims-officer", actions.settle_claim),
        lambda play: {
            "paid": Decimal(15_000),
            "contested": False,
            "concluded_on": _DAY,
            "conclusion": "No admission.",
        },
        lambda play: (
            {"paid": "15,000", "contested": "no", "conclusion": "No admission."}
            | day("concluded_on", _DAY)
        ),
        begun=_authorised,
        text="conclusion",
        required=("paid", "contested", "concluded_on"),
    ),
    _case(
        *("claim", "conclude", "claims-officer", actions.conclude_claim),
        lambda play: {"outcome": "won", "contested": True, "concluded_on": _DAY},
        lambda play: {"outcome": "won", "contested": "yes"} | day("concluded_on", _DAY),
        begun=_claim,
        required=("outcome", "concluded_on"),
    ),
    _case(
        *("claim", "flag-lesson", "claims-officer", actions.flag_lesson_of_claim),
        lambda play: {"text": "Photograph the door first."},
        begun=_claim,
        text="text",
        required=("text",),
    ),
    _case(
        *("claim", "reopen", "claims-officer", actions.reopen_claim),
        lambda play: {"reason": "Leave to appeal."},
        begun=_concluded,
        text="reason",
        required=("reason",),
    ),
)
REQUESTS = (
    _case(
        *("foi-request", "receive", "pau-analyst", actions.receive_foi_request),
        lambda play: _ASKED | {"received_on": _DAY},
        lambda play: _ASKED | {"unit": play.unit.code} | day("received_on", _DAY),
        text="asked",
        required=("received_on", "asked", "unit"),
    ),
    _case(
        *("foi-request", "amend", "pau-analyst", actions.amend_foi_request),
        lambda play: _ASKED | {"received_on": _DAY},
        lambda play: _ASKED | day("received_on", _DAY),
        begun=_request,
        text="asked",
        required=("received_on", "asked"),
    ),
    _case(
        *("foi-request", "decide", "pau-analyst", actions.decide_foi_request),
        lambda play: {
            "decision": "refused",
            "decided_on": _DAY,
            "refusal_grounds": ["s40"],
            "reasons": "It names people.",
        },
        lambda play: (
            {
                "decision": "refused",
                "refusal_grounds": "s40",
                "reasons": "It names people.",
            }
            | day("decided_on", _DAY)
        ),
        begun=_request,
        text="reasons",
        required=("decision", "decided_on"),
    ),
    _case(
        *("foi-request", "reopen", "pau-analyst", actions.reopen_foi_request),
        lambda play: {"reason": "A review was asked for."},
        begun=lambda play: FoiRequestFactory(responsible_unit=play.unit, decided=True),
        text="reason",
        required=("reason",),
    ),
)
_OFFICER = "intelligence-officer"
_ITEM = "intelligence-item"
ITEMS = (
    _case(
        *(_ITEM, "receive", _OFFICER, actions.receive_intelligence_item),
        lambda play: {"kind": "report", "received_on": _DAY},
        lambda play: (
            {"kind": "report", "unit": play.unit.code, "elsewhere": "IM/1"}
            | day("received_on", _DAY)
        ),
        text="elsewhere",
        required=("kind", "unit", "received_on"),
    ),
    _case(
        *(_ITEM, "amend", _OFFICER, actions.amend_intelligence_item),
        lambda play: {
            "kind": "report",
            "received_on": _DAY,
            "about_unit": UnitFactory(),
        },
        lambda play: {"kind": "report"} | day("received_on", _DAY),
        begun=_item,
        required=("kind", "received_on"),
    ),
    _case(
        *(_ITEM, "allocate", _OFFICER, actions.allocate_intelligence_item),
        lambda play: {"allocated_on": _DAY},
        lambda play: day("allocated_on", _DAY),
        begun=_item,
        required=("allocated_on",),
    ),
    _case(
        *(_ITEM, "close", _OFFICER, actions.close_intelligence_item),
        lambda play: {"closed_on": _DAY},
        lambda play: day("closed_on", _DAY),
        begun=_item,
        required=("closed_on",),
    ),
    _case(
        *(_ITEM, "reopen", _OFFICER, actions.reopen_intelligence_item),
        lambda play: {"reason": "Closed by mistake."},
        begun=lambda play: IntelligenceItemFactory(
            responsible_unit=play.unit, closed=True
        ),
        text="reason",
        required=("reason",),
    ),
)
RECORDS = (*CLAIMS, *REQUESTS, *ITEMS)
