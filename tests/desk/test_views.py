"""Home: one's own work, and nothing of anybody else's."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from accounts.roles import ROLES
from casework import drafts, notifications
from casework.models import Notification
from complaints.models import Case
from desk import counting
from desk.counting import count
from desk.queues import do_next, queues_of
from desk.registers import waiting_in_registers
from tests.desk.reading import text
from tests.factories.accounts import PostingFactory, fresh, user_with_role
from tests.factories.complaints import (
    CaseFactory,
    ConflictFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import MemberFactory, UnitFactory
from tests.factories.restrictions import RestrictionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_home(visit, role):
    case = whole_case(reported=True)
    user = user_with_role(role, case.responsible_unit)

    assert visit(user, "/").status_code == 200


def test_home_begins_with_what_is_due_first(visit):
    today = timezone.localdate()
    later = whole_case(next_due_on=today + timedelta(days=9))
    late = whole_case(next_due_on=today - timedelta(days=9))

    page = text(visit(user_with_role("cst-officer"), "/"))

    assert page.index(late.reference) < page.index(later.reference)
    assert "Late by" in page


def due_in(days, number=1, **fields):
    """Cases of the customer service team that fall due in so many days."""
    due = timezone.localdate() + timedelta(days=days)
    return [whole_case(next_due_on=due, **fields) for _ in range(number)]


def offered(user, soon=timedelta(days=7)):
    """References of what a person is to do next, in its order."""
    today = timezone.localdate()
    user = fresh(user)
    waiting = queues_of(user, today=today)
    count(waiting, today=today, soon_until=today + soon)
    return [case.reference for case in do_next(waiting, user)]


def refs(cases):
    return [case.reference for case in cases]


def test_places_are_kept_for_what_is_not_late_yet():
    later, soon, late = due_in(30, 4), due_in(2, 4), due_in(-9, 12)

    shown = offered(user_with_role("cst-officer"))

    assert shown == refs([*late[:4], *soon[:2], *later[:2]])


def test_however_many_are_late_the_others_are_counted_and_kept_places(monkeypatch):
    monkeypatch.setattr(counting, "COUNT_CAP", 3)
    later, soon, late = due_in(30, 2), due_in(2, 3), due_in(-9, 12)
    user, today = user_with_role("cst-officer"), timezone.localdate()

    shown = offered(user)
    (queue,) = (
        each
        for each in queues_of(fresh(user), today=today)
        if each.label == "To record"
    )
    count([queue], today=today, soon_until=today + timedelta(days=7))

    assert shown == refs([*late[:4], *soon[:2], *later])
    assert (queue.words["late"], queue.words["soon"]) == ("3+", "3")
    assert queue.words["total"] == "3+"


def test_without_late_work_there_is_still_something_to_do():
    later, soon = due_in(30, 3), due_in(2)

    assert offered(user_with_role("cst-officer")) == refs([*soon, *later])


def test_late_work_fills_the_places_that_nothing_else_takes():
    late = due_in(-9, 12)

    assert offered(user_with_role("cst-officer")) == refs(late[:8])


def test_a_column_says_what_its_header_says(visit):
    case = whole_case()
    member, officer = user_with_role("mpa-member"), user_with_role("pau-analyst")

    for page in ("/", f"/search/?q={case.reference}"):
        shown = text(visit(member, page))
        assert ">Kind</th>" in shown
        assert ">State</th>" not in shown
        assert "Public complaint</td>" in shown
        shown = text(visit(officer, page))
        assert ">State</th>" in shown
        assert ">Received</strong>" in shown


@pytest.mark.parametrize("year", [2025, 2023])
def test_a_state_stands_wherever_it_may_and_nowhere_else(visit, year):
    """Whichever stands first, the one that shows its state or the one that does not."""
    borough = UnitFactory()
    number = {"reference_serial": 81_299}
    whole_case(responsible_unit=borough, reference_year=year, **number)
    whole_case(reference_year=2024, **number)
    user = user_with_role("mpa-member")
    PostingFactory(user=user, role="commander", unit=borough)

    page = text(visit(fresh(user), "/search/", q="81299"))

    assert page.count(">State</th>") == 1
    assert page.count(">Received</strong>") == 1
    assert page.count("Hidden from your role") == 1
    assert "Public complaint</td>" not in page


@pytest.mark.parametrize(
    ("role", "there", "not_there"),
    [
        (
            "system-administrator",
            ("/accounts/users/", "/reference/accreditations/", "/trail/", "/jobs/"),
            ("/complaints/",),
        ),
        (
            "business-owner",
            ("/reference/", "/accounts/roles/", "/help/"),
            ("/accounts/users/", "/trail/", "/reference/members/"),
        ),
    ],
)
def test_a_home_without_cases_says_where_to_go(visit, role, there, not_there):
    user = user_with_role(role)

    page = text(visit(user, "/"))

    shown = page[page.index('id="do-next"') : page.index('id="news"')]
    for address in there:
        assert f'href="{address}"' in shown
        assert visit(user, address).status_code == 200
    for address in not_there:
        assert f'href="{address}"' not in shown


def test_home_of_a_champion_holds_the_borough_alone(visit):
    borough = UnitFactory()
    mine = whole_case(responsible_unit=borough)
    other = whole_case()

    page = text(visit(user_with_role("champion", borough), "/"))

    assert mine.reference in page
    assert other.reference not in page


def test_a_barred_case_is_in_no_count(visit):
    manager = user_with_role("cst-manager")
    case, _ = whole_case(recorded=True), whole_case(recorded=True)
    before = text(visit(manager, "/"))
    ConflictFactory(case=case, user=manager)

    after = text(visit(manager, "/"))

    assert case.reference in before
    assert case.reference not in after
    assert '2<span class="govuk-visually-hidden"> To check' in before
    assert '1<span class="govuk-visually-hidden"> To check' in after


def waiting(user):
    """How many cases wait in each queue of this person."""
    today = timezone.localdate()
    found = queues_of(fresh(user), today=today)
    count(found, today=today, soon_until=today)
    return {queue.label: queue.total for queue in found}


def test_an_investigator_waits_only_for_what_they_can_move(visit):
    investigator = user_with_role("investigator")
    for status in ("allocated", "investigating", "reported", "determined", "notified"):
        CaseFactory(**{status: True}, handler=investigator)
        CaseFactory(**{status: True})

    assert waiting(investigator) == {"With me": 3}
    page = text(visit(investigator, "/"))
    for step in ("Start", "Investigate", "Notify"):
        assert f">{step}</td>" in page
    for step in ("Determine", "Finalise"):
        assert f">{step}</td>" not in page


def test_the_customer_service_team_notifies_for_everybody(visit):
    CaseFactory(determined=True, handler=user_with_role("investigator"))

    assert waiting(user_with_role("cst-officer"))["To notify"] == 1


@pytest.mark.parametrize(
    "role",
    [
        *("investigator", "cst-officer", "champion"),
        *("cst-manager", "team-inspector", "appropriate-authority"),
    ],
)
def test_a_count_leads_to_a_list_of_as_many(visit, role):
    borough = UnitFactory()
    user = user_with_role(role, borough)
    today = timezone.localdate()
    for days in (-1, 0, 5, 30):
        for status, fields in (
            ("recorded", {}),
            ("assessed", {}),
            ("investigating", {}),
            ("investigating", {"handler": None}),
            ("reported", {}),
            ("determined", {}),
            ("notified", {"appeal_ends_on": today - timedelta(days=1)}),
            ("notified", {"appeal_ends_on": today}),
        ):
            shared = {
                "handler": user,
                "responsible_unit": borough,
                "next_due_on": today + timedelta(days=days),
            }
            CaseFactory(**{status: True} | shared | fields)

    links = re.findall(
        r'href="(/complaints/\?[^"]*)">([0-9,]+)<', text(visit(user, "/"))
    )

    assert len(links) >= 3
    for address, number in links:
        shown = text(visit(user, html.unescape(address)))
        assert f'app-list__count">{number} ' in shown, address


@pytest.mark.parametrize(
    ("role", "label", "note"),
    [
        ("investigator", "With me", "all that you handle is under Cases, My work"),
        ("champion", "In my borough", "every open case, whosever turn it is"),
        ("champion", "Allocated, nobody handles it yet", ""),
        ("appropriate-authority", "To determine", "some may be for another authority"),
        ("cst-manager", "To finalise", "no time for an appeal runs any more"),
        ("cst-manager", "Waiting for the time of an appeal", ""),
    ],
)
def test_a_number_says_what_it_counts(visit, role, label, note):
    page = text(visit(user_with_role(role, UnitFactory()), "/"))

    (row,) = (each for each in page.split("<tr") if f">{label}<" in each)
    assert note in row


def test_an_intake_of_many_steps_is_one_line_on_home(visit):
    officer = user_with_role("cst-officer")
    top = reverse("complaints:new")
    now = timezone.now()
    for step in ("abc123/start/", "abc123/said/", "abc123/people/1/", "quick/"):
        drafts.save(officer, f"{top}{step}", {"said": ["Words"]}, at=now)

    said = {"said": ["He swore at me, " + "and again, " * 20]}
    drafts.save(officer, f"{top}abc123/said/", said, at=now)
    drafts.save(officer, f"{top}def456/start/", {"kind": ["CM"]}, at=now)

    page = text(visit(officer, "/"))

    assert page.count("A new public complaint: He swore at me") == 1
    assert page.count(">A new conduct matter</bdi>") == 1
    assert reverse("complaints:new-resume", args=["abc123"]) in page
    assert page.count("A new case, in short") == 1


THOUGHT = "Half a thought, and then the telephone rang."


@pytest.fixture
def told_and_begun():
    """Somebody who was told of two cases, and began to write in both."""
    user = user_with_role("cst-officer", member=MemberFactory())
    cases = whole_case(recorded=True), whole_case(recorded=True)
    now = timezone.now()
    for case in cases:
        home = case.get_absolute_url()
        notifications.tell(user, "case.return", f"See {case}.", home, f"{case}", at=now)
        drafts.save(
            user,
            f"{home}withdraw/",
            {"reason": [THOUGHT]},
            at=now,
        )
    notifications.tell(user, "job.done", "The import is done.", "/jobs/1/", "1", at=now)
    drafts.save(user, "/complaints/new/quick/", {"said": ["Hello"]}, at=now)
    return user, *cases


@pytest.mark.parametrize("how", ["conflict", "subject", "restricted"])
def test_what_is_closed_since_is_neither_news_nor_begun(visit, told_and_begun, how):
    user, closed, still_open = told_and_begun
    opened = Notification.objects.get(user=user, sentence__contains=closed.reference)
    assert notifications.unread_count(fresh(user)) == 3
    before = text(visit(user, "/")) + text(visit(user, "/notifications/"))
    assert f"See {closed}." in before
    assert f"{closed}: withdraw" in before
    assert "closed to you now" not in before
    if how == "conflict":
        ConflictFactory(case=closed, user=user)
    elif how == "subject":
        SubjectFactory(case=closed, member=user.member, number=9)
    else:
        Case.objects.filter(pk=closed.pk).update(confidentiality="restricted")

    home, news = text(visit(user, "/")), text(visit(user, "/notifications/"))

    for page in (home, news):
        assert closed.reference not in page
        assert f"See {still_open}." in page
        assert "The import is done." in page
    assert f"{still_open}: withdraw" in home
    assert "A new case, in short" in home
    assert "Your words about what is closed to you now" in home
    assert notifications.unread_count(fresh(user)) == 2
    assert not notifications.mark_read(fresh(user), at=timezone.now(), pk=opened.pk)


@pytest.mark.parametrize("role", ["director", "commander"])
def test_command_is_shown_what_waits_in_the_registers(visit, role):
    user, today = user_with_role(role), timezone.localdate()
    RestrictionFactory()
    RestrictionFactory(in_force=True)  # to be reviewed long ago
    found = {each.label: each for each in waiting_in_registers(user, today=today)}
    shown = text(visit(user, "/"))
    for label, each in found.items():
        assert label in shown
        listed = visit(user, each.url)
        assert listed.status_code == 200
        assert len(listed.context["page"]) == each.number
    decides = "Suspensions and restrictions to decide"
    late = "Reviews of suspensions and restrictions that are late"
    if role == "director":
        assert (found[decides].number, found[late].number) == (1, 1)
    assert (decides in found) is user.rights.allow(Permission.RESTRICTION_IMPOSE)
