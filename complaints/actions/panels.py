"""Name who sits, decide objections to them, and record who stands by the officer."""

from dataclasses import replace

from accounts.models import User
from complaints import rules
from complaints.actions import clocks
from complaints.actions.moves import refuse_any
from complaints.actions.proceedings import regime_of
from complaints.actions.ranks import rank_of, ranks_of_panel
from complaints.actions.steps import on_part
from complaints.models import (
    Case,
    Complainant,
    Determination,
    PanelMember,
    Representation,
    Restriction,
    Witness,
    law,
)
from complaints.permissions import check_can_arrange, matter_of, parts_had
from complaints.permissions.proceedings import check_nobody_is_missing
from complaints.querysets import conflicted_among
from complaints.workflow.proceedings import PanelStatus
from organisation.structure import rank_on
from pages.refusals import BadInput, WrongState
from pages.words import day_words, listed


def forum_of(proceeding, appeal=None) -> str:
    """The forum whose panel it is: of the proceedings, or of an appeal against them."""
    return appeal.forum if appeal else proceeding.forum


def seat_of(known, proceeding, code, appeal=None):
    """A seat of the panel that these proceedings have, or an appeal against them."""
    seats = regime_of(known, proceeding).seats_of(forum_of(proceeding, appeal))
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
    appeal=None,
):
    """Name somebody for a seat: eligible on the day, and with no part in the case.

    Of the panel of the proceedings, or of one that decides an appeal against them.

    Missing training is overridden with a reason, which is kept; so is a name that
    somebody else bears who complains or is a witness.
    """
    case, part, known = step.case, step.part, law.load()
    after, earlier = proceeding.opened_on, "opened"
    if appeal:
        after, earlier = appeal.lodged_on, "lodged"
    step.check_day("named_on", named_on, after=after, earlier=earlier)
    step.check_day("told_on", told_on, after=named_on, earlier="named")
    check_can_arrange(case, proceeding, by=step.by)
    if appeal and appeal.proceeding_id != proceeding.pk:
        raise BadInput("Choose an appeal against these proceedings.", field="seat")
    _check_open(appeal or proceeding, is_open=_is_open(proceeding, appeal))
    place = seat_of(known, proceeding, seat, appeal)
    if place is None:
        raise BadInput("The panel has no such seat.", field="seat")
    _check_free(proceeding, appeal, place, member, outsider)
    sits_on = proceeding.sits_on if appeal is None else None
    on = sits_on or step.today
    _check_fit(case, proceeding, place, member, overridden, on=on, appeal=appeal)
    part.proceeding, part.appeal = proceeding, appeal
    part.seat, part.seat_name = seat, place.name
    part.member, part.outsider = member, outsider
    part.named_on, part.told_on = named_on, told_on
    part.overridden = overridden
    if told_on:
        _let_object(step, told_on)


def _check_fit(case, proceeding, place, member, overridden, **panel):
    """Refuse whoever cannot take the seat; and say where a reason would let them."""
    given = (case, proceeding, place, member)
    problems = unfit_for(*given, overridden, **panel)
    if problems and not overridden and not unfit_for(*given, "a reason", **panel):
        problems = [
            replace(each, sentence=f"{each.sentence}{_ALL_THE_SAME}")
            if each.field == "member"
            else each
            for each in problems
        ]
    refuse_any(problems)


_ALL_THE_SAME = " Or say why they may sit all the same."


def _check_free(proceeding, appeal, place, member, outsider):
    """The seat is free, and whoever is named has none of this panel."""
    if (member is None) == (outsider == ""):
        raise BadInput(
            "Name a member of the force, or somebody from outside: one of the two.",
            field="member",
        )
    rows = PanelMember.objects.filter(proceeding=proceeding, appeal=appeal)
    others = [row for row in rows if row.sits]
    if any(row.seat == place.code for row in others):
        raise BadInput(f"Somebody is named as {place.name} already.", field="seat")
    if member is not None and any(row.member_id == member.pk for row in others):
        raise BadInput(f"{member} is on the panel already.", field="member")
    if appeal and member and sat_before(proceeding, member):
        raise BadInput(
            f"{member} cannot sit: they sat on the panel that is appealed against.",
            field="member",
        )


def _is_open(proceeding, appeal) -> bool:
    return appeal.is_undecided if appeal else proceeding.panel_is_open


def _check_open(row, *, is_open):
    if not is_open:
        state = row.state_words.lower()
        raise WrongState(f"The panel of {row} no longer changes: it is {state}.")


def sat_before(proceeding, member) -> bool:
    """Whether a member of the force heard the proceedings themselves."""
    rows = PanelMember.objects.filter(proceeding=proceeding, appeal=None, member=member)
    return any(row.sits for row in rows)


