"""The dates that a synthetic case has from its life, and the deadline that runs."""

from datetime import date

from casework import deadlines
from casework.models.cases import FAR_FUTURE
from complaints import rules
from config.generator.life import Life


def dates_of(life: Life) -> dict[str, date | None]:
    """The dates of the steps that the case itself keeps."""
    return {
        "recorded_on": life.on("record"),
        "allocated_on": life.on("allocate"),
        "determined_on": life.since("determine", None),
        "notified_on": life.since("notify", None),
        "finalised_on": life.since("finalise", None),
    }


class Clocks:
    """Deadlines by the rules of the day; each is worked out once."""

    def __init__(self):
        self.deadlines = deadlines.load()
        self._due: dict[tuple[str, date], date] = {}

    def due(self, code: str, starts_on: date) -> date:
        """The day of a deadline."""
        key = (code, starts_on)
        if key not in self._due:
            self._due[key] = self.deadlines.deadline(
                code, starts_on=starts_on, rule_on=starts_on
            ).due_on
        return self._due[key]

    def appeal_ends_on(self, life: Life) -> date | None:
        notified = dates_of(life)["notified_on"]
        if not (notified and life.complainants):
            return None
        return self.due("appeal", notified)

    def running(self, life: Life) -> tuple[object, str]:
        """The next day that is due and the code of its rule."""
        code, starts_on = self._started(life)
        return (self.due(code, starts_on), code) if starts_on else (FAR_FUTURE, "")

    def _started(self, life: Life) -> tuple[str, date | None]:
        """The rule that runs and the day that it runs from; none from None."""
        last, appeal = life.steps[-1], self.appeal_ends_on(life)
        clock = rules.clock_of(
            last.status,
            last.verb,
            can_appeal=appeal is not None,
            reopened=life.on("reopen") is not None,
        )
        if clock is None:
            return "", None
        code, starts_at = clock
        if starts_at in rules.STARTED_BY:
            return code, life.on(rules.STARTED_BY[starts_at])
        dates = {"received_on": life.received_on, "appeal_ends_on": appeal}
        return code, (dates_of(life) | dates)[starts_at]
