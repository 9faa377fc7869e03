"""The checklist of a case on its page of tasks, stage by stage."""

from itertools import groupby
from typing import Any

from casework.deadlines import NoRule
from casework.workflow import START
from complaints.actions.checklists import checklist_facts, latest_marks
from complaints.forms.logs import items_of
from complaints.models import ChecklistMark
from complaints.permissions import check_part_verb
from complaints.rules import limits
from complaints.rules.checklists import MISSING, NOT_STARTED, Line, checklist
from pages.refusals import Refused
from pages.words import weekday

_OPEN = (NOT_STARTED, MISSING)
NOT_SOURCED = "Not read in a source: check it."


def case_checklist(frame: Any) -> list[dict[str, Any]]:
    """Stages in their order, each with its items as a task list."""
    case = frame.case
    items = items_of(case, frame.today)
    if not items:
        return []
    lines = checklist(
        items, latest_marks(case), checklist_facts(case, today=frame.today)
    )
    may_mark = _may_mark(frame)
    return [
        {
            "key": f"stage-{stage}",
            "title": group[0].item.get_stage_display(),
            "tasks": [_task(frame, line, may_mark=may_mark) for line in group],
        }
        for stage, group in (
            (stage, list(group))
            for stage, group in groupby(lines, key=lambda line: line.item.stage)
        )
    ]


def _may_mark(frame: Any) -> bool:
    part = ChecklistMark(case=frame.case, status=START)
    try:
        check_part_verb("mark-checklist", frame.case, part, by=frame.user)
    except Refused:
        return False
    return True


def _task(frame: Any, line: Line, *, may_mark: bool) -> dict[str, Any]:
    item = line.item
    hints = [line.standing.hint, *_note(frame, line.mark), item.guidance]
    if item.code == limits.PRESERVED_BY and line.standing.state in _OPEN:
        hints += _to_preserve(frame)
    if item.unverified:
        hints.append(NOT_SOURCED)
    href = ""
    if may_mark:
        href = f"{frame.address('mark-checklist')}?item={item.code}"
    return {
        "title": item.title,
        "hint": " ".join(_sentence(hint) for hint in hints if hint),
        "state": line.standing.state,
        "href": href,
    }


def _to_preserve(frame: Any) -> list[str]:
    """By when: no clock runs, for the law says only as soon as practicable."""
    case = frame.case
    if case.received_on is None or not case.is_open:
        return []
    try:
        due = frame.deadlines.of_matter(
            "preserve", starts_on=case.received_on, noticed_on=case.received_on
        )
    except NoRule:
        return []
    return [f"{due.name}: by {weekday(due.due_on)}", f"Why this date? {due.steps[0]}"]


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _note(frame: Any, mark: Any) -> list[str]:
    """What whoever marked it wrote, and who that was."""
    if mark is None:
        return []
    note = f": {mark.note}" if mark.note and frame.sight.shows(mark, "note") else ""
    return [f"{mark.by}{note}"]
