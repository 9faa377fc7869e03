"""Which cases hold the words, asked in each way that a user may search.

One way is one vector of the cases of one reach. Asked together, with OR over two
vectors and three columns, the planner would know no index for the whole, and would read
each row's words twice; asked apart, each has its own, and the hits are put together.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Q, QuerySet

from complaints.models import Case, SearchEntry
from complaints.querysets import ways_within_reach, within_reach
from organisation.classification import FieldClass
from pages import lists

# How many of the newest entries that hold the words are looked at before all of them:
# who may search every case sees nearly every one of these.
_NEAR = 500
_NEWEST = ("-sort_received_on", "-pk")


@dataclass(frozen=True)
class Way:
    """A vector of search entries, and the cases of which the user may search it."""

    vector: str
    reach: Q

    @property
    def is_everywhere(self) -> bool:
        return not self.reach


def ways(user) -> Iterator[Way]:
    """Every way in which the user may search; a reach that adds nothing is left out."""
    named = ways_within_reach(user, FieldClass.IDENTITY)
    yield from (Way("identity", reach) for reach in named)
    for reach in ways_within_reach(user, FieldClass.OFFICIAL):
        if reach not in named:  # names and narrative are searched with the official
            yield Way("official", reach)


def left_out(user) -> str:
    """What the user's roles leave out of a search, in a sentence; blank for nothing."""
    if within_reach(user, FieldClass.PUBLIC) is None:
        return "Your role shows no cases, so nothing is found."
    named = ways_within_reach(user, FieldClass.IDENTITY)
    official = ways_within_reach(user, FieldClass.OFFICIAL)
    if not official and not named:
        return (
            "Your role searches by reference alone: names, units and what was said "
            "find nothing."
        )
    if not named:
        return (
            "Your role searches references, units and categories: names and what was "
            "said find nothing."
        )
    if all(reach in named for reach in official):
        return ""
    return (
        "Your role searches names and what was said only in cases that are with you "
        "or your unit or are sent to you; in others, references, units and categories."
    )


def query(words: str) -> SearchQuery:
    return SearchQuery(words, config="candour", search_type="websearch")


def hits(words: str, user, most: int, besides=()) -> list[int]:
    """Keys of the cases that hold the words, in no order, to `most` of them.

    Each way leaves out what those before it lead to, so that none is there twice and
    the later ways are not walked at all once there are enough.
    """
    visible = Case.objects.visible_to(user).exclude(pk__in=besides)
    found, led_to = [], Q(pk__in=[])
    for way in ways(user):
        rows = _all(way, words, None, visible.exclude(led_to))
        found.append(rows.order_by().values_list("pk", flat=True)[:most])
        led_to |= way.reach
    return list(_together(found)[:most])


def newest(words: str, user, most: int, *, place=None, besides=()) -> list[Case]:
    """The cases that hold the words, newest first, beyond a place: (date, key)."""
    visible = Case.objects.visible_to(user).exclude(pk__in=besides)
    asked = list(ways(user))
    if len(asked) == 1 and asked[0].is_everywhere:
        near = _near(asked[0], words, place, visible).order_by(*_NEWEST)
        rows = _newest([near], most)
        if len(rows) == most:
            return rows
    found = [_all(way, words, place, visible).order_by(*_NEWEST) for way in asked]
    return _newest(found, most)


def _newest(found: list[QuerySet], most: int) -> list[Case]:
    keys = [each.values("pk")[:most] for each in found]
    rows = Case.objects.filter(pk__in=_together(keys)).order_by(*_NEWEST)
    return list(rows.with_list_details()[:most])


def _all(way: Way, words: str, place, visible):
    visible = beyond(visible, place, "sort_received_on", "pk")
    holding = {f"search_entry__{way.vector}": query(words)}
    return visible.filter(way.reach, **holding)


def _near(way: Way, words: str, place, visible):
    """The same, but only those among the newest entries that hold the words."""
    entries = SearchEntry.objects.filter(**{way.vector: query(words)})
    entries = beyond(entries, place, "received_on", "case")
    entries = entries.order_by("-received_on", "-case")[:_NEAR]
    return visible.filter(pk__in=entries.values("case"))


def beyond(rows: QuerySet, place, *columns: str) -> QuerySet:
    """The rows after a place in the order of these columns, the greatest first."""
    if place is None:
        return rows
    return rows.filter(lists.RowComparison("<", *map(F, columns), *place))


def _together(found: list[QuerySet]) -> QuerySet:
    if not found:
        return Case.objects.none()
    return found[0].union(*found[1:], all=True) if found[1:] else found[0]
