"""The last verbs: notify and finalise."""

from dataclasses import replace
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.permissions import Permission
from casework.acting import acting
from complaints import rules
from complaints.actions.appeals import begin_window
from complaints.actions.awaiting import ARRANGED_BY, owes_action
from complaints.actions.children import keep_untold
from complaints.actions.moves import due_on, lock_for, move, refuse_any
from complaints.actions.served import check_sent
from complaints.models import Case, CaseClock, Letter, law
from complaints.models.choices import LetterKind
from complaints.permissions.appeals import decided_by
from complaints.rules.limits import OFFICERS_WINDOWS
from complaints.workflow.proceedings import IN_HAND
from pages.refusals import BadInput, WrongState
from pages.words import day_words

# The offices that open what a case was ruled to.
ARRANGING = {
    ARRANGED_BY[True]: "Hearings Office",
    ARRANGED_BY[False]: "Misconduct Office",
}


def _letters_due(case):
    """Complainants and subjects that are people: each is told the outcome."""
    complainants = set(case.complainants.values_list("pk", flat=True))
    subjects = set(_people(case.subjects).values_list("pk", flat=True))
    return complainants, subjects


def _people(subjects):
    """Subjects that are known people: nobody writes to the others."""
    return subjects.filter(member__isnull=False, member__placeholder=False)


def _check_days(case, letters, today):
    """Nobody is told before it is decided, nor on a day to come."""
    for letter in letters:
        refuse_any(
            rules.check_step(
                name="dated_on",
                day=letter.dated_on,
                not_before=case.determined_on,
                earlier="determined",
                today=today,
            )
        )


def notify(*, case, by, at, version, letters, untold=()):
    """Record the outcome letters to every complainant and officer, with their dates.

    The latest letter to a complainant starts the time for an appeal. `untold` says of
    each complainant who cannot be told why: (who, why).
    """
    today = timezone.localdate(at)
    with acting("case.notify", by=by, at=at, subject=case) as act:
        case = lock_for("notify", act, case, version)
        _check_days(case, letters, today)
        complainants, subjects = _letters_due(case)
        told = {letter.complainant.pk for letter in letters if letter.complainant}
        officers = {letter.subject.pk for letter in letters if letter.subject}
        lost = {who.pk for who, why in untold if why}
        if told & lost or told | lost != complainants or officers != subjects:
            raise BadInput(
                "Give the date of the letter to each complainant and each officer.",
                field="letters",
            )
        letters = _written(case, letters, today)
        made = {"case": case, "kind": LetterKind.OUTCOME, "by": by, "at": at}
        Letter.objects.bulk_create(
            Letter(
                dated_on=letter.dated_on,
                complainant=letter.complainant,
                subject=letter.subject,
                text=letter.text,
                served_on=letter.served_on or letter.dated_on,
                served_how=letter.served_how,
                **made,
            )
            for letter in letters
        )
        changes = keep_untold([*_reached(case, told), *untold])
        case.notified_on = max((letter.dated_on for letter in letters), default=today)
        case.appeal_ends_on = _let_appeal(act, case, letters)
        move(
            act,
            case,
            "notify",
            changes=changes
            | {
                "notified_on": (None, case.notified_on),
                "appeal_ends_on": (None, case.appeal_ends_on),
            },
        )
    return case


def _written(case, letters, today):
    """The letters with their last day for an appeal, and no blank left in them."""
    appeals, written = may_appeal(case), []
    for letter in letters:
        text = letter.text
        if letter.complainant and appeals:
            ends_on = due_on("appeal", case, letter.dated_on)
            text = rules.written_in(text, appeal_by=day_words(ends_on))
        written.append(replace(letter, text=text))
        check_sent(written[-1], field="letters", today=today)
    return written


def _reached(case, told):
    """Who could not be told before and now has a letter: nothing is said of them."""
    rows = case.complainants.filter(pk__in=told).exclude(untold_because="")
    return [(row, "") for row in rows]


def can_be_appealed(case, known=None):
    """Whether whoever complained can appeal, by the route and the law of its day.

    `known` is the law, where it was read already.
    """
    on = case.received_on or case.sort_received_on
    known = known or law.load()
    rule = known.route(decided_by(case, known), on)
    return rule is not None and bool(rule.appeal)


def may_appeal(case, known=None) -> bool:
    """Whether a letter that tells the outcome begins a time for an appeal.

    `known` is the law, where it was read already.
    """
    return rules.has_right(case.mode) and can_be_appealed(case, known)


def _let_appeal(act, case, letters):
    """The last day for an appeal.

    None where nobody complained, or nobody may appeal: by the route that the case took,
    or by how the IPCC had it investigated. The time of each complainant begins with the
    letter to them.
    """
    told = [letter for letter in letters if letter.complainant]
    if not told or not may_appeal(case):
        return None
    for letter in told:
        begin_window(act, case, letter.complainant, letter.dated_on)
    return due_on("appeal", case, max(letter.dated_on for letter in told))


