"""Who in the register may be the person on the telephone."""

from datetime import date

import pytest

from complaints.forms.matching import matches, person_of
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, ComplainantFactory, PersonFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


def known(case=None, **details):
    person = PersonFactory(**{"forenames": "Ada", "surname": "Quartermain"} | details)
    ComplainantFactory(case=case or CaseFactory(), number=1, person=person)
    return person


@pytest.fixture
def user():
    return user_with_role("cst-officer")


def found(user, **details):
    return [match.person for match in matches(details, user)]


class TestMatches:
    def test_nothing_typed_finds_nobody(self, user):
        known()
        assert matches({}, user) == []

    @pytest.mark.parametrize("surname", ["Quartermain", "QUARTERMAIN", "Quartermaine"])
    def test_a_surname_nearly_as_written(self, user, surname):
        person = known()
        assert found(user, surname=surname) == [person]

    def test_another_surname_is_not_alike(self, user):
        known(surname="Smith")
        assert found(user, surname="Thistledown") == []

    def test_the_same_email_or_telephone_under_another_name(self, user):
        one = known(surname="Oak", email="Ada@Example.com")
        two = known(surname="Ash", telephone="020 7946 0001")
        assert found(user, surname="Elm", email="ada@example.com") == [one]
        assert found(user, telephone="(020) 79460001") == [two]
        assert found(user, telephone="x") == []

    def test_the_likeliest_come_first_and_say_why(self, user):
        known(forenames="Beth")
        best = known(born_on=date(1970, 3, 3))
        offered = matches(
            {
                "surname": "Quartermain",
                "forenames": "Ada",
                "born_on": date(1970, 3, 3),
            },
            user,
        )
        assert offered[0].person == best
        assert offered[0].why == ("surname", "forename", "date of birth")
        assert "born 3 March 1970" in offered[0].description

    def test_people_of_other_boroughs_are_not_betrayed(self):
        own = UnitFactory()
        champion = user_with_role("champion", own)
        known()
        here = known(case=CaseFactory(responsible_unit=own))
        assert found(champion, surname="Quartermain") == [here]


class TestKey:
    def test_a_key_names_a_person_who_may_be_seen(self, user):
        person = known()
        key = matches({"surname": "Quartermain"}, user)[0].key
        assert person_of(key, user) == person
        assert person_of(key, user_with_role("champion")) is None

    @pytest.mark.parametrize(
        "key", ["", "x", "PC-00001-26.", "PC-00001-26.٣", "PC-99999-26.1", ".1"]
    )
    def test_a_key_made_up_names_nobody(self, user, key):
        assert person_of(key, user) is None
