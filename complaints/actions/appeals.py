"""Appeals of complainants to the IPCC, and what it directs when it upholds one."""

from casework.deadlines import NoRule
from complaints import rules
from complaints.actions import clocks
from complaints.actions.additions import join
from complaints.actions.ipcc_requests import check_due, run_until
from complaints.actions.moves import due_on as limit_of
from complaints.actions.moves import lock, next_number
from complaints.actions.reopening import end_direction
from complaints.actions.steps import on_part
from complaints.models import Appeal, Case, CaseLink, Direction
from complaints.models.choices import (
    AppealKind,
    AppealOutcome,
    DirectionKind,
    LetterKind,
    LinkKind,
)
from complaints.models.law import Purpose
from complaints.models.law import load as load_law
from complaints.permissions.appeals import DIRECTED, appeal_kinds, is_met
from complaints.workflow import DirectionStatus
from pages.refusals import BadInput

GROUNDS_OF = {
    AppealKind.RECORDING: Purpose.APPEAL_RECORDING,
    AppealKind.RESOLUTION: Purpose.APPEAL_RESOLUTION,
    AppealKind.INVESTIGATION: Purpose.APPEAL_INVESTIGATION,
}
# The letter that an appeal of each kind answers.
_LETTERS = {
    AppealKind.RECORDING: LetterKind.NOT_RECORDED,
    AppealKind.RESOLUTION: LetterKind.OUTCOME,
    AppealKind.INVESTIGATION: LetterKind.OUTCOME,
}


def window_of(complainant) -> str:
    """What the clock of the time for an appeal of a complainant is of."""
    return f"complainant {complainant.number}"


def begin_window(act, case, complainant, letter_on):
    """The time for an appeal of one complainant: from the day after their letter."""
    of = window_of(complainant)
    clocks.begin(act, case, "appeal", starts_on=letter_on, of=of)


def letter_to(case, complainant, kind):
    """The date of the last letter that an appeal of this kind answers, if any."""
    letters = case.letters.filter(kind=_LETTERS[kind], complainant=complainant)
    return letters.order_by("-dated_on").values_list("dated_on", flat=True).first()


@on_part(Appeal, "lodge-appeal")
def lodge_appeal(
    step,
    *,
    kind,
    complainant,
    received_on,
    grounds,
    reasons,
    letter_on=None,
    ipcc_reference="",
    paper=None,
):
    """Record that a complainant appealed. One that came late is recorded as well.

    `letter_on` where Candour does not hold the letter that they answer.
    """
    case, part = step.case, step.part
    _check_kind(case, kind)
    offered = law_grounds(case, kind)
    if not grounds or not set(grounds) <= {each.code for each in offered}:
        raise BadInput("Select the grounds of this kind of appeal.", field="grounds")
    letter_on = letter_to(case, complainant, kind) or letter_on
    step.check_day("letter_on", letter_on, after=case.received_on, earlier="received")
    step.check_day(
        "received_on",
        received_on,
        after=letter_on or case.received_on,
        earlier="the letter that it is against" if letter_on else "received",
    )
    part.kind, part.complainant = kind, complainant
    part.letter_on, part.last_on = letter_on, _last_on(case, letter_on)
    part.received_on, part.grounds = received_on, list(grounds)
    part.reasons, part.ipcc_reference = reasons, ipcc_reference
    of = window_of(complainant)
    clocks.done(step.act, case, "appeal", on=received_on, of=of)
    step.attach(paper, "Appeal to the IPCC")
    for person in {case.handler, case.authority}:
        step.tell(person, f"A complainant appealed in {case}.", page="appeals/")


def _check_kind(case, kind):
    if kind in appeal_kinds(case, load_law()):
        return
    name = AppealKind(kind).label.lower()
    how = case.get_status_display().lower()
    if case.status in rules.APPEALED_IN[kind]:
        how = f"handled by {case.get_route_display().lower()}" if case.route else how
    raise BadInput(
        f"An appeal {name} does not fit here: {case} is {how}.", field="kind"
    )


def law_grounds(case, kind):
    """The grounds that an appeal of this kind can have, by the law of the case."""
    return load_law().grounds(GROUNDS_OF[kind], case.received_on)


def _last_on(case, letter_on):
    if letter_on is None:
        return None
    try:
        return limit_of("appeal", case, letter_on)
    except NoRule:
        return None


