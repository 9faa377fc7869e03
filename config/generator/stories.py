"""What is alleged and where, told so that all else the case says can agree with it.

A case happens in one scene; all that is alleged in it fits that scene, and what was
looked into, found and decided follows from the scene and from how each can be proved.
"""

from dataclasses import dataclass

WORK = "work"  # the scene of conduct matters


@dataclass(frozen=True)
class Alleged:
    """One thing alleged: its category, what would prove it, and the words."""

    code: str
    proof: str  # a key of FINDINGS
    text: str


# For each category: (scenes, proof, what "The complainant" goes on with).
_COMPLAINED = {
    "A": (
        ("street protest", "seen", "was struck with a baton and needed stitches"),
        ("street home", "seen", "was thrown to the ground and broke a wrist"),
    ),
    "B": (("custody", "seen", "was touched indecently during a search"),),
    "C": (
        ("street protest", "seen", "was pushed against a wall without reason"),
        ("street home custody", "seen", "was handcuffed so tightly that it bruised"),
        ("car", "seen", "was pulled out of the car by the collar"),
    ),
    "D": (
        ("street car", "paper", "was stopped for the fourth time in a month"),
        ("street counter", "said", "was threatened with arrest for asking a question"),
        ("home protest", "seen", "was stood over until they gave way"),
    ),
    "E": (
        ("street car home protest", "paper", "was arrested without any ground"),
        ("custody", "paper", "was kept in a cell when the reason for it had gone"),
    ),
    "F": (
        ("street car", "motive", "was stopped, they believe, for the colour of their "
         "skin"),
        ("counter home phone", "said", "was mocked for where they come from"),
        ("custody", "said", "was refused an interpreter and laughed at"),
    ),
    "G": (
        ("street car custody home", "statement", "says that a statement about them "
         "describes what never happened"),
    ),
    "H": (("car home", "said", "was told that money would make the papers vanish"),),
    "J": (
        ("custody", "paper", "did not get back a telephone and cash that were taken"),
        ("home", "paper", "learnt that property taken away had been disposed of"),
    ),
    "K": (("street car", "paper", "was searched and given no reason and no record"),),
    "L": (
        ("home", "paper", "had the door forced at the wrong address"),
        ("home", "paper", "was shown no warrant and found the rooms in disorder"),
    ),
    "M": (
        ("custody", "paper", "was not given the medicine they need"),
        ("custody", "paper", "was refused a telephone call"),
    ),
    "N": (("custody", "paper", "was put on a parade without being told why"),),
    "P": (("custody", "paper", "was interviewed with the tape not running"),),
    "Q": (
        ("street home car", "motive", "says that only the other side was listened to"),
        ("phone counter", "motive", "says that minds were made up beforehand"),
    ),
    "R": (("custody street", "paper", "was not told of their rights at any time"),),
    "S": (
        ("phone", "paper", "reported a burglary and heard nothing for weeks"),
        ("phone", "paper", "named witnesses who were never spoken to"),
        ("phone", "paper", "was promised a call back that never came"),
        ("counter", "paper", "reported a theft that was never written down"),
        ("street car home protest", "said", "asked for a name and number in vain"),
        ("custody", "paper", "was let go without hearing what would happen next"),
    ),
    "T": (
        ("car", "paper", "was given a penalty notice with the wrong offence on it"),
        ("counter custody", "paper", "was made to sign somebody else's form"),
    ),
    "U": (
        ("street counter protest", "said", "was sworn at and told to go away"),
        ("counter phone custody", "said", "was laughed at when asking for help"),
        ("street car home road", "said", "was spoken to abruptly and with contempt"),
    ),
    "V": (("road", "seen", "saw a police car pass a red light, silent and unlit"),),
    "W": (("street protest", "said", "was moved on and never told why"),),
    "X": (
        ("phone counter home", "data", "found that a neighbour had been told of an old "
         "conviction"),
    ),
    "Y": (("phone", "data", "got suggestive messages after reporting a theft"),),
}  # fmt: skip
# For each category: (proof, what "The officer" goes on with), where nobody complained.
_REPORTED = {
    "A": ("seen", "struck a prisoner who was handcuffed and broke a tooth"),
    "B": ("seen", "touched a colleague indecently in a police vehicle"),
    "C": ("seen", "pushed a prisoner who offered no resistance"),
    "D": ("said", "shouted at a probationer day after day"),
    "E": ("paper", "kept a prisoner in a cell without any review"),
    "F": ("said", "used a racist word of a suspect in the writing room"),
    "G": ("statement", "signed a statement about a search without having been at it"),
    "H": ("data", "took money for checking registration numbers"),
    "J": ("paper", "left seized cash out of the property register"),
    "K": ("paper", "searched several people and kept no record"),
    "L": ("paper", "searched a flat before the warrant was granted"),
    "M": ("paper", "wrote up visits to a cell that nobody made"),
    "N": ("said", "hinted to a witness whom to choose at a parade"),
    "P": ("paper", "interviewed a suspect with the tape not running"),
    "Q": ("paper", "dropped a case in which a friend was accused"),
    "R": ("paper", "questioned a suspect without a caution"),
    "S": ("paper", "closed six crime reports without any enquiry"),
    "T": ("paper", "took out a police vehicle without authority"),
    "U": ("said", "swore at a colleague in the station office"),
    "V": ("paper", "drove through a red light with no call to answer"),
    "W": ("paper", "worked for a private firm without leave"),
    "X": ("data", "looked up a former partner on the crime system"),
    "Y": ("data", "sent suggestive messages to a witness"),
}
# How conduct matters come to light, how often, and which categories do so.
SOURCES = {
    "report": (75, frozenset(_REPORTED)),
    "proactive": (15, frozenset("GHWXY")),
    "claim": (10, frozenset("ACEJL")),
}
GRAVE = frozenset("ABGHY")  # what goes to a hearing when it is proved
# Where several who do not know each other meet the same officers.
SHARED_SCENES = frozenset({"street", "car", "protest"})
# Whom nobody in police uniform need have met.
ANY_RANK = frozenset({"phone", "counter"})


