"""The reviews of how a synthetic case is investigated, by its team's inspector."""

from datetime import date

from config.generator.telling import told_of

_REVIEWED = (
    "The policy log, the lines of enquiry and {first}.",
    "What has come in so far: {first}, and who was seen.",
    "The accounts given so far, and what {second} adds to them.",
)
_LINES = (
    "{First} first; then {second}; then {officer}.",
    "See whoever else was there, and ask again for {second}.",
    "Nothing else is needed but {second}; then report.",
)


def add_reviews(t) -> None:
    """A review at each set point that was kept, in the order of time."""
    for number, (day, point) in enumerate(t.played.reviews, start=1):
        by, at = t.worker_for("assess"), t.moment(day)
        written = {
            "status": "kept",
            "point": point,
            "on": day,
            "reviewed": t.say(t.chance.choice(_REVIEWED)),
            "lines": t.say(t.chance.choice(_LINES)),
            "resources": "",
            "next_on": _next(t, day),
        }
        t.made("complaints_strategyreview", number, by, at, **written)
        changes = told_of(f"strategy review {number}", **written)
        t.record("case.review-strategy", "alteration", by, at, changes=changes)


def _next(t, day: date) -> date | None:
    """When the next is meant to be, if anybody said so; never in the past."""
    later = [on for on, _ in t.played.reviews if on > day]
    return later[0] if later and later[0] > t.teller.today else None
