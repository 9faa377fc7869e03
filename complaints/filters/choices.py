"""What the lists of the filter panel offer."""

from functools import cached_property

from django.db import connection

from accounts.roles import Reach
from organisation.classification import FieldClass
from organisation.models.units import UnitKind

MINE = "mine"
GROUP_KINDS = (UnitKind.AREA, UnitKind.FAMILY_GROUP)
# Plain SQL: composing four queries would cost every list more than they take.
_ROWS = """
    SELECT 'unit', id, code, name, kind FROM organisation_unit
    UNION ALL SELECT 'category', id, code, name, behaviour FROM complaints_category
    UNION ALL SELECT 'result', id, code, name, name FROM complaints_result
    UNION ALL SELECT 'tag', id, code, name, name FROM complaints_tag
"""


class Choices:
    """What the lists of the panel offer: every table in one query, asked once."""

    def __init__(self, user):
        self.user = user

    def __deepcopy__(self, memo):
        """Forms copy their fields, which name us: the copies ask nothing anew."""
        return self

    @cached_property
    def rows(self):
        """{kind: rows of (code, name, and what they are grouped by)}."""
        rights = self.user.rights
        everywhere = rights.reaches(FieldClass.PUBLIC) & {Reach.ALL, Reach.RECORDED}
        found = {"unit": [], "category": [], "result": [], "tag": []}
        with connection.cursor() as cursor:
            cursor.execute(_ROWS)
            for kind, key, *row in cursor.fetchall():
                if kind != "unit" or everywhere or key in rights.unit_ids:
                    found[kind].append(row)
        return found

    def of(self, kind):
        return self.rows[kind]

    def units(self):
        """Units by kind, without areas and family groups; boroughs first."""
        kinds = [UnitKind.BOROUGH]
        kinds += [k for k in UnitKind if k not in {*kinds, *GROUP_KINDS}]
        mine = [(MINE, "My units")] if self.user.rights.unit_ids else []
        return mine + self._grouped(kinds)

    def groups(self):
        return self._grouped(GROUP_KINDS)

    def _grouped(self, kinds):
        by_kind = {kind: [] for kind in kinds}
        for code, name, kind in sorted(self.of("unit"), key=lambda unit: unit[1]):
            if kind in by_kind:
                by_kind[kind].append((code, name))
        return [(kind.label, units) for kind, units in by_kind.items() if units]

    def categories(self):
        known = {code: name for code, name, _ in self.of("category")}
        return [(code, f"{code} {name}") for code, name in sorted(known.items())]

    def behaviours(self):
        return [(name, name) for name in sorted({b for *_, b in self.of("category")})]

    def codes_of(self, behaviour):
        return [code for code, _, b in self.of("category") if b == behaviour]

    def results(self):
        """Each result once, under all the names it has had."""
        names = {}
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
