"""The cases of a member of the force, as subject or witness, as far as one sees."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch
from django.http import QueryDict

from complaints.filters.choices import names_known_to
from complaints.models import Case, Outcome, Subject, Witness
from organisation.classification import FieldClass
from organisation.models import Member
from pages.lists import KeysetPage, Sort, among

SORTS = (Sort("received", "Received", ("case__sort_received_on",), descending=True),)
# What a line shows: the rest of a case and of an allegation is long.
_OF_CASE = tuple(
    f"case__{name}"
    for name in (
        *("reference", "kind", "status", "origin", "confidentiality"),
        *("received_on", "sort_received_on", "determined_on", "categories"),
        *("allegation_count", "handler_id", "authority_id", "mode"),
        "responsible_unit_id",
    )
)
_OF_SUBJECT = ("case_id", "number", "rank", "unit_id", *_OF_CASE)
_OF_OUTCOME = (
    *("subject_id", "case_to_answer", "severity", "forum", "result_id"),
    *("allegation__number", "allegation__raised_on", "allegation__category_id"),
)
# Of a member: whether they are a witness in any case at all.
TESTIFIES = Exists(Witness.objects.filter(member=OuterRef("pk")))
NO_CATEGORY = "No category"
MOST = 1_000  # of one member; nobody has had as many


@dataclass(frozen=True)
class Line:
    """One line of a table of counts."""

    label: str
    cases: int
    allegations: int


class OfficerHistory:
    """The history of a member, for somebody who sees who is in these cases.

    A case that the reader is barred from, or sees without its people, is in no count.
    """

    def __init__(self, member: Member, user, params: QueryDict, *, testifies: bool):
        """`testifies`: what TESTIFIES says of the member."""
        self.rows = Subject.objects.filter(
            member=member, case__in=Case.objects.showing(user, FieldClass.IDENTITY)
        )
        self.member, self.user = member, user
        self.params, self.testifies = params, testifies

    @cached_property
    def _cases(self) -> dict[int, str]:
        """{key of a case: the year in which it was received}, newest first."""
        found = self.rows.order_by("-case__sort_received_on", "-pk")
        dates = found.values_list("case", "case__received_on")[:MOST]
        return {key: str(day.year) if day else "No date" for key, day in dates}

    @cached_property
    def _allegations(self) -> list[tuple[int, str]]:
        """(key of a case, category) of each allegation against the member."""
        against = Outcome.objects.filter(subject__member=self.member)
        against = against.filter(among("subject__case", list(self._cases)))
        found = against.order_by().values_list("subject__case", "allegation__category")
        names = names_known_to(self.user)["category"]
        return [(case, names.get(category, NO_CATEGORY)) for case, category in found]

    @cached_property
    def witnessed(self) -> list[Witness]:
        """What the member can say in other cases: the latest cases first."""
        if not self.testifies:
            return []
        cases = Case.objects.showing(self.user, FieldClass.IDENTITY)
        rows = Witness.objects.filter(member=self.member, case__in=cases)
        rows = rows.select_related("case")
        newest = rows.order_by("-case__sort_received_on", "-pk")
        return list(newest.only("number", *_OF_CASE)[:MOST])

    @property
    def case_count(self) -> int:
        return len(self._cases)

    @property
    def allegation_count(self) -> int:
        return len(self._allegations)

    @property
    def by_year(self) -> list[Line]:
        """Cases by the year received, and the allegations in them, newest first."""
        cases = Counter(self._cases.values())
        alleged = Counter(self._cases[case] for case, _ in self._allegations)
        return [Line(year, count, alleged[year]) for year, count in cases.items()]

    @property
    def by_category(self) -> list[Line]:
        """Allegations by category, the most frequent first, and cases that hold one."""
        alleged = Counter(category for _, category in self._allegations)
        cases = Counter(category for _, category in set(self._allegations))
        return [
            Line(category, cases[category], count)
            for category, count in sorted(
                alleged.items(), key=lambda pair: (-pair[1], pair[0])
            )
        ]

    @cached_property
    def page(self) -> KeysetPage:
        """One page of the cases, with what was alleged and became of it."""
        outcomes = Outcome.objects.select_related("allegation").only(*_OF_OUTCOME)
        rows = self.rows.select_related("case").only(*_OF_SUBJECT)
        return KeysetPage(
            rows.prefetch_related(
                Prefetch("outcomes", outcomes.order_by("allegation__number"))
            ),
            sorts=SORTS,
            default="-received",
            params=self.params,
            cap=MOST,
            known=self.case_count,
        )
