"""What a mapping may fill: the fields of each part of a case, and what they accept."""

from dataclasses import dataclass
from enum import StrEnum, auto

from complaints.models.characteristics import AGE_BAND, ETHNICITY, GENDER
from complaints.models.choices import (
    Capacity,
    Channel,
    ConductSource,
    Confidentiality,
    Kind,
    Strand,
    SubjectKind,
)
from complaints.models.people import NOT_STATED
from complaints.workflow import Route, Status
from organisation.models.members import MemberKind, Rank


class Holds(StrEnum):
    """How a cell becomes a value."""

    KEY = auto()  # tells rows apart
    TEXT = auto()  # one line
    LINES = auto()  # several lines
    DATE = auto()
    CHOICE = auto()
    AGE = auto()  # years, kept as a band
    UNIT = auto()  # codes of reference rows
    CATEGORY = auto()
    RESULT = auto()
    SEVERITY = auto()  # codes that some regulations know
    FORUM = auto()


@dataclass(frozen=True)
class Field:
    """One field: what it holds, and what stands there when nothing was given."""

    holds: Holds
    length: int = 0
    choices: frozenset[str] = frozenset()
    empty: str | None = None

    @property
    def sql_type(self) -> str:
        return "date" if self.holds is Holds.DATE else "text"


def _text(length: int) -> Field:
    return Field(Holds.TEXT, length, empty="")


def _one_of(codes, empty: str | None = "") -> Field:
    return Field(Holds.CHOICE, choices=frozenset(codes), empty=empty)


def _codes(groups) -> list[str]:
    """The codes of a characteristic, grouped or not, and that none was stated."""
    found = [NOT_STATED]
    for code, words in groups:
        found += [code] if isinstance(words, str) else [each for each, _ in words]
    return found


_KEY = Field(Holds.KEY, 200)
_DATE = Field(Holds.DATE)
_LINES = Field(Holds.LINES, 20_000, empty="")
_GENDER = _one_of(_codes(GENDER))
DATES = (
    "incident_on",
    "received_on",
    "recorded_on",
    "allocated_on",
    "determined_on",
    "notified_on",
    "finalised_on",
)
PARTS: dict[str, dict[str, Field]] = {
    "case": {
        "kind": _one_of(Kind.values, Kind.COMPLAINT),
        "status": _one_of(Status.values),
        # Where the state does not say it: that of the investigation, if not told.
        "route": _one_of([each for each in Route.values if each]),
        "unit": Field(Holds.UNIT),
        "channel": _one_of(Channel.values, Channel.UNKNOWN),
        "conduct_source": _one_of(ConductSource.values),
        "confidentiality": _one_of(Confidentiality.values, Confidentiality.SENSITIVE),
        "said": _LINES,
        "place": _text(200),
        **dict.fromkeys(DATES, _DATE),
    },
    "allegation": {
        "key": _KEY,
        "category": Field(Holds.CATEGORY),
        "text": _LINES,
        "strand": _one_of(Strand.values),
        "raised_on": _DATE,
    },
    "subject": {
        "key": _KEY,
        "number": _KEY,  # of the member, where it is not the key itself
        "kind": _one_of(SubjectKind.values, None),
        "description": _text(500),
        "unit": Field(Holds.UNIT),
        "rank": _one_of(Rank.values, Rank.UNKNOWN),
    },
    "outcome": {
        "result": Field(Holds.RESULT),
        "recommended": Field(Holds.RESULT),
        "severity": Field(Holds.SEVERITY, empty=""),
        "forum": Field(Holds.FORUM, empty=""),
    },
    "member": {
        "key": _KEY,
        "kind": _one_of(MemberKind.values, MemberKind.OFFICER),
        "surname": _text(200),
        "forenames": _text(200),
        "rank": _one_of(Rank.values, Rank.UNKNOWN),
        "unit": Field(Holds.UNIT),
        "gender": _GENDER,
        "ethnicity": _one_of(_codes(ETHNICITY)),
        "joined_on": _DATE,
        "left_on": _DATE,
    },
    "complainant": {
        "key": _KEY,
        "capacity": _one_of(Capacity.values, Capacity.UNKNOWN),
        "title": _text(20),
        "forenames": _text(200),
        "surname": _text(200),
        "postcode": _text(10),
        "ethnicity": _one_of(_codes(ETHNICITY)),
        "gender": _GENDER,
        "age_band": Field(
            Holds.AGE, choices=frozenset(code for code, _ in AGE_BAND), empty=""
        ),
    },
}
# What rows of a file say below the case, gathered in one staging table.
ROW_PARTS = ("allegation", "subject", "outcome")
