"""Questions about the force that other rooms ask."""

from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Q, QuerySet, Value

from organisation.names import Plain, Sound, searchable_name, surname_sound

# Words of a name shorter than this are matched as they stand, never nearly.
SHORTEST_NEAR_MATCH = 4
LONGEST_SEARCH = 100


class UnitQuerySet(QuerySet):
    def open_on(self, day: date):
        """Units that existed on `day`."""
        return self.filter(opened_on__lte=day).filter(
            Q(closed_on__isnull=True) | Q(closed_on__gte=day)
        )


class MemberQuerySet(QuerySet):
    def serving_on(self, day: date):
        """Members who had joined, as far as is known, and not left by `day`."""
        return self.filter(Q(joined_on__isnull=True) | Q(joined_on__lte=day)).filter(
            Q(left_on__isnull=True) | Q(left_on__gte=day)
        )

    def numbered(self, text: str):
        """The member with this warrant or pay number, however its letters are typed."""
        return self.filter(number__iexact=text.strip(), placeholder=False).first()

    def search(self, text: str):
        """Members whose name or number has every word of `text`, or nearly; best first.

        Accents and capitals do not count, words may stand in any order, and a surname
        is also found by a name that sounds like it.
        """
        words = text[:LONGEST_SEARCH].split()
        if not words:
            return self.none()
        found = self.alias(found_by=searchable_name(), sound=surname_sound())
        for word in words:
            found = found.filter(_has(word))
        return found.annotate(likeness=_likeness(words)).order_by(
            F("likeness").desc(), "surname", "forenames", "number"
        )


def _has(word: str) -> Q:
    """In the name or number as it stands; a longer word also nearly or by sound."""
    plain = Plain(Value(word))
    found = Q(found_by__contains=plain)
    if len(word) >= SHORTEST_NEAR_MATCH and word.isalpha():
        found |= Q(found_by__trigram_word_similar=plain) | Q(sound=Sound(plain))
    return found


def _likeness(words: list[str]):
    plain = Plain(Value(" ".join(words)))
    # The stubs know of text alone, where Django takes any expression.
    return TrigramWordSimilarity(plain, searchable_name())  # type: ignore[arg-type]
