"""Routes of a case besides the investigation: each line leads into one or out of it.

Sources: domain.md 3.3 (Police Reform Act 2002, Schedule 3; SI 2004/643; Home Office
Circular 19/2005), 7.4 and source 002 (service recovery at first contact).
"""

from casework.workflow import BACK, Transition
from complaints.workflow.lines import line
from complaints.workflow.statuses import OPEN, Route, Status

# Where something is alleged, and nothing of it is decided yet.
_ALLEGED = tuple(
    status
    for status in OPEN
    if status not in (Status.RECEIVED, Status.DETERMINED, Status.NOTIFIED)
)
_CONTACT: list[Transition] = [
    line(
        "offer-recovery",
        [],
        Status.RECEIVED,
        "Offer service recovery",
        "offer service recovery in {}",
        again=[Status.RECEIVED, Status.RECORDED],
        told="Offered service recovery",
    ),
    line(
        "resolve-at-contact",
        [Status.RECEIVED],
        Status.RESOLVED_AT_CONTACT,
        "Resolve at first contact",
        "resolve {} at first contact",
        told="Resolved at first contact",
    ),
    line(
        "take-up",
        [Status.RESOLVED_AT_CONTACT],
        Status.RECEIVED,
        "Take up after all",
        "take {} up after all",
        permission="resolve-at-contact",
        told="Taken up after all",
    ),
]
_RESOLUTION: list[Transition] = [
    line(
        "offer-resolution",
        [Status.ALLOCATED, Status.INVESTIGATING],
        Status.RESOLVING,
        "Begin local resolution",
        "begin the local resolution of {}",
        # Where the IPCC has led it there, the consent to it is recorded next.
        again=[Status.RESOLVING],
        told="Began local resolution",
    ),
    line(
        "agree-plan",
        [],
        Status.RESOLVING,
        "Agree the action plan",
        "agree the action plan of {}",
        again=[Status.RESOLVING],
        permission="offer-resolution",
        told="Agreed the action plan",
    ),
    line(
        "complete-resolution",
        [Status.RESOLVING],
        Status.DETERMINED,
        "Complete local resolution",
        "complete the local resolution of {}",
        told="Resolved locally",
    ),
    line(
        "end-resolution",
        [Status.RESOLVING],
        BACK,
        "End local resolution",
        "end the local resolution of {}",
        # What the IPCC led there is investigated, if it does not come about.
        back_to=[Status.ALLOCATED, Status.INVESTIGATING],
        permission="offer-resolution",
        told="Ended local resolution",
    ),
]
_DIRECTION: list[Transition] = [
    line(
        "handle-direction",
        [Status.CHECKED, Status.ASSESSED, Status.ALLOCATED],
        Status.DIRECTION,
        "Handle as direction and control",
        "handle {} as direction and control",
        told="Handled as direction and control",
    ),
    line(
        "answer-direction",
        [Status.DIRECTION],
        Status.DETERMINED,
        "Answer on direction and control",
        "answer {} on direction and control",
        told="Answered on direction and control",
    ),
    line(
        "end-direction",
        [Status.DIRECTION],
        BACK,
        "Treat as conduct after all",
        "treat {} as conduct after all",
        permission="handle-direction",
        told="Treated as conduct after all",
    ),
]
_APPLICATIONS: list[Transition] = [
    line(
        "apply-dispensation",
        [Status.RECORDED, Status.CHECKED, Status.ASSESSED, Status.ALLOCATED],
        Status.DISPENSING,
        "Apply for dispensation",
        "apply for dispensation in {}",
        told="Applied for dispensation",
    ),
    line(
        "grant-dispensation",
        [Status.DISPENSING],
        Status.DETERMINED,
        "Record dispensation granted",
        "record that dispensation was granted in {}",
        permission="apply-dispensation",
        told="Dispensation was granted",
    ),
    line(
        "refuse-dispensation",
        [Status.DISPENSING],
        BACK,
        "Record dispensation refused",
        "record that dispensation was refused in {}",
        permission="apply-dispensation",
        told="Dispensation was refused",
    ),
    line(
        "apply-discontinuance",
        [Status.INVESTIGATING],
        Status.DISCONTINUING,
        "Apply for discontinuance",
        "apply for discontinuance of {}",
        told="Applied for discontinuance",
    ),
    line(
        "grant-discontinuance",
        [Status.DISCONTINUING],
        Status.DETERMINED,
        "Record discontinuance granted",
        "record that discontinuance of {} was granted",
        permission="apply-discontinuance",
        told="Discontinuance was granted",
    ),
    line(
        "resolve-discontinued",
        [Status.DISCONTINUING],
        Status.RESOLVING,
        "Record discontinuance granted for local resolution",
        "record that {} is discontinued for local resolution",
        permission="apply-discontinuance",
        told="Discontinuance was granted for local resolution",
    ),
    line(
        "refuse-discontinuance",
        [Status.DISCONTINUING],
        BACK,
        "Record discontinuance refused",
        "record that discontinuance of {} was refused",
        permission="apply-discontinuance",
        told="Discontinuance was refused",
    ),
]
_STOPPING: list[Transition] = [
    line(
        "suspend-sub-judice",
        [
            *(Status.ALLOCATED, Status.RESOLVING, Status.INVESTIGATING),
            # Charge and trial often come after the decision that sent the file.
            *(Status.REPORTED, Status.DETERMINED, Status.NOTIFIED),
        ],
        Status.SUB_JUDICE,
        "Suspend as sub judice",
        "suspend {} as sub judice",
        told="Suspended as sub judice",
    ),
    line(
        "review-sub-judice",
        [],
        Status.SUB_JUDICE,
        "Review the suspension",
        "review the suspension of {}",
        again=[Status.SUB_JUDICE],
        permission="suspend-sub-judice",
        told="Reviewed the suspension as sub judice",
    ),
    line(
        "resume",
        [Status.SUB_JUDICE],
        BACK,
        "Resume",
        permission="suspend-sub-judice",
        told="Resumed",
    ),
]
_REQUIREMENTS: list[Transition] = [
    line(
        "certify-requirements",
        [],
        Status.INVESTIGATING,
        "Certify special requirements",
        "certify special requirements in {}",
        again=[Status.INVESTIGATING],
        told="Certified special requirements",
    ),
    line(
        "withdraw-allegations",
        [],
        Status.RECORDED,
        "Withdraw some allegations",
        "record the withdrawal of allegations in {}",
        again=_ALLEGED,
        permission="withdraw",
        told="Some allegations were withdrawn",
    ),
    line(
        "continue-as-conduct",
        [],
        Status.WITHDRAWN,
        "Continue as conduct",
        "continue {} as a conduct matter",
        again=[Status.WITHDRAWN],
        told="Continued as a conduct matter",
    ),
    line(
        "leave-withdrawn",
        [],
        Status.WITHDRAWN,
        "Do not continue as conduct",
        "decide that {} does not go on as conduct",
        again=[Status.WITHDRAWN],
        permission="continue-as-conduct",
        told="Decided that it does not go on as conduct",
    ),
]
LINES = [
    *(*_CONTACT, *_RESOLUTION, *_DIRECTION, *_APPLICATIONS, *_STOPPING),
    *_REQUIREMENTS,
]
ROUTE_VERBS = frozenset(each.verb for each in LINES)

