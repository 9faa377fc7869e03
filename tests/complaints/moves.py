"""Where each verb leads from each state, written apart from complaints.workflow."""

BACK = "where it stood before"
# Written from the table, not from complaints.workflow.
MOVES = {
    "record": {"received": "recorded"},
    "decline": {"received": "not_recorded"},
    "check": {"recorded": "checked"},
    "assess": {"checked": "assessed"},
    "reassess-risk": {
        state: state
        for state in (
            *("assessed", "allocated", "investigating", "reported", "determined"),
            *("notified", "dispensing", "direction", "resolving", "discontinuing"),
            "sub_judice",
        )
    },
    "allocate": {
        "assessed": "allocated",
        **{
            state: state
            for state in (
                *("allocated", "investigating", "reported", "determined", "notified"),
                *("resolving", "discontinuing", "sub_judice"),
            )
        },
    },
    "start": {"allocated": "investigating"},
    "submit-report": {"investigating": "reported"},
    "return": {"reported": "investigating"},
    "determine": {"reported": "determined"},
    "notify": {"determined": "notified"},
    "finalise": {"notified": "finalised"},
    "reopen": {"finalised": "investigating"},
    "withdraw": {
        state: "withdrawn"
        for state in (
            *("received", "recorded", "checked", "assessed", "allocated"),
            *("investigating", "reported"),
            *("dispensing", "direction", "resolving", "discontinuing", "sub_judice"),
        )
    },
    # Some of what is alleged, while nothing of it is decided; the rest goes on.
    "withdraw-allegations": {
        state: state
        for state in (
            *("recorded", "checked", "assessed", "allocated", "investigating"),
            *("reported", "dispensing", "direction", "resolving", "discontinuing"),
            "sub_judice",
        )
    },
    "receive-ipcc-report": {"allocated": "reported", "investigating": "reported"},
    "direct-recording": {"not_recorded": "received"},
    "reinvestigate": {"notified": "investigating", "finalised": "investigating"},
    "redetermine": {"notified": "reported", "finalised": "reported"},
    "resolve-anew": {"notified": "resolving", "finalised": "resolving"},
    # Service recovery, at first contact.
    "offer-recovery": {"received": "received", "recorded": "recorded"},
    "resolve-at-contact": {"received": "resolved_at_contact"},
    "take-up": {"resolved_at_contact": "received"},
    # Local resolution.
    "offer-resolution": dict.fromkeys(
        ("allocated", "investigating", "resolving"), "resolving"
    ),
    "agree-plan": {"resolving": "resolving"},
    "complete-resolution": {"resolving": "determined"},
    "end-resolution": {"resolving": BACK},
    # Direction and control.
    "handle-direction": dict.fromkeys(
        ("checked", "assessed", "allocated"), "direction"
    ),
    "answer-direction": {"direction": "determined"},
    "end-direction": {"direction": BACK},
    # Dispensation before an investigation, discontinuance during one.
    "apply-dispensation": dict.fromkeys(
        ("recorded", "checked", "assessed", "allocated"), "dispensing"
    ),
    "grant-dispensation": {"dispensing": "determined"},
    "refuse-dispensation": {"dispensing": BACK},
    "apply-discontinuance": {"investigating": "discontinuing"},
    "grant-discontinuance": {"discontinuing": "determined"},
    "resolve-discontinued": {"discontinuing": "resolving"},
    "refuse-discontinuance": {"discontinuing": BACK},
    # Sub judice.
    "suspend-sub-judice": dict.fromkeys(
        (
            *("allocated", "investigating", "reported", "resolving"),
            *("determined", "notified"),
        ),
        "sub_judice",
    ),
    "review-sub-judice": {"sub_judice": "sub_judice"},
    "resume": {"sub_judice": BACK},
    # Special requirements; what goes on as conduct.
    "certify-requirements": {"investigating": "investigating"},
    "continue-as-conduct": {"withdrawn": "withdrawn"},
    "leave-withdrawn": {"withdrawn": "withdrawn"},
}
# What these verbs need the IPCC to have directed.
DIRECTED = {
    "direct-recording": "record",
    "reinvestigate": "reinvestigate",
    "redetermine": "redetermine",
    "resolve-anew": "resolve",
}
TAKEN_UP = {"reopen", "reinvestigate", "redetermine", "resolve-anew"}
_OF_COMPLAINTS = (
    # Nobody complained of a conduct matter, so nobody can ask to withdraw it.
    *(
        "withdraw",
        "withdraw-allegations",
        "offer-recovery",
        "resolve-at-contact",
        "offer-resolution",
    ),
    *("handle-direction", "apply-dispensation", "certify-requirements"),
)
CONDUCT_MOVES = MOVES | dict.fromkeys(_OF_COMPLAINTS, {})
HANDLERS = {
    *("start", "submit-report", "offer-resolution", "agree-plan", "end-resolution"),
    *("complete-resolution", "certify-requirements"),
}
# Nobody can appeal against these, and nobody has a case to answer after them.
UNAPPEALED = {"answer-direction", "grant-dispensation", "grant-discontinuance"}
CERTIFYING = {"certify-requirements", "submit-report"}
BLAMELESS = UNAPPEALED | {"complete-resolution"}
