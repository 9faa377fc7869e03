"""The database's own refusals as sentences: the safety net below forms and actions."""

import re

from django.db import IntegrityError

from pages.refusals import BadInput

_ORDER = re.compile(r"case_(\w+)_on_not_before_(\w+)_on")
_SENTENCES = {
    "subject_member_once": ("member", "This member of the force is a subject already."),
    "case_link_once": ("other", "The two cases are linked already."),
    "conflict_once_at_a_time": ("reason", "You have declared a conflict already."),
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
    field, sentence = _SENTENCES.get(name, (None, _OTHERWISE))
    return BadInput(sentence, field=field)


def _words(date: str) -> str:
    return "of the incident" if date == "incident" else date
