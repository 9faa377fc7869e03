"""Keep a letter or notice: what it said, to whom, and when it was served."""

from django.utils import timezone

from accounts.permissions import Permission
from casework import documents
from casework.acting import acting
from complaints import events, permissions, rules
from complaints.actions import clocks
from complaints.actions.moves import due_on, lock, refuse_any, save
from complaints.models import Document, Letter
from complaints.models.choices import LetterKind
from complaints.workflow import Status
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

    An outcome letter to a complainant, say to an address found later, starts their
    time for an appeal.
    """
    with acting(events.LOG_LETTER, by=by, at=at, subject=case) as act:
        case = lock(act, case, version)
        permissions.check_can_work(Permission.CASE_LOG_LETTER, case, by=by)
        _check_days(case, dated_on, served_on, served_how, today=timezone.localdate(at))
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


def _check_days(case, dated_on, served_on, served_how, *, today):
    refuse_any(
        rules.check_step(
            name="dated_on",
            day=dated_on,
            not_before=case.received_on,
            earlier="received",
            today=today,
        )
    )
    if served_on is not None:
        refuse_any(
            rules.check_step(
                name="served_on",
                day=served_on,
                not_before=dated_on,
                earlier="of the letter",
                today=today,
            )
        )
        if not served_how:
            raise BadInput("Say how it was served.", field="served_how")


def _appeal(act, case, letter):
    """The time for an appeal ends with that of whoever was told last."""
    tells_outcome = letter.kind == LetterKind.OUTCOME and letter.complainant_id
    if not tells_outcome or case.status != Status.NOTIFIED:
        return {}
    before, ends_on = case.appeal_ends_on, due_on("appeal", case, letter.dated_on)
    if before is not None and before >= ends_on:
        return {}
    case.appeal_ends_on = ends_on
    clocks.begin(act, case, "appeal", starts_on=letter.dated_on)
    return {"appeal_ends_on": (before, ends_on)}
