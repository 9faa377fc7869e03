"""The verbs of the registers, as actions: each says what changes, and the rest is here.

    @on_record(Risk, "score")
    def score_risk(step, *, likelihood, impact, reasons): ...

makes actions.score_risk(record=, by=, at=, version=, likelihood=, ...), and of a verb
that begins a record actions.enter_risk(unit=, by=, at=, ...).
"""

from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from casework import references
from casework.acting import acting
from casework.workflow import START
from complaints.actions.moves import next_number
from complaints.actions.steps import Doing, differences, facts_of
from complaints.permissions.conflicts import check_has_no_conflict
from complaints.permissions.records import check_record_verb
from pages.refusals import BadInput

_SAID_ANYHOW = frozenset(
    {"id", "reference", "reference_year", "reference_serial", "version"}
    | {"by", "at", "updated_at"}
)


@dataclass
class RecordStep(Doing):
    """A verb of a record of a register, which is locked."""

    record: Any = None
    _added: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def told(self) -> None:
        self.tell_all(self.record, type(self.record).objects.visible_now_to)

    def add(self, rows: str, **fields: Any) -> None:
        """Append the next of the rows below the record, signed, once it is saved."""
        self._added.append((rows, fields))

    def write_added(self) -> None:
        for name, fields in self._added:
            rows = getattr(self.record, name)
            rows.create(number=next_number(rows), by=self.by, at=self.at, **fields)


def on_record(model, verb):
    """Make the action of a line of the table of a register; it answers the record.

    A line from START makes the next one, of a `unit`; any other takes the `record`.
    Its event is of the table's name: "risk.score".
    """
    table = model.table

    def decorate(change):
        @wraps(change)
        def action(*, by, at, record=None, version=None, unit=None, **given):
            event = f"{table.name}.{verb}"
            with acting(event, by=by, at=at, subject=record) as act:
                step = RecordStep(act, verb)
                if START in table[verb].sources:
                    step.record = _new(model, unit, act)
                else:
                    rows = model.objects.filter(pk=record.pk)
                    step.record = act.lock(
                        rows, version, within=model.objects.visible_now_to
                    )
                check_record_verb(verb, step.record, by=by)
                if given.get("case") is not None:  # which it begins with, or links
                    check_has_no_conflict(given["case"], by=by)
                before = facts_of(step.record, _SAID_ANYHOW)
                _save(step, change, given)
                _record(step, before)
                step.told()
            return step.record

        action.verb, action.model = verb, model
        return action

    table[verb]
    return decorate


def _new(model, unit, act):
    if unit is None:
        raise BadInput("Choose the unit.", field="unit")
    return model(responsible_unit=unit, by=act.by, at=act.at, status=START, version=0)


def _save(step, change, given):
    """Let the body change the record; one that begins has its row before its own."""
    record, at = step.record, step.at
    target = record.table.target(step.verb, record.status)
    if record.pk is None:
        issued = references.issue(record.prefix, on=step.today)
        record.reference, record.reference_year, record.reference_serial = issued
    record.updated_at = at
    change(step, **given)
    record.status = target
    record.version += 1
    record.save()
    step.write_added()


def _record(step, before):
    record = step.record
    now = facts_of(record, _SAID_ANYHOW)
    step.act.subject = record
    step.act.record(
        record,
        unit=record.responsible_unit,
        reason=step.reason,
        changes=differences(before, now, reason=step.reason) | step.changes,
    )
