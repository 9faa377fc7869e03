"""The pages of one case below its summary: allegations and tasks."""

from django.contrib import messages
from django.db.models import Prefetch
from django.views.decorators.http import require_POST, require_safe

from accounts import submissions
from accounts.permissions import Permission
from complaints import actions
from complaints.forms.additions import TaskForm
from complaints.models import Decision, Outcome, law
from complaints.models.choices import SubjectKind
from complaints.permissions import check_can_work
from complaints.views.checklists import case_checklist
from complaints.views.frame import CaseFrame
from complaints.views.ruling import meaning
from complaints.workflow import Status
from organisation.models.members import Rank
from pages.refusals import NotAllowed


@require_safe
def allegations(request, slug):
    """A card for each allegation, a row for each subject: recommended and decided."""
    frame = CaseFrame(request, slug, "allegations")
    outcomes = Outcome.objects.select_related(
        "subject__member", "subject__unit", "recommended", "result"
    ).order_by("subject__number")
    decisions = Decision.objects.order_by("-determination__number")
    outcomes = outcomes.prefetch_related(Prefetch("decisions", decisions))
    rows = frame.case.allegations.select_related("category").prefetch_related(
        Prefetch("outcomes", outcomes), "standards"
    )
    cards = [_card(frame, row) for row in rows.order_by("number")]
    add_url = frame.address("add-allegation") if frame.can_extend else ""
    return frame.render(
        "allegations", cards=cards, add_url=add_url, nothing=_nothing(frame)
    )


def _nothing(frame):
    """(heading, text) where no allegation stands; whether one may come is official."""
    case = frame.case
    if not frame.sight.official:
        return "No allegation is recorded.", ""
    if case.status == Status.NOT_RECORDED:
        return "This case was not recorded, so no allegation was written down.", ""
    if not case.is_open:
        return "No allegation was recorded before this case was closed.", ""
    if case.status == Status.RECEIVED:
        return (
            "No allegation is recorded yet.",
            "They are written down when the case is recorded.",
        )
    return "No allegation is recorded yet.", ""


def _card(frame, allegation):
    sight = frame.sight
    strands = dict(allegation._meta.get_field("strands").base_field.choices)
    shown = sight.official
    return {
        "number": allegation.number,
        "change_url": frame.address("change-allegation", allegation.number)
        if frame.can_amend
        else "",
        "category": allegation.category,
        "text": sight.value(allegation, "text"),
        "raised_on": allegation.raised_on,
        "strands": [strands[s] for s in allegation.strands] if shown else [],
        "standards": list(allegation.standards.all()) if shown else [],
        "outcomes": [
            _outcome(frame, row, allegation.raised_on or frame.case.received_on)
            for row in allegation.outcomes.all()
        ],
    }


def _outcome(frame, outcome, noticed_on):
    """One row of a card, with whether the decision departs from the recommendation."""
    sight = frame.sight
    stands = sight.case.results_stand
    made = next(iter(outcome.decisions.all()), None)
    shown = {
        "subject": who(sight, outcome.subject),
        "unit": outcome.subject.unit,
        "result": outcome.result if stands or outcome.is_withdrawn else None,
    }
    if not sight.official:
        return shown
    shown["recommended"] = outcome.recommended
    if not stands:
        return shown
    return shown | {
        "departs": made is not None and made.departs,
        "same": made is not None and not made.departs,
        "reasons": sight.value(made, "reasons") if made and made.reasons else "",
        "meaning": meaning(
            law.of_request(frame.request),
            noticed_on=noticed_on,
            case_to_answer=outcome.case_to_answer,
            severity=outcome.severity,
            forum=outcome.forum,
        ),
    }


def who(sight, subject):
    """A subject in a few words, as far as the reader may know who it is."""
    member = str(subject.member) if sight.identity and subject.member_id else ""
    return named(
        sight,
        number=subject.number,
        kind=subject.kind,
        rank=subject.rank,
        description=subject.description,
        member=member,
    )


def named(sight, *, number, kind, rank, description, member):
    """The same of a subject whose row nobody has; `member` in words, if it is one."""
    if sight.identity:
        return member or description or SubjectKind(kind).label
    known = f", {Rank(rank).label}" if sight.official and rank != Rank.UNKNOWN else ""
    return f"Subject {number}{known}"


@require_safe
def tasks(request, slug):
    return _show_tasks(CaseFrame(request, slug, "tasks"))


def _show_tasks(frame, form=None):
    sight = frame.sight
    works = frame.can_work(Permission.CASE_SET_TASK)
    rows = frame.case.tasks.select_related("owner", "set_by", "done_by")
    shown = [
        {
            "task": row,
            "what": sight.value(row, "what"),
            "clock": frame.deadlines.clock(row.due_on, today=frame.today),
            "can_do": works,
        }
        for row in rows.order_by("due_on", "number")
    ]
    if form is None and frame.case.is_open and works:
        form = _task_form(frame)
    return frame.render(
        "tasks",
        open=[row for row in shown if not row["task"].done_at],
        done=[row for row in shown if row["task"].done_at],
        form=form,
        checklist=case_checklist(frame),
    )


def _task_form(frame, data=None):
    return TaskForm(data, case=frame.case, user=frame.user, today=frame.today)


@require_POST
def set_task(request, slug):
    frame = CaseFrame(request, slug, "tasks")
    form = _task_form(frame, request.POST)
    if not form.is_valid():
        check_can_work(Permission.CASE_SET_TASK, frame.case, by=frame.user)
        return _show_tasks(frame, form)

    def act():
        actions.set_task(
            case=frame.case, by=frame.user, at=frame.now, **form.cleaned_data
        )
        messages.success(request, "Task set.")
        return f"{frame.case.get_absolute_url()}tasks/"

    try:
        return submissions.once(request, act)
    except NotAllowed as refusal:
        frame = frame.anew()
        check_can_work(Permission.CASE_SET_TASK, frame.case, by=frame.user)
        form.add_error("owner", refusal.sentence)  # who lost the case meanwhile
        return _show_tasks(frame, form)


@require_POST
def do_task(request, slug, number):
    frame = CaseFrame(request, slug, "tasks")

    def act():
        actions.do_task(case=frame.case, by=frame.user, at=frame.now, number=number)
        messages.success(request, "Task done.")
        return f"{frame.case.get_absolute_url()}tasks/"

    return submissions.once(request, act)