def check_panel(case, proceeding, regime, *, on, appeal=None):
    """Refuse a panel that cannot sit on a day: of proceedings, or of an appeal.

    Every seat is taken, no objection is undecided, and whoever sits was named by then,
    has the rank and the training of that day, and no part in the case as known now.
    """
    rows = PanelMember.objects.filter(proceeding=proceeding, appeal=appeal)
    rows = rows.select_related("member")
    sitting = [row for row in rows.order_by("number") if row.sits]
    seats = {seat.code: seat for seat in regime.seats_of(forum_of(proceeding, appeal))}
    missing = rules.missing_seats(seats.values(), {row.seat for row in sitting})
    check_nobody_is_missing(missing)
    for row in sitting:
        if row.status == PanelStatus.OBJECTED:
            raise WrongState(
                f"The panel cannot sit yet: the objection to {row.who} is undecided.",
                what_next="Decide it on the page of the proceedings.",
            )
        if row.named_on > on:
            raise WrongState(
                f"The panel could not sit on {day_words(on)} with {row.who}, who was "
                f"named on {day_words(row.named_on)}.",
                what_next="Where that day is wrong, take them off the panel and name "
                "them from the right one.",
            )
        if place := seats.get(row.seat):
            given = (place, row.member, row.overridden)
            for problem in unfit_for(case, proceeding, *given, on=on, appeal=appeal):
                raise WrongState(
                    f"The panel could not sit on {day_words(on)} with {row.who}. "
                    f"{problem.sentence}",
                    what_next="Take them off the panel, and name who may sit.",
                )


def unfit_for(case, proceeding, seat, member, overridden, *, on, appeal=None):
    """Why somebody cannot take a seat on a day: its rank and training, conflicts.

    Ranks are those of that day, as far as postings say them, and those of now else.
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
    if member.has_left(on):
        return [rules.Problem("member", f"{member} has left the force.")]
    if Restriction.objects.of_on(member, on).exists():
        # Nothing of why: whoever names the panel may not know of it.
        return [rules.Problem("member", f"{member} cannot sit now.")]
    trained = set(member.accreditations.on(on).values_list("kind__code", flat=True))
    if overridden and seat.accreditation:
        trained.add(seat.accreditation)
    who = rules.Candidate(rank_on(member, on), trained)
    ranks = {"subject_rank": rank_of(proceeding.subject, on=on)}
    if appeal is not None:
        ranks["panel_ranks"] = ranks_of_panel(proceeding)
    return [
        rules.Problem("member", problem.sentence)
        for problem in rules.check_seat(seat, who, **ranks)
    ]


_NAMESAKE = (
    "Somebody of the name of {} complains in {}, or in the complaint that goes on in "
    "it, or is a witness there. Where that is somebody else, say how you know."
)


def namesake_in(case, member) -> bool:
    """Whether a complainant or a witness of the public bears the member's name.

    Nor in the withdrawn complaint that goes on in it. People of the public are not
    known by a number, so it may be somebody else.
    """
    if not (member.forenames and member.surname):
        return False
    alike = {
        "person__surname__iexact": member.surname,
        "person__forenames__iexact": member.forenames,
    }
    alike["case__in"] = matter_of(case)
    return (
        Complainant.objects.filter(**alike).exists()
        or Witness.objects.filter(**alike).exists()
    )


def conflicts_of(case, member) -> list[str]:
    """Why a member of the force takes no part in deciding the case.

    Nor who had a part in the withdrawn complaint that goes on in it, or decided it.
    """
    users, matter = list(User.objects.filter(member=member)), matter_of(case)
    keys = [user.pk for user in users]
    had = {
        part: None
        for user in keys or [None]
        for part in parts_had(case, user=user, member=member.pk)
    }
    found = [part.replace("you ", "they ", 1) for part in had]
    decided = Determination.objects.filter(case__in=matter, by__in=keys).exists()
    if decided or Case.objects.filter(pk__in=matter, authority__in=keys).exists():
        found.append("they decided it")
    if not found and conflicted_among(users, case):
        found.append("they have a conflict of interest in it")
    return found


@on_part(PanelMember, "tell-panel")
def tell_panel(step, *, told_on):
    """Record when the officer was told who sits, where that was later."""
    step.check_day("told_on", told_on, after=step.part.named_on, earlier="named")
    step.part.told_on = told_on
    _let_object(step, told_on)


def _let_object(step, told_on):
    """The officer's time to object runs (SI 2008/2864, regulation 21)."""
    part = step.part
    clocks.begin(
        step.act,
        step.case,
        "objection",
        starts_on=told_on,
        of=part.name,
        noticed_on=part.proceeding.noticed_on,
    )


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
    _check_open(part.appeal or part.proceeding, is_open=part.panel_is_open)
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
