"""Cases found by what was given to them: a number, a reference, an address."""

from datetime import date

import pytest

from casework import guard
from complaints import search
from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


class TestNumbers:
    """A number may be that of a case and of an officer: neither hides the other."""

    NUMBER = "212345"

    def of_officer(self, **fields):
        case = whole_case(**fields)
        member = case.subjects.get().member
        member.number = self.NUMBER
        member.save()
        with guard.writing("test"):
            search.index(case)
        return case

    def numbered(self, **fields):
        return whole_case(reference_serial=int(self.NUMBER), **fields)

    def test_the_case_comes_first_and_then_those_of_the_officer(self):
        of_officer = self.of_officer()
        older, newer = self.numbered(reference_year=2025), self.numbered()
        whole_case()

        answer = search.search(self.NUMBER, user=user_with_role("cst-officer"))

        assert answer.rows == [newer, older, of_officer]
        assert (answer.count_text, answer.next_cursor) == ("3", "")

    def test_who_may_not_know_the_officer_finds_the_case_alone(self):
        self.of_officer()
        case = self.numbered()

        for role in ("mpa-member", "mpa-officer"):
            answer = search.search(self.NUMBER, user=user_with_role(role))
            assert (answer.rows, answer.count) == ([case], 1), role

    def test_a_case_found_both_ways_is_shown_once(self):
        case = self.of_officer(reference_serial=int(self.NUMBER))

        answer = search.search(self.NUMBER, user=user_with_role("cst-officer"))

        assert (answer.rows, answer.count) == ([case], 1)

    @pytest.mark.parametrize("ranked", [10, 1])
    def test_further_pages_go_on_with_the_officers_cases(self, monkeypatch, ranked):
        monkeypatch.setattr("complaints.search.question.PAGE", 2)
        monkeypatch.setattr("complaints.search.question.RANKED", ranked)
        case = self.numbered()
        member = (
            self.of_officer(sort_received_on=date(2026, 3, 3)).subjects.get().member
        )
        for day in (2, 1):
            more = whole_case(sort_received_on=date(2026, 3, day))
            with guard.writing("test"):
                more.subjects.update(member=member)
                search.index(more)
        user = user_with_role("cst-officer")

        first = search.search(self.NUMBER, user=user)
        second = search.search(self.NUMBER, user=user, cursor=first.next_cursor)

        assert first.rows[0] == case
        assert len(first.rows) == 3
        assert second.rows == [more]
        assert first.count == second.count


class TestReferences:
    """A reference is found however much of it somebody remembers."""

    @pytest.mark.parametrize(
        "words",
        [
            *("PC/00781/26", "pc 781 26", "PC/781/26", "pc/0781-26", "pc781/26"),
            *("781/26", "00781/26"),
            *("781", "00781", "pc 781", "PC/781", "pc781"),
        ],
    )
    @pytest.mark.parametrize("role", ["cst-officer", "mpa-member"])
    def test_zeros_kind_and_year_may_be_left_out(self, words, role):
        case = whole_case(reference_serial=781)
        whole_case(reference_serial=7_810)
        whole_case(reference_serial=78)

        assert search.search(words, user=user_with_role(role)).rows == [case]

    def test_what_is_given_of_it_counts(self):
        complaint = whole_case(reference_serial=781)
        older = whole_case(reference_serial=781, reference_year=2025)
        conduct = whole_case(reference_serial=781, conduct=True)
        user = user_with_role("cst-officer")

        def found(words):
            return search.search(words, user=user).rows

        assert found("781") == [complaint, conduct, older]
        assert found("pc 781") == [complaint, older]
        assert found("781/26") == [complaint, conduct]
        assert found("781/25") == [older]
        assert found("cm/781/26") == [conduct]
        assert found("cm/781/25") == []

    def test_a_number_in_the_words_of_a_case_is_found_below(self):
        said = whole_case(said="He was on bus 781.")
        case = whole_case(reference_serial=781)

        answer = search.search("781", user=user_with_role("cst-officer"))

        assert (answer.rows, answer.count) == ([case, said], 2)

    def test_a_number_leads_to_no_case_out_of_reach(self):
        whole_case(reference_serial=781)
        champion = user_with_role("champion", UnitFactory())

        for words in ("781", "pc 781", "781/26", "PC/781/26"):
            assert search.search(words, user=champion).rows == []


class TestEmail:
    """An address finds the cases of whoever has it, for who sees whose they are."""

    ADDRESS = "A.Sample@example.com"

    def of_it(self, **fields):
        case = whole_case(**fields)
        person = case.complainants.get().person
        person.email = self.ADDRESS
        with guard.writing("test"):
            person.save()
            search.index(case)
        return case

    @pytest.fixture
    def unit(self):
        return UnitFactory()

    def test_finds_every_case_of_it_newest_first(self):
        older, newer = (
            self.of_it(received_on=day, sort_received_on=day)
            for day in (date(2026, 3, 1), date(2026, 4, 1))
        )
        whole_case()

        found = search.search("a.sample@EXAMPLE.com", user=user_with_role("director"))

        assert found.rows == [newer, older]
        assert (found.count, found.asked) == (2, "")

    def test_goes_on_from_page_to_page(self, monkeypatch):
        monkeypatch.setattr("complaints.search.question.PAGE", 2)
        cases = {self.of_it() for _ in range(3)}
        user = user_with_role("cst-officer")

        first = search.search(self.ADDRESS, user=user)
        second = search.search(self.ADDRESS, user=user, cursor=first.next_cursor)

        assert {*first.rows, *second.rows} == cases
        assert (first.count, second.count, second.next_cursor) == (3, 3, "")

    @pytest.mark.parametrize(
        "role", ["mpa-member", "mpa-officer", "commander", "misconduct-office"]
    )
    def test_leads_nobody_to_a_case_of_which_they_see_no_names(self, role, unit):
        self.of_it(responsible_unit=unit)
        user = user_with_role(role, None if role == "misconduct-office" else unit)

        assert search.search(self.ADDRESS, user=user).rows == []

    def test_nor_out_of_their_borough(self, unit):
        case = self.of_it(responsible_unit=unit)
        self.of_it()

        champion = user_with_role("champion", unit)
        assert search.search(self.ADDRESS, user=champion).rows == [case]

    def test_that_nobody_has_is_searched_as_words(self):
        case = whole_case(said="Write to lost.property@example.com about it.")

        user = user_with_role("cst-officer")
        found = search.search("lost.property@example.com", user=user)

        assert found.rows == [case]
        assert search.search("nobody@example.com", user=user).rows == []
