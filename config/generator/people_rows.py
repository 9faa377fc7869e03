"""Rows of who complained, whom it is about, and what is alleged against whom.

Each function takes the case being told (`config.generator.rows`) as `t`.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from config.generator import stories, words

_ETHNICITIES = ("W1", "W1", "W1", "W9", "A1", "A2", "A3", "B1", "B2", "M1", "O9")
_PERCEIVED = ("1", "1", "2", "3", "4", "5", "6", "")
_WATCHED = frozenset("V")  # what a passer-by complains of
# The standard of professional behaviour that each category is mostly a breach of.
_STANDARDS = {
    "discreditable-conduct": "BY",
    "use-of-force": "AC",
    "authority-respect-and-courtesy": "DU",
    "equality-and-diversity": "F",
    "honesty-and-integrity": "GH",
    "confidentiality": "X",
    "orders-and-instructions": "KLMNPRVW",
    "duties-and-responsibilities": "EJQST",
}
STANDARD_OF = {code: name for name, codes in _STANDARDS.items() for code in codes}
_FORUMS = ("management_action", "meeting", "hearing")


@dataclass(frozen=True)
class Told:
    """An outcome as the report and the decision tell it; `proof` as in `stories`."""

    key: int
    proof: str
    recommended: int | None
    decided: int | None
    proved: bool
    forum: str

    @property
    def departs(self) -> bool:
        return bool(self.decided) and self.decided != self.recommended

    @property
    def severity(self) -> str:
        return "gross" if self.forum == "hearing" else "misconduct"


def add_people(t) -> None:
    chance = t.chance
    for number in range(1, t.life.complainants + 1):
        t.tables.add(
            "complaints_complainant",
            case_id=t.case,
            number=number,
            person_id=_person(t),
            capacity=_capacity(t, number),
            acts_for_id=None,
            consent_on=None,
            consent_evidence="",
            wishes="",
        )
    staff = t.teller.staff
    any_rank = t.life.scene in stories.ANY_RANK
    members = (staff.members if any_rank else staff.officers)[t.borough.pk]
    chosen = chance.sample(members, min(t.life.subjects, len(members)))
    t.subjects = []
    for number, (member, rank) in enumerate(chosen, start=1):
        unknown = t.life.complainants and chance.random() < 0.12
        key = t.tables.add(
            "complaints_subject",
            case_id=t.case,
            number=number,
            kind="unidentified" if unknown else "member",
            member_id=None if unknown else member,
            description=_UNKNOWN[any_rank] if unknown else "",
            unit_id=t.borough.pk,
            rank="unknown" if unknown else rank,
        )
        t.subjects.append((key, None if unknown else member))


# Of somebody met in uniform, and of somebody met at a counter or spoken to.
_UNKNOWN = ("A uniformed officer, not identified", "Somebody who gave no name")


def _capacity(t, number: int) -> str:
    """The first complainant is who it happened to, unless they only saw it."""
    if number > 1:
        return t.chance.choice(("witness", "affected"))
    return "witness" if _WATCHED.issuperset(t.life.categories) else "victim"


def _person(t) -> int:
    chance, people = t.chance, t.teller.people
    if people and chance.random() < 0.08:
        return chance.choice(people)
    surname, forename = chance.choice(words.SURNAMES), chance.choice(words.FORENAMES)
    woman = forename in words.WOMEN
    asked = chance.random()
    key = t.tables.add(
        "complaints_person",
        title=chance.choice(("Ms", "Mrs", "Miss", "") if woman else ("Mr", "Mr", "")),
        forenames=forename,
        surname=surname,
        born_on=t.life.received_on - timedelta(days=chance.randrange(6000, 29000)),
        telephone=f"020 7946 {chance.randrange(10_000):04}",
        email=f"{forename}.{surname}.{chance.randrange(10**6)}@example.org".lower().replace(
            "'", ""
        ),
        address=f"{chance.randrange(1, 240)} {chance.choice(words.STREETS)}",
        postcode="",
        contact_preference=chance.choice(("telephone", "email", "letter")),
        needs="",
        ethnicity="not_stated"
        if asked < 0.15
        else ("" if asked < 0.35 else chance.choice(_ETHNICITIES)),
        ethnicity_perceived=chance.choice(_PERCEIVED),
        gender=chance.choice(("female" if woman else "male",) * 3 + ("not_stated", "")),
        disability=chance.choice(("no", "no", "yes", "not_stated", "")),
        religion="",
        sexual_orientation="",
        age_band="",
    )
    if len(people) < 5_000:
        people.append(key)
    return key


def add_allegations(t) -> None:
    t.outcomes = []
    if not t.life.on("record"):
        return
    for number, alleged in enumerate(t.life.alleged, start=1):
        code = alleged.code
        who = "The complainant" if t.life.complainants else t.say("{officer}")
        key = t.tables.add(
            "complaints_allegation",
            case_id=t.case,
            number=number,
            category_id=t.teller.categories[code].pk,
            text=f"{who} {alleged.text}.",
            strands=["race"] if code == "F" else [],
            raised_on=t.life.received_on,
        )
        t.tables.add(
            "complaints_allegation_standards",
            allegation_id=key,
            standard_id=t.teller.standards[STANDARD_OF[code]],
        )
        for subject, member in t.subjects:
            _add_outcome(t, key, alleged, subject, known=bool(member))


def _add_outcome(t, allegation: int, alleged, subject: int, *, known: bool) -> None:
    results = t.teller.results
    upheld, not_upheld = results["upheld"], results["not-upheld"]
    recommended = decided = None
    if t.life.since("submit-report", None):
        recommended = upheld if t.chance.random() < 0.14 else not_upheld
    if recommended and t.dates["determined_on"]:
        other = not_upheld if recommended == upheld else upheld
        decided = other if t.chance.random() < 0.06 else recommended
    # Nobody has a case to answer who was never identified.
    proved = decided == upheld and known
    weights = (0, 30, 70) if alleged.code in stories.GRAVE else (76, 24, 0)
    forum = t.chance.choices(_FORUMS, weights)[0]
    told = Told(0, alleged.proof, recommended, decided, proved, forum)
    key = t.tables.add(
        "complaints_outcome",
        allegation_id=allegation,
        subject_id=subject,
        recommended_id=recommended,
        result_id=decided,
        case_to_answer=proved if decided else None,
        severity=told.severity if proved else ("none" if decided else ""),
        forum=forum if proved else ("none" if decided else ""),
    )
    t.outcomes.append(replace(told, key=key))