@on_part(Appeal, "send-appeal-papers")
def send_appeal_papers(step, *, papers_sent_on, papers, ipcc_reference="", paper=None):
    """Record which papers the IPCC was sent for an appeal."""
    part = step.part
    step.check_day(
        "papers_sent_on",
        papers_sent_on,
        after=part.received_on,
        earlier="the appeal",
    )
    part.papers_sent_on, part.papers = papers_sent_on, papers
    part.ipcc_reference = ipcc_reference or part.ipcc_reference
    step.attach(paper, "Papers of an appeal")


@on_part(Appeal, "decide-appeal")
def decide_appeal(
    step,
    *,
    outcome,
    decided_on,
    outcome_reasons,
    directions=(),
    ipcc_reference="",
    paper=None,
):
    """Record what the IPCC decided, and each thing that it directs."""
    part = step.part
    step.check_day(
        "decided_on", decided_on, after=part.received_on, earlier="the appeal"
    )
    _check_directions(step, outcome, directions, decided_on)
    part.outcome, part.decided_on = outcome, decided_on
    part.outcome_reasons = outcome_reasons
    part.ipcc_reference = ipcc_reference or part.ipcc_reference
    step.attach(paper, "The IPCC's decision on an appeal")
    step.afterwards.append(lambda: _direct(step, directions))


def _check_directions(step, outcome, directions, decided_on):
    if directions and outcome != AppealOutcome.UPHELD:
        raise BadInput(
            "The IPCC directs something only where it upholds an appeal.",
            field="outcome",
        )
    for each in directions:
        if not rules.may_be_directed(each.kind, step.part.kind):
            name = DirectionKind(each.kind).label.lower()
            against = step.part.get_kind_display().lower()
            raise BadInput(
                f"To {name} does not follow from an appeal {against}.",
                field="directions",
            )
        check_due(step, "directions", each.due_on, since=decided_on)


def _direct(step, directions):
    case, appeal = step.case, step.part
    for each in directions:
        row = Direction.objects.create(
            case=case,
            number=next_number(case.directions),
            by=step.by,
            at=step.at,
            status=DirectionStatus.OPEN,
            appeal=appeal,
            kind=each.kind,
            text=each.text,
            due_on=each.due_on,
        )
        run_until(step, "direction", row, each.due_on)
        step.changes[f"{row.name} kind"] = (None, each.kind)
    outcome = appeal.get_outcome_display().lower()
    for person in {case.handler, case.authority}:
        step.tell(
            person,
            f"The IPCC decided an appeal in {case}: {outcome}.",
            page="appeals/",
        )


def _case_called(by, *, follow_up=None, **given):
    """The case in which a direction is carried out, where the person sees it."""
    if follow_up is None:
        return None
    return Case.objects.visible_now_to(by).filter(reference=follow_up).first()


@on_part(Direction, "carry-out-direction", other=_case_called)
def carry_out_direction(step, *, done_on, how, follow_up=None, paper=None):
    """Record that a direction was carried out, and how: in another case, perhaps.

    What a verb of the case does is done by it, so that the case moves too; unless the
    case was taken up already, for another appeal say.
    """
    part = step.part
    by_verb = part.kind in DIRECTED.values() and not is_met(step.case, part.kind)
    if by_verb and follow_up is None:
        raise BadInput(
            "The case has to be taken up again for this, which ends the direction as "
            "well; or name the case in which it is carried out.",
            field="follow_up",
        )
    step.check_day(
        "done_on", done_on, after=part.appeal.decided_on, earlier="the decision"
    )
    if follow_up is not None:
        _link(step, follow_up)
    end_direction(step.act, step.case, part, on=done_on, how=how)
    step.attach(paper, "How a direction of the IPCC was carried out")


def _link(step, reference):
    """Link the case in which a direction is carried out, which the person must see."""
    other = _case_called(step.by, follow_up=reference)
    if other is None or other.pk == step.case.pk:
        raise BadInput(
            f"There is no other case {reference} that you may see.", field="follow_up"
        )
    other = lock(step.act, other)
    step.act.subject = step.case
    step.part.follow_up = other
    known = CaseLink.objects.filter(case=other, other=step.case)
    known |= CaseLink.objects.filter(case=step.case, other=other)
    if not known.exists():
        why = f"Directed by the IPCC on an appeal in {step.case}."
        join(step.act, other, step.case, kind=LinkKind.FOLLOWS, reason=why)