def _by_scene() -> dict[str, dict[str, list[Alleged]]]:
    found: dict[str, dict[str, list[Alleged]]] = {WORK: {}}
    for code, tellings in _COMPLAINED.items():
        for scenes, proof, text in tellings:
            for scene in scenes.split():
                of_code = found.setdefault(scene, {}).setdefault(code, [])
                of_code.append(Alleged(code, proof, text))
    for code, (proof, text) in _REPORTED.items():
        found[WORK][code] = [Alleged(code, proof, text)]
    return found


BY_SCENE = _by_scene()
SCENES_OF = {
    code: [scene for scene in BY_SCENE if scene != WORK and code in BY_SCENE[scene]]
    for code in _COMPLAINED
}
# Each scene: where it happened in words, with {street}, {borough}, {time} and {day};
# and the place as a form has it.
WHERE = {
    "street": (
        "{spot} in {borough}, near {street}, {time} on {day}",
        "{street}, {borough}",
    ),
    "car": (
        "at a traffic stop in {street}, {borough}, {time} on {day}",
        "{street}, {borough}",
    ),
    "road": (
        "at the crossing in {street}, {borough}, {time} on {day}",
        "{street}, {borough}",
    ),
    "home": (
        "at the complainant's home in {street}, {borough}, {time} on {day}",
        "{street}, {borough}",
    ),
    "protest": (
        "at {crowd} in {street}, {borough}, {time} on {day}",
        "{street}, {borough}",
    ),
    "custody": (
        "in the custody suite at {borough} police station, {time} on {day}",
        "Custody suite, {borough} police station",
    ),
    "counter": (
        "at the counter of {borough} police station, {time} on {day}",
        "Counter, {borough} police station",
    ),
    "phone": (
        "in telephone calls to {borough} police station, the last on {day}",
        "By telephone, {borough} police station",
    ),
    WORK: ("on duty in {borough}, {time} on {day}", "On duty, {borough}"),
}
SPOTS = (
    "outside the railway station",
    "at a football ground",
    "in a public park",
    "outside a nightclub",
    "in a shopping centre",
)
# What is looked into in each scene: it "was obtained", and "is missing".
EVIDENCE = {
    "street": ("CCTV of the place", "the radio log"),
    "car": ("the record of the stop", "the radio log"),
    "road": ("the log of the vehicle", "CCTV of the crossing"),
    "home": ("the record of the visit", "the notes made at the time"),
    "protest": ("film of the demonstration", "the log of the serial"),
    "custody": ("the custody record", "CCTV of the suite"),
    "counter": ("CCTV of the front office", "the station's occurrence book"),
    "phone": ("the log of calls", "the crime report"),
    WORK: ("the duty register", "the pocket notebooks"),
}
# Why an outcome is found as it is, by how it can be proved: upheld, not upheld.
FINDINGS = {
    "seen": (
        (
            "Two people who do not know each other saw it, and what they say agrees.",
            "Somebody who was passing saw it, and {first} agrees with what they saw.",
        ),
        (
            "Those who were there saw the encounter and not what is alleged.",
            "Nobody else saw anything of the kind, and {first} does not show it.",
        ),
    ),
    "said": (
        (
            "Somebody who knows neither side heard the words that were used.",
            "A colleague who was there confirms the words.",
        ),
        (
            "Nobody else heard it, and the two accounts cannot be reconciled.",
            "It is one word against another, and nothing tells for either.",
        ),
    ),
    "paper": (
        (
            "The records made at the time bear it out, and no reason is written down.",
            "Nothing written at the time accounts for it, and something should have "
            "been.",
        ),
        (
            "The records made at the time do not bear it out.",
            "What was written at the time accounts for what was done.",
        ),
    ),
    "statement": (
        (
            "The records made at the time contradict the statement.",
            "Somebody else who was there says that it was otherwise.",
        ),
        (
            "The records made at the time agree with the statement.",
            "Others who were there describe it as the statement does.",
        ),
    ),
    "motive": (
        (
            "No other reason for what was done was written down or can be found.",
            "The reason given now is not the one that was given then.",
        ),
        (
            "The reason written down at the time has nothing to do with what is "
            "alleged.",
            "Others were treated in the same way for the same reason.",
        ),
    ),
    "data": (
        (
            "The audit of the system shows it, and no policing purpose for it.",
            "The telephone records show it, and no duty accounts for it.",
        ),
        (
            "The audit of the system shows nothing of the kind.",
            "Neither the system nor the telephone records show anything of it.",
        ),
    ),
}
# Of somebody who could not be identified.
FINDINGS_OF_NOBODY = (
    ("It happened as alleged; who did it could not be found out.",),
    ("Nothing bears it out, and who was there could not be found out.",),
)
# Of somebody, when the same is upheld against another.
FINDINGS_OF_ANOTHER = (
    "It was the doing of another, and nothing shows that this one had a part in it.",
    "What was done was not done by this one, as far as can be told.",
)
