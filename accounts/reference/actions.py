"""The only writers of reference data on the pages: add, change, retire, replace."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model

from accounts.actions.attempts import attempt
from accounts.models import User
from accounts.reference import changes as reference_changes
from accounts.reference.registry import Table, may_edit
from accounts.reference.values import (
    fingerprint,
    in_words,
    kept_values,
    label_of,
    values_of,
    words_of,
)
from audit import trail
from pages.fields import sentence_start
from pages.refusals import BadInput, NotAllowed, Stale, WrongState
from pages.words import day_words

Values = Mapping[str, Any]

# What stands where a row's key would in an address: see accounts.reference.urls.
TAKEN = frozenset({"add"})


def subject_of(table: Table, row: Model | None = None) -> trail.Subject:
    """What the trail says a reference row, or its whole table, is."""
    if row is None:
        return trail.Subject("reference", table.slug)
    return trail.Subject("reference", f"{table.slug}/{table.key_of(row)}", row.pk)


def add(table: Table, values: Values, *, by: User) -> Model:
    """Add a row."""
    with attempt("reference.add", subject=subject_of(table), by=by):
        check_may_edit(by)
        if not table.added:
            raise WrongState(
                f"{sentence_start(table.one)} of a new kind cannot be added here."
            )
        row = table.model(**values)
        check_address(table, row)
        check_dates(table, row)
        check_apart(table, row)
        _save(table, row)
        _record("reference.add", table, row, before={}, by=by)
    return row


def change(
    table: Table, row: Model, values: Values, *, by: User, opened: str | None = None
) -> Model:
    """Correct a row in place. `opened` is its fingerprint as the person saw it."""
    with attempt("reference.change", subject=subject_of(table, row), by=by):
        check_may_edit(by)
        now = _locked(table, row)
        if opened is not None and opened != fingerprint(table, now):
            raise _stale(now, values)
        named, before = subject_of(table, now), values_of(now, table.fields)
        for name in table.in_place():
            if name in values:
                setattr(now, name, values[name])
        check_dates(table, now)
        check_apart(table, now)
        _save(table, now)
        _record("reference.change", table, now, before=before, by=by, named=named)
    return now


def retire(table: Table, row: Model, *, on: date, by: User, reason: str = "") -> Model:
    """Let `on` be a row's last day. It stays, and past figures stay true."""
    with attempt("reference.retire", subject=subject_of(table, row), by=by):
        check_may_edit(by)
        if not table.ends:
            raise WrongState(f"{sentence_start(table.one)} has no last day.")
        now = _locked(table, row)
        last = table.last_day_of(now)
        if last is not None and last <= on:
            raise WrongState(
                f"This {table.singular} has already ended, on {day_words(last)}."
            )
        before = values_of(now, table.fields)
        table.end_after(now, on)
        check_dates(table, now)
        _save(table, now)
        _record("reference.retire", table, now, before=before, by=by, reason=reason)
    return now


def replace(
    table: Table, row: Model, values: Values, *, from_on: date, by: User
) -> Model:
    """Let a new row hold from a date and the old one until the day before it."""
    with attempt("reference.replace", subject=subject_of(table, row), by=by):
        check_may_edit(by)
        if not table.replaced:
            raise WrongState(f"{sentence_start(table.one)} is changed in place.")
        old = _locked(table, row)
        _check_replaced_within(table, old, from_on)
        before, last = values_of(old, table.fields), old.to_on
        old.to_on = from_on - timedelta(days=1)
        _save(table, old)
        _record("reference.replace", table, old, before=before, by=by)
        fixed = values_of(old, table.fields) | {"from_on": from_on, "to_on": last}
        new = table.model(**(dict(values) | {n: fixed[n] for n in _fixed(table)}))
        check_apart(table, new)
        _save(table, new)
        _record("reference.add", table, new, before={}, by=by)
    return new


def check_may_edit(by: User) -> None:
    if not may_edit(by):
        raise NotAllowed("Your role does not allow you to change reference data.")


