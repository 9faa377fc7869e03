"""Who had a part in a case, and so does not decide it (domain.md 3.2)."""

from django.db import connection

from accounts.permissions import Permission
from complaints.models import Witness
from complaints.models.choices import ConductSource, LinkKind
from complaints.querysets import MANAGING
from pages.refusals import NotAllowed

_INVESTIGATING_VERBS = ["start", "submit-report"]
_SUPERVISING_VERBS = ["assess", "reassess-risk", "allocate"]
# Plain SQL, as of _NAMING in querysets: eight subqueries composed cost a verb more than
# the database takes to answer them.
_PARTS_IN_IT = {
    "you have been its handler": """
        SELECT FROM complaints_allocation
        WHERE case_id {matter} AND handler_id = %(user)s""",
    "you investigated it": """
        SELECT FROM complaints_statuschange
        WHERE case_id {matter} AND by_id = %(user)s
            AND verb = ANY(%(investigating)s)""",
    "you supervised it": """
        SELECT FROM complaints_statuschange
        WHERE case_id {matter} AND by_id = %(user)s
            AND verb = ANY(%(supervising)s)""",
    "you reviewed how it was investigated": """
        SELECT FROM complaints_strategyreview
        WHERE case_id {matter} AND by_id = %(user)s
        UNION ALL SELECT FROM complaints_proportionalitycheck
        WHERE case_id {matter} AND by_id = %(user)s""",
    "you are a witness of it": """
        SELECT FROM complaints_witness
        WHERE case_id {matter} AND member_id = %(member)s""",
    "you are a subject of it": """
        SELECT FROM complaints_subject
        WHERE case_id {case} AND member_id = %(member)s""",
    # One that was taken over, and set aside in the case since, keeps nobody from it.
    "you have declared a conflict in it": """
        SELECT FROM complaints_conflict declared
        WHERE case_id {matter} AND user_id = %(user)s AND ended_at IS NULL
            AND NOT EXISTS (
                SELECT FROM complaints_conflict over
                WHERE over.case_id {case} AND over.user_id = declared.user_id
                    AND over.declared_at = declared.declared_at
                    AND over.ended_at IS NOT NULL
            )""",
    "you manage a subject of it, or did since it happened": MANAGING,
}


def _exist(*, matter, case):
    """Whether there is any, of each part: `case` is asked of and all its `matter`."""
    filled = (each.format(matter=matter, case=case) for each in _PARTS_IN_IT.values())
    return [f"EXISTS ({each})" for each in filled]


_ASKED_OF_ONE = _exist(matter="= ANY(%(matter)s)", case="= %(case)s")
_HAD_PARTS = f"SELECT {', '.join(_ASKED_OF_ONE)}"
_ASKED_OF_EACH = _exist(
    matter="IN (looked_at.id, complaint.other_id)", case="= looked_at.id"
)
# Of many cases at once: those that they had any part in, or handle now.
_HAD_PARTS_AMONG = f"""
    SELECT ARRAY(
        SELECT looked_at.id FROM complaints_case looked_at
        LEFT JOIN LATERAL (
            SELECT link.other_id FROM complaints_caselink link
            WHERE link.case_id = looked_at.id AND link.kind = 'follows'
                AND looked_at.conduct_source = '{ConductSource.WITHDRAWN}'
            ORDER BY link.id LIMIT 1
        ) complaint ON true
        WHERE looked_at.id = ANY(%(cases)s) AND (
            looked_at.handler_id = %(user)s
            OR {" OR ".join(_ASKED_OF_EACH)}
        )
    )
"""  # noqa: S608 - our own SQL


def matter_of(case) -> list[int]:
    """Keys of the case, and of the withdrawn complaint that goes on in it."""
    keys = [case.pk]
    if case.conduct_source == ConductSource.WITHDRAWN:
        rows = case.links.filter(kind=LinkKind.FOLLOWS).order_by("pk")
        keys += rows.values_list("other_id", flat=True)[:1]
    return keys


def asked(sql, **params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()


def _parts_of(user, member):
    return {
        "user": user,
        "member": member,
        "members": [member] if member else [],
        "investigating": _INVESTIGATING_VERBS,
        "supervising": _SUPERVISING_VERBS,
    }


def check_is_independent(case, *, by, power=Permission.CASE_DETERMINE):
    """The appropriate authority had no part in the case (domain.md 3.2).

    Nor in the complaint that goes on in it. Refuses whoever investigated or supervised
    it, gave evidence in it, is a subject of it or manages one, or has declared a
    conflict in it; nor do they use the `power` of somebody who did.
    """
    had = parts_had(case, user=by.pk, member=by.member_id)
    if not had:
        _check_lenders(case, by=by, power=power)
        return
    raise NotAllowed(
        f"You cannot be the appropriate authority of {case}, because {had[0]}.",
        what_next="Ask another Detective Chief Inspector to decide it.",
    )


def check_is_no_witness(case, *, by):
    """Who gave evidence in the matter sends nobody to court, nor punishes them."""
    if by.member_id is None:
        return
    known = vars(case).setdefault("_witness_in_it", {})
    if by.pk not in known:
        rows = Witness.objects.filter(case__in=matter_of(case), member=by.member_id)
        known[by.pk] = rows.exists()
    if known[by.pk]:
        raise NotAllowed(
            f"You cannot do this in {case}, because you are a witness of it.",
            what_next="Ask a colleague who had no part in it.",
        )


def _check_lenders(case, *, by, power):
    """Nor has it decided by somebody whom they lent their power (accounts.lending).

    Where several lend it, by one who had no part.
    """
    lent = by.rights.lenders(power)
    fit = [each for each in lent if not _had_a_part(case, each)]
    if fit:
        by.rights.rely(power, fit[-1])
    elif lent:
        raise NotAllowed(
            f"You would decide {case} for {lent[-1].giver}, who had a part in it.",
            what_next="Ask another Detective Chief Inspector to decide it.",
        )


def _had_a_part(case, lent):
    return parts_had(case, user=lent.giver_id, member=lent.member_id) != []


def parts_had(case, *, user, member) -> list[str]:
    """Which parts somebody had in the matter, as it is said to them: you did this."""
    whose = _parts_of(user, member)
    answers = asked(_HAD_PARTS, case=case.pk, matter=matter_of(case), **whose)
    had = [part for part, is_so in zip(_PARTS_IN_IT, answers, strict=True) if is_so]
    if user and case.handler_id == user:
        had.insert(0, "you have been its handler")
    return had


def had_parts_in(cases, *, by, power=Permission.CASE_DETERMINE) -> set[int]:
    """Keys, among those of `cases`, of which `check_is_independent` refuses `by`.

    For lists of what somebody may do: nothing is refused, and one question asked of
    them and of each who lends them the power to decide.
    """
    cases = list(cases)
    had = _parts_among(cases, **_parts_of(by.pk, by.member_id))
    lent = [
        _parts_among(cases, **_parts_of(each.giver_id, each.member_id))
        for each in by.rights.lenders(power)
    ]
    return had | (set.intersection(*lent) if lent else set())


def _parts_among(cases, **whose) -> set[int]:
    (keys,) = asked(_HAD_PARTS_AMONG, cases=cases, **whose)
    return set(keys)