# Plain SQL: seven subqueries cost the page of a case more to compose than to answer.
# The columns stand in the order of rules.ClosingFacts.
_CLOSING = """
WITH told AS (
    SELECT complainant_id, subject_id FROM complaints_letter
    WHERE case_id = %(case)s AND kind = %(kind)s AND dated_on >= %(since)s
)
SELECT
    decided.number,
    decided.without,
    (SELECT count(*) FROM complaints_complainant c
     WHERE c.case_id = %(case)s AND c.untold_because = ''
        AND NOT EXISTS (SELECT FROM told WHERE complainant_id = c.id))
    + (SELECT count(*) FROM complaints_subject s
       JOIN organisation_member m ON m.id = s.member_id AND NOT m.placeholder
       WHERE s.case_id = %(case)s
           AND NOT EXISTS (SELECT FROM told WHERE subject_id = s.id)),
    (SELECT count(*) FROM complaints_casetask
     WHERE case_id = %(case)s AND done_at IS NULL),
    (SELECT count(*) FROM complaints_document
     WHERE case_id = %(case)s AND scan = 'pending'),
    EXISTS (
        SELECT FROM complaints_complainant
        WHERE case_id = %(case)s AND untold_because = ''
    ),
    (SELECT count(*) FROM complaints_appeal
     WHERE case_id = %(case)s AND status <> 'decided'),
    (SELECT count(*) FROM complaints_direction
     WHERE case_id = %(case)s AND status = 'open'),
    (SELECT count(*) FROM complaints_ipccrequest
     WHERE case_id = %(case)s AND status = 'open'),
    (SELECT count(*) FROM complaints_proceeding
     WHERE case_id = %(case)s AND status = ANY(%(in_hand)s)),
    (SELECT count(*) FROM complaints_cpsreferral
     WHERE case_id = %(case)s AND (status IN ('sent', 'charged')
        OR status = 'advised' AND advice <> 'no_charge')),
    (SELECT count(*) FROM complaints_officerappeal
     WHERE case_id = %(case)s AND status <> 'decided'),
    (SELECT max(due_on) FROM complaints_caseclock
     WHERE case_id = %(case)s AND ended = '' AND code = ANY(%(of_officers)s)),
    (SELECT count(*) FROM complaints_marker
     WHERE case_id = %(case)s AND status = 'open')
FROM (
    SELECT count(o.result_id) AS number, count(*) - count(o.result_id) AS without
    FROM complaints_outcome o
    JOIN complaints_allegation a ON a.id = o.allegation_id
    WHERE a.case_id = %(case)s
) decided
"""


def closing_facts(case, known=None, *, on: date) -> rules.ClosingFacts:
    """What the task list before finalising is drawn from on a day, in one question.

    `known` is the law, where it was read already. An officer may have left since it was
    kept that management action is awaited: then it is not.
    """
    asked = {
        "case": case.pk,
        "kind": LetterKind.OUTCOME,
        "since": case.determined_on or date.min,
        "in_hand": list(IN_HAND),
        "of_officers": list(OFFICERS_WINDOWS),
    }
    with connection.cursor() as cursor:
        cursor.execute(_CLOSING, asked)
        (decided, undecided, untold, tasks, pending, complaining, *others) = (
            cursor.fetchone()
        )
    appeals, directions, requests, proceedings, with_cps, *of_officers, markers = others
    officer_appeals, officers_until = of_officers
    return rules.ClosingFacts(
        status=case.status,
        decided=decided,
        undecided=undecided,
        letters_missing=untold,
        open_tasks=tasks,
        pending_documents=pending,
        has_complainant=complaining,
        can_appeal=complaining and can_be_appealed(case, known),
        appeal_ends_on=case.appeal_ends_on,
        mode=case.mode,
        appeals=appeals,
        directions=directions,
        requests=requests,
        proceedings=proceedings,
        with_cps=with_cps,
        to_open=tuple(
            name for right, name in ARRANGING.items() if right in case.awaits
        ),
        to_act=Permission.CASE_RECORD_MANAGEMENT_ACTION in case.awaits
        and owes_action(case, known or law.load(), on=on),
        to_cps=Permission.CASE_REFER_CPS in case.awaits,
        officer_appeals=officer_appeals,
        officers_until=officers_until,
        markers=markers,
    )


def finalise(*, case, by, at, version):
    """Finalise: nothing is open, and the time for an appeal has passed."""
    today = timezone.localdate(at)
    with acting("case.finalise", by=by, at=at, subject=case) as act:
        case = lock_for("finalise", act, case, version)
        items = rules.before_finalising(closing_facts(case, on=today), today=today)
        if waits_for := rules.waits_for(items):
            raise WrongState(
                f"You cannot finalise {case} yet: it waits for {waits_for}."
            )
        case.finalised_on = today
        move(act, case, "finalise", changes={"finalised_on": (None, today)})
    return case


def waiting_to_close(cases, *, today) -> set[int]:
    """Keys of those of these cases in which an office or an officer has the turn."""
    offices = [
        *map(str, ARRANGING),
        str(Permission.CASE_REFER_CPS),
        str(Permission.CASE_REDIRECT_PROCEEDING),
        str(Permission.CASE_RECORD_MANAGEMENT_ACTION),
    ]
    open_windows = CaseClock.objects.filter(
        case=OuterRef("pk"), ended="", code__in=OFFICERS_WINDOWS, due_on__gte=today
    )
    rows = Case.objects.filter(pk__in=cases)
    rows = rows.filter(Q(awaits__overlap=offices) | Exists(open_windows))
    return set(rows.values_list("pk", flat=True))
