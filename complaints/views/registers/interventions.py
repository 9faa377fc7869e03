"""The Complaints Intervention Scheme: its register, and each intervention."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from complaints import actions
from complaints.filters.interventions import (
    INTERVENTION_SORTS,
    InterventionFilters,
    rules_on,
)
from complaints.forms.interventions import (
    CompleteForm,
    DismissForm,
    FollowUpForm,
    OpenForm,
    PlanForm,
    ReviewInterventionForm,
)
from complaints.models import Case, Intervention
from complaints.views.officer_notes import Note, note
from complaints.views.registers.exports import FIRST_COLUMNS, Column
from complaints.views.registers.frame import RecordFrame, sights_of
from complaints.views.registers.pages import RecordPage, RegisterList, register_urls
from complaints.workflow import InterventionStatus
from pages.templatetags.components import day, tag

_TONES = {
    InterventionStatus.TRIGGERED: "waiting",
    InterventionStatus.PLANNED: "active",
    InterventionStatus.COMPLETED: "done",
    InterventionStatus.DISMISSED: "stopped",
}


def state_tag(row: Intervention) -> str:
    return tag(row.get_status_display(), _TONES[InterventionStatus(row.status)])


class InterventionList(RegisterList):
    model = Intervention
    read = Permission.INTERVENTION_READ
    title = "Intervention scheme"
    filters = InterventionFilters
    sorts = INTERVENTION_SORTS
    default = "-opened"
    template_name = "complaints/registers/interventions.html"
    columns = (
        *FIRST_COLUMNS,
        Column("Member", "member"),
        Column("Date opened", "triggered_on"),
        Column("Date due", "due_on"),
    )

    def row(self, record, sight):
        waits = record.status == InterventionStatus.TRIGGERED
        return {
            "intervention": record,
            "member": sight.value(record, "member"),
            "state": state_tag(record),
            "late": waits and record.due_on < self.today,
        }

    def more(self):
        return {"rules": rules_on(self.today)}


@require_safe
def show_intervention(request: HttpRequest, slug: str) -> HttpResponse:
    frame = RecordFrame(request, Intervention, slug)
    row, sight = frame.record, frame.sight
    seen = Case.objects.visible_to(frame.user).filter(interventions=row)
    reviews = row.reviews.select_related("by").order_by("-number")
    return frame.render(
        "intervention",
        state=state_tag(row),
        rule=row.rule,
        cases=list(
            seen.only("reference", "received_on", "status").order_by(
                "-sort_received_on"
            )
        ),
        reviews=[
            {"review": each, "summary": sight.value(each, "summary")}
            for each in reviews
        ],
    )


@note(Intervention, "member")
def live_interventions(member, on, user) -> list[Note]:
    """What the scheme does for the member now, and what it did."""
    found = Intervention.objects.visible_to(user).filter(member=member)
    rows = list(found.order_by("-triggered_on", "-pk")[:3])
    return [
        Note(
            "Intervention scheme",
            [
                {"key": "Opened", "value": day(row.triggered_on)},
                {"key": "State", "value": row.get_status_display()},
            ],
            [{"text": row.reference, "href": row.get_absolute_url()}],
        )
        for row, sight in zip(rows, sights_of(rows, user), strict=True)
        if sight.shows(row, "member")
    ]


class InterventionOpen(RecordPage):
    model, verb, form_class = Intervention, "open", OpenForm
    action = actions.open_intervention
    done = "{record} is opened. The champion and the line manager are told."


class InterventionPlan(RecordPage):
    model, verb, form_class = Intervention, "plan", PlanForm
    action = actions.plan_intervention
    done = "The plan of {record} is recorded."
    lead = "A supportive interview and a plan; this is not discipline."


class InterventionDismiss(RecordPage):
    model, verb, form_class = Intervention, "dismiss", DismissForm
    action = actions.dismiss_intervention
    done = "{record} ends without a plan."


class InterventionReview(RecordPage):
    model, verb, form_class = Intervention, "review", ReviewInterventionForm
    action = actions.review_intervention
    done = "The review of {record} is recorded."


class InterventionComplete(RecordPage):
    model, verb, form_class = Intervention, "complete", CompleteForm
    action = actions.complete_intervention
    done = "{record} is completed."


class InterventionFollowUp(RecordPage):
    model, verb, form_class = Intervention, "follow-up", FollowUpForm
    action = actions.follow_up_intervention
    done = "The follow-up of {record} is recorded."


intervention_urls = register_urls(
    "interventions",
    InterventionList,
    show_intervention,
    (
        InterventionOpen,
        InterventionPlan,
        InterventionDismiss,
        InterventionReview,
        InterventionComplete,
        InterventionFollowUp,
    ),
)