# The step forward out of a route, which the panel of a case offers first.
FORWARD = frozenset({"complete-resolution", "answer-direction", "resume"})
# What leads into another route, and what that route is for.
LEADS_TO: dict[str, str] = {
    "resolve-at-contact": "The complainant is content with what was offered.",
    "offer-resolution": "The complainant consents, and what is alleged would justify "
    "no criminal or disciplinary proceedings even if it were proved.",
    "handle-direction": "It is about how the force is run, not what somebody did.",
    "apply-dispensation": "The IPCC is asked to let it not be investigated.",
    "apply-discontinuance": "The IPCC is asked to let the investigation end.",
    "suspend-sub-judice": "Going on now would prejudice criminal proceedings.",
}
# The route of the law (complaints.models.law.HandlingRoute) that a verb goes by.
LAW_OF: dict[str, str] = {
    "offer-recovery": Route.CONTACT,
    "resolve-at-contact": Route.CONTACT,
    "offer-resolution": Route.LOCAL_RESOLUTION,
    "handle-direction": Route.DIRECTION,
    "apply-dispensation": Route.DISPENSATION,
    "apply-discontinuance": Route.DISCONTINUANCE,
    "refer": "referral",
    "suspend-sub-judice": "sub_judice",
    "certify-requirements": "special_requirements",
    "withdraw-allegations": "withdrawal",
    "continue-as-conduct": "withdrawal",
    "leave-withdrawn": "withdrawal",
}
# The same, of what is not refused where the law of the day has no such route.
SAID_OF: dict[str, str] = LAW_OF | {
    "withdraw": "withdrawal",
    "answer-direction": Route.DIRECTION,
    "review-sub-judice": "sub_judice",
    "resume": "sub_judice",
}
