"""Text that would be markup, script or a formula is shown as text, wherever it goes."""

import csv
import io
from collections import Counter
from html.parser import HTMLParser

import pytest

from casework import guard
from complaints import search
from complaints.models import Case
from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    AssessmentFactory,
    CaseTaskFactory,
    StatusChangeFactory,
    whole_case,
)
from tests.factories.organisation import UnitFactory
from tests.factories.papers import DocumentFactory, NoteFactory

pytestmark = pytest.mark.django_db

PLAIN = "plainwords"
MARKUP = (
    "plainwords<script>alert(1)</script>",
    'plainwords"><img src=x onerror=alert(1)>',
    "plainwords' onmouseover='alert(1)",
    "plainwords</textarea></title><svg/onload=alert(1)>",
    "plainwords{{ 7|add:7 }}{% load x %}<!--",
    "plainwords javascript:alert(1) &lt;b&gt;<b>bold</b>",
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "＝1+1")
PAGES = (
    *("", "allegations/", "people/", "tasks/", "documents/", "decisions/", "history/"),
    *("amend/", "allegations/1/change/", "complainants/1/change/"),
)


class Elements(HTMLParser):
    """Which elements and attributes a page has, and how many."""

    def __init__(self):
        super().__init__()
        self.found = Counter()

    def handle_starttag(self, tag, attrs):
        self.found[tag] += 1
        for name, value in attrs:
            self.found[f"{tag} {name}"] += 1
            if name in {"href", "src", "action"} and value:
                self.found["scripted address"] += value.strip().startswith("javascript")


def elements(page) -> Counter:
    parser = Elements()
    parser.feed(page.content.decode())
    return parser.found


def write(case, text):
    """Put the text into every field of free text of the case and what is below it."""
    complainant, allegation = case.complainants.get(), case.allegations.get()
    rows = [
        *(case, allegation, case.subjects.get(), case.subjects.get().member),
        *(complainant, complainant.person, *case.assessments.all()),
        *(case.notes.get(), case.documents.get(), case.tasks.get()),
        *(case.status_changes.get(), case.responsible_unit, case.handler),
    ]
    closed = {"reference", "code", "sha256", "stored_as", "content_type", "email"}
    with guard.writing("test"):
        for row in rows:
            typed = {
                field.name: text[: field.max_length or None]
                for field in row._meta.concrete_fields
                if field.get_internal_type() in {"CharField", "TextField"}
                and not (field.choices or field.name in closed)
                and (field.max_length or 99) >= 40
                and field.name not in {"verb", "from_status", "to_status", "next_due"}
                and field.name not in {"password", "number", "contact_preference"}
            }
            type(row).objects.filter(pk=row.pk).update(**typed)
        search.index(Case.objects.get(pk=case.pk))


@pytest.fixture
def case():
    made = whole_case(
        investigating=True,
        responsible_unit=UnitFactory(team=True),
        handler=user_with_role("investigator"),
    )
    NoteFactory(case=made)
    DocumentFactory(case=made)
    CaseTaskFactory(case=made)
    StatusChangeFactory(case=made)
    AssessmentFactory(case=made, number=2)
    return made


@pytest.fixture
def client():
    return signed_in(user_with_role("cst-officer"))


def shown(client, case):
    urls = [f"/complaints/{case.slug}/{page}" for page in PAGES]
    urls += [
        "/complaints/",
        f"/search/?q={PLAIN}",
        "/",
        f"/complaints/?selected={case.slug}",
    ]
    pages = {url: client.get(url) for url in urls}
    assert {page.status_code for page in pages.values()} == {200}
    return pages


def test_no_page_has_an_element_more_for_any_words(client, case):
    write(case, PLAIN)
    before = {url: elements(page) for url, page in shown(client, case).items()}
    for text in MARKUP:
        write(case, text)
        compare(shown(client, case), before)


def compare(pages, before):
    for url, page in pages.items():
        # Marks around words found differ with the words.
        now, then = elements(page), before[url]
        now["mark"] = then["mark"] = 0
        if url.endswith("/history/"):  # it grows by each of these readings
            now, then = Counter(set(+now)), Counter(set(+then))
        assert now == then, (url, now - then, then - now)
    assert any(PLAIN in page.content.decode() for page in pages.values())


def test_script_in_an_address_searched_for_is_text(client):
    for text in MARKUP:
        for url in ("/search/", "/complaints/"):
            page = client.get(url, {"q": text})
            assert page.status_code in (200, 400)
            assert "<script>alert" not in page.content.decode()
            assert not elements(page)["img onerror"]


def test_cells_of_an_export_are_text_and_come_back_as_typed(client, case):
    for text in FORMULAS:
        write(case, text)
        check_export(client, case, text)


def check_export(client, case, text):
    answer = client.post("/complaints/export/", {})
    body = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body)))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r\n＝")]
    header = next(row for row in rows if "Place" in row)
    line = next(row for row in rows if case.reference in row)
    kept = line[header.index("Place")]
    assert kept.removeprefix("'").strip() == text.strip()
