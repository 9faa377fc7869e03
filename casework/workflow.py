"""The workflow engine: a lifecycle is a table, and this answers questions about it.

Pure: knows statuses, verbs and permissions as text; no models, no requests.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Transition:
    """A line of a transition table: this verb moves a thing from here to there.

    To BACK: to where the thing stood before it came to where it stands; if that is
    none of `back_to`, where there are any, to the last of these.
    """

    verb: str
    sources: tuple[str, ...]
    target: str
    permission: str
    label: str  # the button, an imperative: "Record complaint"
    again: tuple[str, ...] = ()  # statuses where it may be done anew and moves nothing
    words: str = ""  # where the label is no phrase: "return {} to the investigator"
    back_to: tuple[str, ...] = ()
    told: str = ""  # how a timeline says that it was done: "Referred to the IPCC"

    def said_of(self, thing: object) -> str:
        """The verb inside a sentence about the thing: "record PC/00001/26"."""
        if self.words:
            return self.words.format(thing)
        return f"{self.label.lower()} {thing}"

    def allows(self, status: str) -> bool:
        return status in self.sources or status in self.again

    def target_from(self, status: str, *, before: str = "") -> str:
        """Where the thing stands after the verb; `before` is where BACK leads."""
        if status in self.again:
            return status
        if self.target != BACK:
            return self.target
        return (
            before if before in self.back_to or not self.back_to else self.back_to[-1]
        )


START = ""  # the source of verbs that bring a thing into being
BACK = "@back"  # the target of verbs that undo how a thing came to where it stands


class Workflow:
    """A transition table and the questions that doors and actions ask of it.

    Raises ValueError when a verb stands twice or a status is not in `statuses`.
    """

    def __init__(
        self, name: str, statuses: Iterable[str], transitions: Iterable[Transition]
    ):
        self.name = name
        self.statuses = tuple(statuses)
        self._by_verb: dict[str, Transition] = {}
        for transition in transitions:
            if transition.verb in self._by_verb:
                raise ValueError(f"{name}: the verb {transition.verb} stands twice")
            known = {START, *self.statuses}
            named = {*transition.sources, *transition.again, transition.target}
            named |= {*transition.back_to}
            if not named - {BACK} <= known:
                raise ValueError(f"{name}: {transition.verb} names an unknown status")
            self._by_verb[transition.verb] = transition

    def __iter__(self) -> Iterator[Transition]:
        return iter(self._by_verb.values())

    def __getitem__(self, verb: str) -> Transition:
        return self._by_verb[verb]

    def __contains__(self, verb: str) -> bool:
        return verb in self._by_verb

    def target(self, verb: str, status: str, *, before: str = "") -> str | None:
        """The status after `verb`, or None when the table does not allow it."""
        transition = self._by_verb[verb]
        if not transition.allows(status):
            return None
        return transition.target_from(status, before=before)

    def leads_back(self, verb: str, status: str) -> bool:
        """Whether `verb` undoes how the thing came to `status`."""
        transition = self._by_verb[verb]
        return transition.target == BACK and status not in transition.again

    def before(self, status: str) -> tuple[str, ...]:
        """The statuses that a verb of the table leads to this one from."""
        return tuple(
            source
            for source in self.statuses
            if any(t.target == status and source in t.sources for t in self)
        )

    def verbs_from(self, status: str) -> tuple[str, ...]:
        """Verbs that the table allows in this status, in table order."""
        return tuple(t.verb for t in self if t.allows(status))

    def terminal(self) -> tuple[str, ...]:
        """Statuses that no verb leads out of."""
        left = {source for t in self for source in t.sources if source != t.target}
        return tuple(status for status in self.statuses if status not in left)

    def _targets(self, transition: Transition, source: str) -> tuple[str, ...]:
        if self.leads_back(transition.verb, source):
            return transition.back_to or self.before(source)
        return (transition.target_from(source),)

    def drawing(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        for t in self:
            for source in (*t.sources, *t.again):
                start = source or "[*]"
                lines += [
                    f"    {start} --> {target}: {t.verb}"
                    for target in self._targets(t, source)
                ]
        lines += [f"    {status} --> [*]" for status in self.terminal()]
        return "\n".join(lines) + "\n"
