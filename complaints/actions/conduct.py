"""Assess severity, serve notices, record interviews and management action."""

from complaints import rules
from complaints.actions import clocks
from complaints.actions.disposal import end_disposal
from complaints.actions.moves import refuse_any
from complaints.actions.steps import on_part
from complaints.models import (
    Interview,
    ManagementAction,
    Notice,
    SeverityAssessment,
    law,
)
from complaints.models.imposed import live_codes, live_sanctions
from complaints.workflow.conduct import NOTICE_STANDS, NoticeStatus
from pages.refusals import BadInput
from pages.words import listed


def begin_severity(act, case, subject, on):
    """The time to assess the severity of what an officer is said to have done."""
    member = subject.member
    if member is None or member.placeholder:
        return
    assessed = SeverityAssessment.objects.filter(subject=subject)
    running = clocks.held(case).open("severity", subject.name)
    if running is None and not assessed.exists():
        clocks.begin(act, case, "severity", starts_on=on, of=subject.name)


def begin_updates(act, case, subject, on):
    """An officer under investigation hears every 28 days how it stands, from now on."""
    if clocks.held(case).open("update_officer", subject.name) is None:
        clocks.updated(act, case, subject, on)


def check_against(subject, allegations):
    """Refuse an officer who is nobody known, or against whom something is not."""
    if subject.member_id is None or subject.member.placeholder:
        raise BadInput(rules.ONLY_MEMBERS_ANSWER, field="subject")
    against = set(
        subject.outcomes.filter(allegation__in=allegations).values_list(
            "allegation__number", flat=True
        )
    )
    missing = [str(each.number) for each in allegations if each.number not in against]
    if not allegations or missing:
        raise BadInput(rules.not_against(missing), field="allegations")


def begin_notices(act, case, on):
    """The time to serve a notice, now that somebody is to investigate.

    It runs from when an investigator is appointed, or the severity is assessed, if that
    is later (SI 2008/2864, regulation 15): of each officer who has something to answer.
    """
    known, latest = law.load(), {}
    for row in SeverityAssessment.objects.filter(case=case).order_by("number"):
        latest[row.subject_id] = row
    for row in latest.values() if case.handler_id else ():
        level = known.severity(row.severity, _noticed_on(case, row))
        if level is not None and level.breach:
            _begin_notice(act, case, row, on)


def _noticed_on(case, assessment):
    """When what was assessed came to notice: the first of it."""
    about = case.allegations.filter(number__in=assessment.allegations)
    days = [each.raised_on or case.received_on for each in about]
    return min(filter(None, days), default=None)


def _begin_notice(act, case, assessment, on):
    """Unless it runs already, or the officer was served."""
    subject = assessment.subject
    running = clocks.held(case).open("notice", subject.name)
    if running is not None or _is_noticed(case, subject):
        return
    clocks.begin(
        act,
        case,
        "notice",
        starts_on=on,
        of=subject.name,
        noticed_on=_noticed_on(case, assessment),
    )


@on_part(SeverityAssessment, "assess-severity")
def assess_severity(
    step, *, subject, allegations, severity, could_dismiss, assessed_on, reasons
):
    """Say how grave it would be, if it were proved (SI 2008/2864, regulation 12).

    Each assessment is kept; the latest of an officer counts.
    """
    case, part, known = step.case, step.part, law.load()
    step.check_day(
        "assessed_on", assessed_on, after=case.received_on, earlier="received"
    )
    check_against(subject, allegations)
    noticed = [each.noticed_on for each in allegations]
    level, problems = rules.assessed_as(known, severity, noticed, could_dismiss)
    refuse_any(problems)
    regime = known.regime_on(min(filter(None, noticed), default=None))
    live = live_sanctions(subject.member, on=assessed_on)
    part.subject, part.allegations = subject, [each.number for each in allegations]
    part.regime = regime.code if regime else ""
    part.severity, part.severity_name = level.code, level.name
    part.could_dismiss, part.assessed_on = could_dismiss, assessed_on
    part.live = live_codes(live)
    part.live_names = listed(each.sanction_name for each in live) if live else ""
    part.reasons = reasons
    clocks.done(step.act, case, "severity", on=assessed_on, of=subject.name)
    if not level.breach:  # there is nothing to serve a notice of
        clocks.drop(step.act, case, "notice", on=assessed_on, of=subject.name)
    elif case.handler_id:
        on = max(filter(None, (assessed_on, case.allocated_on)))
        _begin_notice(step.act, case, part, on)


