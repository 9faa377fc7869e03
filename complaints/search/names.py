"""Who is called just so: letter by letter, but for accents and apostrophes."""

import re

from django.db.models import Func, Q, TextField, Value
from django.db.models.functions import Replace
from django.db.models.lookups import IRegex


def called_so(name, words: str) -> Q:
    """Whether the text `name` has each of the words, whole.

    The words of search are stems, of which Rowan and Rowans have one, and names that
    are nearly so are found too: this tells them from those that were asked for.
    """
    compared = _as_compared(name)
    so = Q()
    for word in words.split():
        whole = _as_compared(Value(rf"\m{re.escape(word)}\M"))
        so &= Q(IRegex(compared, whole))
    return so


def _as_compared(name) -> Func:
    """Without accents, nor the apostrophes that are typed in two ways or left out."""
    plain = Func(name, function="unaccent", output_field=TextField())
    return Replace(plain, Value("'"), Value(""), output_field=TextField())
