"""What calendar, consistency and outcomes may be asked, and that a cut is said."""

import pytest
from django.utils import timezone

from accounts.models import User
from complaints.filters import hearings
from tests.complaints.sending import errors, signed_in
from tests.factories.accounts import PostingFactory, user_with_role
from tests.factories.complaints import whole_case
from tests.factories.organisation import UnitFactory
from tests.factories.proceedings import ImposedSanctionFactory, ProceedingFactory

pytestmark = pytest.mark.django_db
HEARINGS, CONSISTENCY, OUTCOMES = (
    f"/complaints/{page}/" for page in ("hearings", "consistency", "outcomes")
)


@pytest.fixture
def command():
    return signed_in(user_with_role("command"))


@pytest.mark.parametrize(
    "address",
    [
        f"{HEARINGS}?page=2",
        f"{HEARINGS}?unit=nowhere",
        f"{HEARINGS}?forum=nothing",
        f"{HEARINGS}?month=2026-13",
        f"{HEARINGS}?month=2026-11&month=2026-12",
        f"{HEARINGS}?month=9999-12",
        f"{HEARINGS}?month=1-1",
        f"{HEARINGS}?month=0001-01",
        f"{HEARINGS}?month=1899-12",
        f"{HEARINGS}?month=2101-01",
        f"{HEARINGS}?month=99999999999999999999-1",
        f"{CONSISTENCY}?from=2026-01-01",
        f"{OUTCOMES}?month=2026-11",
        f"{OUTCOMES}?year=26",
    ],
)
def test_what_is_not_known_is_refused(command, address):
    assert command.get(address).status_code == 400


def test_the_calendar_keeps_its_unit_from_month_to_month_and_forum_to_forum(command):
    unit = UnitFactory()
    asked = f"{HEARINGS}?month=2026-11&unit={unit.code}"
    text = command.get(f"{asked}&forum=hearing").content.decode()
    for others in (
        f"month=2026-10&amp;unit={unit.code}&amp;forum=hearing",
        f"month=2026-12&amp;unit={unit.code}&amp;forum=hearing",
        f"month=2026-11&amp;unit={unit.code}&amp;forum=meeting",
    ):
        assert f'href="?{others}"' in text
    here = f'href="?month=2026-11&amp;unit={unit.code}&amp;forum=hearing"'
    assert f'{here} aria-current="page"' in text


class TestUnit:
    def test_one_is_chosen_beside_the_kinds_and_said(self, command):
        unit, other = UnitFactory(team=True), UnitFactory(team=True)
        plain = command.get(f"{HEARINGS}?month=2026-11&forum=hearing").content.decode()
        for each in (unit, other):
            assert f'<option value="{each.code}">{each.name}</option>' in plain
        asked = f"{HEARINGS}?month=2026-11&forum=hearing&unit={unit.code}"
        text = command.get(asked).content.decode()
        assert f'<option value="{unit.code}" selected>{unit.name}</option>' in text
        assert f'<span class="govuk-caption-m">{unit.name}</span></h1>' in text
        for name, value in (("month", "2026-11"), ("forum", "hearing")):
            assert f'type="hidden" name="{name}" value="{value}"' in text
        assert 'type="hidden" name="unit"' not in text

    def test_of_ones_own_alone_where_one_reads_no_other(self):
        mine, also, other = (UnitFactory() for _ in range(3))
        user = user_with_role("champion", mine)
        asked = f"{HEARINGS}?month=2026-11"
        assert 'name="unit"' not in signed_in(user).get(asked).content.decode()
        PostingFactory(user=user, role="champion", unit=also)
        text = signed_in(User.objects.get(pk=user.pk)).get(asked).content.decode()
        shown = [f'value="{each.code}"' in text for each in (mine, also, other)]
        assert shown == [True, True, False]

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ("", "Nothing sits in this month."),
            ("&forum=hearing", "No hearing sits in this month."),
            ("&forum=inquest&unit=camden", "No inquest of Camden sits in this month."),
            ("&unit=camden", "Nothing of Camden sits in this month."),
        ],
    )
    def test_nothing_is_said_of_what_was_asked(self, command, asked, said):
        text = command.get(f"{HEARINGS}?month=2026-11{asked}").content.decode()
        assert said in text
        whole = '<a class="govuk-link" href="?month=2026-11">Everything in this month'
        assert (whole in text) == bool(asked)


@pytest.mark.parametrize(
    ("month", "beside"),
    [("1900-01", "month=1900-02"), ("2100-12", "month=2100-11")],
)
def test_the_first_and_the_last_month_lead_one_way(command, month, beside):
    answer = command.get(f"{HEARINGS}?month={month}")
    assert answer.status_code == 200
    ways = [answer.context["before_url"], answer.context["after_url"]]
    assert [way for way in ways if way] == [f"?{beside}"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "first=31/02/2026&last=01/03/2026",
            "The first day must be a real date, like 31/03/2026.",
        ),
        (
            "first=01/03/2026&last=01/02/2026",
            "The last day must be on or after the first.",
        ),
        ("first=01/03/2026", "Enter the last day."),
    ],
)
def test_a_wrong_period_is_said_at_its_field(command, asked, said):
    answer = command.get(f"{CONSISTENCY}?{asked}")
    assert answer.status_code == 200
    assert errors(answer) == [said]
    assert "What came of proceedings" not in answer.content.decode()


class TestCut:
    """A list that is cut says so."""

    @pytest.fixture(autouse=True)
    def short(self, monkeypatch):
        monkeypatch.setattr(hearings, "MOST", 1)
        monkeypatch.setattr(hearings, "MOST_WAITING", 1)

    def told(self, **fields):
        case = whole_case(determined=True)
        row = ProceedingFactory(case=case, number=1, told=True, **fields)
        ImposedSanctionFactory(case=case, number=1, proceeding=row)

    def test_of_what_is_published(self, command):
        public = {"published": True, "publish_until": timezone.localdate()}
        self.told(**public)
        assert "Choose a year" not in command.get(OUTCOMES).content.decode()
        self.told(**public)
        assert "Choose a year" in command.get(OUTCOMES).content.decode()

    def test_of_what_is_not_decided(self, command):
        self.told()
        assert "waited longest" not in command.get(OUTCOMES).content.decode()
        self.told()
        assert "waited longest" in command.get(OUTCOMES).content.decode()
