"""What else a case is found by: an earlier reference, the names of its people."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator

from complaints.models import Complainant, LegacyRecord, Subject

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile("['’]")
# Shorter ones would be found, run together, within words that mean something else.
_RUN_TOGETHER = 6


def called(references: Collection[str]) -> Callable[[str], bool]:
    """Whether a text holds what one of these cases is called by, however it is spelt.

    Names of people by the surname alone, as the search finds them; of an officer by
    the number too.
    """
    runs = {run for each in _calling(references) if (run := _words(each)).strip()}
    together = {
        run.replace(" ", "")
        for run in runs
        if len(run.replace(" ", "")) >= _RUN_TOGETHER
    }

    def holds(text: str) -> bool:
        words = _words(text)
        squeezed = words.replace(" ", "")
        return any(run in words for run in runs) or any(
            run in squeezed for run in together if any(map(str.isdigit, run))
        )

    return holds


def _calling(references: Collection[str]) -> Iterator[str]:
    cases = {"case__reference__in": references}
    legacy = LegacyRecord.objects.filter(**cases)
    yield from legacy.values_list("source_reference", flat=True)
    people = Complainant.objects.filter(**cases)
    yield from people.values_list("person__surname", flat=True)
    named = Subject.objects.filter(**cases).exclude(member=None)
    for surname, number in named.values_list("member__surname", "member__number"):
        yield surname
        yield number


def _words(text: str) -> str:
    """ " o neill smith ": the words, without accents and capitals, each between spaces.

    An apostrophe is left out, as people leave it out.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(each for each in plain if not unicodedata.combining(each))
    words = _WORD.findall(_APOSTROPHE.sub("", kept))
    return f" {' '.join(words)} "
