"""Where steps of proceedings lead, and what each is given; written apart.

From the issue and domain.md 3.4, not from complaints.workflow.
"""

from datetime import time, timedelta

from complaints import actions
from tests.complaints.hearing import SERVED, TODAY, TOLD_WHEN, WHY, trained

PROCEEDING_MOVES = {
    "open-proceeding": {"": "opened", "redirected": "opened"},
    "warrant-hearing": {"opened": "warranted"},
    "refuse-hearing": {"opened": "sent_back"},
    "redirect-proceeding": {"sent_back": "redirected"},
    "supply-documents": {
        **{"opened": "supplied", "warranted": "supplied"},
        **{"supplied": "supplied", "fixed": "fixed"},
    },
    "record-answer": {"supplied": "supplied", "fixed": "fixed"},
    "fix-sitting": {"supplied": "fixed"},
    "postpone-sitting": {"fixed": "fixed"},
    "send-back": dict.fromkeys(("supplied", "fixed", "held"), "sent_back"),
    "record-findings": {"fixed": "held"},
    "impose-sanction": {"held": "concluded"},
    "tell-officer": {"concluded": "told"},
    "end-proceeding": dict.fromkeys(
        ("opened", "warranted", "supplied", "fixed"), "ended"
    ),
    "decide-publication": {"told": "told"},
}
PANEL_MOVES = {
    "name-panel-member": {"": "named"},
    "tell-panel": {"named": "named"},
    "object-panel": {"named": "objected"},
    "decide-objection": {"objected": "decided"},
    "leave-panel": {"named": "left", "decided": "left"},
}
APPEAL_MOVES = {
    "lodge-officer-appeal": {"": "lodged"},
    "decide-officer-appeal": {"lodged": "decided"},
}
ALL_MOVES = PROCEEDING_MOVES | PANEL_MOVES | APPEAL_MOVES
PANEL_OPEN = {"opened", "warranted", "supplied", "fixed"}
# Who sits: seat and rank; blank is somebody from outside the force.
SEATS = {
    "meeting": {"chair": "inspector"},
    "hearing": {
        "chair": "commander",
        "member": "superintendent",
        "independent": "",
    },
    "special": {"chair": "assistant_commissioner"},
    "appeal-meeting": {"chair": "superintendent"},
    "tribunal": dict.fromkeys(("chair", "senior-officer", "retired"), ""),
}
LEVELS = {"meeting": "misconduct", "hearing": "gross", "special": "gross"}
LEADS_ON = {"hearing": "meeting", "special": "hearing"}
HEARS_APPEALS = {"meeting": "appeal-meeting", "hearing": "tribunal"}
IMPOSED = {"meeting": "written-warning", "hearing": "dismissal-without-notice"}
ROLES = {
    "redirect-proceeding": "appropriate-authority",
    "decide-publication": "director",
}


def action_of(verb):
    return getattr(actions, verb.replace("-", "_"))


def role_of(verb, forum):
    """Meetings are the Misconduct Office's, everything else the Hearings Office's."""
    office = "misconduct-office" if forum == "meeting" else "hearings-office"
    return ROLES.get(verb, office)


def sitting(forum):
    """A special case is held no earlier than ten working days after the notice."""
    day = TODAY + timedelta(days=17 if forum == "special" else 0)
    when = {"sits_on": day, "sits_at": time(10, 30), "place": "Room 1"}
    return when | {"served_on": TODAY} | TOLD_WHEN


_REVIEWED = {"reviewed_on": TODAY, "review_reasons": WHY}
# What a step is given before every forum.
_GIVEN = {
    "warrant-hearing": _REVIEWED,
    "refuse-hearing": _REVIEWED,
    "supply-documents": {
        **{"supplied_on": TODAY, "supplied": WHY},
        "supplied_to": "The officer",
        **SERVED,
    },
    "record-answer": {
        **{"answered_on": TODAY, "answer": "denies"},
        "answer_text": WHY,
    },
    "send-back": {"sent_back_on": TODAY, "sent_back_reasons": WHY},
    "tell-officer": {"told_on": TODAY, **SERVED},
    "end-proceeding": {
        **{"end_kind": "resigned", "ended_on": TODAY},
        "end_reasons": WHY,
    },
    "decide-publication": {
        **{"published": True, "publish_until": TODAY + timedelta(days=28)},
        "publish_reasons": WHY,
    },
    "tell-panel": {"told_on": TODAY},
    "object-panel": {"objected_on": TODAY, "objection": WHY},
    "leave-panel": {"left_on": TODAY, "left_reasons": WHY},
    "decide-officer-appeal": {
        **{"upheld": True, "effect": "set_aside"},
        **{"decided_on": TODAY, "decision": WHY},
    },
}


def given(verb, forum):
    """What a step of proceedings before a forum is given."""
    return _GIVEN[verb] if verb in _GIVEN else _given_before(forum)[verb]


def _given_before(forum):
    """What hangs on the forum."""
    return {
        "open-proceeding": {
            "code": f"conduct-2008.{forum}.{LEVELS[forum]}",
            "opened_on": TODAY,
            "conditions": ["special-conditions"] if forum == "special" else [],
        },
        "redirect-proceeding": {
            "forum": LEADS_ON.get(forum, "hearing"),
            "redirect_reasons": WHY,
        },
        "fix-sitting": sitting(forum) | {"fixed_on": TODAY},
        "postpone-sitting": {
            **sitting(forum),
            **{"ground": "interests-of-justice", "moved_reasons": WHY},
            "moved_on": TODAY,
        },
        "record-findings": {
            **{"held_on": TODAY, "findings": {1: LEVELS[forum]}},
            "finding_reasons": WHY,
        },
        "impose-sanction": {
            "sanction": IMPOSED.get(forum, "dismissal-without-notice"),
            **{"concluded_on": TODAY, "sanction_reasons": WHY},
        },
        "lodge-officer-appeal": {
            "forum": HEARS_APPEALS.get(forum, "tribunal"),
            **{"lodged_on": TODAY, "grounds": (), "reasons": WHY},
        },
    }


def who(forum, seat):
    rank = SEATS[forum][seat]
    return {"member": trained(rank)} if rank else {"outsider": "I. Lay"}
