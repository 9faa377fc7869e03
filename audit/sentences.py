"""An entry as an English sentence: "A. Inspector allocated case PC/00001/26".

Every event has one, made from its name. What goes into it reaches whoever may read the
history, so it names no identity but the actor's.
"""

from audit.models import Entry, Outcome

IRREGULAR = {
    "begin": "began",
    "draw": "drew",
    "find": "found",
    "get": "got",
    "give": "gave",
    "hold": "held",
    "let": "let",
    "make": "made",
    "meet": "met",
    "put": "put",
    "read": "read",
    "run": "ran",
    "say": "said",
    "send": "sent",
    "set": "set",
    "split": "split",
    "take": "took",
    "tell": "told",
    "withdraw": "withdrew",
    "write": "wrote",
}
# Regular but for the doubled letter, which spelling alone does not tell.
DOUBLED = frozenset(
    {"admit", "commit", "defer", "drop", "log", "permit", "plan", "refer", "scan"}
    | {"stop", "submit", "tag", "transfer", "untag"}
)
VOWELS = "aeiou"


def sentence_of(entry: Entry) -> str:
    """What happened, in one sentence without its full stop."""
    if entry.outcome == Outcome.REFUSED:
        asked = " ".join(_verb_and_object(entry))
        return f"{_who(entry)} was refused: {asked}. {entry.sentence}"
    verb, what = _verb_and_object(entry)
    return f"{_who(entry)} {past(verb)} {what}"


def past(verb: str) -> str:
    """The past tense of an English verb."""
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.startswith("re") and verb[2:] in IRREGULAR:
        return "re" + IRREGULAR[verb[2:]]
    if verb in DOUBLED:
        return verb + verb[-1] + "ed"
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ied"
    return verb + "ed"


def _who(entry: Entry) -> str:
    if entry.on_behalf_of:
        return f"{entry.actor_name}, for {entry.on_behalf_of},"
    return entry.actor_name


def _verb_and_object(entry: Entry) -> tuple[str, str]:
    """As "detail.erase" of a case: ("erase", "the detail of case PC/00001/26")."""
    noun, _, name = entry.event.replace("_", "-").rpartition(".")
    verb, _, rest = name.partition("-")
    kind = entry.subject_kind.replace("_", " ")
    subject = f"{kind} {entry.subject_key}".strip()
    part = rest or noun
    if part in ("", entry.subject_kind):
        return verb, subject
    return verb, f"the {part.replace('-', ' ')} of {subject}"
