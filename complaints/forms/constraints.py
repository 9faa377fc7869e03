"""The database's own refusals as sentences: the safety net below forms and actions."""

import re

from django.db import IntegrityError

from pages.refusals import BadInput

_ORDER = re.compile(r"case_(\w+)_on_not_before_(\w+)_on")
SENTENCES = {
    "subject_member_once": ("member", "This member of the force is a subject already."),
    "case_link_once": ("other", "The two cases are linked already."),
    "conflict_once_at_a_time": ("reason", "You have declared a conflict already."),
    "case_access_once": ("readers", "They may read the case already."),
    "case_tag_once": ("tags", "The case has this event already."),
    "risk_of_case_once": ("case", "The case is on the Risk Register already."),
    "restriction_once_at_a_time": (
        "number",
        "The officer has a suspension or restriction in this case already.",
    ),
    "intervention_once_at_a_time": ("member", "They have an intervention already."),
    "claim_case_once": ("case", "The case is linked to this claim already."),
    "claim_unit_once": ("linked_unit", "The unit is linked to this claim already."),
    "claim_party_member_once": ("member", "They are named in this claim already."),
    "officer_appeal_once": ("forum", "The officer has appealed there already."),
    "marker_once_at_a_time": ("kind", "The subject is marked in this way already."),
    "referral_one_waits": (None, "A referral waits for the IPCC already."),
    "ipcc_application_one_waits": (
        None,
        "An application waits for the IPCC already.",
    ),
    "direction_one_under_way": (
        None,
        "The case is handled as direction and control already.",
    ),
    "resolution_one_under_way": (None, "The case is being resolved locally already."),
    "consent_once": (None, "The consent of each complainant is kept once."),
    "sub_judice_once_at_a_time": (None, "The case is suspended already."),
    "witness_member_once": ("member", "They are a witness in this case already."),
    "witness_person_once": ("person", "They are a witness in this case already."),
    "complainant_acts_with_consent": (
        "consent_on",
        "Acting for somebody else needs their consent: give its date and how you know.",
    ),
    "decision_departs_with_reasons": (
        "reasons",
        "Give your reasons for departing from the recommendation.",
    ),
}
_OTHERWISE = (
    "What you entered does not fit what the case holds already, so it was not saved. "
    "Open the case and compare."
)


def refusal_of(error: IntegrityError) -> BadInput:
    """The refusal that says what a constraint refused, at its field if it has one."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    order = _ORDER.fullmatch(name)
    if order:
        later, earlier = order.groups()
        return BadInput(
            f"The date {later} must be on or after the date {_words(earlier)}.",
            field=f"{later}_on",
        )
    field, sentence = SENTENCES.get(name, (None, _OTHERWISE))
    return BadInput(sentence, field=field)


def _words(date: str) -> str:
    return "of the incident" if date == "incident" else date
