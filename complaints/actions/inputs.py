"""What the doors hand to the actions: plain values, already validated for form."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from complaints.rules import RulingFacts, highest_risk


@dataclass(frozen=True)
class Risks:
    """Risk to the public, to officers and to the organisation, with the reasons."""

    public: str
    officers: str
    organisation: str
    reasons: str

    @property
    def highest(self) -> str:
        return highest_risk(self.public, self.officers, self.organisation)


@dataclass(frozen=True)
class NewSubject:
    """Somebody a case is about. `member` for a member of the force."""

    kind: str
    member: Any = None
    description: str = ""
    unit: Any = None
    rank: str = "unknown"


@dataclass(frozen=True)
class NewComplainant:
    """Somebody complaining: `person` from the register, or `details` of a new one.

    `acts_for` is the number in the case of whom they act for; in a new case, their
    place (from 1) in the same list. `details` of somebody in the register replace what
    it has of them, where they are given.
    """

    person: Any = None
    details: dict[str, Any] = field(default_factory=dict)
    capacity: str = "unknown"
    acts_for: int | None = None
    consent_on: date | None = None
    consent_evidence: str = ""
    wishes: str = ""


@dataclass(frozen=True)
class NewAllegation:
    """One thing alleged; `against` holds numbers of subjects of the case."""

    category: Any
    text: str
    strands: tuple[str, ...] = ()
    standards: tuple[Any, ...] = ()
    against: tuple[int, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What an investigator recommends for one outcome."""

    outcome: Any
    result: Any
    reasons: str


def is_known_member(subject: Any) -> bool:
    """Whether a subject is somebody of the force whose name is known."""
    member = subject.member
    return member is not None and not member.placeholder


@dataclass(frozen=True)
class Ruling:
    """What the appropriate authority decides for one outcome."""

    outcome: Any
    result: Any
    reasons: str
    case_to_answer: bool
    severity: str
    forum: str

    @property
    def facts(self) -> RulingFacts:
        return RulingFacts(
            self.result.code,
            self.result.name,
            self.case_to_answer,
            self.severity,
            self.forum,
            of_member=is_known_member(self.outcome.subject),
        )


@dataclass(frozen=True)
class OfAuthority:
    """A decision of the police authority, where it alone decides."""

    reference: str
    decided_on: date


@dataclass(frozen=True)
class LetterSent:
    """A letter's date, what it said, to whom, and how it was served.

    To a complainant or a subject; on its date, unless `served_on` says otherwise.
    """

    dated_on: date
    complainant: Any = None
    subject: Any = None
    text: str = ""
    served_how: str = ""
    served_on: date | None = None


@dataclass(frozen=True)
class Criterion:
    """Whether a case meets a criterion of mandatory referral, by its code, and why."""

    code: str
    met: bool
    reasons: str = ""


@dataclass(frozen=True)
class NewDirection:
    """Something that the IPCC directs on an appeal, in its words, by a day if any."""

    kind: str
    text: str
    due_on: date | None = None
