"""The register of appeals and the rate by unit: who sees what, and how it counts."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from audit.models import Entry
from complaints.filters.appeals import RateFilters, rates
from complaints.models import Case
from desk.counting import count
from desk.queues import queues_of
from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.appeals import AppealFactory, DirectionFactory
from tests.factories.complaints import CaseFactory
from tests.factories.ipcc import ReferralFactory, ReferralTestFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
REGISTER, RATE = "/complaints/appeals/", "/complaints/appeals/rate/"
TOLD = date(2026, 9, 23)
YEAR = {"told_from": "2026-01-01", "told_to": "2026-12-31"}


def shown(page):
    return [row.pk for row in page.context["rows"]]


@pytest.fixture
def inspector(db):
    return user_with_role("team-inspector")


class TestRegister:
    def test_the_newest_first(self, inspector):
        older = AppealFactory(received_on=date(2026, 10, 1))
        newer = AppealFactory(received_on=date(2026, 10, 9))
        page = signed_in(inspector).get(REGISTER)
        assert shown(page) == [newer.pk, older.pk]
        assert str(older.complainant.person) not in page.content.decode()

    @pytest.mark.parametrize(
        ("query", "kept"),
        [
            ("state=undecided", {"lodged", "late"}),
            ("state=decided", {"upheld", "lost"}),
            ("outcome=upheld", {"upheld"}),
            ("state=to_carry_out", {"upheld"}),
            ("kind=recording", {"late"}),
            ("received_from=2026-10-05", {"late"}),
            ("received_to=2026-10-05", {"lodged", "upheld", "lost"}),
        ],
    )
    def test_filters(self, inspector, query, kept):
        rows = {
            "lodged": AppealFactory(),
            "late": AppealFactory(kind="recording", received_on=date(2026, 11, 1)),
            "upheld": AppealFactory(upheld=True),
            "lost": AppealFactory(decided=True),
        }
        DirectionFactory(case=rows["upheld"].case, appeal=rows["upheld"])
        page = signed_in(inspector).get(f"{REGISTER}?{query}")
        assert set(shown(page)) == {rows[name].pk for name in kept}

    def test_of_one_unit(self, inspector):
        here, _ = AppealFactory(), AppealFactory()
        unit = here.case.responsible_unit.code
        assert shown(signed_in(inspector).get(f"{REGISTER}?unit={unit}")) == [here.pk]

    def test_only_of_cases_that_the_reader_sees(self):
        unit = UnitFactory()
        own = AppealFactory(case=CaseFactory(notified=True, responsible_unit=unit))
        AppealFactory()
        champion = user_with_role("champion", unit)
        assert shown(signed_in(champion).get(REGISTER)) == [own.pk]

    @pytest.mark.parametrize("address", ["", "rate/"])
    def test_nothing_to_whom_no_state_is_shown(self, address):
        AppealFactory()
        for role in ("mpa-member", "system-administrator"):
            answer = signed_in(user_with_role(role)).get(f"{REGISTER}{address}")
            assert answer.status_code == 403
            assert "Your role does not show you the r" in answer.content.decode()

    def test_not_of_a_restricted_case(self, inspector):
        AppealFactory(case=CaseFactory(notified=True, restricted=True))
        assert shown(signed_in(inspector).get(REGISTER)) == []

    def test_a_file_of_it_is_recorded(self, inspector):
        row = AppealFactory(upheld=True)
        sent = signed_in(inspector).post(f"{REGISTER}export/?outcome=upheld")
        text = b"".join(sent.streaming_content).decode()
        assert row.case.reference in text
        assert "Upheld" in text
        entry = Entry.objects.get(event="case.export")
        assert entry.changes["filters"] == [None, "Appeals: Upheld"]

    def test_no_file_without_the_right(self):
        sent = signed_in(user_with_role("mpa-member")).post(f"{REGISTER}export/")
        assert sent.status_code == 403


def told(unit, number, **fields):
    return [
        CaseFactory(notified=True, responsible_unit=unit, notified_on=TOLD, **fields)
        for _ in range(number)
    ]


def rates_of(user, **params):
    query = QueryDict(urlencode({**YEAR, **params}))
    filters = RateFilters(query, user=user)
    return rates(filters, today=date(2026, 11, 22))


class TestRate:
    def test_cases_and_appeals_of_each_unit(self, inspector):
        here, there = UnitFactory(), UnitFactory()
        cases = told(here, 25)
        told(there, 3)
        for each in cases[:2]:
            AppealFactory(case=each, number=1, upheld=True)
        AppealFactory(case=cases[0], number=2)
        first, second = rates_of(inspector)[0]
        assert (first.unit, first.told, first.appealed) == (here.name, 25, 2)
        assert (first.appeals, first.decided, first.upheld) == (3, 2, 2)
        assert first.rate == "8.0 %"
        assert first.upheld_rate == "Too few"
        assert (second.told, second.rate) == (3, "Too few")
        assert second.upheld_rate == "None"

    def test_the_sum_of_all(self, inspector):
        for number in (4, 2):
            told(UnitFactory(), number)
        rows, total = rates_of(inspector)
        assert total.told == sum(row.told for row in rows) == 6

    def test_a_case_taken_up_again_still_counts(self, inspector):
        unit = UnitFactory()
        case = CaseFactory(investigating=True, responsible_unit=unit)
        AppealFactory(case=case, upheld=True)
        ((row,), _) = rates_of(inspector)
        assert (row.told, row.appealed) == (1, 1)

    def test_not_conduct_matters_nor_appeals_against_not_recording(self, inspector):
        unit = UnitFactory()
        told(unit, 1, conduct=True)
        (case,) = told(unit, 1)
        AppealFactory(case=case, kind="recording")
        ((row,), _) = rates_of(inspector)
        assert (row.told, row.appealed) == (1, 0)

    def test_of_the_period_of_the_letter(self, inspector):
        (case,) = told(UnitFactory(), 1)
        AppealFactory(case=case)
        assert rates_of(inspector, told_to="2026-09-22")[0] == []

    def test_a_champion_reads_of_the_borough(self):
        unit = UnitFactory()
        told(unit, 2)
        told(UnitFactory(), 2)
        ((row,), _) = rates_of(user_with_role("champion", unit))
        assert (row.unit, row.told) == (unit.name, 2)

    def test_the_page_shows_what_it_counts(self, inspector):
        told(UnitFactory(), 2)
        page = signed_in(inspector).get(RATE, YEAR)
        text = page.content.decode()
        assert "1 January 2026" in text
        assert "Too few" in text

    def test_a_wrong_date_shows_nothing(self, inspector):
        told(UnitFactory(), 2)
        page = signed_in(inspector).get(RATE, {"told_from": "the spring"})
        assert page.context["rows"] == []


class TestQueues:
    @pytest.mark.parametrize(
        ("label", "role"),
        [
            ("To refer to the IPCC", "team-inspector"),
            ("Waiting for the IPCC's decision", "team-inspector"),
            ("Appeals that the IPCC has not decided", "misconduct-office"),
            ("Directions of the IPCC to carry out", "champion"),
        ],
    )
    def test_counts_what_its_list_shows(self, label, role, today):
        unit = UnitFactory()
        ReferralTestFactory(
            case=CaseFactory(allocated=True, responsible_unit=unit), mandatory=True
        )
        ReferralFactory(case=CaseFactory(allocated=True, responsible_unit=unit))
        AppealFactory(case=CaseFactory(notified=True, responsible_unit=unit))
        DirectionFactory(case=CaseFactory(notified=True, responsible_unit=unit))
        user = user_with_role(role, unit)
        queues = queues_of(user, today=today)
        count(queues, today=today, soon_until=today)
        (queue,) = [each for each in queues if each.label == label]
        assert queue.total == 1
        page = signed_in(user).get(queue.url)
        assert [row["reference"] for row in page.context["rows"]] == [
            Case.objects.get(pk=next(iter(queue.rows)).pk).reference
        ]


@pytest.fixture
def today():
    return date(2026, 11, 22)
