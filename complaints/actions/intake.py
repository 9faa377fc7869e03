"""Log what comes in; record it as a case with allegations, or decline to."""

from django.utils import timezone

from accounts.permissions import Permission
from audit import trail
from casework import references
from casework.acting import acting
from complaints import rules, search
from complaints.actions import children, clocks
from complaints.actions.additions import join
from complaints.actions.appeals import begin_window
from complaints.actions.conduct import begin_severity
from complaints.actions.inputs import LetterSent
from complaints.actions.moves import due_on, lock, refuse_any, set_clock
from complaints.actions.reopening import carry_out
from complaints.actions.served import check_sent
from complaints.actions.steps import on_case
from complaints.models import Case, Letter, NonRecording, StatusChange, law
from complaints.models.choices import DirectionKind, Kind, LetterKind, LinkKind, Stage
from complaints.models.law import Purpose
from complaints.permissions.severity import needs_severity
from complaints.workflow import Route, Status
from pages.refusals import BadInput, NotAllowed
from pages.words import day_words


def log(
    *,
    kind,
    channel,
    said,
    received_on,
    unit,
    risks,
    by,
    at,
    incident_on=None,
    place="",
    conduct_source="",
    complainants=(),
    subjects=(),
    same_as=None,
    told_apart=(),
):
    """Log a complaint or conduct matter on receipt, with the first risk assessment.

    `unit` is responsible for it until it is allocated. A case that it is the `same_as`
    is linked as its duplicate; those that whoever logs it was shown and `told_apart`
    stand in the trail. Raises NotAllowed, BadInput.
    """
    case = Case(
        kind=kind,
        channel=channel,
        conduct_source=conduct_source,
        said=said,
        place=place,
        incident_on=incident_on,
        received_on=received_on,
        responsible_unit=unit,
    )
    with acting("case.log", by=by, at=at) as act:
        _check_can_log(case, complainants, by=by, today=timezone.localdate(at))
        bring_into_being(case, by=by, at=at)
        children.add_subjects(case, subjects)
        people = children.add_complainants(case, complainants)
        children.assess(act, case, Stage.FIRST_CONTACT, risks)
        search.index(case)
        told = _told(case, complainants, subjects) | children.person_changes(people)
        if told_apart:
            told["told_apart"] = (None, [other.reference for other in told_apart])
        act.record(case, kind=trail.Kind.COLLECTION, unit=unit, changes=told)
        if same_as:
            _link_duplicate(act, case, same_as)
    return case


def _link_duplicate(act, case, other):
    """Link the case just logged to the one that holds the same matter."""
    other = lock(act, other)
    act.subject = case
    join(act, case, other, kind=LinkKind.DUPLICATE, reason="Found when it was logged")


def _check_can_log(case, complainants, *, by, today):
    unit = case.responsible_unit
    if not by.rights.allow(Permission.CASE_LOG, unit.pk):
        raise NotAllowed(f"Your role does not allow you to log a case for {unit}.")
    refuse_any(
        rules.check_receipt(
            incident_on=case.incident_on, received_on=case.received_on, today=today
        )
    )
    if case.kind == Kind.COMPLAINT and not complainants:
        raise BadInput(
            "Say who is complaining, even if they gave no name.", field="complainants"
        )


def bring_into_being(case, *, by, at):
    """Give the case its reference, its first status and its clock, and save it."""
    reference, year, serial = references.issue(case.kind, on=timezone.localdate(at))
    case.reference, case.reference_year, case.reference_serial = reference, year, serial
    case.status = Status.RECEIVED
    case.sort_received_on = case.received_on
    case.logged_by = by
    case.created_at = case.updated_at = at
    set_clock(case)
    case.save(force_insert=True)
    clocks.held(case).write()
    StatusChange.objects.create(
        case=case, verb="log", to_status=case.status, by=by, at=at
    )


def _told(case, complainants, subjects):
    """What the trail keeps of a case as it came in."""
    return {
        "kind": (None, case.kind),
        "channel": (None, case.channel),
        "received_on": (None, case.received_on),
        "said": (None, case.said),
        "complainants": (None, len(complainants)),
        "subjects": (None, len(subjects)),
    }


@on_case("record")
def record(step, *, recorded_on, allegations):
    """Record a logged case: what is alleged, each allegation against whom.

    The IPCC may have directed it on an appeal: this carries it out.
    """
    case = step.case
    received_on = case.received_on
    step.check_day("recorded_on", recorded_on, after=received_on, earlier="received")
    if not allegations:
        raise BadInput("Add at least one allegation.", field="allegations")
    children.add_allegations(case, allegations, raised_on=received_on)
    case.recorded_on = recorded_on
    if needs_severity(case):
        for subject in case.subjects.select_related("member"):
            begin_severity(step.act, case, subject, recorded_on)
    step.changes |= {
        "recorded_on": (None, recorded_on),
        "allegations": (None, [a.category.code for a in allegations]),
    }
    carry_out(step, DirectionKind.RECORD, f"{case} was recorded.")
    search.index(case)


@on_case("decline")
def decline(
    step,
    *,
    ground,
    reason,
    letter_on=None,
    letter="",
    served_how="",
    served_on=None,
    untold_because="",
):
    """Decide not to record, on a ground, and the letter that says so with its date.

    Nobody complained of a conduct matter, so it has no letter; nor has a complaint
    whose complainants cannot be told.
    """
    case = step.case
    on = case.received_on or case.sort_received_on
    known = law.load()
    row = known.ground(Purpose.NOT_RECORDING, ground, on)
    if row is None:
        raise BadInput("Select the ground from the list.", field="ground")
    step.make(NonRecording, ground=ground)
    step.reason = reason
    if untold_because and case.is_complaint:
        if letter_on is not None:
            raise BadInput(
                "Enter the date of the letter, or say why nobody can be told: one of "
                "the two.",
                field="letter_on",
            )
        everybody = [(each, untold_because) for each in case.complainants.all()]
        step.changes |= children.keep_untold(everybody)
    elif case.is_complaint:
        _check_told(step, letter_on)
        step.changes["letter_on"] = (None, letter_on)
        said = {"grounds": row.name.lower(), "reasons": reason}
        rule = known.route(Route.NOT_RECORDED, on)
        if rule and rule.appeal:
            case.appeal_ends_on = due_on("appeal", case, letter_on)
            said["appeal_by"] = day_words(case.appeal_ends_on)
            step.changes["appeal_ends_on"] = (None, case.appeal_ends_on)
            for complainant in case.complainants.all():
                begin_window(step.act, case, complainant, letter_on)
        text = rules.written_in(letter, **said)
        sent = LetterSent(
            letter_on, text=text, served_how=served_how, served_on=served_on
        )
        _tell_not_recorded(step, sent)


def _check_told(step, letter_on):
    if letter_on is None:
        raise BadInput("Enter the date of the letter.", field="letter_on")
    step.check_day(
        "letter_on", letter_on, after=step.case.received_on, earlier="received"
    )


def _tell_not_recorded(step, letter):
    """Keep the letter by which each complainant is told, and may appeal."""
    check_sent(letter, field="letter", today=step.today)
    Letter.objects.bulk_create(
        Letter(
            case=step.case,
            kind=LetterKind.NOT_RECORDED,
            dated_on=letter.dated_on,
            complainant=complainant,
            text=letter.text,
            served_on=letter.served_on or letter.dated_on,
            served_how=letter.served_how,
            by=step.by,
            at=step.at,
        )
        for complainant in step.case.complainants.all()
    )
