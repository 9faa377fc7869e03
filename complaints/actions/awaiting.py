"""Which offices a case is with, besides its handler and its authority, and for what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from accounts.permissions import Permission as P
from complaints.models import (
    CpsReferral,
    ManagementAction,
    Outcome,
    Proceeding,
    SeverityAssessment,
    SpecialRequirement,
    Withdrawal,
    law,
)
from complaints.models.choices import Kind, LinkKind
from complaints.models.conduct import Advice
from complaints.models.law import ForumKind
from complaints.models.proceedings import EndKind
from complaints.permissions.severity import is_unassessed, needs_severity
from complaints.workflow.conduct import CpsStatus
from complaints.workflow.proceedings import IN_HAND, ProceedingStatus

# Whose sight of a case a ruling opens, though nothing waits for them.
CONCERNS = {
    ForumKind.DISPOSAL: P.CASE_ARRANGE_MEETING,
    ForumKind.PERFORMANCE: P.CASE_ARRANGE_HEARING,
}
# Who arranges a forum, by whether the Hearings Office reviews it first (002).
ARRANGED_BY = {True: P.CASE_ARRANGE_HEARING, False: P.CASE_ARRANGE_MEETING}


@dataclass(frozen=True)
class Undisposed:
    """What was decided of an officer and waits to be heard or dealt with, and whose."""

    subject: Any
    right: P
    noticed_on: date | None


def keep_awaited(case, *, on: date) -> list[Undisposed]:
    """Keep on the locked case for whose turn it waits on a day, besides.

    What is closed waits for nobody, but a withdrawn complaint for the authority. An
    office that has had something to do with a case keeps sight of it. Answers with what
    of the decision waits to be heard or dealt with.
    """
    known = law.load()
    sent, in_hand = _sent(case, known), _in_hand(case)
    waiting = _undisposed(case, known, sent, in_hand, on) if case.is_open else ()
    undisposed = list(waiting)
    awaits = {str(right) for right in _awaited(case, in_hand)}
    awaits |= {str(each.right) for each in undisposed}
    case.awaits = sorted(awaits)
    case.offices = sorted({*case.offices, *awaits, *_concerned(known, sent)})
    return undisposed


def _sent(case, known):
    """The outcomes that were sent where something follows, if the results stand."""
    found = to_hear(case) if case.results_stand else []
    forums = [known.forum(row.forum, row.allegation.noticed_on) for row in found]
    return [
        row
        for row, forum in zip(found, forums, strict=True)
        if forum and forum.kind != ForumKind.NOTHING
    ]


def _in_hand(case) -> list[Proceeding]:
    """The proceedings of the case that are not over, with their officers."""
    rows = Proceeding.objects.filter(case=case, status__in=IN_HAND)
    return list(rows.select_related("subject"))


def _concerned(known, sent):
    """The rights of offices that a ruling concerns, though nothing waits for them.

    The Misconduct Office records management action; the third stage of the performance
    regulations is the Hearings Office's, and may come at once or after the others.
    """
    for outcome in sent:
        forum = known.forum(outcome.forum, outcome.allegation.noticed_on)
        if forum and forum.kind in CONCERNS:
            yield str(CONCERNS[forum.kind])


def _awaited(case, in_hand):
    """The rights whose holders have something to do in the case now.

    Besides what of the decision is undisposed.
    """
    if not case.is_open:
        if _is_considered(case):
            yield P.CASE_CONTINUE_AS_CONDUCT
        return
    if _awaits_severity(case):
        yield P.CASE_ASSESS_SEVERITY
    for row in in_hand:
        if row.status != ProceedingStatus.SENT_BACK:
            yield row.arranged_by
    if _goes_back(case) or (case.results_stand and owes_cps(case)):
        yield P.CASE_REFER_CPS


def undisposed(case, *, on: date) -> list[Undisposed]:
    """What of the last determination waits to be heard or dealt with, and with whom."""
    known = law.load()
    return list(_undisposed(case, known, _sent(case, known), _in_hand(case), on))


def _undisposed(case, known, sent, in_hand, on) -> Iterator[Undisposed]:
    for row in in_hand:
        if row.status == ProceedingStatus.SENT_BACK:
            yield Undisposed(row.subject, P.CASE_REDIRECT_PROCEEDING, row.noticed_on)
    for found in (_to_open(case, known, sent), _to_act(case, known, sent, on)):
        for outcome, right in found:
            yield Undisposed(outcome.subject, right, outcome.allegation.noticed_on)


def owes_action(case, known, *, on: date) -> bool:
    """Whether management action was ruled of an officer, and none is recorded since."""
    return any(_to_act(case, known, to_hear(case), on))


def _to_act(case, known, outcomes, on):
    """Of officers who were ruled to management action, and none is recorded since.

    Nobody takes it of an officer whom nobody knows, nor of one who has left by then.
    """
    if not outcomes:
        return
    last = case.determinations.order_by("-number").first()
    taken = ManagementAction.objects.filter(case=case)
    if last is not None:
        taken = taken.filter(at__gte=last.at)
    done = set(taken.values_list("subject", flat=True))
    for outcome in outcomes:
        member = outcome.subject.member
        if member is None or member.placeholder or member.has_left(on):
            continue
        if outcome.subject_id in done:
            continue
        forum = known.forum(outcome.forum, outcome.allegation.noticed_on)
        if forum and forum.kind == ForumKind.DISPOSAL:
            yield outcome, P.CASE_RECORD_MANAGEMENT_ACTION


def _goes_back(case) -> bool:
    """Whether the CPS asked for further work, and has not had the file again."""
    rows = CpsReferral.objects.filter(case=case, status=CpsStatus.ADVISED)
    return rows.filter(advice=Advice.FURTHER_WORK).exists()


def _is_considered(case):
    """Whether a withdrawn complaint may still go on as conduct, and has not yet."""
    rows = Withdrawal.objects.filter(case=case, allegations=[]).order_by("-number")
    row = rows.first()
    return row is not None and row.goes_on is not False and not continued(case)


def continued(case) -> bool:
    """Whether a withdrawn complaint goes on in another case."""
    return case.linked_from.filter(
        kind=LinkKind.FOLLOWS, case__kind=Kind.CONDUCT
    ).exists()


def _to_open(case, known, outcomes):
    """Of outcomes that were sent to a forum and are in no proceedings yet."""
    heard = taken_up(case, outcomes) if outcomes else {}
    for outcome in outcomes:
        before = heard.get(outcome.pk)
        if before is None:
            forum = known.forum(outcome.forum, outcome.allegation.noticed_on)
        elif before.next_stage:
            forum = known.regime(before.regime).forum(before.next_stage)
        else:
            continue
        if forum and leads_on(forum):
            yield outcome, ARRANGED_BY[forum.reviewed]


def leads_on(forum) -> bool:
    """Whether proceedings follow: somebody sits, or performance is taken up."""
    return forum.sits or forum.kind == ForumKind.PERFORMANCE


def _awaits_severity(case):
    """Of some officer: in a conduct matter from its recording on.

    Of a complaint, once special requirements hold.
    """
    if case.kind == Kind.CONDUCT:
        recorded = case.recorded_on is not None
        return recorded and needs_severity(case) and is_unassessed(case)
    assessed = SeverityAssessment.objects.filter(case=case)
    certified = SpecialRequirement.objects.filter(case=case)
    return certified.exclude(subject__in=assessed.values("subject")).exists()


def to_hear(case):
    """The outcomes of the case that were sent somewhere, with their allegations."""
    rows = Outcome.objects.filter(allegation__case=case).exclude(forum="")
    rows = rows.select_related("allegation__category", "subject__member")
    found = list(rows.order_by("subject__number", "allegation__number"))
    for row in found:
        row.allegation.case = row.subject.case = case
    return found


def taken_up(case, outcomes) -> dict[int, Proceeding]:
    """{outcome: the last proceedings that it stands in}, of those that may be heard.

    A later determination can be heard anew, unless the forum that it names has dealt
    with it: nobody is heard twice. A stage that was decided anew says which is next.
    """
    last = case.determinations.order_by("-number").first()
    forums = {outcome.pk: outcome.forum for outcome in outcomes}
    found = {}
    rows = Proceeding.objects.filter(case=case, findings__outcome__in=forums)
    rows = rows.exclude(~Q(kind=ForumKind.STAGE), status=ProceedingStatus.REDIRECTED)
    rows = rows.exclude(end_kind=EndKind.REOPENED).distinct().order_by("number")
    for row in rows.prefetch_related("findings"):
        earlier = last is not None and row.at < last.at
        for finding in row.findings.all():
            forum = forums.get(finding.outcome_id)
            if not earlier or row.dealt_with(forum):
                found[finding.outcome_id] = row
    return found


def owes_cps(case) -> bool:
    """Whether the last determination sends the file to the CPS, and nobody did.

    A file that it has before it already, or was sent again since, is not sent twice.
    """
    last = case.determinations.order_by("-number").first()
    if last is None or not last.to_cps:
        return False
    there = Q(status__in=[CpsStatus.SENT, CpsStatus.CHARGED])
    there |= Q(status=CpsStatus.ADVISED) & ~Q(advice=Advice.NO_CHARGE)
    sent = Q(at__gte=last.at) | Q(earlier__at__gte=last.at)
    return not CpsReferral.objects.filter(there | sent, case=case).exists()