def check_address(table: Table, row: Model) -> None:
    """The row's page has an address that is not another page's."""
    key = table.address_of(row)
    if key in TAKEN:
        raise BadInput(
            f"“{key}” cannot be used here: it is the address of a page.",
            field=table.key[0],
        )


def check_dates(table: Table, row: Model) -> None:
    """No last day is before its first: the row's own, and those of what it tells of."""
    pairs = {(table.begins, table.ends), ("from_on", "to_on")}
    for begins, ends in sorted(pairs):
        first, last = getattr(row, begins, None), getattr(row, ends, None)
        if first and last and last < first:
            raise BadInput(
                f"“{label_of(ends)}” must be on or after “{label_of(begins)}”, "
                f"{day_words(first)}.",
                field=ends,
            )


def check_apart(table: Table, row: Model) -> None:
    """No other row has this key, nor, where only one can hold, this time."""
    alike = [name for name in table.key if name != table.begins]
    rows = table.model._default_manager.exclude(pk=row.pk)
    if table.one_at_a_time:
        rows = rows.filter(**values_of(row, alike))
        for other in rows:
            if _overlap(other, row):
                raise BadInput(
                    f"Another row holds in this time: {other}. End that one first.",
                    field=table.begins,
                )
    elif rows.filter(**values_of(row, table.key)).exists():
        raise BadInput(
            f"There is already {table.one} with this "
            f"{' and '.join(label_of(name).lower() for name in table.key)}.",
            field=table.key[0],
        )


def _overlap(one: Model, other: Model) -> bool:
    return (one.to_on or date.max) >= other.from_on and (
        other.to_on or date.max
    ) >= one.from_on


def _check_replaced_within(table: Table, old: Model, from_on: date) -> None:
    if from_on <= old.from_on:
        raise BadInput(
            "The new row must hold from a date after "
            f"{day_words(old.from_on)}, when the present one began.",
            field="from_on",
        )
    if old.to_on is not None and from_on > old.to_on:
        raise BadInput(
            f"The present row ended on {day_words(old.to_on)}. Choose a date on or "
            "before that.",
            field="from_on",
        )


def _fixed(table: Table) -> set[str]:
    """What a replacement takes from the row it replaces, and from its date."""
    return {*table.key, *table.inherited, "from_on", "to_on"}


def _locked(table: Table, row: Model) -> Model:
    return table.rows().select_for_update(of=("self",)).get(pk=row.pk)


def _stale(now: Model, values: Values) -> Stale:
    differ = [
        name
        for name in values
        if kept_values({name: values[name]}) != kept_values({name: getattr(now, name)})
    ]
    return Stale(
        current={label_of(name): words_of(now, name) for name in differ},
        yours={label_of(name): in_words(values[name]) for name in differ},
    )


def _save(table: Table, row: Model) -> None:
    """Somebody may have added the same row a moment ago: the database decides."""
    others = [f.name for f in row._meta.fields if f.name not in table.fields]
    try:
        row.full_clean(
            exclude=others, validate_unique=False, validate_constraints=False
        )
        with transaction.atomic():
            row.save()
    except ValidationError as error:
        name, sentences = next(iter(error.message_dict.items()))
        raise BadInput(f"{label_of(name)}: {sentences[0]}", field=name) from error
    except IntegrityError as error:
        raise BadInput(
            f"Another {table.singular} is in the way of this one.", field=table.key[0]
        ) from error


def _record(
    event: str,
    table: Table,
    row: Model,
    *,
    before: Values,
    by: User,
    named: trail.Subject | None = None,
    reason: str = "",
) -> None:
    """One entry; a second where a correction gave the row another key."""
    was, now = kept_values(before), kept_values(values_of(row, table.fields))
    changes = {
        name: (was.get(name), now[name]) for name in now if was.get(name) != now[name]
    }
    kind = trail.Kind.ALTERATION if before else trail.Kind.COLLECTION
    for subject in dict.fromkeys(
        (named or subject_of(table, row), subject_of(table, row))
    ):
        trail.record(
            event, kind=kind, subject=subject, by=by, reason=reason, changes=changes
        )
    reference_changes.changed(table.slug, [(was or None, now)])
