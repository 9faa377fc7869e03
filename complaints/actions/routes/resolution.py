"""Local resolution (Police Reform Act 2002, Schedule 3, paragraphs 6 to 9)."""

from operator import itemgetter

from complaints.actions.moves import next_number
from complaints.actions.routes.settling import settle
from complaints.actions.steps import on_case, on_part
from complaints.models import Consent, PlanAction, Resolution
from complaints.models.choices import ResolutionStatus, Suitability
from complaints.models.people import speakers
from complaints.permissions.routes import why_approval
from complaints.workflow import PlanActionStatus
from pages.refusals import BadInput
from pages.words import listed

_UNDER_WAY = {"status": ResolutionStatus.UNDER_WAY}


@on_case("offer-resolution")
def offer_resolution(
    step,
    *,
    suitability,
    suitable_because,
    wanted,
    consent_on=None,
    consent_known="",
    consents=(),
    ipcc_approval="",
    paper=None,
):
    """Begin it, with the consent of each who complains, where it may be resolved so.

    `consents` says (who, when, how it is known) of each; of one who complains alone
    `consent_on` and `consent_known` are enough.
    """
    case = step.case
    given = _consents(step, consents, consent_on, consent_known)
    consent_on, consent_known = max(
        ((on, known) for _, on, known in given), key=itemgetter(0)
    )
    if suitability == Suitability.APPROVED and not ipcc_approval:
        raise BadInput(
            "Enter the reference of the IPCC's approval.", field="ipcc_approval"
        )
    approval = why_approval(case, by=step.by)
    if approval and suitability != Suitability.APPROVED:
        raise BadInput(approval, field="suitability")
    resolution = step.make(
        Resolution,
        **_UNDER_WAY,
        consent_on=consent_on,
        consent_known=consent_known,
        suitability=suitability,
        suitable_because=suitable_because,
        ipcc_approval=ipcc_approval,
        wanted=wanted,
    )
    for complainant, on, known in given:
        if complainant is not None:
            step.make(
                Consent,
                resolution=resolution,
                complainant=complainant,
                consent_on=on,
                consent_known=known,
            )
    step.attach(paper, "Consent to local resolution")


def _consents(step, consents, consent_on, consent_known):
    """[(who, when, how it is known)]; of a case that nobody complains in, of nobody."""
    case = step.case
    speaking = speakers(case)
    if not consents and len(speaking) < 2:
        if consent_on is None:
            raise BadInput("Enter the date of the consent.", field="consent_on")
        consents = [(speaking[0] if speaking else None, consent_on, consent_known)]
    named = [who for who, _, _ in consents]
    if len(named) != len(set(named)):
        raise BadInput(
            "The consent of each who complains is recorded once.", field="consent_on"
        )
    agreed = {who.pk for who, _, _ in consents if who is not None}
    missing = [each for each in speaking if each.pk not in agreed]
    if missing or not agreed <= {each.pk for each in speaking}:
        names = listed(str(each.person) for each in missing) or "Somebody else"
        raise BadInput(
            f"{names} has to consent as well: it begins once each who complains has.",
            field="consent_on",
        )
    for _, on, _ in consents:
        step.check_day("consent_on", on, after=case.received_on, earlier="received")
    return list(consents)


@on_case("agree-plan")
def agree_plan(step, *, actions):
    """Keep what was agreed: (what, by whom, by when) for each action."""
    if not actions:
        raise BadInput("Enter at least one action.", field="actions")
    resolution = step.latest(Resolution, **_UNDER_WAY)
    number = next_number(step.case.planactions)
    for place, (what, who, due_on) in enumerate(actions):
        if due_on < resolution.consent_on:
            raise BadInput(
                "An action is to be done on or after the day of the consent.",
                field="due_on",
            )
        row = PlanAction.objects.create(
            case=step.case,
            number=number + place,
            by=step.by,
            at=step.at,
            status=PlanActionStatus.AGREED,
            resolution=resolution,
            what=what,
            who=who,
            due_on=due_on,
        )
        step.changes |= {
            f"{row.name} what": (None, what),
            f"{row.name} who": (None, who),
            f"{row.name} due_on": (None, due_on),
        }


@on_part(PlanAction, "do-plan-action")
def do_plan_action(step, *, done_on, result):
    """Record that an agreed action was done, and what came of it."""
    part = step.part
    agreed_on = part.resolution.consent_on
    step.check_day("done_on", done_on, after=agreed_on, earlier="of the consent")
    part.done_on, part.result = done_on, result


@on_part(PlanAction, "give-up-plan-action")
def give_up_plan_action(step, *, result):
    """Give an agreed action up, with the reason."""
    step.part.result = result


@on_case("complete-resolution")
def complete_resolution(step, *, resolved_on, statement):
    """It is resolved: nobody is blamed, and how it was resolved is written down."""
    resolution = step.latest(Resolution, **_UNDER_WAY)
    consent_on = resolution.consent_on
    step.check_day(
        "resolved_on", resolved_on, after=consent_on, earlier="of the consent"
    )
    step.change(
        resolution,
        status=ResolutionStatus.COMPLETED,
        resolved_on=resolved_on,
        statement=statement,
    )
    settle(step, "locally-resolved")


@on_case("end-resolution")
def end_resolution(step, *, reason):
    """It did not come about: the case goes on from where it stood before."""
    step.reason = reason
    abandon_resolution(step, reason)


def abandon_resolution(step, reason):
    """Let a local resolution under way end, with whatever was agreed in it."""
    resolution = step.latest(Resolution, **_UNDER_WAY)
    if resolution is None:
        return
    for row in resolution.actions.filter(status=PlanActionStatus.AGREED):
        step.change(row, status=PlanActionStatus.GIVEN_UP, result=reason)
    step.change(resolution, status=ResolutionStatus.ENDED, ended_because=reason)
