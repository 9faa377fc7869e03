"""What one user sees of one case they know of, field class by field class."""

from django.utils.functional import cached_property
from django.utils.html import format_html

from accounts.permissions import Permission
from accounts.roles import Reach
from complaints.querysets import own_cases
from organisation.classification import FieldClass


class Hidden:
    """What stands where a field is that somebody may not see; pages print its words."""

    words = "Hidden from your role"

    def __str__(self):
        return self.words

    def __html__(self):
        return format_html('<span class="app-masked">{}</span>', self.words)


HIDDEN = Hidden()
_SHOWN = {Reach.ALL, Reach.UNIT, Reach.OWN, Reach.RECORDED}


class Sight:
    """What one user sees of one case they know of: the gate of page, export and API.

    Asked once for each request; a reveal opens identities for that request only.
    """

    def __init__(self, case, user, *, revealed=False):
        self.case = case
        self.user = user
        self.revealed = revealed
        self._reaches = {}

    def reach(self, field_class) -> Reach | None:
        """How the user sees this class here; None: hidden."""
        if field_class not in self._reaches:
            self._reaches[field_class] = self._reach(field_class)
        return self._reaches[field_class]

    def _reach(self, field_class):
        rights = self.user.rights
        ways = rights.reaches(field_class)
        unit_id = self.case.responsible_unit_id
        if Reach.ALL in ways:
            return Reach.ALL
        if Reach.UNIT in ways and unit_id in rights.units_seen(field_class):
            return Reach.UNIT
        if Reach.OWN in ways and self._is_own:
            return Reach.OWN
        for way in (Reach.RECORDED, Reach.REVEAL):
            if way in ways:
                return way
        return None

    @cached_property
    def _is_own(self) -> bool:
        """From the row, if the queryset marked it, else asked of the database."""
        known = getattr(self.case, "is_own", Ellipsis)
        if known is not Ellipsis:
            return bool(known)
        rows = type(self.case).objects.filter(own_cases(self.user), pk=self.case.pk)
        return rows.exists()

    def shows_class(self, field_class) -> bool:
        reach = self.reach(field_class)
        return reach in _SHOWN or (reach is Reach.REVEAL and self.revealed)

    def shows(self, row, field) -> bool:
        """Whether this field of a row of the case is shown; an unknown one never is."""
        field_class = row.FIELD_CLASSES.get(field)
        return field_class is not None and self.shows_class(field_class)

    def value(self, row, field):
        """The field's value, in its own words where it has choices, or HIDDEN."""
        if not self.shows(row, field):
            return HIDDEN
        in_words = getattr(row, f"get_{field}_display", None)
        return in_words() if in_words else getattr(row, field)

    def hidden(self, row, fields) -> int:
        """How many of these fields are hidden."""
        return sum(not self.shows(row, field) for field in fields)

    @property
    def official(self) -> bool:
        return self.shows_class(FieldClass.OFFICIAL)

    @property
    def identity(self) -> bool:
        return self.shows_class(FieldClass.IDENTITY)

    @property
    def special(self) -> bool:
        return self.shows_class(FieldClass.SPECIAL)

    @property
    def can_reveal(self) -> bool:
        """Whether identities are hidden until a reason is given."""
        return self.reach(FieldClass.IDENTITY) is Reach.REVEAL and not self.revealed


class RecordSight(Sight):
    """What one user sees of a record of a register that they may read.

    Of one about a case, what they see of the case; of another, all but the classes it
    guards, which their roles must show: as their own, where they keep the register.
    """

    def __init__(self, record, user, *, case=None):
        super().__init__(record, user)
        self._of_case = Sight(case, user) if case is not None else None

    def _reach(self, field_class):
        if self._of_case is not None:
            return self._of_case.reach(field_class)
        if field_class not in self.case.guarded:
            return Reach.ALL
        ways = self.user.rights.reaches(field_class)
        if Reach.ALL not in ways and Reach.OWN in ways and self._is_own:
            return Reach.OWN
        return next((way for way in (Reach.ALL, Reach.RECORDED) if way in ways), None)

    @cached_property
    def _is_own(self) -> bool:
        keepers, unit_id = self.case.keepers, self.case.responsible_unit_id
        return bool(keepers) and self.user.rights.allow(Permission(keepers), unit_id)

    @property
    def tells(self) -> bool:
        """Whether it shows that of which each reading is recorded."""
        return self.shows_class(self.case.telling)


def sees(case, user, field_class: FieldClass) -> Reach | None:
    """How the user sees fields of this class in a case they know of; None: hidden.

    ALL, OWN and UNIT show; RECORDED shows and is recorded; REVEAL asks for a reason.
    """
    return Sight(case, user).reach(field_class)
