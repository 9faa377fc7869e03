"""The verbs of the tables, as actions: each says what changes, and the rest is here.

    @on_case("apply-dispensation")
    def apply_dispensation(step, *, grounds, applied_on): ...

    @on_part(Referral, "refer")
    def refer(step, *, basis, clear_on, referred_on, reasons): ...

make the actions

    actions.apply_dispensation(case=, by=, at=, version=, grounds=, applied_on=)
    actions.refer(case=, by=, at=, version=, basis=, ...)
    actions.record_mode(case=, by=, at=, version=, number=, mode=, ...)

which lock the case, check the right, the state and the verb's own condition, let the
function change what it changes, record it and tell whom it concerns.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from casework import documents, notifications
from casework.acting import Act, acting
from casework.workflow import START
from complaints import permissions
from complaints.actions.moves import (
    lock,
    lock_for,
    move,
    next_number,
    refuse_any,
    save,
)
from complaints.actions.seniors import keep_authoritys
from complaints.models import Case, Document
from complaints.rules import check_step
from complaints.rules.regimes import with_article
from complaints.workflow import CASE, table_of
from pages.refusals import BadInput


@dataclass
class Doing:
    """A verb under way: what changes besides what it is done to, and whom to tell."""

    act: Act
    verb: str
    reason: str = ""
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    _tellings: list[tuple[Any, str, str]] = field(default_factory=list)
    # What hangs on the part once it is saved as the step leaves it.
    afterwards: list[Callable[[], None]] = field(default_factory=list)

    @property
    def by(self) -> Any:
        return self.act.by

    @property
    def at(self) -> Any:
        return self.act.at

    @property
    def today(self) -> date:
        return timezone.localdate(self.act.at)

    def check_day(
        self, name: str, day: date | None, *, after: date | None, earlier: str
    ) -> None:
        """Refuse a day in the future, or before the step `earlier` on `after`."""
        if day is not None:
            refuse_any(
                check_step(
                    name=name,
                    day=day,
                    not_before=after,
                    earlier=earlier,
                    today=self.today,
                )
            )

    def tell(self, user: Any, sentence: str, *, page: str = "") -> None:
        """Tell a user, once the step is done, if they may still see it then."""
        if user is not None and user.pk != self.by.pk:
            self._tellings.append((user, sentence, page))

    def tell_all(self, thing: Any, rows: Any) -> None:
        """Tell whoever still sees `thing` among the rows visible to them."""
        event = self.act.event
        for place, (user, sentence, page) in enumerate(self._tellings):
            if rows(user).filter(pk=thing.pk).exists():
                notifications.tell(
                    user,
                    event=event,
                    sentence=sentence,
                    url=thing.get_absolute_url() + page,
                    key=f"{event}:{thing.pk}:{thing.version}:{place}",
                    at=self.at,
                )


@dataclass
class Step(Doing):
    """A verb of a case or of a part of it: both are locked."""

    case: Any = None
    part: Any = None
    # The subjects that it is about, where they are others than the one of its part.
    concerned: tuple[Any, ...] = ()

    def make(self, model: Any, **fields: Any) -> Any:
        """A new record of the case, which the trail tells field by field."""
        rows = model.objects.filter(case=self.case)
        made = {"case": self.case, "by": self.by, "at": self.at}
        row = model(number=next_number(rows), **made, **fields)
        row.save(force_insert=True)
        self.changes |= differences({}, facts_of(row), row.name)
        return row

    def change(self, row: Any, **fields: Any) -> None:
        """Let a record say what came of it; None where an imported case has none."""
        if row is None:
            return
        before = facts_of(row)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save(update_fields=list(fields))
        self.changes |= differences(before, facts_of(row), row.name)

    def latest(self, model: Any, **having: Any) -> Any:
        """The last record of a kind in the case, if there is one."""
        rows = model.objects.filter(case=self.case, **having)
        return rows.order_by("-number").first()

    def attach(self, stored: Any, label: str) -> Any:
        """Keep a paper of this step among the documents of the case, if any."""
        if stored is None:
            return None
        documents.check_quota(self.case.documents.all(), stored.size)
        row = documents.attach(
            Document, stored, by=self.by, at=self.at, case=self.case, label=label
        )
        self.changes |= {"document": (None, row.name), "sha256": (None, row.sha256)}
        return row

    def keep_authoritys(self, given: Any) -> None:
        """By which decision of the police authority it is done, where it is theirs."""
        concerned = self.concerned or (getattr(self.part, "subject", None),)
        about = {"today": self.today, "concerned": concerned}
        self.changes |= keep_authoritys(self.act, self.case, self.verb, given, **about)

    def told(self) -> None:
        self.tell_all(self.case, Case.objects.visible_now_to)


def on_case(verb):
    """Make the action of a line of the table of cases: it moves the case, if at all.

    What it answers is the case.
    """

    def decorate(change):
        @wraps(change)
        def action(*, case, by, at, version, authority=None, **given):
            with acting(f"case.{verb}", by=by, at=at, subject=case) as act:
                step = Step(act, verb, case=lock_for(verb, act, case, version))
                check_own(step.case, given)
                change(step, **given)
                step.keep_authoritys(authority)
                move(act, step.case, verb, reason=step.reason, changes=step.changes)
                step.told()
            return step.case

        action.verb = verb
        return action

    CASE[verb]
    return decorate


def on_part(model, verb, *, other=None):
    """Make the action of a line of the table of a part, and answer with the part.

    A line from START makes the next one of the case; any other takes its `number`.
    `other(by, **given)` is a second case that it writes to, if any: the two are locked
    in the order of their keys, so that two actions never wait for one another.
    """
    table = model.table

    def decorate(change):
        @wraps(change)
        def action(*, case, by, at, version, number=None, authority=None, **given):
            with acting(f"case.{verb}", by=by, at=at, subject=case) as act:
                second = other(by, **given) if other else None
                if second is not None and second.pk < case.pk:
                    lock(act, second)
                    act.subject = case
                step = Step(act, verb, case=lock(act, case, version))
                step.part = _part(model, verb, step, number)
                permissions.check_part_verb(verb, step.case, step.part, by=by)
                before = facts_of(step.part)
                check_own(step.case, given)
                change(step, **given)
                step.keep_authoritys(authority)
                step.part.status = table.target(verb, step.part.status)
                step.part.save()
                for do in step.afterwards:
                    do()
                _record(step, before)
                step.told()
            return step.part

        action.verb = verb
        return action

    table[verb]
    return decorate


def check_own(case, given):
    """Refuse a row of another case among what an action is given, by its argument."""
    for name, value in given.items():
        for row in _rows_in(value):
            if getattr(row, "case_id", case.pk) != case.pk:
                what = with_article(row._meta.verbose_name)
                raise BadInput(f"Choose {what} of this case.", field=name)


def _rows_in(value):
    if isinstance(value, Model):
        yield value
    elif isinstance(value, list | tuple | QuerySet):
        for each in value:
            yield from _rows_in(each)


def _part(model, verb, step, number):
    """The part that the verb is about: a new one, or the one with this number."""
    rows = model.objects.filter(case=step.case)
    if START in model.table[verb].sources:
        made = {"case": step.case, "by": step.by, "at": step.at}
        return model(number=next_number(rows), status=START, **made)
    part = rows.filter(number=number).first()
    if part is None:
        raise BadInput(f"{step.case} has no {model._meta.verbose_name} {number}.")
    return part


# What the entry of a step says anyhow, or nobody reads.
_SAID_ANYHOW = frozenset({"id", "case", "number", "by", "at", "resolution"})


def facts_of(row, leaving=_SAID_ANYHOW):
    """What a row says now: nothing yet where it is being made."""
    if row.pk is None:
        return {}
    return {
        each.name: getattr(row, each.name)
        for each in row._meta.concrete_fields
        if each.name not in leaving
    }


def differences(before, now, name="", *, reason=""):
    """{field: (before, after)} of what differs; of a new row, what it says at all.

    What the entry gives as its `reason` is not said twice.
    """
    named, changes = f"{name} ".lstrip(), {}
    for field_name, after in now.items():
        was = before.get(field_name)
        begun = field_name not in before and after in (None, "", [], False)
        if was != after and not begun and not (reason and after == reason):
            changes[f"{named}{field_name}"] = (was, after)
    return changes


def _record(step, before):
    """Save the case as its next version, and record what the step changed."""
    now, reason = facts_of(step.part), step.reason
    changes = differences(before, now, step.part.name, reason=reason)
    save(step.act, step.case)
    step.act.record(
        step.case,
        unit=step.case.responsible_unit,
        reason=step.reason,
        changes=changes | step.changes,
    )


def attempt(verb, *, case, by, at, number=None):
    """Check as the verb itself would, so that a refused attempt stands in the trail."""
    with acting(f"case.{verb}", by=by, at=at, subject=case) as act:
        if verb in CASE:
            lock_for(verb, act, case)
            return
        step = Step(act, verb, case=lock(act, case))
        model = part_model(verb)
        step.part = _part(model, verb, step, number)
        permissions.check_part_verb(verb, step.case, step.part, by=by)


def part_model(verb):
    """The model whose table the verb stands in."""
    table = table_of(verb)
    return next(
        each.related_model
        for each in Case._meta.related_objects
        if getattr(each.related_model, "table", None) is table
    )
