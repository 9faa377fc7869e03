"""Names as people type them: no accents, no capitals, nearly right."""

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Concat


class Plain(Func):
    """Text in lower case without accents, in a form the database can index."""

    function = "candour_plain"
    arity = 1
    output_field = TextField()


def searchable_name() -> Plain:
    """Everything a member is found by; the trigram index is on this expression."""
    return Plain(
        Concat(F("surname"), Value(" "), F("forenames"), Value(" "), F("number"))
    )


class Sound(Func):
    """How a name sounds in English: the double metaphone of fuzzystrmatch."""

    function = "dmetaphone"
    arity = 1
    output_field = TextField()


def surname_sound() -> Sound:
    return Sound(Plain(F("surname")))
