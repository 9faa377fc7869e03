"""Withdrawal on the complainant's signed request: of a complaint, or of part of it.

General knowledge of SI 2004/643, regulation 15; domain.md 3.3.
"""

from complaints.actions.awaiting import keep_considered
from complaints.actions.investigating import outcomes_of
from complaints.actions.routes.applications import abandon_application
from complaints.actions.routes.direction import abandon_direction
from complaints.actions.routes.resolution import abandon_resolution
from complaints.actions.routes.settling import end_outcomes, result_of
from complaints.actions.routes.stopping import abandon_sub_judice
from complaints.actions.steps import on_case
from complaints.models import Letter
from complaints.models.allegations import WITHDRAWN, standing_allegations
from complaints.models.choices import LetterKind
from pages.refusals import BadInput
from pages.words import listed

REQUEST = "Signed request to withdraw"


@on_case("withdraw")
def withdraw(step, *, request_on, reason, stored=None, document=None):
    """Withdraw the complaint: the request is stored now, or a document of the case.

    Whatever the case waited for in another route, it waits for no longer.
    """
    _keep_request(step, request_on, stored, document)
    step.reason = reason
    keep_considered(step.case)
    for abandon in ABANDONED:
        abandon(step, "The complaint was withdrawn.")


@on_case("withdraw-allegations")
def withdraw_allegations(
    step, *, allegations, request_on, reason, stored=None, document=None
):
    """Withdraw some of what is alleged: the rest goes on where it stands."""
    case = step.case
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
    numbers = [str(each.number) for each in standing if each.pk in chosen]
    if {row.allegation_id for row in outcomes} != chosen:
        raise BadInput(
            "Add a subject first, even one who is not identified: each allegation that "
            "is withdrawn has that as its result.",
            field="allegations",
        )
    _keep_request(step, request_on, stored, document)
    end_outcomes(step, outcomes, result_of(case, WITHDRAWN))
    step.reason = reason
    which = "Allegation" if len(numbers) == 1 else "Allegations"
    verb = "was" if len(numbers) == 1 else "were"
    step.tell(case.handler, f"{which} {listed(numbers)} in {case} {verb} withdrawn.")


def _keep_request(step, request_on, stored, document):
    """Keep the request that they signed: it is a document of the case."""
    case = step.case
    step.check_day("request_on", request_on, after=case.received_on, earlier="received")
    if (stored is None) == (document is None):
        raise BadInput(
            "Attach the signed request, or choose it among the documents of the case.",
            field="request",
        )
    if document is not None and document.case_id != case.pk:
        raise BadInput("Choose a document of this case.", field="document")
    Letter.objects.create(
        case=case,
        kind=LetterKind.WITHDRAWAL_REQUEST,
        dated_on=request_on,
        document=document or step.attach(stored, REQUEST),
        by=step.by,
        at=step.at,
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
