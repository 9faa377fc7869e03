"""Keep by which decision of the police authority a step of its own is recorded."""

from complaints.actions.inputs import OfAuthority
from complaints.actions.moves import next_number, refuse_any
from complaints.models import AuthorityDecision, Case
from complaints.permissions.seniors import asks_the_authority, whose_decision
from complaints.rules import check_step
from pages.refusals import BadInput


def keep_authoritys(act, case, verb, given: OfAuthority | None, *, today, concerned=()):
    """What the trail tells of it; raises BadInput without one where it is theirs.

    Where none of the subjects `concerned` is a senior officer it is not asked for, and
    kept where it was given and another subject of the case is one.
    """
    needed = asks_the_authority(verb, case, *concerned)
    typed = given is not None and (given.reference or given.decided_on)
    if not needed and not (typed and asks_the_authority(verb, case)):
        return {}
    if given is None or not given.reference or given.decided_on is None:
        raise BadInput(whose_decision(case), field="authority_reference")
    refuse_any(
        check_step(
            name="authority_on",
            day=given.decided_on,
            not_before=case.received_on,
            earlier="received",
            today=today,
        )
    )
    # A record of a register has not locked the case, whose next number this takes.
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    row = AuthorityDecision.objects.create(
        case=case,
        number=next_number(case.authoritydecisions),
        by=act.by,
        at=act.at,
        verb=verb,
        reference=given.reference,
        decided_on=given.decided_on,
    )
    return {
        f"{row.name} reference": (None, row.reference),
        f"{row.name} decided_on": (None, row.decided_on),
    }
