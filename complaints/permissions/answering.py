"""What has to be done of an officer before they can have a case to answer.

Police Reform Act 2002, Schedule 3, paragraphs 19A to 19D; SI 2008/2864, regulations 12
and 15. All facts of a case are one question.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from casework.models.cases import Origin
from complaints import rules
from complaints.models.choices import CaseMode, Kind
from complaints.workflow.conduct import NOTICE_STANDS
from pages.words import listed


@dataclass(frozen=True)
class Prepared:
    """What was done of one subject of a case."""

    certified: bool
    assessed: bool
    noticed: frozenset[int]  # numbers of the allegations that a notice covers


_NOTHING = Prepared(certified=False, assessed=False, noticed=frozenset())
_KEPT = "_prepared"
# The columns stand in the order of Prepared, after the subject.
_PREPARED = """
    SELECT
        s.id,
        EXISTS (SELECT FROM complaints_specialrequirement WHERE subject_id = s.id),
        EXISTS (SELECT FROM complaints_severityassessment WHERE subject_id = s.id),
        ARRAY(
            SELECT unnest(allegations) FROM complaints_notice
            WHERE subject_id = s.id AND status = ANY(%(standing)s)
        )
    FROM complaints_subject s WHERE s.case_id = %(case)s
"""


def prepared(case: Any) -> dict[int, Prepared]:
    """{subject: what was done of them}, asked once of a row."""
    held = vars(case)
    if _KEPT not in held:
        with connection.cursor() as cursor:
            standing = list(NOTICE_STANDS)
            cursor.execute(_PREPARED, {"case": case.pk, "standing": standing})
            held[_KEPT] = {
                subject: Prepared(certified, assessed, frozenset(noticed))
                for subject, certified, assessed, noticed in cursor.fetchall()
            }
    known: dict[int, Prepared] = held[_KEPT]
    return known


def why_none_to_answer(case: Any, outcome: Any, known: Any) -> str:
    """Why nobody has a case to answer for this yet, in a sentence; blank if they may.

    By the law of the day on which it came to notice; a legacy case came without. Of a
    complaint that the IPCC investigates itself, it is the IPCC that certifies.
    """
    on = outcome.allegation.noticed_on
    if case.origin == Origin.LEGACY or not rules.asks_for_severity(known.regime_on(on)):
        return ""
    done = prepared(case).get(outcome.subject_id, _NOTHING)
    number = outcome.allegation.number
    certified = case.kind != Kind.COMPLAINT or case.mode == CaseMode.INDEPENDENT
    lacking = [
        words
        for is_done, words in (
            (certified or done.certified, "the certificate of special requirements"),
            (done.assessed, "a severity assessment"),
            (number in done.noticed, f"a notice of allegation {number} that stands"),
        )
        if not is_done
    ]
    if not lacking:
        return ""
    return (
        f"Subject {outcome.subject.number} can have no case to answer yet: "
        f"{listed(lacking)} {'is' if len(lacking) == 1 else 'are'} missing."
    )
