"""The pages that are read, for whom, and what each may cost."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from complaints.filters.offered import DEFAULT_SORT, SORTS
from complaints.models import Case, Complainant, Subject
from pages.lists import KeysetPage, encode_cursor

DOMAIN = "@demo.candour.test"
LIST, DEAR, CASE, HOME, SEARCH, MATCHED = 3, 8, 4, 4, 8, 8
DEEP = 25_000  # rows before page 1,000
INTAKE = "benchmark"  # the intake that `preparing` begins
ONE_IN = 100  # a word that one case in a hundred holds
NAMED = ("interpreter", "warrant", "medicine", "penalty", "conviction", "custody")


@dataclass(frozen=True)
class Page:
    name: str
    slug: str  # of the demonstration's account
    path: str
    budget: float
    most_queries: int


def person(slug: str) -> User:
    return User.objects.get(email=slug + DOMAIN)


def pages() -> list[Page]:
    return [
        *_lists(),
        *_case_pages(),
        *_homes(),
        *_diaries(),
        *_registers(),
        *_intake(),
        *_searches(),
    ]


def _list(name, slug="cst-officer", budget=LIST, **params) -> Page:
    query = f"?{urlencode(params, doseq=True)}" if params else ""
    return Page(f"list: {name}", slug, f"/complaints/{query}", budget, 12)


def _lists():
    newest = Case.objects.order_by("-sort_received_on").first().sort_received_on
    yield _list("no filter")
    yield _list("no filter, an investigator", "investigator")
    yield _list("no filter, a champion", "champion-kingston")
    yield _list("no filter, a member of the authority", "mpa-member")
    for sort in SORTS:
        for sign in ("", "-"):
            yield _list(f"sorted by {sort.label.lower()} {sign}", sort=sign + sort.key)
    yield _list("one filter, open", state="open")
    yield _list("one filter, late", clock="late")
    yield _list("one filter, a unit", unit="camden")
    yield _list("one filter, a unit by clock", unit="camden", sort="due")
    yield _list("one filter, a state by clock", state="reported", sort="due")
    yield _list("one filter, a rare category", category="P")
    yield _list("one filter, a common category", category="S")
    yield _list("one filter, a handler by name", handler="under")
    yield _list("one filter, received from", received_from=_day(newest, 30))
    yield _list("child filter, result", budget=DEAR, result="upheld")
    yield _list("child filter, highest risk", budget=DEAR, risk="high")
    yield _list("child filter, tag", budget=DEAR, tag="riverside-march")
    yield _list("two filters, unit and open", budget=DEAR, unit="camden", state="open")
    yield _list(
        "four filters", budget=DEAR, kind="PC", state="open", category="F",
        channel="letter",
    )  # fmt: skip
    yield _list("my work", "investigator", DEAR, handler="me", state="open")
    yield _list(
        "filter with a child table and a sort", budget=DEAR,
        result="upheld", state="notified", sort="due",
    )  # fmt: skip
    yield from _depths()


def _day(newest, before):
    return f"{newest - timedelta(days=before)}"


def _depths():
    rows = Case.objects.all()
    order = KeysetPage(
        rows, sorts=SORTS, default=DEFAULT_SORT, params=QueryDict("")
    ).order
    ordered = rows.order_by(*order.ordering())
    deep = min(DEEP, Case.objects.count() // 2)
    for name, row in (
        ("page 2", ordered[24]),
        (f"page {deep // 25:,}", ordered[deep]),
        ("last page", rows.order_by(*order.ordering(backwards=True))[25]),
    ):
        yield _list(name, cursor=encode_cursor(order, row, backwards=False))


def _case_pages():
    case = long_case()
    base = f"/complaints/{case.slug}/"
    for slug in ("cst-officer", "investigator", "mpa-member"):
        yield Page(f"case page, {slug}", slug, base, CASE, 20)
    for part in ("history", "allegations", "people", "decisions"):
        name = f"case page, {part}"
        yield Page(name, "cst-officer", f"{base}{part}/", CASE, 20)


def _diaries():
    """One's own, and those of units that somebody supervises."""
    for name, slug, query in (
        ("an investigator", "investigator", ""),
        ("an investigator's tasks", "investigator", "?kind=tasks"),
        ("a team", "team-inspector", "?unit=south-team-1"),
        ("a team, nobody's", "team-inspector", "?unit=south-team-1&person=nobody"),
        ("a borough", "champion-kingston", "?unit=kingston-upon-thames"),
    ):
        yield Page(f"diary of {name}", slug, f"/diary/{query}", HOME, 15)
    for slug in ("cst-manager", "team-inspector", "champion-kingston"):
        yield Page(f"order of priority, {slug}", slug, "/priority/", HOME, 15)


