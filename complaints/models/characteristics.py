"""Codes of what people say of themselves, and the words people read for them.

Four answers stay apart: what the person said, what an officer perceived, that the
person was asked and would not say (NOT_STATED), and that nobody asked ("").
"""

from complaints.models.people import NOT_STATED

NOT_STATED_WORDS = "Asked, and preferred not to say"
MISSING_WORDS = "Not asked yet"

# The 16 codes of the 2001 census; the seventeenth answer is NOT_STATED.
ETHNICITY = (
    ("White", (("W1", "British"), ("W2", "Irish"), ("W9", "Any other White"))),
    (
        "Mixed",
        (
            ("M1", "White and Black Caribbean"),
            ("M2", "White and Black African"),
            ("M3", "White and Asian"),
            ("M9", "Any other Mixed"),
        ),
    ),
    (
        "Asian or Asian British",
        (
            ("A1", "Indian"),
            ("A2", "Pakistani"),
            ("A3", "Bangladeshi"),
            ("A9", "Any other Asian"),
        ),
    ),
    (
        "Black or Black British",
        (("B1", "Caribbean"), ("B2", "African"), ("B9", "Any other Black")),
    ),
    (
        "Chinese or other",
        (("O1", "Chinese"), ("O9", "Any other ethnic group")),
    ),
)
# Identity codes by which officers describe people.
ETHNICITY_PERCEIVED = (
    ("IC1", "IC1 White, North European"),
    ("IC2", "IC2 White, South European"),
    ("IC3", "IC3 Black"),
    ("IC4", "IC4 Asian"),
    ("IC5", "IC5 Chinese, Japanese or other South-East Asian"),
    ("IC6", "IC6 Arab or North African"),
    ("IC9", "IC9 Could not tell"),
)
GENDER = (("female", "Female"), ("male", "Male"), ("other", "In another way"))
DISABILITY = (
    ("none", "None"),
    ("physical", "Physical or mobility"),
    ("sensory", "Sight or hearing"),
    ("mental_health", "Mental health"),
    ("learning", "Learning"),
    ("other", "Another disability"),
)
RELIGION = (
    ("none", "None"),
    ("buddhist", "Buddhist"),
    ("christian", "Christian"),
    ("hindu", "Hindu"),
    ("jewish", "Jewish"),
    ("muslim", "Muslim"),
    ("sikh", "Sikh"),
    ("other", "Another religion or belief"),
)
SEXUAL_ORIENTATION = (
    ("heterosexual", "Heterosexual"),
    ("gay_lesbian", "Gay or lesbian"),
    ("bisexual", "Bisexual"),
    ("other", "In another way"),
)
AGE_BAND = (
    ("under_18", "Under 18"),
    ("18_24", "18 to 24"),
    ("25_34", "25 to 34"),
    ("35_44", "35 to 44"),
    ("45_54", "45 to 54"),
    ("55_64", "55 to 64"),
    ("65_over", "65 or over"),
)

CODES = {
    "ethnicity": ETHNICITY,
    "ethnicity_perceived": ETHNICITY_PERCEIVED,
    "gender": GENDER,
    "disability": DISABILITY,
    "religion": RELIGION,
    "sexual_orientation": SEXUAL_ORIENTATION,
    "age_band": AGE_BAND,
}
PERCEIVED = frozenset({"ethnicity_perceived"})  # an officer is not asked, but sees


def choices_of(field: str) -> list:
    """The choices of a form: missing, the codes, and for self-definition not stated."""
    if field in PERCEIVED:
        return [("", "Nobody recorded it"), *CODES[field]]
    return [("", MISSING_WORDS), *CODES[field], (NOT_STATED, NOT_STATED_WORDS)]


def _flat(choices):
    for value, words in choices:
        if isinstance(words, tuple):
            yield from ((code, f"{value}: {name}") for code, name in words)
        else:
            yield value, words


_WORDS = {field: dict(_flat(choices)) for field, choices in CODES.items()}


def words_of(field: str, code: str) -> str:
    """What people read for a stored code; a code nobody knows is shown as it is."""
    if not code:
        return "" if field in PERCEIVED else MISSING_WORDS
    if code == NOT_STATED:
        return NOT_STATED_WORDS
    return _WORDS[field].get(code, code)
