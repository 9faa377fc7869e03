"""A list of cases: filters, order and page, as one person may see it."""

from functools import cached_property

from django.contrib.postgres.aggregates import ArrayAgg

from casework.clocks import soon_until
from complaints.filters.cases import CaseFilters
from complaints.filters.offered import DEFAULT_SORT
from complaints.models import Case
from pages import lists

# What an address says of the page of a list, and not of the list.
UNKEPT = ("cursor", "selected")
FEW = lists.COUNT_CAP


class CaseList:
    """The list that a query string asks for, as one person may see it."""

    def __init__(self, user, params, *, today, days):
        """`days` is the calendar of working days."""
        self.user = user
        self.params = params
        self.today = today
        self.days = days
        self.filters = CaseFilters(
            params,
            Case.objects.visible_to(user),
            user=user,
            today=today,
            soon_until=soon_until(days, today),
        )

    @cached_property
    def first(self) -> list[int] | None:
        """Keys of the first cases that match, in no order; None without a filter.

        A rare match in the order of dates is the planner's trap: it walks the index of
        dates, hoping to meet it soon. So a short list is found first and then ordered.
        """
        if not self.filters.in_force():
            return None
        keys = self.filters.qs.order_by().values("pk")[: FEW + 1]
        return keys.aggregate(all=ArrayAgg("pk", default=[]))["all"]

    @property
    def is_short(self) -> bool:
        return self.first is not None and len(self.first) <= FEW

    @property
    def is_clustered(self) -> bool:
        """Whether what matches lies close together: an event's came in soon after."""
        return "tag" in self.filters.in_force()

    @property
    def rows(self):
        """What matches, in the form in which it is soonest put in order."""
        if self.is_short:
            return Case.objects.filter(lists.among("pk", self.first))
        return self.filters.qs

    @cached_property
    def page(self):
        return lists.KeysetPage(
            self.rows.with_list_details(),
            known=None if self.first is None else len(self.first),
            clustered=self.is_clustered,
            sorts=self.filters.sorts,
            default=DEFAULT_SORT,
            params=self.params,
            cap=FEW,
        )

    @cached_property
    def query(self) -> str:
        """The list's address without the page of it that is shown."""
        query = self.params.copy()
        for name in UNKEPT:
            query.pop(name, None)
        return query.urlencode()

    def neighbours(self, case):
        """(previous, next) of a case in this list, whether or not it is in it."""
        return lists.neighbours(
            self.rows.only("reference", *self.page.order.names),
            case,
            sorts=self.filters.sorts,
            sort=self.page.sort_text,
            clustered=self.is_clustered,
        )
