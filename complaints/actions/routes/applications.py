"""Dispensation and discontinuance: applied for to the IPCC, granted or refused.

IPCC statutory guidance, paragraphs 163 to 169; SI 2004/643, regulation 3; the pattern
of SI 2012/62, regulation 24.
"""

from complaints.actions.moves import refuse_any
from complaints.actions.routes.settling import settle
from complaints.actions.steps import on_case
from complaints.models import IpccApplication, law
from complaints.models.choices import ApplicationKind, ApplicationStatus
from complaints.rules.routes import (
    ApplicationFacts,
    check_application,
    check_same_day,
)
from pages.refusals import BadInput

_WAITING = {"status": ApplicationStatus.WAITING}


@on_case("apply-dispensation")
def apply_dispensation(
    step,
    *,
    grounds,
    reasons,
    applied_on,
    told_on=None,
    untold_because="",
    latest_incident_on=None,
    no_good_reason=None,
    injustice=None,
):
    """Ask the IPCC to let a complaint not be investigated."""
    case = step.case
    _check_grounds(case, ApplicationKind.DISPENSATION, grounds)
    facts = ApplicationFacts(
        grounds, case.received_on, latest_incident_on, no_good_reason, injustice
    )
    refuse_any(check_application(facts))
    _apply(
        step,
        ApplicationKind.DISPENSATION,
        grounds=grounds,
        reasons=reasons,
        applied_on=applied_on,
        told_on=told_on,
        untold_because=untold_because,
        latest_incident_on=latest_incident_on,
        no_good_reason=no_good_reason,
        injustice=injustice,
    )


@on_case("apply-discontinuance")
def apply_discontinuance(
    step, *, grounds, reasons, applied_on, told_on=None, untold_because="", paper=None
):
    """Ask the IPCC to let an investigation end; `reasons` is the memorandum."""
    _check_grounds(step.case, ApplicationKind.DISCONTINUANCE, grounds)
    if not grounds:
        raise BadInput("Select the grounds that you apply on.", field="grounds")
    _apply(
        step,
        ApplicationKind.DISCONTINUANCE,
        grounds=grounds,
        reasons=reasons,
        applied_on=applied_on,
        told_on=told_on,
        untold_because=untold_because,
    )
    step.attach(paper, "Memorandum on discontinuing the investigation")


def _check_grounds(case, purpose, grounds):
    """Only grounds that the law of the case's day knows."""
    on = case.received_on or case.sort_received_on
    known = {each.code for each in law.load().grounds(purpose, on)}
    if not known.issuperset(grounds):
        raise BadInput("Select the grounds from the list.", field="grounds")


def _apply(step, kind, *, grounds, applied_on, told_on, untold_because, **fields):
    """Whoever complained is told the same day, or it is said why nobody can be."""
    received_on = step.case.received_on
    _check_told(step.case, told_on, untold_because)
    step.check_day("applied_on", applied_on, after=received_on, earlier="received")
    step.check_day("told_on", told_on, after=received_on, earlier="received")
    if told_on is not None:
        refuse_any(check_same_day("told_on", told_on, applied_on))
    step.make(
        IpccApplication,
        **_WAITING,
        kind=kind,
        grounds=sorted(grounds),
        applied_on=applied_on,
        told_on=told_on,
        untold_because=untold_because,
        **fields,
    )


def _check_told(case, told_on, untold_because):
    """Nobody complained of a conduct matter; somebody without a name is not reached."""
    if not case.is_complaint:
        if told_on is not None:
            raise BadInput(
                f"Nobody complained of {case}, so nobody is told.", field="told_on"
            )
    elif (told_on is None) == (not untold_because):
        raise BadInput(
            "Enter the date on which the complainant was told, or say why nobody can "
            "be told: one of the two.",
            field="told_on",
        )


def _decide(step, status, *, decided_on, ipcc_reference, decision=""):
    """Let the application that waits say what the IPCC decided."""
    row = step.latest(IpccApplication, **_WAITING)
    after = row.applied_on if row else step.case.received_on
    step.check_day("decided_on", decided_on, after=after, earlier="of the application")
    if not ipcc_reference:
        raise BadInput(
            "Enter the reference of the IPCC's decision.", field="ipcc_reference"
        )
    step.reason = decision
    step.change(
        row,
        status=status,
        decided_on=decided_on,
        ipcc_reference=ipcc_reference,
        decision=decision,
    )
    case = step.case
    step.tell(case.handler, f"The IPCC decided on the application in {case}.")


@on_case("grant-dispensation")
def grant_dispensation(step, **decided):
    """The complaint need not be investigated: nothing in it is found on."""
    _decide(step, ApplicationStatus.GRANTED, **decided)
    settle(step, "dispensation")


@on_case("refuse-dispensation")
def refuse_dispensation(step, *, decision, **decided):
    """The case goes on from where it stood before."""
    _decide(step, ApplicationStatus.REFUSED, decision=decision, **decided)


@on_case("grant-discontinuance")
def grant_discontinuance(step, **decided):
    """The investigation ends without a finding."""
    _decide(step, ApplicationStatus.GRANTED, **decided)
    settle(step, "discontinued")


@on_case("resolve-discontinued")
def resolve_discontinued(step, **decided):
    """The investigation ends, for the complaint is better resolved locally.

    The complainant's consent and a plan come next (SI 2004/643, regulation 7).
    """
    _decide(step, ApplicationStatus.GRANTED, **decided)


@on_case("refuse-discontinuance")
def refuse_discontinuance(step, *, decision, **decided):
    """The investigation goes on."""
    _decide(step, ApplicationStatus.REFUSED, decision=decision, **decided)


def abandon_application(step, reason):
    """Let an application that waits lapse."""
    step.change(
        step.latest(IpccApplication, **_WAITING),
        status=ApplicationStatus.LAPSED,
        lapsed_because=reason[:200],
    )
