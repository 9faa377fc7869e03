"""Which offices a case is with, besides its handler and its authority, and for what."""

from accounts.permissions import Permission as P
from complaints import rules
from complaints.models import (
    CpsReferral,
    Outcome,
    Proceeding,
    SeverityAssessment,
    SpecialRequirement,
    law,
)
from complaints.models.choices import Kind
from complaints.models.law import ForumKind
from complaints.workflow.proceedings import ProceedingStatus

_CONCERNS = {
    ForumKind.DISPOSAL: P.CASE_ARRANGE_MEETING,
    ForumKind.PERFORMANCE: P.CASE_ARRANGE_HEARING,
}
# Who arranges a forum, by whether the Hearings Office reviews it first (002).
ARRANGED_BY = {True: P.CASE_ARRANGE_HEARING, False: P.CASE_ARRANGE_MEETING}


def keep_considered(case):
    """Keep a withdrawn complaint in sight of who says whether it goes on as conduct.

    The appropriate authority, who assesses severity as well.
    """
    case.offices = sorted({*case.offices, str(P.CASE_ASSESS_SEVERITY)})


def keep_awaited(case):
    """Keep on the locked case, before it is saved, for whose turn it waits besides.

    An office that has had something to do with a case keeps sight of it.
    """
    known = law.load()
    awaits = {str(right) for right in _awaited(case, known)}
    case.awaits = sorted(awaits)
    case.offices = sorted({*case.offices, *awaits, *_concerned(case, known)})


def _concerned(case, known):
    """The rights of offices that a ruling concerns, though nothing waits for them.

    The Misconduct Office records management action; the third stage of the performance
    regulations is the Hearings Office's, and may come at once or after the others.
    """
    for outcome in to_hear(case) if case.results_stand else ():
        forum = known.forum(outcome.forum, outcome.allegation.noticed_on)
        if forum and forum.kind in _CONCERNS:
            yield str(_CONCERNS[forum.kind])


def _awaited(case, known):
    """The rights whose holders have something to do in the case now."""
    if not case.is_open:
        return
    if _awaits_severity(case, known):
        yield P.CASE_ASSESS_SEVERITY
    heard: list[int] = []
    for row in Proceeding.objects.filter(case=case).prefetch_related("findings"):
        if row.status != ProceedingStatus.REDIRECTED:
            heard += [finding.outcome_id for finding in row.findings.all()]
        if row.status == ProceedingStatus.SENT_BACK:
            yield P.CASE_REDIRECT_PROCEEDING
        elif row.is_in_hand:
            yield row.arranged_by
    if case.results_stand:
        yield from _to_open(case, known, heard)
        if owes_cps(case):
            yield P.CASE_REFER_CPS


def _to_open(case, known, heard):
    """Of outcomes that were sent to a forum and are in no proceedings yet."""
    for outcome in to_hear(case):
        if outcome.pk in heard:
            continue
        forum = known.forum(outcome.forum, outcome.allegation.noticed_on)
        if forum and leads_on(forum):
            yield ARRANGED_BY[forum.reviewed]


def leads_on(forum) -> bool:
    """Whether proceedings follow: somebody sits, or performance is taken up."""
    return forum.sits or forum.kind == ForumKind.PERFORMANCE


def _awaits_severity(case, known):
    """In a conduct matter from its recording; else once special requirements hold."""
    assessed = SeverityAssessment.objects.filter(case=case)
    if case.kind != Kind.CONDUCT:
        certified = SpecialRequirement.objects.filter(case=case)
        return certified.exclude(subject__in=assessed.values("subject")).exists()
    regime = known.regime_on(case.received_on)
    return rules.asks_for_severity(regime) and not assessed.exists()


def to_hear(case):
    """The outcomes of the case that were sent somewhere, with their allegations."""
    rows = Outcome.objects.filter(allegation__case=case).exclude(forum="")
    rows = rows.select_related("allegation__category", "subject__member")
    found = list(rows.order_by("subject__number", "allegation__number"))
    for row in found:
        row.allegation.case = row.subject.case = case
    return found


def owes_cps(case) -> bool:
    """Whether the last determination sends the file to the CPS, and nobody did."""
    last = case.determinations.order_by("-number").first()
    if last is None or not last.to_cps:
        return False
    sent = CpsReferral.objects.filter(case=case, at__gte=last.at)
    return not sent.exists()
