"""Rows of who complained, whom it is about, and what is alleged against whom.

Each function takes the case being told (`config.generator.rows`) as `t`.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from config.generator import names, stories, words
from config.generator.memory import Known

_MINORITIES = ("A1", "A2", "A3", "B1", "B2", "M1", "O9")
_ETHNICITIES = ("W1", "W1", "W1", "W9", *_MINORITIES)
_PERCEIVED_MINORITIES = ("3", "4", "5", "6", "")
_PERCEIVED = ("1", "1", "2", *_PERCEIVED_MINORITIES)
_WATCHED = frozenset("V")  # what a passer-by complains of
_BEHIND_DOORS = frozenset({"phone", "custody"})  # where no passer-by is
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
    place: str  # as the trail names it
    proof: str
    known: bool  # whether the subject is
    recommended: int | None
    decided: int | None
    proved: bool
    forum: str

    @property
    def allegation(self) -> str:
        return self.place.partition(" subject")[0]

    @property
    def departs(self) -> bool:
        return bool(self.decided) and self.decided != self.recommended

    @property
    def severity(self) -> str:
        return "gross" if self.forum == "hearing" else "misconduct"


def add_people(t) -> None:
    for number in range(1, t.life.complainants + 1):
        person = t.known if t.known and number == 1 else _person(t, number)
        t.people.append(person.key)
        t.household = t.household or person
        t.tables.add(
            "complaints_complainant",
            case_id=t.case,
            number=number,
            person_id=person.key,
            capacity=_capacity(t, number),
            acts_for_id=None,
            consent_on=None,
            consent_evidence="",
            wishes="",
            untold_because="",
        )
    any_rank = t.life.scene in stories.ANY_RANK
    for number, (member, rank) in enumerate(_members(t, any_rank), start=1):
        unknown = t.life.complainants and t.chance.random() < 0.12
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
        t.members += [] if unknown else [member]


def _members(t, any_rank: bool) -> tuple:
    """Who of the force was there: (member id, rank)."""
    if not t.incident.subjects:
        staff = t.teller.staff
        there = (staff.members if any_rank else staff.officers)[t.borough.pk]
        chosen = t.chance.sample(there, min(t.life.subjects, len(there)))
        t.incident = replace(t.incident, subjects=tuple(chosen))
    return t.incident.subjects


# Of somebody met in uniform, and of somebody met at a counter or spoken to.
_UNKNOWN = ("A uniformed officer, not identified", "Somebody who gave no name")


def _capacity(t, number: int) -> str:
    """The first complainant is who it happened to, unless they only saw it."""
    if _WATCHED.issuperset(t.life.categories):
        return "witness"
    if number == 1:
        return "victim"
    seen_by_others = t.life.scene not in _BEHIND_DOORS
    return t.chance.choice(("witness", "affected")) if seen_by_others else "affected"


def _person(t, number: int) -> Known:
    """Somebody new; where it happened at home, that is where they all live."""
    chance = t.chance
    forename, surname = t.teller.staff.names.next()
    at_home = t.life.scene == "home"
    if at_home and t.household:
        surname = t.household.surname
        street, borough, address = t.street, t.borough, t.household.address
    else:
        street = t.street if at_home else chance.choice(words.STREETS)
        near = at_home or chance.random() < 0.6
        borough = t.borough if near else chance.choice(t.teller.staff.boroughs)
        address = f"{chance.randrange(1, 240)} {street}, {borough.name}"
    woman = forename in names.WOMEN
    asked = chance.random()
    # Who was stopped or mocked for where they come from.
    race = number == 1 and "F" in t.life.categories
    ethnicity = chance.choice(_MINORITIES if race else _ETHNICITIES)
    key = t.tables.add(
        "complaints_person",
        title=chance.choice(("Ms", "Mrs", "Miss", "") if woman else ("Mr", "Mr", "")),
        forenames=forename,
        surname=surname,
        born_on=t.life.received_on - timedelta(days=chance.randrange(6600, 29000)),
        telephone=t.teller.staff.names.telephone(),
        email=f"{surname}.{chance.randrange(10**6)}@example.org".lower(),
        address=address,
        postcode="",
        contact_preference=chance.choice(("telephone", "email", "letter")),
        needs="",
        ethnicity="not_stated" if asked < 0.15 else ("" if asked < 0.35 else ethnicity),
        ethnicity_perceived=chance.choice(
            _PERCEIVED_MINORITIES if race else _PERCEIVED
        ),
        gender=chance.choice(("female" if woman else "male",) * 3 + ("not_stated", "")),
        disability=chance.choice(("no", "no", "yes", "not_stated", "")),
        religion="",
        sexual_orientation="",
        age_band="",
    )
    person = Known(key, surname, address, street, borough)
    if number == 1:
        t.teller.memory.keep_person(person)
    return person


def add_allegations(t) -> None:
    if not t.life.on("record"):
        return
    for number, alleged in enumerate(t.life.alleged, start=1):
        category = t.teller.categories[alleged.code]
        who = "The complainant" if t.life.complainants else t.say("{officer}")
        text = f"{who} {alleged.text}."
        key = t.tables.add(
            "complaints_allegation",
            case_id=t.case,
            number=number,
            category_id=category.pk,
            text=text,
            strands=["race"] if alleged.code == "F" else [],
            raised_on=t.life.received_on,
        )
        t.issues.append(f"{number}. {category}: {text}")
        t.tables.add(
            "complaints_allegation_standards",
            allegation_id=key,
            standard_id=t.teller.standards[STANDARD_OF[alleged.code]],
        )
        for place, (subject, member) in enumerate(t.subjects, start=1):
            told = _ruled(t, alleged, known=bool(member))
            told = replace(told, place=f"allegation {number} subject {place}")
            _add_outcome(t, key, subject, told)


def _ruled(t, alleged, *, known: bool) -> Told:
    """What is recommended and decided of an allegation against a subject."""
    results = t.teller.results
    upheld, not_upheld = results["upheld"], results["not-upheld"]
    recommended = decided = None
    if t.life.since("submit-report"):
        heard = t.life.heard and not t.outcomes
        recommended = upheld if heard or t.chance.random() < 0.14 else not_upheld
    if recommended and t.dates["determined_on"]:
        other = not_upheld if recommended == upheld else upheld
        decided = other if t.chance.random() < 0.06 else recommended
    if t.life.settled and t.dates["determined_on"]:
        decided = results[t.life.settled]
    # Nobody has a case to answer who was never identified.
    proved = decided == upheld and known
    weights = (0, 30, 70) if alleged.code in stories.GRAVE else (92, 8, 0)
    if t.life.heard:
        weights = (0, *weights[1:])
    forum = t.chance.choices(_FORUMS, weights)[0]
    if not any(one.code == forum for one in t.teller.law.forums(t.life.received_on)):
        forum = _FORUMS[0]  # before there were meetings
    return Told(0, "", alleged.proof, known, recommended, decided, proved, forum)


def _add_outcome(t, allegation: int, subject: int, told: Told) -> None:
    answered = bool(told.decided)
    key = t.tables.add(
        "complaints_outcome",
        allegation_id=allegation,
        subject_id=subject,
        recommended_id=told.recommended,
        result_id=told.decided,
        case_to_answer=told.proved if answered else None,
        severity=told.severity if told.proved else ("none" if answered else ""),
        forum=told.forum if told.proved else ("none" if answered else ""),
    )
    t.outcomes.append(replace(told, key=key))
