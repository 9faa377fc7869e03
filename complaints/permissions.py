"""What a verb asks beyond the table and the role: each check raises the sentence read.

Order in every action: the right in this unit, then the state, which is told to nobody
without the right, then the verb's own condition, which is what stands here.
"""

from dataclasses import dataclass

from django.db import connection
from django.utils.functional import cached_property
from django.utils.html import format_html

from accounts.permissions import Permission
from accounts.roles import Reach
from casework.acting import check_right, check_state
from complaints.models.choices import Kind
from complaints.querysets import is_barred, own_cases
from complaints.workflow import CASE, Status
from organisation.classification import FieldClass
from pages.refusals import NotAllowed, Refused, WrongState

_INVESTIGATING_VERBS = ["start", "submit-report"]
_SUPERVISING_VERBS = ["assess", "allocate"]


def check_verb(verb, case, *, by):
    """Raise unless `by` may do `verb` to `case` now: right, state, condition."""
    check_right(CASE, verb, case, by=by)
    check_state(CASE, verb, case)
    OWN_CONDITIONS.get(verb, _no_condition)(case, by=by)


def _no_condition(case, *, by):
    return None


def check_can_check(case, *, by):
    """A line manager does not check what they logged or recorded (source 002)."""
    recorded = case.status_changes.filter(by=by, verb="record")
    if case.logged_by_id == by.pk or recorded.exists():
        did = "logged" if case.logged_by_id == by.pk else "recorded"
        raise NotAllowed(
            f"You {did} {case} yourself: another manager makes the quality check."
        )


def check_can_start(case, *, by):
    """The handler starts the investigation."""
    _check_handles(case, by=by, act="start the investigation")


def check_can_submit_report(case, *, by):
    """The handler reports."""
    _check_handles(case, by=by, act="submit the report")


def _check_handles(case, *, by, act):
    if case.handler_id is None:
        raise NotAllowed(f"Only the handler of {case} can {act}, and it has none yet.")
    if case.handler_id != by.pk:
        raise NotAllowed(f"Only the handler of {case}, {case.handler.name}, can {act}.")


def check_can_notify(case, *, by):
    """The handler, or the Customer Service Team for any case."""
    if case.handler_id != by.pk and not by.rights.allow(
        Permission.CASE_NOTIFY_ANY, case.responsible_unit_id
    ):
        _check_handles(case, by=by, act="record these letters")


def check_can_withdraw(case, *, by):
    """The handler, or a Customer Service Team manager for any case.

    On the complainant's signed request (domain.md 3.3): a conduct matter has none. Nor
    does a request undo that somebody has a case to answer: what was a complaint goes on
    as conduct.
    """
    if case.kind == Kind.CONDUCT:
        raise WrongState(
            f"{case} is a conduct matter: nobody complained, so nobody can withdraw "
            "it.",
            what_next="It goes on until it is decided and finalised.",
        )
    if case.handler_id != by.pk and not by.rights.allow(
        Permission.CASE_WITHDRAW_ANY, case.responsible_unit_id
    ):
        _check_handles(case, by=by, act="record the withdrawal")
    to_answer = case.allegations.filter(outcomes__case_to_answer=True)
    if case.results_stand and to_answer.exists():
        raise WrongState(
            f"Somebody has a case to answer in {case}: it goes on, whatever its "
            "complainant asks for now."
        )


# Plain SQL, as of _NAMING in querysets: five subqueries composed cost a verb more than
# the database takes to answer them.
_PARTS_IN_IT = {
    "you have been its handler": """
        SELECT FROM complaints_allocation
        WHERE case_id = %(case)s AND handler_id = %(user)s""",
    "you investigated it": """
        SELECT FROM complaints_statuschange
        WHERE case_id = %(case)s AND by_id = %(user)s AND verb = ANY(%(investigating)s)
        """,
    "you supervised it": """
        SELECT FROM complaints_statuschange
        WHERE case_id = %(case)s AND by_id = %(user)s AND verb = ANY(%(supervising)s)
        """,
    "you are a subject of it": """
        SELECT FROM complaints_subject
        WHERE case_id = %(case)s AND member_id = %(member)s""",
    "you have declared a conflict in it": """
        SELECT FROM complaints_conflict
        WHERE case_id = %(case)s AND user_id = %(user)s AND ended_at IS NULL""",
}
_HAD_PARTS = f"SELECT {', '.join(f'EXISTS ({each})' for each in _PARTS_IN_IT.values())}"
# Of many cases at once: those that they had any part in, or handle now.
_HAD_PARTS_AMONG = f"""
    SELECT ARRAY(
        SELECT looked_at.id FROM complaints_case looked_at
        WHERE looked_at.id = ANY(%(cases)s) AND (
            looked_at.handler_id = %(user)s
            OR {" OR ".join(f"EXISTS ({each})" for each in _PARTS_IN_IT.values())}
        )
    )
""".replace("%(case)s", "looked_at.id")  # noqa: S608 - our own SQL
_REPORT_IS_WHOLE = """
    SELECT EXISTS (SELECT FROM complaints_report WHERE case_id = %(case)s)
    AND NOT EXISTS (
        SELECT FROM complaints_outcome o
        JOIN complaints_allegation a ON a.id = o.allegation_id
        WHERE a.case_id = %(case)s AND o.recommended_id IS NULL
    )
"""


