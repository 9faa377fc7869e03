"""Search cases by words: AND, OR, - and quotes; few ranked, many newest first.

A rare word in the order of dates would walk the whole index hoping for a page of hits,
and ranking a common one would read half the table: so the hits are counted first, to
`RANKED` and no further, and the count chooses the way.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    TrigramSimilarity,
    TrigramWordSimilarity,
)
from django.db.models import Case as Whether
from django.db.models import (
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    TextField,
    Value,
    When,
)
from django.db.models import Window as Over
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat, Left, Lower

from complaints.models import Case, NameSeen
from complaints.querysets import within_reach
from complaints.search.direct import numbered, of_email, referred_to
from complaints.search.hits import beyond, hits, newest, query
from complaints.search.names import called_so
from organisation.classification import FieldClass
from pages.refusals import BadInput

RANKED = 500
LONGEST = 200
PAGE = 25
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ()-]{6,18}", re.ASCII)
_CURSOR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})_([0-9]{1,18})")
_OF_NAME = "called_"  # before a place among those who are called so
_START = re.compile(r"[0-9]{1,6}")
_WORD = re.compile(r"[^\W\d_]{3,}")
# The words of a name: initials say too little, and Ng is a name.
_NAMED = re.compile(r"[^\W\d_]{2,}")
_SHORTEST_RESPELT = 3  # of two letters every one is near to every other
_NAME = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
# What may be somebody's name: three words at most, no figures, no signs of a search.
_NAMES = re.compile(rf"(?!.*\bor\b){_NAME}(?: {_NAME}){{0,2}}", re.IGNORECASE)


@dataclass
class Found:
    """A page of what was found, and what the page says about it.

    Rows that hold no more than names like those asked for come last and say so in
    `similar`, the words by which they were found; `count` leaves them out.
    """

    words: str
    rows: list[Case] = field(default_factory=list)
    count: int = 0
    capped: bool = False
    ranked: bool = True
    next_cursor: str = ""
    asked: str = ""  # the words as typed, when a corrected spelling was searched
    spelt: str = ""  # and then the correction, as it stands in the cases

    @property
    def most(self) -> str:
        return f"{RANKED:,}"

    @property
    def count_text(self) -> str:
        return f"{self.most}+" if self.capped else f"{self.count:,}"


def search(words: str, *, user, cursor: str = "") -> Found:
    """Cases that `user` may know of and whose visible fields hold `words`.

    Nothing is found through a field the user may not see. Raises BadInput when the
    words are too long.
    """
    words = " ".join(words.split())
    if len(words) > LONGEST:
        raise BadInput(f"Search for {LONGEST} characters or fewer.", field="q")
    if not words:
        return Found(words)
    if _TELEPHONE.fullmatch(words):  # indexed by its figures, however it was written
        words = re.sub("[^0-9]", "", words)
    if cursor.startswith(_OF_NAME):  # goes on with a name that was respelt
        return _by_name(words, user, cursor.removeprefix(_OF_NAME))
    if cases := referred_to(words, user):
        return Found(words, cases, len(cases))
    found = _by_email(words, user, cursor) or _numbered_first(words, user, cursor)
    if found.rows or cursor:
        return found
    second = _by_spelling(words, user)
    if second is not None:
        second.asked = words
        second.spelt = _as_recorded(second, user)
        return second
    return found


def _numbered_first(words: str, user, cursor: str) -> Found:
    """What the words find, after the cases that are numbered so.

    A number may be that of a case, and of an officer.
    """
    cases = numbered(words, user, PAGE)
    found = _by_words(words, user, cursor, besides=[case.pk for case in cases])
    found.count += len(cases)
    if not cursor:
        found.rows = cases + found.rows
    return found


def _by_email(words: str, user, cursor: str) -> Found | None:
    """The cases of whoever has this e-mail address, newest first."""
    cases = of_email(words, user)
    return None if cases is None else _newest_of(cases, words, cursor)


def _by_words(words: str, user, cursor: str, besides=()) -> Found:
    keys = hits(words, user, RANKED + 1, besides)
    if len(keys) > RANKED or _CURSOR.fullmatch(cursor):
        place = _place(cursor) if cursor else None
        rows = newest(words, user, PAGE + 1, place=place, besides=besides)
        return _newest_first(words, rows, len(keys))
    return _best(words, user, keys, cursor)


def _best(words: str, user, keys: list[int], cursor: str) -> Found:
    """The few: people called just so first, then the best, then the newest."""
    start = _start(cursor)
    if not keys:
        return Found(words)
    rows = list(_ranked(keys, words, user)[start : start + PAGE])
    following = str(start + PAGE) if start + PAGE < len(keys) else ""
    if rows and rows[0].some_exact and not following:
        rows += _called_nearly_so(words, user)
    return Found(words, rows, len(keys), next_cursor=following)


def _ranked(keys, words: str, user):
    """Cases by how well they fit; each knows whether any of them fits by name."""
    ranked = Case.objects.filter(pk__in=keys).annotate(
        exact=_called_so(words, user),
        some_exact=Over(Max("exact")),
        rank=_rank(words, user),
    )
    ranked = ranked.order_by("-exact", "-rank", "-sort_received_on", "-pk")
    return ranked.with_list_details()


def _called_so(words: str, user):
    """1 where the user sees that people are called by these words, letter by letter."""
    reach = within_reach(user, FieldClass.IDENTITY)
    if reach is None or not _NAMES.fullmatch(words):
        return Value(0)
    reach &= called_so(F("search_entry__names"), words)
    return Whether(When(reach, then=Value(1)), default=Value(0))


def _called_nearly_so(words: str, user) -> list[Case]:
    """Cases in which the user sees only names like these, the likest first."""
    asked = [word.lower() for word in _NAMED.findall(words)]
    likes = [
        _spelt_like(word).values("word", asked=Value(word))
        for word in asked
        if len(word) >= _SHORTEST_RESPELT
    ]
    if not likes:
        return []
    names = {word: {word} for word in asked}
    for like in likes[0].union(*likes[1:], all=True):
        names[like["asked"]].add(like["word"])
    similar = set().union(*names.values()) - set(asked)
    if not similar:
        return []
    near = _so_named(" & ".join(_any_of(names[word]) for word in names), user)
    near = near.exclude(search_entry__identity=query(words)).values("pk")[:RANKED]
    likeness = TrigramWordSimilarity(words, "search_entry__names")
    rows = Case.objects.filter(pk__in=near).order_by(
        likeness.desc(), "-sort_received_on", "-pk"
    )
    cases = list(rows.with_list_details()[:PAGE])
    for case in cases:
        case.similar = " OR ".join(sorted(similar))
    return cases


def _any_of(names: set[str]) -> str:
    return f"({' | '.join(f'{name}:A' for name in sorted(names))})"


def _rank(words: str, user):
    """How well a case fits, by the vector in which this user may search that case.

    A rank by the other would sort by names that the list does not show.
    """
    rank = SearchRank(F("search_entry__official"), query(words))
    named = within_reach(user, FieldClass.IDENTITY)
    if named is not None:
        by_names = SearchRank(F("search_entry__identity"), query(words))
        rank = Whether(When(named, then=by_names), default=rank) if named else by_names
    return rank


def _start(cursor: str) -> int:
    """How many of the few come before this page."""
    if not cursor:
        return 0
    if not _START.fullmatch(cursor):
        raise _unknown_page()
    return int(cursor)


def _unknown_page() -> BadInput:
    return BadInput("This page of the search is not known.", field="cursor")


def _newest_first(words: str, rows: list[Case], total: int) -> Found:
    """The many, or those of one name: a page, the next beyond `date_id`."""
    following = ""
    if len(rows) > PAGE:
        rows = rows[:PAGE]
        following = f"{rows[-1].sort_received_on}_{rows[-1].pk}"
    return Found(
        words,
        rows,
        min(total, RANKED),
        capped=total > RANKED,
        ranked=False,
        next_cursor=following,
    )


def _place(cursor: str) -> tuple[Value, Value]:
    """The date and the key that a cursor names."""
    try:
        day, key = _CURSOR.fullmatch(cursor).groups()
        received_on = date.fromisoformat(day)
    except (AttributeError, ValueError) as error:
        raise _unknown_page() from error
    return Value(received_on, output_field=DateField()), Value(int(key))


def _by_spelling(words: str, user) -> Found | None:
    """What the words find with each unknown one replaced by the nearest name there is.

    There is, and unknown, in what this user may search: what stands in other cases, or
    in fields that are hidden, makes no difference to the answer.
    """
    if within_reach(user, FieldClass.IDENTITY) is None:
        return None
    if _WORD.fullmatch(words):  # one word, just found nowhere
        name = _known_like(words, user)
        return _by_name(name, user) if name else None
    respelt = _WORD.sub(lambda match: _nearest(match.group(), user), words)
    found = _by_words(respelt, user, "") if respelt != words else None
    return found if found and found.rows else None


def _by_name(name: str, user, cursor: str = "") -> Found:
    """Cases with somebody called so, newest first: by one name none fits better."""
    if not _WORD.fullmatch(name):
        raise _unknown_page()
    found = _newest_of(_so_named(f"{name}:A", user), name, cursor)
    if found.next_cursor:
        found.next_cursor = _OF_NAME + found.next_cursor
    return found


def _newest_of(cases, words: str, cursor: str) -> Found:
    """A page of these cases, newest first, counted while they are read."""
    some = cases.order_by().values("pk")[: RANKED + 1]
    sql, params = some.query.sql_with_params()
    # Made by Django of our own filter: nothing that was typed stands in its text.
    total = RawSQL(f"SELECT count(*) FROM ({sql}) counted", params)  # noqa: S608, S611
    if cursor:
        cases = beyond(cases, _place(cursor), "sort_received_on", "pk")
    rows = cases.annotate(total=total).order_by("-sort_received_on", "-pk")
    rows = list(rows.with_list_details()[: PAGE + 1])
    return _newest_first(words, rows, rows[0].total if rows else 0)


def _as_recorded(found: Found, user) -> str:
    """The words that were found, each name among them as it stands in a case."""
    rows = Case.objects.showing(user, FieldClass.IDENTITY)
    rows = rows.filter(pk__in=[case.pk for case in found.rows])
    names = " ".join(rows.values_list("search_entry__names", flat=True))
    recorded = {_plain(name): name for name in _WORD.findall(names)}
    typed = set(_WORD.findall(found.asked))

    def spelt(match: re.Match) -> str:
        word = match.group()
        known = recorded.get(_plain(word))
        return known or (word if word in typed else word.capitalize())

    return _WORD.sub(spelt, found.words)


def _plain(name: str) -> str:
    """Without capitals and accents, as the names that are seen are kept."""
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(each for each in letters if not unicodedata.combining(each))


def _nearest(word: str, user) -> str:
    """The name spelt most like a word that is found nowhere; else the word itself."""
    if hits(word, user, 1):
        return word
    return _known_like(word, user) or word


def _known_like(word: str, user) -> str | None:
    """The name spelt most like the word among those that the user sees in a case."""
    called_so = SearchQuery(
        Concat(OuterRef("word"), Value(":A"), output_field=TextField()),
        config="candour",
        search_type="raw",
    )
    seen = Case.objects.showing(user, FieldClass.IDENTITY)
    seen = seen.filter(search_entry__identity=called_so)
    return _spelt_like(word).filter(Exists(seen)).first()


def _so_named(names: str, user):
    """Cases in which the user sees that people are called so."""
    # Names weigh A: a unit or a narrative that holds the word is nobody called so.
    named = SearchQuery(names, config="candour", search_type="raw")
    reach = Case.objects.showing(user, FieldClass.IDENTITY)
    return reach.filter(search_entry__identity=named)


def _most_letters(word: str) -> int:
    """How many letters of a name may be wrong: of Mary one, of Merriwether three."""
    return 1 if len(word) < 5 else max(2, len(word) // 3)


def _spelt_like(word: str):
    """Names few letters away from the word, the nearest first.

    How many may stand before one in reach must not be limited: those out of reach
    would show in what they push out.
    """
    plain = Lower(Func(Value(word), function="unaccent"))
    letters = Func(
        Left("word", 100),
        Left(plain, 100),
        function="levenshtein",
        output_field=IntegerField(),
    )
    near = NameSeen.objects.annotate(letters=letters).filter(
        word__trigram_similar=plain, letters__lte=_most_letters(word)
    )
    near = near.order_by(TrigramSimilarity("word", plain).desc(), "letters", "word")
    return near.values_list("word", flat=True)
