"""The register of conflicts of interest: declared, and those of line managers.

A conflict that somebody declared stands in a row of its own. That a line manager of a
subject is conflicted follows from the force's records, and is worked out here.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from complaints.filters.choices import MINE, choices_for
from complaints.models import Case, Conflict, ConflictRuling, ConflictState, Subject
from complaints.workflow import OPEN
from organisation.classification import FieldClass
from organisation.models import LineManager, Member, Unit
from pages.filters import StrictFilterSet, TextFilter
from pages.lists import COUNT_CAP, Sort, among

# What a line of the register shows of a case: the rest of it is long.
_OF_CASE = (
    *("reference", "incident_on", "received_on", "sort_received_on"),
    *("handler_id", "responsible_unit__name"),
)
PEOPLE_MEANT = 200  # by one part of a name


def state_of(ruling: ConflictRuling | None) -> ConflictState:
    """How a conflict stands by the latest ruling on it."""
    if ruling is None:
        return ConflictState.TO_DECIDE
    return ConflictState.UPHELD if ruling.upheld else ConflictState.SET_ASIDE


@dataclass(frozen=True)
class Managing:
    """That a member manages a subject of a case, or did since it happened."""

    subject: Subject
    manager: Member
    from_on: date
    to_on: date | None
    ruling: ConflictRuling | None

    @property
    def case(self) -> Case:
        return self.subject.case

    @property
    def state(self) -> ConflictState:
        return state_of(self.ruling)


def managing(subjects: list[Subject]) -> list[Managing]:
    """Every conflict of a line manager that follows from these subjects of cases."""
    rows = LineManager.objects.filter(
        member__in={row.member_id for row in subjects if row.member_id}
    )
    by_member = defaultdict(list)
    for row in rows.select_related("manager__account").order_by("from_on", "pk"):
        by_member[row.member_id].append(row)
    found = [
        (subject, row)
        for subject in subjects
        for row in by_member[subject.member_id]
        if row.to_on is None or row.to_on >= (counted_from(subject.case) or row.to_on)
    ]
    rulings = _rulings(found)
    return [
        Managing(
            subject,
            row.manager,
            row.from_on,
            row.to_on,
            rulings.get((subject.case_id, row.manager_id)),
        )
        for subject, row in found
    ]


def counted_from(case: Case) -> date | None:
    """The day since which a manager of its subjects is conflicted, if it is known."""
    return case.incident_on or case.received_on


def _rulings(found) -> dict[tuple[int, int], ConflictRuling]:
    """The latest ruling on each manager in each case."""
    rows = ConflictRuling.objects.filter(
        case__in={subject.case_id for subject, _ in found},
        manager__in={row.manager_id for _, row in found},
    )
    rows = rows.select_related("by").order_by("pk")
    return {(row.case_id, row.manager_id): row for row in rows}


def _choice(label: str, **kwargs: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(label=label, empty_label="All", **kwargs)


class _RegisterFilters(StrictFilterSet):
    """What both halves of the register are narrowed by: state, unit and person."""

    also_known = ("kind",)

    state = _choice("State", choices=ConflictState.choices, method="in_state")
    unit = _choice("Unit", choices=(), method="in_unit")
    person = TextFilter(label="Who has the conflict", method="of_person")

    def __init__(self, data, *, user):
        self.user = user
        super().__init__(data, self.visible_to(user))

    @property
    def known(self) -> int | None:
        """How many there are, up to the cap and one more, where it is known cheaply."""
        return None

    def get_form_class(self):
        unit = self.filters["unit"]
        unit.extra = unit.extra | {"choices": choices_for(self.user).units}
        return super().get_form_class()

    def in_unit(self, rows, name, code):
        if code == MINE:
            return rows.filter(case__responsible_unit__in=self.user.rights.unit_ids)
        units = Unit.objects.filter(code=code).values_list("pk", flat=True)
        return rows.filter(case__responsible_unit__in=list(units))


class DeclaredFilters(_RegisterFilters):
    """Conflicts that people declared, newest first; those set aside when asked for."""

    sorts = (Sort("declared", "Declared", ("declared_at",), descending=True),)
    default = "-declared"

    @staticmethod
    def visible_to(user):
        cases = Case.objects.showing(user, FieldClass.OFFICIAL)
        upheld = ConflictRuling.objects.filter(conflict=OuterRef("pk"), upheld=True)
        return (
            Conflict.objects.filter(case__in=cases)
            .annotate(is_upheld=Exists(upheld))
            .select_related("user", "ended_by")
        )

    @property
    def qs(self):
        rows = super().qs
        return rows if self.params.get("state") else rows.filter(ended_at=None)

    def in_state(self, rows, name, state):
        if state == ConflictState.SET_ASIDE:
            return rows.filter(ended_at__isnull=False)
        return rows.filter(ended_at=None, is_upheld=state == ConflictState.UPHELD)

    def of_person(self, rows, name, text):
        return rows.filter(user__name__icontains=text)


class ManagingFilters(_RegisterFilters):
    """Subjects of open cases whose line managers are conflicted, newest case first."""

    account = _choice(
        "Account", choices=[("yes", "Who has an account here")], method="with_account"
    )

    sorts = (Sort("received", "Received", ("case__sort_received_on",), True),)
    default = "-received"

    @classmethod
    def visible_to(cls, user):
        cases = Case.objects.showing(user, FieldClass.IDENTITY).filter(status__in=OPEN)
        rows = Subject.objects.filter(case__in=cases, member__placeholder=False)
        rows = rows.select_related("case__responsible_unit", "member")
        rows = rows.only("number", "member", *(f"case__{name}" for name in _OF_CASE))
        return rows.filter(Exists(_managers()))

    @property
    def known(self) -> int | None:
        """Counted from the newest on: in no order the planner begins with the oldest
        cases, which are closed."""
        if self.in_force():
            return None
        return self.qs.order_by("-case")[: COUNT_CAP + 1].count()

    def in_state(self, rows, name, state):
        if state == ConflictState.TO_DECIDE:
            return rows.filter(Exists(_managers(ruled=None)))
        decided = list(
            ConflictRuling.objects.filter(manager__isnull=False)
            .order_by()
            .values_list("case", flat=True)
            .distinct()
        )
        rows = rows.filter(among("case", decided))
        return rows.filter(Exists(_managers(ruled=state == ConflictState.UPHELD)))

    def of_person(self, rows, name, text):
        return self._managed_by(rows, among("manager", self.meant))

    def with_account(self, rows, name, wanted):
        return self._managed_by(rows, Q(manager__account__isnull=False))

    @staticmethod
    def _managed_by(rows, managers):
        """Whom these managed is found first: in the order of dates the planner would
        walk every open case, hoping to meet these few soon."""
        managed = LineManager.objects.filter(managers).order_by()
        members = managed.values_list("member", flat=True).distinct()
        rows = rows.filter(among("member", list(members)))
        return rows.filter(Exists(_managers().filter(managers)))

    @cached_property
    def meant(self) -> list[int]:
        """Keys of the members whom the name asked for finds."""
        found = Member.objects.search(self.in_force().get("person", ""))
        return list(found.values_list("pk", flat=True)[:PEOPLE_MEANT])

    def shown(self, rows: list[Managing]) -> list[Managing]:
        """Of the managers of the subjects found, those that were asked for."""
        asked = self.in_force()
        return [
            row
            for row in rows
            if ("state" not in asked or row.state == asked["state"])
            and ("person" not in asked or row.manager.pk in self.meant)
            and ("account" not in asked or hasattr(row.manager, "account"))
        ]


def _managers(**ruled):
    """Who managed the subject of the row outside since it happened.

    `ruled`: only those on whom the latest ruling says so; None for those without one.
    """
    since = Coalesce(
        OuterRef("case__incident_on"), OuterRef("case__received_on"), F("to_on")
    )
    rows = LineManager.objects.filter(member=OuterRef("member"))
    rows = rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=since))
    if not ruled:
        return rows
    latest = ConflictRuling.objects.filter(
        manager=OuterRef("manager"), case=OuterRef(OuterRef("case"))
    )
    rows = rows.annotate(upheld=Subquery(latest.order_by("-pk").values("upheld")[:1]))
    if ruled["ruled"] is None:
        return rows.filter(upheld__isnull=True)
    return rows.filter(upheld=ruled["ruled"])
