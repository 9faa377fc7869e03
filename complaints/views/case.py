"""The pages of one case below its summary: allegations, tasks, decisions."""

from operator import itemgetter

from django.contrib import messages
from django.db.models import Prefetch
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from casework import submissions
from complaints import actions
from complaints.forms.additions import TaskForm
from complaints.models import Decision, Outcome, Recommendation
from complaints.permissions import check_can_work
from complaints.views.frame import CaseFrame
from pages.refusals import NotAllowed
from pages.templatetags.components import day

# Moves that the decision log tells, and their titles there.
MOVES = {
    "record": "Recorded",
    "decline": "Not recorded",
    "return": "Report returned to the investigator",
    "reopen": "Reopened",
    "withdraw": "Withdrawn",
}


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
    return frame.render("allegations", cards=cards, add_url=add_url)


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
        "outcomes": [_outcome(frame, row) for row in allegation.outcomes.all()],
    }


def _outcome(frame, outcome):
    """One row of a card, with whether the decision departs from the recommendation."""
    sight = frame.sight
    made = next(iter(outcome.decisions.all()), None)
    shown = {
        "subject": who(sight, outcome.subject),
        "unit": outcome.subject.unit,
        "result": outcome.result,
    }
    if not sight.official:
        return shown
    return shown | {
        "recommended": outcome.recommended,
        "departs": made is not None and made.departs,
        "same": made is not None and not made.departs,
        "reasons": sight.value(made, "reasons") if made and made.reasons else "",
        "case_to_answer": outcome.case_to_answer,
        "severity": outcome.get_severity_display(),
        "forum": outcome.get_forum_display(),
    }


def who(sight, subject):
    """A subject in a few words, as far as the reader may know who it is."""
    if sight.identity:
        if subject.member_id:
            return str(subject.member)
        return subject.description or subject.get_kind_display()
    if not sight.official:
        return f"Subject {subject.number}"
    rank = f", {subject.get_rank_display()}" if subject.rank != "unknown" else ""
    return f"Subject {subject.number}{rank}"


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


@require_safe
def decisions(request, slug):
    """The decision log: every assessment, allocation, report, decision and letter.

    To record the case or not is the first of them; whoever moves it back says why.
    """
    frame = CaseFrame(request, slug, "decisions")
    entries = [
        *_moves(frame),
        *_assessments(frame),
        *_allocations(frame),
        *_reports(frame),
        *_determinations(frame),
        *_letters(frame),
    ]
    entries.sort(key=itemgetter("at"), reverse=True)
    return frame.render("decisions", entries=entries)


def _entry(row, title, text="", rows=(), kind=""):
    return {
        "at": row.at,
        "by": row.by or "The import",
        "title": title,
        "text": text,
        "rows": rows,
        "kind": kind,
    }


def _moves(frame):
    """Decisions that are a move of the case and nothing besides."""
    rows = frame.case.status_changes.filter(verb__in=MOVES).select_related("by")
    for row in rows:
        facts = []
        if row.verb == "record" and frame.case.recorded_on:
            facts.append(("Date recorded", day(frame.case.recorded_on)))
        text = frame.sight.value(row, "reason") if row.reason else ""
        yield _entry(row, MOVES[row.verb], text, facts, "Decision")


def _assessments(frame):
    sight = frame.sight
    for row in frame.case.assessments.select_related("by"):
        facts = [
            ("Risk to the public", sight.value(row, "risk_public")),
            ("Risk to officers", sight.value(row, "risk_officers")),
            ("Risk to the organisation", sight.value(row, "risk_organisation")),
        ]
        if row.response:
            facts.append(("Response", row.get_response_display()))
        if row.issues and sight.shows(row, "issues"):
            facts.append(("Issues", sight.value(row, "issues")))
        text = sight.value(row, "reasons")
        yield _entry(row, row.get_stage_display(), text, facts, "Risk")


def _allocations(frame):
    for row in frame.case.allocations.select_related("by", "unit", "handler"):
        facts = [("Unit", row.unit), ("Handler", row.handler or "Nobody yet")]
        text = frame.sight.value(row, "reason")
        yield _entry(row, f"Allocated to {row.unit}", text, facts, "Allocation")


def _reports(frame):
    findings = Recommendation.objects.select_related(
        "result", "outcome__allegation__category", "outcome__subject__member"
    )
    reports = frame.case.reports.select_related("by").prefetch_related(
        Prefetch("recommendations", findings)
    )
    for row in reports:
        facts = [
            (_about(frame, each.outcome), _with_reasons(frame, each, each.result))
            for each in row.recommendations.all()
        ]
        text = frame.sight.value(row, "text")
        yield _entry(row, f"Report {row.number} submitted", text, facts, "Report")


def _determinations(frame):
    decided = Decision.objects.select_related(
        "result",
        "recommended",
        "outcome__allegation__category",
        "outcome__subject__member",
    )
    rows = frame.case.determinations.select_related("by", "report")
    for row in rows.prefetch_related(Prefetch("decisions", decided)):
        facts = [
            (_about(frame, each.outcome), _decided(frame, each))
            for each in row.decisions.all()
        ]
        facts.append(("File to the CPS", "Yes" if row.to_cps else "No"))
        text = frame.sight.value(row, "reasons")
        title = f"Determined on report {row.report.number}"
        yield _entry(row, title, text, facts, "Decision")


def _about(frame, outcome):
    allegation = outcome.allegation
    category = allegation.category or "No category"
    return f"{allegation.number}. {category}: {who(frame.sight, outcome.subject)}"


def _decided(frame, decision):
    words = [
        str(decision.result),
        decision.get_severity_display(),
        decision.get_forum_display(),
    ]
    if decision.departs:
        words.append(f"departs from “{decision.recommended}”")
    return _with_reasons(frame, decision, ", ".join(words))


def _with_reasons(frame, row, words):
    reasons = frame.sight.value(row, "reasons")
    return f"{words}. {reasons}" if reasons else str(words)


def _letters(frame):
    letters = frame.case.letters.select_related(
        "by", "complainant__person", "subject__member"
    )
    for row in letters:
        to = ""
        if row.complainant_id:
            to = f"complainant {row.complainant.number}"
            if frame.sight.identity:
                to = str(row.complainant.person)
        elif row.subject_id:
            to = who(frame.sight, row.subject)
        facts = [("Dated", day(row.dated_on)), *([("To", to)] if to else [])]
        yield _entry(row, row.get_kind_display(), "", facts, "Letter")
