"""Rows of who complained, whom it is about, and what is alleged against whom.

Each function takes the case being told (`config.generator.rows`) as `t`.
"""

from datetime import timedelta

from config.generator import words

_ETHNICITIES = ("W1", "W1", "W1", "W9", "A1", "A2", "A3", "B1", "B2", "M1", "O9")
_PERCEIVED = ("1", "1", "2", "3", "4", "5", "6", "")


def add_people(t) -> None:
    chance = t.chance
    for number in range(1, t.life.complainants + 1):
        t.tables.add(
            "complaints_complainant",
            case_id=t.case,
            number=number,
            person_id=_person(t),
            capacity=chance.choices(("victim", "witness", "affected"), (82, 9, 9))[0],
            acts_for_id=None,
            consent_on=None,
            consent_evidence="",
            wishes="",
        )
    members = t.teller.staff.members[t.borough.pk]
    chosen = chance.sample(members, min(t.life.subjects, len(members)))
    t.subjects = []
    for number, (member, rank) in enumerate(chosen, start=1):
        unknown = chance.random() < 0.12
        key = t.tables.add(
            "complaints_subject",
            case_id=t.case,
            number=number,
            kind="unidentified" if unknown else "member",
            member_id=None if unknown else member,
            description="A uniformed officer, not identified" if unknown else "",
            unit_id=t.borough.pk,
            rank="unknown" if unknown else rank,
        )
        t.subjects.append((key, None if unknown else member))


def _person(t) -> int:
    chance, people = t.chance, t.teller.people
    if people and chance.random() < 0.08:
        return chance.choice(people)
    surname, forename = chance.choice(words.SURNAMES), chance.choice(words.FORENAMES)
    asked = chance.random()
    key = t.tables.add(
        "complaints_person",
        title=chance.choice(("Ms", "Mr", "Mx", "Mrs", "")),
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
        gender=chance.choice(("female", "male", "male", "not_stated", "")),
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
    results = t.teller.results
    for number, code in enumerate(t.life.categories, start=1):
        key = t.tables.add(
            "complaints_allegation",
            case_id=t.case,
            number=number,
            category_id=t.teller.categories[code].pk,
            text=f"The complainant {t.chance.choice(words.ALLEGED[code])}.",
            strands=["race"] if code == "F" else [],
            raised_on=t.life.received_on,
        )
        t.tables.add(
            "complaints_allegation_standards",
            allegation_id=key,
            standard_id=t.chance.choice(t.teller.standards),
        )
        for subject, _ in t.subjects:
            _add_outcome(t, key, subject, results)


def _add_outcome(t, allegation: int, subject: int, results: dict) -> None:
    upheld, not_upheld = results["upheld"], results["not-upheld"]
    recommended = decided = None
    if t.life.since("submit-report", None):
        recommended = upheld if t.chance.random() < 0.14 else not_upheld
    if recommended and t.dates["determined_on"]:
        other = not_upheld if recommended == upheld else upheld
        decided = other if t.chance.random() < 0.06 else recommended
    proved = decided == upheld
    forum = t.chance.choices(("management_action", "meeting", "hearing"), (70, 24, 6))[
        0
    ]
    key = t.tables.add(
        "complaints_outcome",
        allegation_id=allegation,
        subject_id=subject,
        recommended_id=recommended,
        result_id=decided,
        case_to_answer=proved if decided else None,
        severity=("gross" if forum == "hearing" else "misconduct")
        if proved
        else ("none" if decided else ""),
        forum=forum if proved else ("none" if decided else ""),
    )
    t.outcomes.append((key, recommended, decided, proved, forum))
