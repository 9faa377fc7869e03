"""What the lists of the filter panel offer."""

from functools import cached_property
from typing import Any

from django.db.models import F, Value

from accounts.roles import Reach
from complaints.models import Category, Result, Tag
from organisation import stamps
from organisation.classification import FieldClass
from organisation.models import Unit
from organisation.models.units import UnitKind

MINE = "mine"
GROUP_KINDS = (UnitKind.AREA, UnitKind.FAMILY_GROUP)
# Which sets of own units are remembered: those of about as many people.
MOST_KEPT = 200
_GROUPED_BY = {
    "unit": (Unit, "kind"),
    "category": (Category, "behaviour"),
    "result": (Result, "name"),
    "tag": (Tag, "name"),
}


class _Known:
    """The rows, read once, and what was made of them for each set of own units."""

    def __init__(self):
        self.rows = {kind: [] for kind in _GROUPED_BY}
        for kind, *row in _all_rows():
            self.rows[kind].append(row)
        self.choices: dict[Any, Choices] = {}

    @cached_property
    def names(self):
        """{kind: {key: name}}, so that lists need not join their tables."""
        names = {
            kind: {key: name for key, _, name, _ in rows}
            for kind, rows in self.rows.items()
        }
        coded = {key: f"{code} {name}" for key, code, name, _ in self.rows["category"]}
        return names | {"category": coded}


def _all_rows():
    """(kind, key, code, name, what it is grouped by): one question, for where no stamp
    was read with the user, as at the API, it is asked for each request."""
    first, *others = (
        model.objects.order_by()
        .annotate(of=Value(kind), grouped_by=F(grouped_by))
        .values_list("of", "pk", "code", "name", "grouped_by")
        for kind, (model, grouped_by) in _GROUPED_BY.items()
    )
    return first.union(*others, all=True)


def choices_for(user, *, every_unit=False):
    """What is offered to one person; the same to all who are offered the same.

    Of units those whose cases they may read, or `every_unit`.
    """
    own = user.rights.unit_ids
    reaches = user.rights.reaches(FieldClass.PUBLIC)
    everywhere = every_unit or reaches & {Reach.ALL, Reach.RECORDED}
    known = _known_to(user)
    whose = bool(own) if everywhere else own
    made = known.choices.get(whose)
    if made is None:
        rows = known.rows
        if not everywhere:
            rows = rows | {"unit": [row for row in rows["unit"] if row[0] in own]}
        made = Choices(rows, has_own=bool(own))
        if len(known.choices) >= MOST_KEPT:
            known.choices.clear()
        # Another thread may clear it again at once: what was made is answered.
        known.choices[whose] = made
    return made


def unit_keys(user, code):
    """The keys of the units that a choice of `Choices.units` stands for."""
    if code == MINE:
        return list(user.rights.unit_ids)
    return [key for key, own, *_ in _known_to(user).rows["unit"] if own == code]


def unit_name(user, code):
    """What the unit of a code is called; None where there is none."""
    return next((r[2] for r in _known_to(user).rows["unit"] if r[1] == code), None)


def names_known_to(user):
    """{"unit", "category", "result" and "tag": {key: name}}."""
    return _known_to(user).names


def _known_to(user):
    return stamps.kept("choices", _Known, stamp=user.answered("stamp"))


class Choices:
    """The lists over rows that were read once."""

    def __init__(self, rows, *, has_own):
        """`rows` are {kind: (key, code, name, and what they are grouped by)}.

        `has_own`: whether somebody has units of their own to choose.
        """
        self.has_own = has_own
        self.rows = {kind: [row[1:] for row in found] for kind, found in rows.items()}
        # The forms made with them: making one costs more than filling it in.
        self.forms: dict[Any, Any] = {}

    def __deepcopy__(self, memo):
        """Forms copy their fields, which name us: the copies make nothing anew."""
        return self

    def of(self, kind):
        return self.rows[kind]

    def units(self):
        """Units by kind, without areas and family groups; boroughs first."""
        kinds = [UnitKind.BOROUGH]
        kinds += [k for k in UnitKind if k not in {*kinds, *GROUP_KINDS}]
        mine = [(MINE, "My units")] if self.has_own else []
        return mine + self._grouped(kinds)

    @cached_property
    def unit_names(self):
        """[(code, name)] of the same, on one list by their names."""
        kinds = [kind for kind in UnitKind if kind not in GROUP_KINDS]
        found = [pair for _, units in self._grouped(kinds) for pair in units]
        return sorted(found, key=_second)

    def desks(self):
        return self._grouped([UnitKind.DESK])

    def groups(self):
        return self._grouped(GROUP_KINDS)

    def _grouped(self, kinds):
        by_kind = {kind: [] for kind in kinds}
        for code, name, kind in sorted(self.of("unit"), key=lambda unit: unit[1]):
            if kind in by_kind:
                by_kind[kind].append((code, name))
        return [(kind.label, units) for kind, units in by_kind.items() if units]

    @cached_property
    def category_names(self):
        """{code: name}."""
        return {code: name for code, name, _ in self.of("category")}

    def categories(self):
        names = sorted(self.category_names.items())
        return [(code, f"{code} {name}") for code, name in names]

    def behaviours(self):
        return [(name, name) for name in sorted({b for *_, b in self.of("category")})]

    def codes_of(self, behaviour):
        return [code for code, _, b in self.of("category") if b == behaviour]

    def results(self):
        """Each result once, under all the names it has had."""
        names: dict[str, list[str]] = {}
        for code, name, _ in self.of("result"):
            names.setdefault(code, []).append(name)
        return sorted(
            ((code, " / ".join(sorted(set(known)))) for code, known in names.items()),
            key=lambda choice: choice[1],
        )

    def tags(self):
        return sorted(((code, name) for code, name, _ in self.of("tag")), key=_second)


def _second(pair):
    return pair[1]
