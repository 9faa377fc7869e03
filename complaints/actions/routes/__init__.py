"""The routes of a case besides the investigation, into each and out of it."""

from complaints.actions.routes.applications import (
    apply_discontinuance,
    apply_dispensation,
    grant_discontinuance,
    grant_dispensation,
    refuse_discontinuance,
    refuse_dispensation,
    resolve_discontinued,
)
from complaints.actions.routes.contact import (
    offer_recovery,
    resolve_at_contact,
    take_up,
)
from complaints.actions.routes.continuing import continue_as_conduct, leave_withdrawn
from complaints.actions.routes.direction import (
    answer_direction,
    end_direction,
    handle_direction,
)
from complaints.actions.routes.resolution import (
    agree_plan,
    complete_resolution,
    do_plan_action,
    end_resolution,
    give_up_plan_action,
    offer_resolution,
)
from complaints.actions.routes.stopping import (
    certify_requirements,
    resume,
    review_sub_judice,
    suspend_sub_judice,
)

__all__ = [
    "agree_plan",
    "answer_direction",
    "apply_discontinuance",
    "apply_dispensation",
    "certify_requirements",
    "complete_resolution",
    "continue_as_conduct",
    "do_plan_action",
    "end_direction",
    "end_resolution",
    "give_up_plan_action",
    "grant_discontinuance",
    "grant_dispensation",
    "handle_direction",
    "leave_withdrawn",
    "offer_recovery",
    "offer_resolution",
    "refuse_discontinuance",
    "refuse_dispensation",
    "resolve_at_contact",
    "resolve_discontinued",
    "resume",
    "review_sub_judice",
    "suspend_sub_judice",
    "take_up",
]