def _is_noticed(case, subject):
    """Whether a notice to them stands: not one that was withdrawn or replaced."""
    served = Notice.objects.filter(case=case, subject=subject)
    return served.filter(status__in=NOTICE_STANDS).exists()


@on_part(Notice, "serve-notice")
def serve_notice(
    step,
    *,
    subject,
    allegations,
    text,
    served_on,
    how,
    served_by,
    replaces=None,
    paper=None,
):
    """Serve a notice of the investigation, kept as it was served (regulation 15)."""
    case, part = step.case, step.part
    step.check_day("served_on", served_on, after=case.received_on, earlier="received")
    check_against(subject, allegations)
    refuse_any(rules.check_written("text", text, what="notice"))
    part.subject, part.allegations = subject, [each.number for each in allegations]
    part.text, part.served_on = text, served_on
    part.how, part.served_by = how, served_by
    if replaces is not None:
        _replace(step, replaces)
    step.attach(paper, "Regulation notice")
    clocks.done(step.act, case, "notice", on=served_on, of=subject.name)
    clocks.begin(
        step.act,
        case,
        "response",
        starts_on=served_on,
        of=part.name,
        noticed_on=min(filter(None, (a.noticed_on for a in allegations)), default=None),
    )
    told = clocks.held(case).open("update_officer", subject.name)
    if told is None or served_on > told.starts_on:  # the next is due from here
        clocks.updated(step.act, case, subject, served_on)


def _replace(step, older):
    """An amended notice takes the place of an earlier one of the same officer."""
    part = step.part
    if older.case_id != step.case.pk or older.subject_id != part.subject.pk:
        raise BadInput("Choose a notice served on this officer.", field="replaces")
    part.replaces = older
    step.changes[f"{older.name} status"] = (older.status, NoticeStatus.REPLACED)
    older.status = NoticeStatus.REPLACED
    older.save(update_fields=["status"])
    clocks.drop(step.act, step.case, "response", on=part.served_on, of=older.name)


@on_part(Notice, "record-response")
def record_response(step, *, response_on, response, paper=None):
    """Record what the officer answers to a notice (regulation 16)."""
    part = step.part
    step.check_day("response_on", response_on, after=part.served_on, earlier="served")
    part.response_on, part.response = response_on, response
    step.attach(paper, "Officer's response to the notice")
    clocks.done(step.act, step.case, "response", on=response_on, of=part.name)
    step.tell(step.case.handler, f"The officer answered the notice in {step.case}.")


@on_part(Notice, "withdraw-notice")
def withdraw_notice(step, *, withdrawn_on, reasons):
    """Withdraw a notice that was served: where nothing else tells them, one is due."""
    part = step.part
    step.check_day("withdrawn_on", withdrawn_on, after=part.served_on, earlier="served")
    part.withdrawn_on, part.reasons = withdrawn_on, reasons
    clocks.drop(step.act, step.case, "response", on=withdrawn_on, of=part.name)
    step.afterwards.append(lambda: begin_notices(step.act, step.case, withdrawn_on))


@on_part(Interview, "record-interview")
def record_interview(
    step,
    *,
    held_on,
    place,
    present,
    summary,
    subject=None,
    witness="",
    accompanied_by="",
    paper=None,
):
    """Record an interview of an officer or of a witness (regulation 17)."""
    part = step.part
    step.check_day("held_on", held_on, after=step.case.received_on, earlier="received")
    if (subject is None) == (witness == ""):
        raise BadInput(
            "Say who was interviewed: an officer, or somebody else by name.",
            field="witness",
        )
    part.subject, part.witness = subject, witness
    part.held_on, part.place, part.present = held_on, place, present
    part.accompanied_by, part.summary = accompanied_by, summary
    step.attach(paper, "Record of an interview")


@on_part(ManagementAction, "record-management-action")
def record_management_action(step, *, subject, kind, taken_on, what, review_on=None):
    """Record what a manager did without proceedings; it is no sanction."""
    part = step.part
    step.check_day(
        "taken_on", taken_on, after=step.case.received_on, earlier="received"
    )
    refuse_any(rules.check_plan(kind, taken_on, review_on))
    part.subject, part.kind, part.taken_on = subject, kind, taken_on
    part.what, part.review_on = what, review_on
    step.afterwards.append(
        lambda: end_disposal(step.act, step.case, subject, on=taken_on)
    )


@on_part(ManagementAction, "review-management-action")
def review_management_action(step, *, reviewed_on, review):
    """Record what became of management action."""
    part = step.part
    step.check_day("reviewed_on", reviewed_on, after=part.taken_on, earlier="taken")
    part.reviewed_on, part.review = reviewed_on, review
