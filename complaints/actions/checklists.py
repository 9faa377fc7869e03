"""The checklist of a case: what is read from it, and what people mark by hand."""

from datetime import date

from django.db import connection

from complaints.actions.steps import on_part
from complaints.models import ChecklistMark
from complaints.models.choices import CheckMark, LetterKind
from complaints.rules import limits
from complaints.rules.checklists import Facts
from complaints.workflow import CLOSED, Status
from complaints.workflow.conduct import NOTICE_STANDS
from pages.refusals import BadInput


@on_part(ChecklistMark, "mark-checklist")
def mark_checklist(step, *, item, mark, note=""):
    """Say how an item stands that no rule reads, or that one does not apply."""
    if item.rule and mark != CheckMark.NOT_APPLICABLE:
        raise BadInput(
            f"“{item.title}” is read from the case: it can only be said not to apply.",
            field="mark",
        )
    if mark in (CheckMark.MISSING, CheckMark.NOT_APPLICABLE) and not note:
        raise BadInput("Enter what is missing, or why it does not apply.", field="note")
    step.part.item, step.part.mark, step.part.note = item.code, mark, note


# Plain SQL, as of the task list before the end: twenty counts in one question.
_OF = "WHERE case_id = %(case)s"
_RUNS = f"{_OF} AND ended = '' AND due_on < %(today)s"
_COUNTS = {
    "assessments": f"complaints_assessment {_OF}",
    "allegations": f"complaints_allegation {_OF}",
    "allegations_lacking": f"complaints_allegation {_OF} AND category_id IS NULL",
    "subjects": f"complaints_subject {_OF}",
    "complainants": f"complaints_complainant {_OF}",
    "updates_late": f"complaints_caseclock {_RUNS} AND code = ANY(%(updates)s)",
    "tests": f"complaints_referraltest {_OF}",
    "to_refer": """(
            SELECT result, clear_on FROM complaints_referraltest
            WHERE case_id = %(case)s ORDER BY number DESC LIMIT 1
        ) latest WHERE result <> 'none' AND NOT EXISTS (
            SELECT FROM complaints_referral made WHERE made.case_id = %(case)s
            AND made.referred_on >= coalesce(latest.clear_on, made.referred_on)
        )""",
    "referrals": f"complaints_referral {_OF}",
    "referrals_lacking": f"complaints_referral {_OF} AND mode = ''",
    "severities": f"complaints_severityassessment {_OF}",
    "severities_lacking": f"""complaints_subject officer {_OF}
        AND member_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM complaints_severityassessment made
            WHERE made.subject_id = officer.id
        )""",
    "notices": f"complaints_notice {_OF} AND status = ANY(%(standing)s)",
    "notices_lacking": """complaints_subject officer WHERE case_id = %(case)s AND (
            SELECT law.breach FROM complaints_severityassessment made
            JOIN complaints_severity law
                ON law.regime_id = made.regime AND law.code = made.severity
            WHERE made.subject_id = officer.id ORDER BY made.number DESC LIMIT 1
        ) AND NOT EXISTS (
            SELECT FROM complaints_notice served WHERE served.subject_id = officer.id
            AND served.status = ANY(%(standing)s)
        )""",
    "policies": f"complaints_policyentry {_OF}",
    "actions": f"complaints_loggedaction {_OF}",
    "enquiries": f"complaints_enquiry {_OF}",
    "enquiries_lacking": f"complaints_enquiry {_OF} AND ending = ''",
    "reviews": f"complaints_strategyreview {_OF}",
    "reviews_late": f"complaints_caseclock {_RUNS} AND code = ANY(%(reviews)s)",
    "checks": f"complaints_proportionalitycheck {_OF}",
    "witnesses": f"complaints_witness {_OF}",
    "witnesses_lacking": f"""complaints_witness {_OF} AND status = 'in_care'
        AND (consent_on IS NULL OR care_contact_id IS NULL)""",
    "reports": f"complaints_report {_OF}",
    "open_tasks": f"complaints_casetask {_OF} AND done_at IS NULL",
    "questions_waiting": f"complaints_advice {_OF} AND status = 'waiting'",
    "letters_missing": """complaints_complainant party
        WHERE party.case_id = %(case)s AND party.untold_because = '' AND NOT EXISTS (
            SELECT FROM complaints_letter letter WHERE letter.case_id = %(case)s
            AND letter.complainant_id = party.id AND letter.kind = %(outcome)s
            AND letter.dated_on >= %(since)s
        )""",
    **{
        name: f"""complaints_outcome found
        JOIN complaints_allegation alleged ON alleged.id = found.allegation_id
        WHERE alleged.case_id = %(case)s {which}"""
        for name, which in (
            ("outcomes", ""),
            (
                "outcomes_unrecommended",
                """AND found.recommended_id IS NULL AND NOT EXISTS (
                    SELECT FROM complaints_result r
                    WHERE r.id = found.result_id AND r.code = 'withdrawn'
                )""",
            ),
            ("outcomes_undecided", "AND found.result_id IS NULL"),
        )
    },
}
_EACH = ", ".join(
    f"(SELECT count(*) FROM {rows})"  # noqa: S608 - our own SQL
    for rows in _COUNTS.values()
)
_FACTS = f"SELECT {_EACH}"
_TOLD = frozenset({Status.NOTIFIED, *CLOSED})


def checklist_facts(case, *, today) -> Facts:
    """What the rules of the checklist read of a case, in one question."""
    asked = {
        "case": case.pk,
        "today": today,
        "standing": list(NOTICE_STANDS),
        "updates": list(limits.UPDATES),
        "reviews": list(limits.REVIEWS),
        "outcome": LetterKind.OUTCOME,
        "since": case.determined_on or date.min,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, asked)
        counts = cursor.fetchone()
    told = case.status in _TOLD or case.notified_on is not None
    return Facts(**dict(zip(_COUNTS, counts, strict=True)), told=told)


def latest_marks(case) -> dict[str, ChecklistMark]:
    """The mark of each item that counts: the last that somebody made."""
    rows = ChecklistMark.objects.filter(case=case).select_related("by")
    return {row.item: row for row in rows.order_by("number")}
