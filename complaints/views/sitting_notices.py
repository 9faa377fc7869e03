"""What stands in the way of a sitting whose date is fixed, above the proceedings."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import prefetch_related_objects

from complaints.filters.hearings import clashes_of
from complaints.models import Proceeding, law
from complaints.models.clocks import Ended
from complaints.permissions.proceedings import seats_missing
from complaints.workflow.proceedings import ProceedingStatus
from pages.words import listed, weekday

# What the officer has time for before it sits.
_TO_ANSWER = "statement"


def sitting_notices(frame: Any) -> list[dict[str, Any]]:
    """A warning for each thing that is wrong with what the page shows as fixed."""
    rows = frame.drawn.get(Proceeding, ())
    fixed = _fixed(rows)
    if not fixed:
        return []
    to_come = [row for row in fixed if row.sits_on >= frame.today]
    clashes = clashes_of(frame.user, to_come) if to_come else {}
    answers = _answered_until(frame.case)
    told = [
        sentence
        for row in fixed
        for sentence in (
            *_clash(row, clashes.get(row.pk)),
            *_unready(row, frame, answers.get(row.name)),
        )
    ]
    return [{"text": sentence, "warns": True} for sentence in told]


def read_panels(rows: list[Any]) -> None:
    """Read at once who sits in those whose date is fixed: their verbs ask for it."""
    prefetch_related_objects(_fixed(rows), "panel")


def _fixed(rows: Iterable[Any]) -> list[Any]:
    return [row for row in rows if row.status == ProceedingStatus.FIXED]


def _answered_until(case: Any) -> dict[str, Any]:
    """{name of proceedings: the last day on which the officer may answer}."""
    rows = case.clocks.filter(code=_TO_ANSWER, ended=Ended.RUNNING)
    return dict(rows.values_list("of", "due_on"))


def _clash(row: Any, clashes: list[str] | None) -> Iterator[str]:
    if clashes:
        said = " ".join(f"{each}." for each in clashes)
        yield f"{_sits(row)} clashes with another sitting. {said}"


def _unready(row: Any, frame: Any, answers_until: Any) -> Iterator[str]:
    """Nobody sits yet, or the officer may answer still when it does."""
    wrong = []
    if missing := seats_missing(row, law.of_request(frame.request)):
        wrong.append(f"nobody is named yet as {listed(missing)}")
    if answers_until and answers_until >= row.sits_on:
        wrong.append(f"the officer may answer until {weekday(answers_until)}")
    if wrong:
        yield f"{_sits(row)} is not ready: {listed(wrong)}."


def _sits(row: Any) -> str:
    return f"Proceeding {row.number}, which sits on {weekday(row.sits_on)},"
