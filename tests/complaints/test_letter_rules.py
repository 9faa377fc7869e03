"""Which text tells whom what, by how a matter is handled."""

import pytest

from complaints import rules
from complaints.models.choices import RestrictionKind
from complaints.models.law import ForumKind
from complaints.rules.routes import has_authority
from complaints.workflow import Route


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (ForumKind.MEETING, "meeting_notice"),
        (ForumKind.HEARING, "hearing_notice"),
        (ForumKind.BOARD, "hearing_notice"),
        (ForumKind.SPECIAL, "special_case_notice"),
        (ForumKind.STAGE, "performance_notice"),
    ],
)
def test_the_notice_is_that_of_the_forum(kind, code):
    said = rules.letter_of_proceedings(kind, concluded=False, may_appeal=True)
    assert said == code


@pytest.mark.parametrize(
    ("may_appeal", "code"),
    [(True, "proceedings_outcome"), (False, "proceedings_outcome_unappealable")],
)
def test_the_outcome_speaks_of_an_appeal_where_there_is_one(may_appeal, code):
    for kind in (ForumKind.MEETING, ForumKind.STAGE):
        said = rules.letter_of_proceedings(kind, concluded=True, may_appeal=may_appeal)
        assert said == code


def test_a_suspension_has_a_notice_of_its_own():
    kinds = {kind: rules.letter_of_restriction(kind) for kind in RestrictionKind}
    assert kinds == {
        RestrictionKind.SUSPENDED: "suspension",
        RestrictionKind.RESTRICTED: "restriction",
        RestrictionKind.NON_OPERATIONAL: "restriction",
    }


@pytest.mark.parametrize("may_appeal", [True, False])
def test_outcome_letters_of_each_route(may_appeal):
    ends = "" if may_appeal else "_unappealable"
    asked = {
        route: rules.outcome_letters(route, may_appeal=may_appeal) for route in Route
    }
    assert asked[Route.INVESTIGATION] == (f"outcome{ends}", "outcome_officer")
    assert asked[Route.LOCAL_RESOLUTION] == (
        f"resolution_outcome{ends}",
        "resolution_outcome_officer",
    )
    assert asked[Route.DISPENSATION] == ("dispensation_granted", "unfound_officer")


def test_an_authority_determines_what_is_investigated_alone():
    assert {route for route in Route if has_authority(route)} == {
        Route.UNDECIDED,
        Route.INVESTIGATION,
    }
