"""Name who sits, decide objections to them, and record who stands by the officer."""

from accounts.models import User
from complaints import rules
from complaints.actions import clocks
from complaints.actions.moves import refuse_any
from complaints.actions.proceedings import regime_of
from complaints.actions.steps import on_part
from complaints.models import PanelMember, Representation, law
from complaints.permissions import check_can_arrange
from complaints.querysets import conflicted_among, managing_among
from pages.refusals import BadInput, WrongState
from pages.words import day_words, listed


def seat_of(known, proceeding, code):
    """A seat of the panel that these proceedings have."""
    seats = regime_of(known, proceeding).seats_of(proceeding.forum)
    return next((seat for seat in seats if seat.code == code), None)


@on_part(PanelMember, "name-panel-member")
def name_panel_member(
    step,
    *,
    proceeding,
    seat,
    named_on,
    member=None,
    outsider="",
    told_on=None,
    overridden="",
):
    """Name somebody for a seat: eligible on the day, and with no part in the case.

    Missing training is overridden with a reason, which is kept; so is a name that
    somebody else bears who complains or is a witness.
    """
    case, part, known = step.case, step.part, law.load()
    step.check_day("named_on", named_on, after=proceeding.opened_on, earlier="opened")
    step.check_day("told_on", told_on, after=named_on, earlier="named")
    check_can_arrange(case, proceeding, by=step.by)
    _check_open(proceeding)
    place = seat_of(known, proceeding, seat)
    if place is None:
        raise BadInput("The panel has no such seat.", field="seat")
    if (member is None) == (outsider == ""):
        raise BadInput(
            "Name a member of the force, or somebody from outside.", field="member"
        )
    rows = PanelMember.objects.filter(proceeding=proceeding)
    others = [row for row in rows if row.sits]
    if any(row.seat == seat for row in others):
        raise BadInput(f"Somebody is named as {place.name} already.", field="seat")
    if member is not None and any(row.member_id == member.pk for row in others):
        raise BadInput(f"{member} is on the panel already.", field="member")
    refuse_any(unfit_for(case, proceeding, place, member, overridden, on=step.today))
    part.proceeding, part.seat, part.seat_name = proceeding, seat, place.name
    part.member, part.outsider = member, outsider
    part.named_on, part.told_on = named_on, told_on
    part.overridden = overridden
    if told_on:
        clocks.begin(
            step.act,
            case,
            "objection",
            starts_on=told_on,
            of=part.name,
            noticed_on=proceeding.noticed_on,
        )


def _check_open(proceeding):
    if not proceeding.panel_is_open:
        state = proceeding.state_words.lower()
        raise WrongState(f"The panel of {proceeding} no longer changes: it is {state}.")


def unfit_for(case, proceeding, seat, member, overridden, *, on):
    """Why somebody cannot take a seat on a day: its rank and training, conflicts.

    Training, and a name that may be another's, are overridden by a reason, which is
    kept.
    """
    if member is None:
        outsider = rules.Candidate(outside=True)
        return rules.check_seat(seat, outsider, subject_rank="")
    if conflicts := conflicts_of(case, member):
        return [rules.Problem("member", f"{member} cannot sit: {listed(conflicts)}.")]
    if not overridden and namesake_in(case, member):
        return [rules.Problem("overridden", _NAMESAKE.format(member, case))]
    if member.left_on and member.left_on < on:
        return [rules.Problem("member", f"{member} has left the force.")]
    trained = set(member.accreditations.on(on).values_list("kind__code", flat=True))
    if overridden and seat.accreditation:
        trained.add(seat.accreditation)
    who = rules.Candidate(member.rank, trained)
    return [
        rules.Problem("member", problem.sentence)
        for problem in rules.check_seat(seat, who, subject_rank=proceeding.subject.rank)
    ]


_NAMESAKE = (
    "Somebody of the name of {} complains in {} or is a witness in it. Where that is "
    "somebody else, say how you know."
)


def namesake_in(case, member) -> bool:
    """Whether a complainant or a witness of the public bears the member's name.

    People of the public are not known by a number, so it may be somebody else.
    """
    if not (member.forenames and member.surname):
        return False
    alike = {
        "person__surname__iexact": member.surname,
        "person__forenames__iexact": member.forenames,
    }
    return (
        case.complainants.filter(**alike).exists()
        or case.witnesss.filter(**alike).exists()
    )


def conflicts_of(case, member) -> list[str]:
    """Why a member of the force takes no part in deciding the case."""
    users = list(User.objects.filter(member=member))
    keys = {user.pk for user in users}
    found = []
    if case.subjects.filter(member=member).exists():
        found.append("they are a subject of the case")
    if managing_among([member.pk], case):
        found.append("they manage a subject of it")
    if case.witnesss.filter(member=member).exists():
        found.append("they are a witness in it")
    if not keys:
        return found
    if case.handler_id in keys or case.allocations.filter(handler__in=keys).exists():
        found.append("they have been its handler")
    verbs = ("start", "submit-report", "assess", "allocate")
    if case.status_changes.filter(by__in=keys, verb__in=verbs).exists():
        found.append("they investigated or supervised it")
    if case.authority_id in keys or case.determinations.filter(by__in=keys).exists():
        found.append("they decided it")
    if not found and conflicted_among(users, case):
        found.append("they have a conflict of interest in it")
    return found


@on_part(PanelMember, "object-panel")
def object_panel(step, *, objected_on, objection):
    """Record the officer's objection, within the time for it (regulation 21)."""
    case, part = step.case, step.part
    step.check_day("objected_on", objected_on, after=part.named_on, earlier="named")
    row = clocks.held(case).window("objection", part.name)
    if row is not None and objected_on > row.due_on:
        raise BadInput(
            f"The officer could object until {day_words(row.due_on)}.",
            field="objected_on",
        )
    part.objected_on, part.objection = objected_on, objection
    clocks.done(step.act, case, "objection", on=objected_on, of=part.name)


@on_part(PanelMember, "decide-objection")
def decide_objection(step, *, decided_on, upheld, decision):
    """Decide an objection; upheld, the seat is free again."""
    part = step.part
    step.check_day("decided_on", decided_on, after=part.objected_on, earlier="objected")
    part.decided_on, part.upheld, part.decision = decided_on, upheld, decision


@on_part(PanelMember, "leave-panel")
def leave_panel(step, *, left_on, left_reasons):
    """Take somebody off the panel."""
    part = step.part
    _check_open(part.proceeding)
    step.check_day("left_on", left_on, after=part.named_on, earlier="named")
    part.left_on, part.left_reasons = left_on, left_reasons
    clocks.drop(step.act, step.case, "objection", on=left_on, of=part.name)


@on_part(Representation, "record-representation")
def record_representation(step, *, proceeding, kind, person, from_on, organisation=""):
    """Record who stands beside the officer: a friend, the Federation, a lawyer."""
    part = step.part
    check_can_arrange(step.case, proceeding, by=step.by)
    step.check_day("from_on", from_on, after=proceeding.opened_on, earlier="opened")
    part.proceeding, part.kind, part.person = proceeding, kind, person
    part.organisation, part.from_on = organisation, from_on
