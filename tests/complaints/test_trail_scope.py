"""Nobody learns from the trail's pages what the case's pages keep from them."""

import pytest

from casework import trail_scope
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import ConflictFactory, SubjectFactory, whole_case
from tests.factories.organisation import MemberFactory

pytestmark = pytest.mark.django_db


def declined():
    case = whole_case()
    return DO["decline"](case, user_with_role("cst-officer"), NOW, case.version)


def told_of(case, user):
    return trail_scope.visible_to(fresh(user)).filter(subject_key=case.reference)


def test_a_reader_of_the_trail_reads_of_cases():
    assert told_of(declined(), user_with_role("director")).exists()


def test_a_subject_reads_nothing_of_their_own_case():
    case = declined()
    director = user_with_role("director", member=MemberFactory())
    SubjectFactory(case=case, member=director.member, number=9)

    assert not told_of(case, director).exists()


def test_a_declared_conflict_bars():
    case = declined()
    director = user_with_role("director")
    ConflictFactory(case=case, user=director)

    assert not told_of(case, director).exists()
