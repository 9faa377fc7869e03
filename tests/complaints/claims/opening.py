"""How tests open the pages of claims, and a claim with everything in it."""

from tests.complaints.sending import signed_in
from tests.factories.claims import (
    ClaimAuthorityFactory,
    ClaimCaseFactory,
    ClaimFactory,
    ClaimLessonFactory,
    ClaimPartyFactory,
    ClaimReserveFactory,
    ClaimUnitFactory,
)
from tests.factories.organisation import MemberFactory

LIST, EXPORT = "/complaints/claims/", "/complaints/claims/export/"
TELLING = "Arrest in the High Street"


def page_of(user, address):
    page = signed_in(user).get(address)
    assert page.status_code == 200, page.status_code
    return page.content.decode()


def whole_claim(**fields):
    claim = ClaimFactory(**fields)
    ClaimPartyFactory(claim=claim)
    ClaimPartyFactory(claim=claim, part="concerned", member=MemberFactory(), name="")
    ClaimUnitFactory(claim=claim)
    ClaimCaseFactory(claim=claim)
    ClaimReserveFactory(claim=claim)
    ClaimAuthorityFactory(claim=claim)
    ClaimLessonFactory(claim=claim)
    return claim
