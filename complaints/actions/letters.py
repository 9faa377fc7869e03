"""Keep a letter or notice: what it said, to whom, and when it was served."""

from django.utils import timezone

from accounts.permissions import Permission
from casework import documents
from casework.acting import acting
from complaints import events, permissions, rules
from complaints.actions import clocks
from complaints.actions.appeals import begin_window, window_of
from complaints.actions.children import keep_untold
from complaints.actions.ending import may_appeal
from complaints.actions.moves import due_on, lock, refuse_any, save
from complaints.actions.served import check_served
from complaints.actions.steps import check_own
from complaints.models import Document, Letter, law
from complaints.models.choices import LetterKind
from complaints.models.clocks import Ended
from complaints.workflow import Route, Status
from pages.refusals import BadInput


def log_letter(
    *,
    case,
    by,
    at,
    version,
    kind,
    dated_on,
    complainant=None,
    subject=None,
    text="",
    served_on=None,
    served_how="",
    paper=None,
):
    """Keep a letter that no step of the case recorded, or one that was sent again.

    A letter that tells a complainant a decision, say to an address found later, starts
    their time for an appeal.
    """
    with acting(events.LOG_LETTER, by=by, at=at, subject=case) as act:
        case = lock(act, case, version)
        permissions.check_can_work(Permission.CASE_LOG_LETTER, case, by=by)
        check_own(case, {"complainant": complainant, "subject": subject})
        today = timezone.localdate(at)
        _check_letter(case, kind, dated_on, today=today)
        check_served(dated_on, served_on, served_how, today=today)
        document = _keep(case, kind, paper, by=by, at=at)
        row = Letter.objects.create(
            case=case,
            kind=kind,
            dated_on=dated_on,
            complainant=complainant,
            subject=subject,
            text=text,
            served_on=served_on,
            served_how=served_how,
            document=document,
            by=by,
            at=at,
        )
        changes = {"letter": (None, row.get_kind_display())} | _appeal(act, case, row)
        if complainant is not None and complainant.untold_because:
            changes |= keep_untold([(complainant, "")])  # they were reached after all
        changes |= {"letter_on": (None, dated_on), "letter text": (None, text)}
        if document is not None:
            changes["document"] = (None, document.name)
        save(act, case)
        act.record(case, unit=case.responsible_unit, changes=changes)
    return row


def _keep(case, kind, paper, *, by, at):
    """The letter as it was sent, among the documents of the case."""
    if paper is None:
        return None
    documents.check_quota(case.documents.all(), paper.size)
    label = LetterKind(kind).label
    return documents.attach(Document, paper, by=by, at=at, case=case, label=label)


def _check_letter(case, kind, dated_on, *, today):
    if kind not in LetterKind.values:
        raise BadInput("Select which letter it is.", field="kind")
    refuse_any(
        rules.check_step(
            name="dated_on",
            day=dated_on,
            not_before=case.received_on,
            earlier="received",
            today=today,
        )
    )


def _can_be_appealed(case, kind):
    """Whether a letter of this kind tells a decision that lets somebody appeal."""
    if kind == LetterKind.NOT_RECORDED:
        on = case.received_on or case.sort_received_on
        rule = law.load().route(Route.NOT_RECORDED, on)
        declined = case.status == Status.NOT_RECORDED
        return declined and rule is not None and bool(rule.appeal)
    told = kind == LetterKind.OUTCOME and case.notified_on is not None
    return told and may_appeal(case)


def _appeal(act, case, letter):
    """A letter of a decision sent again begins the time of whoever it went to anew.

    As the first did, where they may appeal at all and have not. The time for an appeal
    ends with that of whoever was told last.
    """
    party = letter.complainant
    if party is None or not _can_be_appealed(case, letter.kind):
        return {}
    last = clocks.held(case).last("appeal", window_of(party))
    appealed = last is not None and last.ended == Ended.DONE
    if appealed or (last is not None and last.starts_on >= letter.dated_on):
        return {}
    begin_window(act, case, party, letter.dated_on)
    before, ends_on = case.appeal_ends_on, due_on("appeal", case, letter.dated_on)
    if before is not None and before >= ends_on:
        return {}
    case.appeal_ends_on = ends_on
    return {"appeal_ends_on": (before, ends_on)}
