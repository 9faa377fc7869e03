"""Every limit as a page of documentation, with examples: from the files of reference.

No database is asked, so that the page can be checked wherever the code is.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from casework.deadlines import Deadlines, Stop, start_words
from casework.models import DeadlineRule
from casework.models.calendar import DayUnit, EscalatedTo
from casework.working_days import WorkingDays
from complaints.rules import limits
from config.reference.files import read
from config.reference.tables import BANK_HOLIDAYS, DEADLINE_RULES, ESCALATION_STEPS
from pages.words import counted, day_words, weekday

FILES = Path(__file__).parent
# Mondays before Easter, so that working days meet two bank holidays: one of each time.
EXAMPLES = (date(2009, 4, 6), date(2006, 4, 10))
# Suspended as sub judice in the second week, for four weeks.
STOPPED_AFTER, STOPPED_FOR = timedelta(days=8), timedelta(days=28)
INTRODUCTION = """\
# Clocks

Written by Candour from `config/reference/deadline_rules.csv` and
`complaints/rules/limits.py`: change a rule there, not here.

Each limit that runs in a case is a row of its own (`complaints.models.CaseClock`): when
it began, when it is due, what stopped it, how it ended. A few are kept otherwise; each
is named below with the reason. The rules are dated data: a
limit goes by the rule of the day on which the matter came to notice.

- The day on which a limit starts is not counted; the day after it is the first.
- Working days are Mondays to Fridays without the bank holidays of England and Wales.
  Adding a bank holiday moves every date that it stands in, and the trail says so.
- A limit that counts calendar days ends on its day, even on a holiday.
- While a case is suspended as sub judice, the limits that pause stand still. That time
  is shown apart.
- A supervisor extends a limit for a reason, in its own unit, up to its ceiling. An
  extension keeps its length when the calendar changes.
- What is marked *unverified* was not read in a source: it is general knowledge or a
  target of this house, and each date that rests on it says so.
"""


def clocks_markdown() -> str:
    """The page: each limit in a table, who hears of lateness, worked examples."""
    rules = [line.values for line in _lines(DEADLINE_RULES)]
    rows = [DeadlineRule(**values) for values in rules]
    days = {
        line.values["on_date"]: line.values["title"] for line in _lines(BANK_HOLIDAYS)
    }
    known = Deadlines(WorkingDays(days), rows)
    lines = [INTRODUCTION, *_table(rows), *_no_clocks(rows), *_ladder()]
    lines += ["", "## Worked examples"]
    for row in rows:
        lines += ["", *_example(known, row)]
    return "\n".join(lines) + "\n"


def _lines(table):
    return read(table, FILES / f"{table.slug.replace('-', '_')}.csv")


def _table(rows) -> Iterator[str]:
    yield "## Every limit"
    yield ""
    yield (
        "| Limit | Code | Of | Runs from | Ends with | Length | Pauses | "
        "Extended by at most | Not before | Whose time | In force | Source |"
    )
    yield "|" + "---|" * 12
    for row in rows:
        yield f"| {' | '.join(_cells(row))} |"


def _cells(row) -> Iterator[str]:
    yield row.name
    yield f"`{row.code}`"
    yield limits.LIMITS[row.code]
    yield start_words(row)
    yield row.stops_at.removesuffix("_on").replace("_", " ")
    yield _length(row, row.length)
    yield "yes" if row.pauses else "no"
    yield _ceiling(row)
    yield _length(row, row.no_earlier) if row.no_earlier else ""
    yield "somebody else's" if row.code in limits.WINDOWS else "ours"
    until = f" to {day_words(row.to_on)}" if row.to_on else " on"
    yield f"from {day_words(row.from_on)}{until}"
    yield f"{row.source}{' (*unverified*)' if row.unverified else ''}"


def _ceiling(row) -> str:
    if row.ceiling is None:
        return "no ceiling known"
    return _length(row, row.ceiling) if row.ceiling else "not at all"


def _length(row, length: int) -> str:
    working = row.day_unit == DayUnit.WORKING
    return counted(length, "working day" if working else "day")


def _no_clocks(rows) -> Iterator[str]:
    yield ""
    yield "## Limits that are no clock of a case"
    yield ""
    names = {row.code: row.name for row in rows}
    for code, why in limits.NO_CLOCK.items():
        yield f"- **{names[code]}** (`{code}`). {why}"
    yield from (f"- **{what}**. {why}" for what, why in limits.NOT_COUNTED.items())


def _ladder() -> Iterator[str]:
    yield ""
    yield "## Who hears that something is late"
    yield ""
    yield (
        "What proceedings are held to goes up the managers of the office that arranges "
        "them, and a record of a register those of whoever keeps it. Reviews of "
        "markers go up from the handler, those of management action from whoever "
        "records it."
    )
    yield ""
    yield "| Step | Working days late | Told | Source |"
    yield "|---|---|---|---|"
    for line in _lines(ESCALATION_STEPS):
        step = line.values
        told = EscalatedTo(step["to"]).label
        mark = " (*unverified*)" if step["unverified"] else ""
        source = f"{step['source']}{mark}"
        yield f"| {step['number']} | {step['after']} | {told} | {source} |"


def _example(known: Deadlines, row) -> Iterator[str]:
    starts_on = next((d for d in EXAMPLES if _in_force(row, d)), row.from_on)
    due = known.deadline(row.code, starts_on=starts_on, rule_on=starts_on)
    until = f", to {day_words(row.to_on)}" if row.to_on else ""
    yield f"### {row.name}: {_length(row, row.length)} (`{row.code}`{until})"
    yield ""
    yield from _numbered(due.steps)
    if not row.pauses:
        return
    stop = Stop(starts_on + STOPPED_AFTER, starts_on + STOPPED_AFTER + STOPPED_FOR)
    held = known.deadline(
        row.code, starts_on=starts_on, rule_on=starts_on, stops=[stop]
    )
    yield ""
    yield (
        f"The same, suspended from {weekday(stop.from_on)} until "
        f"{weekday(stop.to_on)}: due {weekday(held.due_on)}."
    )


def _in_force(row, day: date) -> bool:
    return row.from_on <= day and (row.to_on is None or day <= row.to_on)


def _numbered(steps) -> Iterator[str]:
    for number, step in enumerate(steps, start=1):
        yield f"{number}. {step}"
