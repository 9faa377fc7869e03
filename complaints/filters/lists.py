"""A list of cases: filters, order and page, as one person may see it."""

from functools import cached_property

from casework.clocks import soon_until
from complaints.filters.cases import DEFAULT_SORT, CaseFilters
from complaints.models import Case
from pages import lists

# What an address says of the page of a list, and not of the list.
UNKEPT = ("cursor", "selected")


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
    def page(self):
        return lists.KeysetPage(
            self.filters.qs.with_list_details(),
            sorts=self.filters.sorts,
            default=DEFAULT_SORT,
            params=self.params,
            cap=self.filters.count_cap,
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
            self.filters.qs.only("reference", *self.page.order.names),
            case,
            sorts=self.filters.sorts,
            sort=self.page.sort_text,
        )
