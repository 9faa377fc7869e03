"""The five steps of every action: lock, check, change, record, tell.

    with acting("case.note", by=by, at=at) as act:
        rows = Case.objects.filter(pk=case.pk)
        case = act.lock(rows, version, within=Case.objects.visible_now_to)
        check_can_note(case, by=by)
        ...change...
        act.record(case, changes={...})

Change, trail entry and queued work commit together or not at all. A refusal undoes
everything and is recorded in a transaction of its own.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accounts.lending import relying
from audit import trail
from audit.parties import actor_of
from casework import guard
from pages.refusals import NotAllowed, Refused, Stale, WrongState
from pages.words import listed


@dataclass
class Act:
    """An action under way: who does it, when, and what it is done to."""

    event: str
    by: Any
    at: datetime
    subject: Any = None
    relied_on: set[str] = field(default_factory=set)  # whose powers it took

    @property
    def on_behalf_of(self) -> str:
        """For whom, where it is done by a power that somebody lent; else blank."""
        return listed(sorted(self.relied_on)) if self.relied_on else ""

    @property
    def doer(self) -> Any:
        """Whoever does it, as the trail names them."""
        if not self.relied_on:
            return self.by
        return actor_of(self.by)._replace(on_behalf_of=self.on_behalf_of)

    def lock(self, queryset, version=None, *, within):
        """The one row of `queryset`, locked until the end of the action.

        `within(by)` are the rows in reach of whoever acts. The row is read from them
        once it is locked: a statement that had to wait for the lock still sees of other
        tables what stood there before it waited.

        Raises NotAllowed when the row is out of reach (moved meanwhile to another
        unit, say) and Stale when it is no longer at `version`.
        """
        keys = queryset.select_for_update(of=("self",)).values_list("pk", flat=True)
        locked = list(keys[:1])  # now, before anybody asks what is within
        row = within(self.by).filter(pk__in=locked).first()
        if row is None:
            raise NotAllowed("This is no longer within your reach.")
        self.subject = row
        if version is not None and row.version != version:
            raise Stale()
        return row

    def record(
        self, subject=None, *, event=None, kind=trail.Kind.ALTERATION, **details
    ):
        """Write the trail entry of this action."""
        return trail.record(
            event or self.event,
            kind=kind,
            subject=subject if subject is not None else self.subject,
            by=self.doer,
            **details,
        )


@contextmanager
def acting(event, *, by, at, subject=None):
    """Run an action named `event`; a refusal inside is recorded and raised again."""
    with relying(by) as relied_on:
        act = Act(event, by, at, subject, relied_on)
        try:
            with guard.writing(event):
                yield act
        except Refused as refusal:
            # Refused before the thing was there: the event still says of what kind.
            subject = act.subject or trail.Subject(event.partition(".")[0], "")
            trail.record_refusal(
                event, subject=subject, by=act.doer, sentence=refusal.sentence
            )
            raise


def check_state(workflow, verb, thing):
    """Raise WrongState unless the table allows `verb` in the thing's status."""
    if workflow.target(verb, thing.status) is None:
        act = workflow[verb].said_of(thing)
        state = thing.get_status_display().lower()
        if thing.status in workflow.terminal():
            raise WrongState(f"You cannot {act}: it is closed as {state}.")
        raise WrongState(f"You cannot {act} while it is {state}.")


def check_right(workflow, verb, thing, *, by):
    """Raise NotAllowed unless `by` holds the verb's permission in the thing's unit."""
    permission = workflow[verb].permission
    if not by.rights.allow(permission, thing.responsible_unit_id):
        act = workflow[verb].said_of(thing)
        ended = by.rights.why_not(permission)
        raise NotAllowed(f"Your role does not allow you to {act}.{ended}")
