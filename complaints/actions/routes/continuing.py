"""A withdrawn complaint that goes on as a conduct matter, or does not."""

from complaints import search
from complaints.actions import children
from complaints.actions.additions import join
from complaints.actions.conduct import begin_severity
from complaints.actions.inputs import NewSubject
from complaints.actions.intake import bring_into_being
from complaints.actions.moves import move, save
from complaints.actions.steps import on_case
from complaints.models import (
    Allegation,
    Case,
    CaseAccess,
    Conflict,
    ConflictRuling,
    Outcome,
    Withdrawal,
)
from complaints.models.choices import (
    Channel,
    ConductSource,
    Confidentiality,
    Kind,
    LinkKind,
)
from complaints.permissions.ipcc import decided_referral
from complaints.permissions.severity import needs_severity
from complaints.workflow import ReferralStatus


@on_case("continue-as-conduct")
def continue_as_conduct(step, *, reason):
    """Open a conduct matter with what was alleged against whom, linked to this case.

    It is received today, and recorded where anything was alleged; otherwise it waits
    to be recorded with what is alleged, as any other. The law that each allegation goes
    by stays that of the day on which it came to notice.
    """
    before = step.case
    after = Case(
        kind=Kind.CONDUCT,
        channel=Channel.INTERNAL,
        conduct_source=ConductSource.WITHDRAWN,
        confidentiality=before.confidentiality,
        said=before.said,
        place=before.place,
        incident_on=before.incident_on,
        received_on=step.today,
        responsible_unit=before.responsible_unit,
        mode=before.mode,
    )
    bring_into_being(after, by=step.by, at=step.at)
    _take_over(before, after)
    _keep_referral(before, after)
    if before.confidentiality == Confidentiality.RESTRICTED:
        CaseAccess.objects.bulk_create(
            CaseAccess(case=after, user=row.user, by=step.by, at=step.at)
            for row in before.access.select_related("user")
        )
    _keep_conflicts(before, after)
    join(step.act, after, before, kind=LinkKind.FOLLOWS, reason=reason)
    if after.allegation_count:
        _record(step, after, reason)
    else:
        save(step.act, after)
        unit, told = after.responsible_unit, _told(after)
        step.act.record(after, unit=unit, reason=reason, changes=told)
    search.index(after)
    step.reason = reason
    _answer(step, goes_on=True, because=reason)


def _record(step, after, reason):
    after.recorded_on = step.today
    if needs_severity(after):
        for subject in after.subjects.select_related("member"):
            begin_severity(step.act, after, subject, step.today)
    move(step.act, after, "record", reason=reason, changes=_told(after))


@on_case("leave-withdrawn")
def leave_withdrawn(step, *, reason):
    """Decide that a withdrawn complaint does not go on as conduct, and why."""
    _answer(step, goes_on=False, because=reason)
    step.reason = reason


def _answer(step, *, goes_on, because):
    """Keep what the authority says of it; an imported case has no such record."""
    row = step.latest(Withdrawal, allegations=[])
    if row is not None and not row.ipcc_reference:
        step.change(row, goes_on=goes_on, because=because)


def _take_over(before, after):
    """The same subjects, and what is alleged of each of them."""
    rows = list(before.subjects.select_related("member", "unit").order_by("number"))
    made = children.add_subjects(
        after,
        [
            NewSubject(row.kind, row.member, row.description, row.unit, row.rank)
            for row in rows
        ],
    )
    subjects = dict(zip([row.pk for row in rows], made, strict=True))
    for row in before.allegations.order_by("number"):
        allegation = Allegation.objects.create(
            case=after,
            number=row.number,
            category_id=row.category_id,
            text=row.text,
            strands=row.strands,
            raised_on=row.raised_on or before.received_on,
        )
        allegation.standards.set(row.standards.all())
        Outcome.objects.bulk_create(
            Outcome(allegation=allegation, subject=subjects[outcome.subject_id])
            for outcome in row.outcomes.all()
        )
    children.keep_summary(after)


def _keep_referral(before, after):
    """What the IPCC has in hand stays in its hands, by the same referral.

    It has seen no report on what goes on.
    """
    row = decided_referral(before)
    if row is None:
        return
    row.pk, row.case, row.number = None, after, 1
    row.status = ReferralStatus.DECIDED
    row.report_number = row.report_sent_on = row.views_on = None
    row.views = ""
    row.save(force_insert=True)


def _keep_conflicts(before, after):
    """Who takes no part in the complaint takes none in what goes on from it.

    As the latest ruling on each conflict leaves it: who was let in stays so.
    """
    open_ones = before.conflicts.filter(ended_at=None).order_by("pk")
    for row in open_ones.select_related("user"):
        kept = Conflict.objects.create(
            case=after, user=row.user, reason=row.reason, declared_at=row.declared_at
        )
        ruling = row.rulings.order_by("-pk").first()
        if ruling is not None:
            _rule(ruling, after, conflict=kept)
    rulings = ConflictRuling.objects.filter(case=before, manager__isnull=False)
    for ruling in rulings.order_by("manager", "-pk").distinct("manager"):
        _rule(ruling, after, manager=ruling.manager)


def _rule(ruling, after, **of):
    ConflictRuling.objects.create(
        case=after,
        upheld=ruling.upheld,
        reasons=ruling.reasons,
        by=ruling.by,
        at=ruling.at,
        **of,
    )


def _told(after):
    conflicts = after.conflicts.order_by("pk").values_list("user__email", flat=True)
    return {
        "kind": (None, after.kind),
        "received_on": (None, after.received_on),
        **({"mode": (None, after.mode)} if after.mode else {}),
        "subjects": (None, after.subject_count),
        "conflicts": (None, list(conflicts)),
    }
