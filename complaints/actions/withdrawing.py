"""Withdrawal on the complainant's signed request: of a complaint, or of part of it.

General knowledge of SI 2004/643, regulation 15; domain.md 3.3.
"""

from complaints.actions.investigating import outcomes_of
from complaints.actions.routes.applications import abandon_application
from complaints.actions.routes.direction import abandon_direction
from complaints.actions.routes.resolution import abandon_resolution
from complaints.actions.routes.settling import end_outcomes, result_of
from complaints.actions.routes.stopping import abandon_sub_judice
from complaints.actions.steps import on_case
from complaints.models import Letter, Withdrawal
from complaints.models.allegations import WITHDRAWN, standing_allegations
from complaints.models.choices import LetterKind
from complaints.models.people import speakers
from complaints.permissions.ipcc import WITH_IPCC
from pages.refusals import BadInput
from pages.words import listed

REQUEST = "Signed request to withdraw"


@on_case("withdraw")
def withdraw(
    step, *, request_on, reason, signed_by=None, stored=None, document=None, **ipcc
):
    """Withdraw the complaint, once each who complained has signed a request.

    The request is stored now, or a document of the case; of those who did not sign it
    one is among the letters already. Whatever the case waited for in another route, it
    waits for no longer. `ipcc`: what the IPCC decided, where it has a part in the case.
    """
    case = step.case
    signed = _signed(case, signed_by)
    _check_everybody_asks(case, signed)
    kind = LetterKind.WITHDRAWAL_REQUEST
    _keep_request(step, kind, signed, request_on, stored, document)
    decided = _of_the_ipcc(step, **ipcc)
    step.make(Withdrawal, allegations=[], **decided)
    step.reason = reason
    for abandon in ABANDONED:
        abandon(step, "The complaint was withdrawn.")


@on_case("withdraw-allegations")
def withdraw_allegations(
    step,
    *,
    allegations,
    request_on,
    reason,
    signed_by=None,
    alone_because="",
    stored=None,
    document=None,
    **ipcc,
):
    """Withdraw some of what is alleged: the rest goes on where it stands."""
    case = step.case
    outcomes, numbers = _chosen(case, allegations)
    signed = _signed(case, signed_by)
    if len(signed) < len(speakers(case)) and not alone_because:
        raise BadInput(
            "Not everybody who complains has signed it: say why these allegations are "
            "theirs alone.",
            field="alone_because",
        )
    kind = LetterKind.PART_WITHDRAWN
    _keep_request(step, kind, signed, request_on, stored, document)
    decided = _of_the_ipcc(step, **ipcc)
    step.make(Withdrawal, allegations=numbers, alone_because=alone_because, **decided)
    end_outcomes(step, outcomes, result_of(case, WITHDRAWN))
    step.reason = reason
    which = "Allegation" if len(numbers) == 1 else "Allegations"
    verb = "was" if len(numbers) == 1 else "were"
    named = listed(map(str, numbers))
    step.tell(case.handler, f"{which} {named} in {case} {verb} withdrawn.")


def _chosen(case, allegations):
    """The outcomes of what is withdrawn, and its numbers."""
    chosen = {each.pk for each in allegations}
    standing = standing_allegations(case)
    if not chosen or not chosen <= {each.pk for each in standing}:
        raise BadInput(
            "Select allegations of this case that are not withdrawn yet.",
            field="allegations",
        )
    if len(chosen) == len(standing):
        raise BadInput(
            "That is everything that is alleged: withdraw the complaint instead.",
            field="allegations",
        )
    outcomes = [
        row for row in outcomes_of(case, "result") if row.allegation_id in chosen
    ]
    if {row.allegation_id for row in outcomes} != chosen:
        raise BadInput(
            "Add a subject first, even one who is not identified: each allegation that "
            "is withdrawn has that as its result.",
            field="allegations",
        )
    return outcomes, [each.number for each in standing if each.pk in chosen]


def _signed(case, given):
    """Who signed the request: of one who complains alone it is theirs."""
    speaking = speakers(case)
    if given is None and len(speaking) < 2:
        return speaking
    chosen = {each.pk for each in given or ()}
    if not chosen or not chosen <= {each.pk for each in speaking}:
        raise BadInput("Select who signed the request.", field="signed_by")
    return [each for each in speaking if each.pk in chosen]


def _check_everybody_asks(case, signed):
    asked = set(
        case.letters.filter(
            kind=LetterKind.WITHDRAWAL_REQUEST, document__isnull=False
        ).values_list("complainant", flat=True)
    ) | {each.pk for each in signed}
    missing = [each for each in speakers(case) if each.pk not in asked]
    if missing:
        names = listed(str(each.person) for each in missing)
        raise BadInput(
            f"{names} {'has' if len(missing) == 1 else 'have'} not asked to withdraw "
            "it: keep what the others signed among the letters, and withdraw the "
            "complaint once each of them has, or some of its allegations.",
            field="signed_by",
        )


def _of_the_ipcc(step, ipcc_reference="", ipcc_decided_on=None, goes_on=None):
    """What the IPCC decided on the withdrawal, where it has a part in the case."""
    case = step.case
    if case.mode not in WITH_IPCC:
        return {}
    for field, given, words in (
        ("ipcc_reference", ipcc_reference, "the reference of its decision"),
        ("ipcc_decided_on", ipcc_decided_on, "the date of its decision"),
        ("goes_on", goes_on, "whether it goes on as conduct"),
    ):
        if given in ("", None):
            raise BadInput(
                f"The IPCC has a part in {case}, so it decides on the withdrawal: "
                f"enter {words}.",
                field=field,
            )
    step.check_day(
        "ipcc_decided_on", ipcc_decided_on, after=case.received_on, earlier="received"
    )
    return {
        "ipcc_reference": ipcc_reference,
        "ipcc_decided_on": ipcc_decided_on,
        "goes_on": goes_on,
    }


def _keep_request(step, kind, signed, request_on, stored, document):
    """Keep the request that they signed: it is a document of the case."""
    case = step.case
    step.check_day("request_on", request_on, after=case.received_on, earlier="received")
    if (stored is None) == (document is None):
        raise BadInput(
            "Attach the signed request, or choose it among the documents of the case.",
            field="request",
        )
    kept = document or step.attach(stored, REQUEST)
    Letter.objects.bulk_create(
        Letter(
            case=case,
            kind=kind,
            dated_on=request_on,
            complainant=each,
            document=kept,
            by=step.by,
            at=step.at,
        )
        for each in signed or [None]
    )
    step.changes["request_on"] = (None, request_on)
    if document is not None:
        step.changes["document"] = (None, document.name)


# What ends in a case that ends itself.
ABANDONED = (
    abandon_resolution,
    abandon_direction,
    abandon_application,
    abandon_sub_judice,
)
