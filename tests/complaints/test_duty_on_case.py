"""That a subject is kept from duty stands with them in the case, for whom it is."""

import pytest

from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.restrictions import RestrictionFactory

pytestmark = pytest.mark.django_db


def people(role, row):
    client = signed_in(user_with_role(role, row.responsible_unit))
    return client.get(f"{row.case.get_absolute_url()}people/").content.decode()


def test_whoever_reads_the_register_reads_it_there():
    row = RestrictionFactory(in_force=True)
    page = people("command", row)
    assert (
        f"Restricted duties, in force since 10 September 2026: {row.reference}" in page
    )
    assert row.get_absolute_url() in page


def test_nobody_else_does():
    row = RestrictionFactory(in_force=True)
    assert row.reference not in people("cst-officer", row)


@pytest.mark.parametrize("status", ["refused", "lifted"])
def test_not_what_is_over(status):
    row = RestrictionFactory(in_force=True)
    ended = {"lifted_on": row.review_on, "lifted_because": "It is decided."}
    given = {"decision": "No."} if status == "refused" else ended
    other = RestrictionFactory(in_force=True, status=status, **given)
    page = people("command", other)
    assert other.reference not in page
