"""How risky a synthetic case is, to whom and why: from what is alleged in it."""

from dataclasses import dataclass
from random import Random

LEVELS = ("low", "medium", "high")
TO_WHOM = ("public", "officers", "organisation")
# For each category: the usual levels, in the order of TO_WHOM, and why.
_USUAL = {
    "A": ("high medium high", (
        "An injury that needed treatment is alleged, and it could happen again before "
        "it is looked into.",
        "Serious violence is alleged; nothing yet keeps {officer} from the public.")),
    "B": ("high medium high", (
        "A sexual assault is alleged: others may be in danger until it is looked into.",
        "What is alleged is a grave crime, and those it could be done to are near.")),
    "C": ("medium low medium", (
        "Needless force is alleged; nothing says so far that it is a habit.",
        "Force is alleged that may have hurt, and no lasting injury.")),
    "D": ("medium low medium", (
        "What is alleged wears people down if it goes on, and it may go on.",
        "Pressure is alleged rather than violence; it may not stop by itself.")),
    "E": ("medium low medium", (
        "Liberty was taken, by this account without a ground; a claim may follow.",
        "If there was no ground for it, it was unlawful, and the force will pay.")),
    "F": ("medium low high", (
        "Discrimination is alleged: confidence is at stake beyond one person.",
        "Discrimination is alleged, which the force must be seen to take seriously.")),
    "G": ("medium medium high", (
        "If evidence was made up a court may be misled, and other cases may fall.",
        "The honesty of evidence is in doubt: whatever rests on it is in doubt too.")),
    "H": ("high medium high", (
        "Corruption is alleged: it may be going on, and others may be in it.",
        "Whoever was asked for money, or gave it, may be asked again.")),
    "J": ("low low medium", (
        "Property is at issue and nobody's safety; the force may have to pay for it.",
        "Nobody is in danger; that property is safe with the force is in doubt.")),
    "K": ("medium low medium", (
        "A search without a record is small to one person, and not as a habit.",
        "Searches that nobody writes down cost trust where it is needed.")),
    "L": ("medium low medium", (
        "A home was entered, by this account without the right to; a claim may follow.",
        "If nothing allowed the search, the force answers for it.")),
    "M": ("medium low medium", (
        "People who are held depend on the care that is alleged to have failed.",
        "It concerns the care of people in custody, where lapses can do harm.")),
    "N": ("low low medium", (
        "A safeguard is alleged to be missing; evidence may be lost by it.",
        "Nobody is in danger; an identification may be worth nothing.")),
    "P": ("low low medium", (
        "A safeguard is alleged to be missing; evidence may be lost by it.",
        "Nobody is in danger; an interview may be worth nothing.")),
    "Q": ("low low medium", (
        "Unfairness is alleged; nobody is in danger, but trust can be lost.",
        "No harm is alleged beyond the unfairness itself.")),
    "R": ("medium low medium", (
        "Rights that everybody is to be told of are at issue; evidence may be lost.",
        "Several safeguards are alleged to be missing at once.")),
    "S": ("low low low", (
        "A duty left undone is alleged; as far as is known nobody was hurt by it.",
        "It is about service, and nobody is in danger from it.")),
    "T": ("low low low", (
        "An irregularity is alleged that put nobody in danger.",
        "A slip of procedure is alleged; it can be put right.")),
    "U": ("low low low", (
        "Rudeness is alleged and no more: nobody is in danger from it.",
        "Words are complained of, not deeds; nobody is in danger.")),
    "V": ("medium low low", (
        "A danger on the road is alleged, once.",
        "Somebody could have been hurt on the road; nobody was.")),
    "W": ("low low low", (
        "Nothing is alleged that puts anybody in danger.",
        "As alleged it concerns conduct that harmed nobody.")),
    "X": ("medium low high", (
        "Personal information is said to have got out, and cannot be called back.",
        "Whoever misuses the systems once may do so again; the force answers for it.")),
    "Y": ("high low high", (
        "Somebody who turned to the police may have been preyed upon; there may be "
        "others.",
        "A position of trust is said to have been abused, and may be again.")),
}  # fmt: skip
USUAL = {code: tuple(levels.split()) for code, (levels, _) in _USUAL.items()}
WHY = {code: sentences for code, (_, sentences) in _USUAL.items()}
# What raises a level above the usual, and what lowers it.
_RAISED = {
    "public": "Higher for the public than usual: somebody vulnerable is concerned.",
    "officers": "Higher for officers than usual: threats were made over it.",
    "organisation": "Higher for the force than usual: a newspaper has asked about it.",
}
_LOWERED = {
    "public": "Lower for the public than usual: it was a single occasion.",
    "officers": "Lower for officers than usual: no name has become known.",
    "organisation": "Lower for the force than usual: it is known to few.",
}
_FOUND_AT = ("first_contact", "check", "assess")


@dataclass(frozen=True)
class Risk:
    """The levels of one case: as they usually are, and as they turn out."""

    usual: tuple[str, ...]
    found: tuple[str, ...]
    found_at: str  # the stage from which on they are as found
    note: str  # why they are not the usual ones; blank when they are
    worst: str  # the category they follow from

    def at(self, stage: str) -> tuple[tuple[str, ...], str]:
        """The levels at a stage, and the note if it is made there."""
        known = _FOUND_AT.index(self.found_at) <= _FOUND_AT.index(stage)
        return (
            self.found if known else self.usual,
            self.note if stage == self.found_at else "",
        )


def risk_of(chance: Random, codes: list[str]) -> Risk:
    """What the worst of the categories asks for; now and then one level is another."""
    usual = usual_levels(codes)
    worst = max(codes, key=lambda code: sum(map(LEVELS.index, USUAL[code])))
    found, note, stage = list(usual), "", _FOUND_AT[0]
    if chance.random() < 0.15:
        place, step = chance.randrange(3), chance.choice((1, 1, -1))
        level = LEVELS.index(usual[place]) + step
        if 0 <= level < len(LEVELS):
            found[place] = LEVELS[level]
            note = (_RAISED if step > 0 else _LOWERED)[TO_WHOM[place]]
            stage = chance.choice(_FOUND_AT)
    return Risk(usual, tuple(found), stage, note, worst)


def usual_levels(codes: list[str]) -> tuple[str, ...]:
    """To each of TO_WHOM the highest level that one of the categories asks for."""
    of_each = zip(*(USUAL[code] for code in codes), strict=True)
    return tuple(max(levels, key=LEVELS.index) for levels in of_each)