def _intake():
    """Whether somebody complained before, and whether a case is logged already."""
    for name, step in (("people", "people/1/match/"), ("duplicates", "alike/")):
        path = f"/complaints/new/{INTAKE}/{step}"
        yield Page(f"intake: matching of {name}", "cst-officer", path, MATCHED, 15)


def _registers():
    """The history of whoever has most cases, and the registers beside the cases."""
    most = Subject.objects.filter(member__isnull=False).values("member__key")
    most = most.annotate(cases=Count("pk")).order_by("-cases", "member__key").first()
    history = f"/complaints/officers/{most['member__key']}/"
    yield Page("history of an officer", "cst-officer", history, HOME, 15)
    yield Page("history of an officer, command", "command", history, HOME, 15)
    month = timezone.localdate().replace(day=1)
    for name, slug, path in (
        ("risk register", "command", "risk-register/"),
        ("risk register, an inspector", "team-inspector", "risk-register/"),
        ("hearings calendar", "hearings-office", "hearings/"),
        ("hearings calendar, command", "command", "hearings/"),
        (
            "hearings calendar, last month",
            "hearings-office",
            f"hearings/?month={month - timedelta(days=1):%Y-%m}",
        ),
        ("register of restrictions", "director", "restrictions/"),
        ("register of appeals", "cst-manager", "appeals/"),
    ):
        yield Page(name, slug, f"/complaints/{path}", HOME, 15)
    for name, query in (
        ("declared", ""),
        ("line managers", "?kind=managers"),
        ("line managers with an account", "?kind=managers&account=yes"),
        ("line managers upheld", "?kind=managers&state=upheld"),
    ):
        path = f"/complaints/conflicts/{query}"
        yield Page(f"register of conflicts, {name}", "command", path, HOME, 15)


def long_case() -> Case:
    """A case whose timeline fills its first page; see `preparing`."""
    return Case.objects.filter(notes__text="Measured.").first()


def _homes():
    for slug in (
        "cst-officer", "cst-manager", "team-inspector", "investigator",
        "appropriate-authority", "champion-kingston", "command", "mpa-member",
    ):  # fmt: skip
        yield Page(f"home, {slug}", slug, "/", HOME, 15)


def _searches():
    officer, surname = a_member().number, a_surname()
    one = one_in_a_hundred()
    for name, slug, words in (
        ("a common word", "cst-officer", "complainant"),
        ("a common word, own cases", "investigator", "complainant"),
        ("a common word, a champion", "champion-kingston", "complainant"),
        (f"1 % (“{one}”)", "cst-officer", one),
        (f"1 %, own cases (“{one}”)", "investigator", one),
        ("a rare word", "cst-officer", officer),
        ("a rare word, own cases", "investigator", officer),
        ("two words, one rare", "cst-officer", f"complainant {officer}"),
        ("common, but not common", "cst-officer", f"complainant -{one}"),
        ("a phrase", "cst-officer", '"red light"'),
        ("a misspelt name", "cst-officer", surname[:3] + surname[4:]),
        ("nothing", "cst-officer", "xylophonist"),
    ):
        path = f"/search/?{urlencode({'q': words})}"
        yield Page(f"search: {name}", slug, path, SEARCH, 12)


def a_member():
    subject = Subject.objects.filter(member__isnull=False).select_related("member")
    return subject.order_by("-pk").first().member


def a_surname() -> str:
    row = Complainant.objects.select_related("person").order_by("-pk").first()
    return row.person.surname


def one_in_a_hundred() -> str:
    """Of some words the one that most nearly one case in a hundred holds."""
    wanted = Case.objects.count() / ONE_IN
    counts = {}
    with connection.cursor() as cursor:
        for word in NAMED:
            cursor.execute(
                "SELECT count(*) FROM complaints_searchentry "
                "WHERE identity @@ websearch_to_tsquery('candour', %s)",
                [word],
            )
            counts[word] = cursor.fetchone()[0] or 1
    return min(
        counts, key=lambda word: max(counts[word], wanted) / min(counts[word], wanted)
    )
