"""Measure what `python -m benchmarks` serves, and write docs/performance.md."""

import os
from statistics import median

from django.core.management.base import BaseCommand

from benchmarks import changes, counting, deadlines, files, memory, report
from benchmarks.browser import PLAIN, Browser
from benchmarks.preparing import prepare, token
from benchmarks.reads import LIST, pages, person
from benchmarks.timing import Clock, Figure

REQUESTS = int(os.environ.get("BENCH_REQUESTS", "31"))
CHANGES = 8  # of each verb
API = (("25", LIST), ("100", 5))
MOST_MEMORY = 200
MOST_API_QUERIES = 8


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        self.product = os.environ["BENCH_PRODUCT"]
        prepare()
        floor = Browser(
            os.environ["BENCH_FLOOR"], user=person("cst-officer"), backend=PLAIN
        )
        self.clock = Clock(floor, REQUESTS)
        self.figures, self.notes, self.plans = [], [], []
        slowest = self._reads()
        self._api()
        self._told(changes.figures(self.product, self.clock, CHANGES))
        self._told(files.exports(self.product))
        self._told(deadlines.recounts())
        self._told(files.imports())
        self._memory()
        self._explain(slowest)
        report.write(
            self.figures,
            floor=median(self.clock.floors),
            notes=self.notes,
            plans=self.plans,
        )

    def _told(self, found) -> None:
        for one in found:
            if isinstance(one, str):
                self.notes.append(one)
                self.stdout.write(one)
            else:
                self._keep(one)

    def _keep(self, figure: Figure) -> None:
        self.figures.append(figure)
        self.stdout.write(
            f"{figure.name:46} {figure.milliseconds:9.1f} ms {figure.ratio:6.1f} of "
            f"{figure.budget:g}  {figure.queries or '-':>3}  {figure.verdict}  "
            f"{figure.note}"
        )

    def _reads(self):
        browsers, asked_by_time = {}, []
        for page in pages():
            if page.slug not in browsers:
                user = person(page.slug)
                browsers[page.slug] = Browser(self.product, user=user)
            seconds, ratio = self.clock.page(browsers[page.slug], page.path)
            asked = counting.asked(page.path, slug=page.slug)
            asked_by_time.append((seconds, page.name, asked))
            self._keep(
                Figure(
                    page.name,
                    seconds * 1000,
                    ratio,
                    page.budget,
                    asked.number,
                    page.most_queries,
                    f"SQL {asked.milliseconds:.0f} ms",
                )
            )
        return sorted(asked_by_time, key=lambda one: -one[0])[:3]

    def _api(self) -> None:
        known = token()
        browser = Browser(self.product, token=known)
        for size, budget in API:
            path = f"/api/v1/cases/?page_size={size}"
            seconds, ratio = self.clock.page(browser, path)
            asked = counting.asked(path, token=known)
            figure = Figure(
                f"API: list of {size}", seconds * 1000, ratio, budget,
                asked.number, MOST_API_QUERIES, f"SQL {asked.milliseconds:.0f} ms",
            )  # fmt: skip
            self._keep(figure)

    def _memory(self) -> None:
        peaks = memory.workers(int(os.environ["BENCH_PROCESS"]))
        words = ", ".join(f"{peak} MB" for peak in peaks)
        verdict = "within" if max(peaks) <= MOST_MEMORY else "**over**"
        told = f"Web workers at their largest: {words}; at most {MOST_MEMORY} MB each: "
        self.notes.append(told + verdict + ".")
        self.stdout.write(self.notes[-1])

    def _explain(self, slowest) -> None:
        for _, name, asked in slowest:
            statement = asked.slowest
            self.plans.append((name, statement, counting.plan(statement)))
