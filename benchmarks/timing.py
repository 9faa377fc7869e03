"""Figures: medians, and their multiples of the floor page measured alternately."""

from dataclasses import dataclass, field
from statistics import median

WARM_UP = 5


class Unexpected(Exception):
    """A page answered something else than what was to be measured."""


@dataclass
class Figure:
    """One line of the table."""

    name: str
    milliseconds: float
    ratio: float
    budget: float
    queries: int | None = None
    most_queries: int | None = None
    note: str = ""
    measured: bool = True

    @property
    def verdict(self) -> str:
        if not self.measured:
            return "not measured"
        slow = self.ratio > self.budget
        asks = self.most_queries is not None and (self.queries or 0) > self.most_queries
        return "over" if slow or asks else "within"


@dataclass
class Clock:
    """Measures a page and the floor page by turns, so that both meet the same noise."""

    floor: object
    requests: int
    floors: list[float] = field(default_factory=list)

    def page(self, browser, path: str, *, turns: int | None = None):
        """(median seconds, multiple of the floor) of a page that answers 200."""
        for _ in range(WARM_UP):
            self._ask(browser, path)
            self.floor.get("/")
        spent, floors = [], []
        for _ in range(turns or self.requests):
            floors.append(self.floor.get("/").seconds)
            spent.append(self._ask(browser, path))
        return self._told(spent, floors)

    def each(self, sendings):
        """The same for things that can be done once only: callables that answer."""
        spent, floors = [], []
        for send in sendings:
            self.floor.get("/")
            floors.append(self.floor.get("/").seconds)
            answer = send()
            if answer.status != 302:
                raise Unexpected(f"{answer.status}: {answer.body[-2000:].decode()}")
            spent.append(answer.seconds)
        return self._told(spent[1:], floors[1:])  # the first one warms the page up

    def _ask(self, browser, path):
        answer = browser.get(path)
        if answer.status != 200:
            raise Unexpected(f"{path} answered {answer.status}")
        return answer.seconds

    def _told(self, spent, floors):
        """Each request is held against its neighbour: the machine's speed changes."""
        self.floors += floors
        ratios = [page / floor for page, floor in zip(spent, floors, strict=True)]
        return median(spent), median(ratios)
