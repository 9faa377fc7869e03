"""Somebody who complains in several cases stands in each of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints.actions import amending
from complaints.actions.inputs import NewComplainant
from tests.complaints.test_amending import hits
from tests.complaints.verbs import NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    ComplainantFactory,
    whole_case,
)

pytestmark = pytest.mark.django_db


def with_shared_person():
    """Two cases of one complainant."""
    one, other = whole_case(), whole_case()
    person = one.complainants.get().person
    ComplainantFactory(case=other, number=2, person=person)
    return one, other, person


def test_a_person_changed_in_one_case_is_found_in_all_of_theirs():
    one, other, _ = with_shared_person()

    amending.change_person(
        case=one,
        by=user_with_role("cst-officer"),
        at=NOW,
        version=one.version,
        number=1,
        details={"surname": "Quillington"},
    )

    assert hits("Quillington") == {one.pk, other.pk}


def test_a_person_told_anew_with_another_case_is_found_in_all_of_theirs():
    one, other, person = with_shared_person()
    third = whole_case()

    amending.add_complainant(
        case=third,
        by=user_with_role("cst-officer"),
        at=NOW,
        version=third.version,
        complainant=NewComplainant(person, {"surname": "Quillington", "email": ""}),
    )

    assert hits("Quillington") == {one.pk, other.pk, third.pk}


def test_a_person_is_locked_and_only_what_changed_is_written():
    one, _, person = with_shared_person()

    with CaptureQueriesContext(connection) as asked:
        amending.change_person(
            case=one,
            by=user_with_role("cst-officer"),
            at=NOW,
            version=one.version,
            number=1,
            details={"surname": "Quillington", "title": person.title},
        )

    of_person = [q["sql"] for q in asked if '"complaints_person"' in q["sql"]]
    assert any("FOR UPDATE" in sql for sql in of_person)
    written = [sql for sql in of_person if sql.startswith("UPDATE")]
    assert len(written) == 1
    assert "Quillington" in written[0]
    assert '"telephone"' not in written[0]
