"""Each verb of the routes, done by somebody who may, with what it needs."""

from datetime import timedelta

from complaints import actions

_OFFERED = {
    "wanted": "That somebody says sorry.",
    "offered": "The sergeant rang them.",
    "apology": "spoken",
    "minutes": 25,
}


def _do(verb, **given):
    """The action of a verb; what is given may hang on the case and the day."""

    def done(case, by, at, version):
        known = {
            name: value(case, at.date()) if callable(value) else value
            for name, value in given.items()
        }
        act = getattr(actions, verb.replace("-", "_"))
        return act(case=case, by=by, at=at, version=version, **known)

    return done


def _today(case, today):
    return today


def _later(case, today):
    return today + timedelta(days=28)


def _plan(case, today):
    return [("The sergeant explains what happened.", "PS Example", _later(case, today))]


def _told(case, today):
    """A conduct matter has nobody to tell."""
    return today if case.is_complaint else None


_APPLIED = {"reasons": "As the papers show.", "applied_on": _today, "told_on": _told}
_DECIDED = {
    "decided_on": _today,
    "ipcc_reference": "2026/012345",
    "decision": "As it was asked.",
}
DO = {
    "offer-recovery": _do("offer-recovery", agreed=True, **_OFFERED),
    "resolve-at-contact": _do("resolve-at-contact", **_OFFERED),
    "take-up": _do("take-up", reason="They rang again."),
    "offer-resolution": _do(
        "offer-resolution",
        consent_on=_today,
        consent_known="signed",
        suitability="not_grave",
        suitable_because="One rude remark.",
        wanted="An explanation.",
    ),
    "agree-plan": _do("agree-plan", actions=_plan),
    "complete-resolution": _do(
        "complete-resolution", resolved_on=_today, statement="It was explained."
    ),
    "end-resolution": _do("end-resolution", reason="They withdrew their consent."),
    "handle-direction": _do(
        "handle-direction",
        about="That the front office closes at night.",
        reasons="It is how the force is organised.",
    ),
    "answer-direction": _do(
        "answer-direction", answered_on=_today, answer="The hours were reviewed."
    ),
    "end-direction": _do("end-direction", reason="An officer was rude as well."),
    "apply-dispensation": _do("apply-dispensation", grounds=["anonymous"], **_APPLIED),
    "grant-dispensation": _do("grant-dispensation", **_DECIDED),
    "refuse-dispensation": _do("refuse-dispensation", **_DECIDED),
    "apply-discontinuance": _do(
        "apply-discontinuance", grounds=["no-cooperation"], **_APPLIED
    ),
    "grant-discontinuance": _do("grant-discontinuance", **_DECIDED),
    "resolve-discontinued": _do("resolve-discontinued", **_DECIDED),
    "refuse-discontinuance": _do("refuse-discontinuance", **_DECIDED),
    "suspend-sub-judice": _do(
        "suspend-sub-judice",
        ground="criminal-proceedings",
        from_on=_today,
        proceedings="A trial at the Crown Court.",
        reasons="The same witnesses would be asked.",
    ),
    "review-sub-judice": _do(
        "review-sub-judice", reviewed_on=_today, reason="The trial is not over."
    ),
    "resume": _do("resume", to_on=_today, reason="The trial is over."),
    "certify-requirements": _do(
        "certify-requirements",
        subjects=lambda case, today: list(case.subjects.all()),
        certified_on=_today,
        reasons="A blow is on film.",
    ),
    "continue-as-conduct": _do(
        "continue-as-conduct", reason="What was said is grave all the same."
    ),
    "leave-withdrawn": _do("leave-withdrawn", reason="It was one rude remark."),
}
# What the handler alone does.
HANDLED = frozenset(
    {
        *("offer-resolution", "agree-plan", "complete-resolution", "end-resolution"),
        "certify-requirements",
    }
)
ROLE = (
    dict.fromkeys(DO, "team-inspector")
    | dict.fromkeys(HANDLED, "investigator")
    | dict.fromkeys(("offer-recovery", "resolve-at-contact", "take-up"), "cst-officer")
    | dict.fromkeys(("continue-as-conduct", "leave-withdrawn"), "appropriate-authority")
)
