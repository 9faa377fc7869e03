"""What a step needs to be done, and how it is done by hand and on its page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.urls import reverse

from complaints import actions
from complaints.models import Case
from complaints.workflow import table_of
from tests.complaints.sending import send, signed_in
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import CaseFactory, ComplainantFactory, whole_case
from tests.factories.organisation import UnitFactory

# Steps are dated after every date that the factories give.
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()


def _nothing(play: "Play") -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class StepCase:
    """A step, whose it is, what it is done to, and what it is given.

    `begun(play)` makes the part that the step goes on with, in a state where it may;
    `given(play)` are the arguments of the action, `form(play)` what its page sends.
    """

    verb: str
    role: str
    given: Callable[["Play"], dict[str, Any]] = _nothing
    form: Callable[["Play"], dict[str, Any]] = _nothing
    begun: Callable[["Play"], Any] | None = None
    state: dict[str, Any] = field(default_factory=lambda: {"investigating": True})
    conduct: bool = False
    handles: bool = False  # done by the handler of the case
    text: str = ""  # a field of free text of its form
    required: tuple[str, ...] = ()  # fields that its form asks for

    def __str__(self) -> str:
        return self.verb


@dataclass
class Play:
    """A case before a step, who does it, and the part that it is done to, if any."""

    step: StepCase
    case: Case
    user: Any
    unit: Any
    part: Any = None

    @property
    def number(self) -> int | None:
        return self.part.number if self.part is not None else None

    @property
    def url(self) -> str:
        more = [] if self.part is None else [self.part.number]
        return reverse(f"complaints:{self.step.verb}", args=[self.case.slug, *more])

    @property
    def action(self) -> Any:
        return getattr(actions, self.step.verb.replace("-", "_"))

    def do(self, *, by: Any = None, version: int | None = None, **changes: Any) -> Any:
        """Call the action; the version is the present one unless told."""
        given = self.step.given(self) | changes
        if self.part is not None:
            given["number"] = self.part.number
        now = Case.objects.get(pk=self.case.pk)
        return self.action(
            case=now,
            by=fresh(by or self.user),
            at=NOW,
            version=now.version if version is None else version,
            **given,
        )

    def post(self, *, client: Any = None, **changes: Any) -> Any:
        """Send its form; the version is the present one unless told."""
        client = client or signed_in(self.user)
        now = Case.objects.get(pk=self.case.pk)
        version = changes.pop("version", now.version)
        return send(
            client, self.url, version=version, **(self.step.form(self) | changes)
        )


def play_of(step: StepCase, *, state: Any = None, unit: Any = None) -> Play:
    """A case as the step finds it, and somebody who may do it."""
    unit = unit or UnitFactory(team=True)
    user = user_with_role(step.role, unit)
    handler = user if step.handles else user_with_role("investigator", unit)
    traits = step.state if state is None else state
    fields = {"responsible_unit": unit, "handler": handler, "conduct": step.conduct}
    fields |= {"version": 4}
    if traits:
        decided = bool(traits.keys() & {"determined", "notified", "finalised"})
        case = whole_case(decided=decided, **fields, **traits)
    else:
        case = CaseFactory(**fields)
        ComplainantFactory(case=case, number=1)
    play = Play(step, case, user, unit)
    if step.begun is not None:
        play.part = step.begun(play)
    return play


def begins(verb: str) -> bool:
    """Whether the verb brings its part into being."""
    return table_of(verb)[verb].sources == ("",)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)