def _asked(sql, **params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()


def _whose_parts(by):
    return {
        "user": by.pk,
        "member": by.member_id,
        "investigating": _INVESTIGATING_VERBS,
        "supervising": _SUPERVISING_VERBS,
    }


def check_is_independent(case, *, by):
    """The appropriate authority had no part in the case (domain.md 3.2).

    Refuses whoever investigated or supervised it, is a subject of it, or has declared
    a conflict in it.
    """
    answers = _asked(_HAD_PARTS, case=case.pk, **_whose_parts(by))
    had = [part for part, is_so in zip(_PARTS_IN_IT, answers, strict=True) if is_so]
    if case.handler_id == by.pk:
        had.insert(0, "you have been its handler")
    if not had:
        return
    raise NotAllowed(
        f"You cannot be the appropriate authority of {case}, because {had[0]}.",
        what_next="Ask another Detective Chief Inspector to decide it.",
    )


def had_parts_in(cases, *, by) -> set[int]:
    """Keys, among those of `cases`, of which `check_is_independent` refuses `by`.

    For lists of what somebody may do: nothing is refused, and one question asked.
    """
    (keys,) = _asked(_HAD_PARTS_AMONG, cases=list(cases), **_whose_parts(by))
    return set(keys)


def check_can_determine(case, *, by):
    """Independent, and with a report that recommends something for every outcome.

    An imported case may be reported without one.
    """
    check_is_independent(case, by=by)
    (is_whole,) = _asked(_REPORT_IS_WHOLE, case=case.pk)
    if not is_whole:
        raise WrongState(
            f"The report on {case} does not recommend a finding for every allegation "
            "against every subject: return it to the investigator."
        )


OWN_CONDITIONS = {
    "check": check_can_check,
    "start": check_can_start,
    "submit-report": check_can_submit_report,
    "notify": check_can_notify,
    "withdraw": check_can_withdraw,
    "return": check_is_independent,
    "determine": check_can_determine,
    "reopen": check_is_independent,
}


def check_can_allocate_to(case, *, by, unit, handler):
    """To which unit and handler `by` may give the case.

    A champion gives only within the borough; a handler can do the work there, is no
    subject of the case and has declared no conflict in it.
    """
    units = by.rights.units_for(Permission.CASE_ALLOCATE)
    if units is not None and unit.pk not in units:
        raise NotAllowed(
            "You can name a handler in your own borough only; a DPS inspector moves "
            "a case to another unit."
        )
    if handler is None:
        return
    if not handler.is_active or not handler.rights.allow(
        Permission.CASE_SUBMIT_REPORT, unit.pk
    ):
        raise NotAllowed(f"{handler.name} cannot handle cases of {unit}.")
    if is_barred(handler, case):
        raise NotAllowed(
            f"{handler.name} cannot handle {case}, because they are a subject of it or "
            "have declared a conflict in it."
        )


def check_can_work(permission, case, *, by):
    """Raise unless `by` may add to the case: with the right, open and in reach.

    A tag alone is put on closed cases too: which of the past belong to an
    extraordinary event is often known, and counted, later (domain.md 2).
    """
    if not by.rights.allow(permission, case.responsible_unit_id):
        raise NotAllowed(f"Your role does not allow you to do this in {case}.")
    if not sees(case, by, FieldClass.IDENTITY):
        raise NotAllowed(f"{case} is not with you, so you cannot add to it.")
    if not case.is_open and permission != Permission.CASE_TAG:
        raise WrongState(
            f"{case} is closed: nothing is added to it.",
            what_next="Ask an appropriate authority to reopen it, if it was finalised.",
        )


def check_can_amend(case, *, by):
    """What a case says and its people change until the case is determined."""
    check_can_work(Permission.CASE_AMEND, case, by=by)
    if case.status in {Status.DETERMINED, Status.NOTIFIED}:
        raise WrongState(
            f"{case} is {case.get_status_display().lower()}: its allegations and "
            "people no longer change."
        )


def check_can_extend(case, *, by):
    """Allegations and subjects are added until the report: it answers each of them."""
    check_can_amend(case, by=by)
    if case.status == Status.REPORTED:
        raise WrongState(
            f"{case} is reported, and its report must answer whatever is added: it "
            "has to be returned to the investigator first."
        )


@dataclass(frozen=True)
class VerbState:
    """A verb that the table allows now, and why this user may not do it, if not."""

    verb: str
    label: str
    refusal: str = ""

    @property
    def allowed(self) -> bool:
        return not self.refusal


def verbs_for(case, user) -> list[VerbState]:
    """The verbs open in the case's status, each with the sentence that refuses it."""
    states = []
    for verb in CASE.verbs_from(case.status):
        try:
            check_verb(verb, case, by=user)
            refusal = ""
        except Refused as refused:
            refusal = refused.sentence
        states.append(VerbState(verb, CASE[verb].label, refusal))
    return states


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


def sees(case, user, field_class: FieldClass) -> Reach | None:
    """How the user sees fields of this class in a case they know of; None: hidden.

    ALL, OWN and UNIT show; RECORDED shows and is recorded; REVEAL asks for a reason.
    """
    return Sight(case, user).reach(field_class)
