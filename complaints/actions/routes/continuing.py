"""A withdrawn complaint that goes on as a conduct matter."""

from complaints import search
from complaints.actions import children
from complaints.actions.awaiting import keep_awaited
from complaints.actions.conduct import begin_severity
from complaints.actions.inputs import NewSubject
from complaints.actions.intake import bring_into_being
from complaints.actions.moves import move
from complaints.actions.steps import on_case
from complaints.models import Allegation, Case, CaseAccess, CaseLink, Outcome
from complaints.models.choices import (
    Channel,
    ConductSource,
    Confidentiality,
    Kind,
    LinkKind,
)
from complaints.permissions.severity import needs_severity


@on_case("continue-as-conduct")
def continue_as_conduct(step, *, reason):
    """Open a conduct matter with what was alleged against whom, linked to this case.

    It is received today. The law that each allegation goes by stays that of the day on
    which it came to notice.
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
    )
    bring_into_being(after, by=step.by, at=step.at)
    _take_over(before, after)
    if before.confidentiality == Confidentiality.RESTRICTED:
        CaseAccess.objects.bulk_create(
            CaseAccess(case=after, user=row.user, by=step.by, at=step.at)
            for row in before.access.select_related("user")
        )
    CaseLink.objects.create(
        case=after, other=before, kind=LinkKind.FOLLOWS, by=step.by, at=step.at
    )
    after.recorded_on = step.today
    if needs_severity(after):
        for subject in after.subjects.select_related("member"):
            begin_severity(step.act, after, subject, step.today)
    keep_awaited(after)
    move(step.act, after, "record", reason=reason, changes=_told(after, before))
    search.index(after)
    step.reason = reason
    step.changes["link"] = (None, after.reference)


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


def _told(after, before):
    return {
        "kind": (None, after.kind),
        "received_on": (None, after.received_on),
        "link": (None, before.reference),
        "subjects": (None, after.subject_count),
    }
