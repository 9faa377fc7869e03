"""What a verb of a register needs to be done, and how by hand and on its page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.urls import reverse

from complaints.workflow import REGISTERS
from tests.complaints.sending import send, signed_in
from tests.factories.accounts import fresh, user_with_role
from tests.factories.organisation import UnitFactory

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def _nothing(play: "RecordPlay") -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class RecordCase:
    """A verb of a register, whose it is, what it is done to, and what it is given."""

    noun: str
    verb: str
    role: str
    action: Callable[..., Any]
    given: Callable[["RecordPlay"], dict[str, Any]] = _nothing
    form: Callable[["RecordPlay"], dict[str, Any]] = _nothing
    begun: Callable[["RecordPlay"], Any] | None = None
    text: str = ""
    required: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.event

    @property
    def event(self) -> str:
        return f"{self.noun}.{self.verb}"

    @property
    def table(self) -> Any:
        return REGISTERS[self.noun]


@dataclass
class RecordPlay:
    """A record before a verb, and who does it; no record where one is begun."""

    step: RecordCase
    user: Any
    unit: Any
    record: Any = None
    about: Any = None  # the case that it is about, where it needs one

    @property
    def url(self) -> str:
        about = [] if self.record is None else [self.record.slug]
        return reverse(f"complaints:{self.step.noun}-{self.step.verb}", args=about)

    def do(self, *, by: Any = None, version: int | None = None) -> Any:
        given = self.step.given(self)
        if self.record is not None:
            now = type(self.record).objects.get(pk=self.record.pk)
            known = now.version if version is None else version
            given |= {"record": now, "version": known}
        else:
            given |= {"unit": self.unit}
        return self.step.action(by=fresh(by or self.user), at=NOW, **given)

    def post(self, *, client: Any = None, **changes: Any) -> Any:
        client = client or signed_in(self.user)
        version = 1
        if self.record is not None:
            version = type(self.record).objects.get(pk=self.record.pk).version
        data = {"version": version} | self.step.form(self) | changes
        return send(client, self.url, **data)


def record_play(step: RecordCase, *, unit: Any = None) -> RecordPlay:
    unit = unit or UnitFactory(team=True)
    play = RecordPlay(step, user_with_role(step.role, unit), unit)
    if step.begun is not None:
        play.record = step.begun(play)
    return play
