"""Who had a part in a case, and so does not decide it (domain.md 3.2)."""

from django.db import connection

from accounts.permissions import Permission
from complaints.querysets import MANAGING
from pages.refusals import NotAllowed

_INVESTIGATING_VERBS = ["start", "submit-report"]
_SUPERVISING_VERBS = ["assess", "allocate"]
# Plain SQL, as of _NAMING in querysets: eight subqueries composed cost a verb more than
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
    "you reviewed how it was investigated": """
        SELECT FROM complaints_strategyreview
        WHERE case_id = %(case)s AND by_id = %(user)s
        UNION ALL SELECT FROM complaints_proportionalitycheck
        WHERE case_id = %(case)s AND by_id = %(user)s""",
    "you are a witness of it": """
        SELECT FROM complaints_witness
        WHERE case_id = %(case)s AND member_id = %(member)s""",
    "you are a subject of it": """
        SELECT FROM complaints_subject
        WHERE case_id = %(case)s AND member_id = %(member)s""",
    "you have declared a conflict in it": """
        SELECT FROM complaints_conflict
        WHERE case_id = %(case)s AND user_id = %(user)s AND ended_at IS NULL""",
    "you manage a subject of it, or did since it happened": MANAGING,
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


def asked(sql, **params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()


def _whose_parts(by):
    return _parts_of(by.pk, by.member_id)


def _parts_of(user, member):
    return {
        "user": user,
        "member": member,
        "members": [member] if member else [],
        "investigating": _INVESTIGATING_VERBS,
        "supervising": _SUPERVISING_VERBS,
    }


def check_is_independent(case, *, by):
    """The appropriate authority had no part in the case (domain.md 3.2).

    Refuses whoever investigated or supervised it, gave evidence in it, is a subject of
    it or manages one, or has declared a conflict in it.
    """
    answers = asked(_HAD_PARTS, case=case.pk, **_whose_parts(by))
    had = [part for part, is_so in zip(_PARTS_IN_IT, answers, strict=True) if is_so]
    if case.handler_id == by.pk:
        had.insert(0, "you have been its handler")
    if not had:
        _check_lender(case, by=by)
        return
    raise NotAllowed(
        f"You cannot be the appropriate authority of {case}, because {had[0]}.",
        what_next="Ask another Detective Chief Inspector to decide it.",
    )


def _check_lender(case, *, by):
    """Nor has it decided by somebody whom they lent their power (accounts.lending)."""
    lent = by.rights.lender(Permission.CASE_DETERMINE)
    if lent is None:
        return
    answers = asked(
        _HAD_PARTS, case=case.pk, **_parts_of(lent.giver_id, lent.member_id)
    )
    if any(answers) or case.handler_id == lent.giver_id:
        raise NotAllowed(
            f"You would decide {case} for {lent.giver}, who had a part in it.",
            what_next="Ask another Detective Chief Inspector to decide it.",
        )


def had_parts_in(cases, *, by) -> set[int]:
    """Keys, among those of `cases`, of which `check_is_independent` refuses `by`.

    For lists of what somebody may do: nothing is refused, and one question asked.
    """
    (keys,) = asked(_HAD_PARTS_AMONG, cases=list(cases), **_whose_parts(by))
    return set(keys)
