"""A member of the authority sees what members may see: on every page and in no file."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.utils import timezone

from casework import guard
from complaints import search
from organisation.models import Unit
from tests.factories.complaints import whole_case
from tests.factories.papers import NoteFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# Each stands in one field of the case, so that a leak tells where it comes from.
HIDDEN = {
    "said": "Marmalade",
    "allegation": "Rhubarb",
    "person": "Quartermain",
    "officer": "Thistledown",
    "note": "Gooseberry",
    "reason": "Elderberry",
    "handler": "Underhay",
}


@pytest.fixture
def case(people):
    case = whole_case(
        investigating=True,
        reference="PC/80008/26",
        responsible_unit=Unit.objects.get(code="kingston-upon-thames"),
        received_on=timezone.localdate() - timedelta(days=30),
        said=HIDDEN["said"],
        place="Plumtree Road",
    )
    with guard.writing("test"):
        case.allegations.update(text=HIDDEN["allegation"])
        case.assessments.update(reasons=HIDDEN["reason"])
        person = case.complainants.get().person
        person.surname = HIDDEN["person"]
        person.save()
        member = case.subjects.get().member
        member.surname = HIDDEN["officer"]
        member.save()
        search.index(case)
    NoteFactory(case=case, text=HIDDEN["note"])
    return case


def test_what_a_member_sees(sign_in, case):
    member = sign_in("mpa-member")
    read(member, case)
    no_file(member)
    officer = sign_in("mpa-officer")
    read(officer, case)
    reveal(officer, case)
    a_file_without_names(officer, case)


def read(member, case) -> None:
    hidden = [*HIDDEN.values(), "Plumtree"]
    member.visit("/")
    member.does_not_read(*hidden)
    member.visit("/complaints/")
    member.reads(case.reference)
    member.reads("Kingston upon Thames")
    member.does_not_read(*hidden)
    member.visit(f"/complaints/?selected={case.slug}")
    member.does_not_read(*hidden)
    member.visit(case.get_absolute_url())
    member.reads("Kingston upon Thames")
    member.does_not_read(*hidden)
    member.visit(f"{case.get_absolute_url()}allegations/")
    member.does_not_read(*hidden)
    for name in HIDDEN.values():
        member.visit(f"/search/?q={name}")
        assert member.main.get_by_role("link", name=case.reference).count() == 0, name
    member.visit("/search/?q=Thistledwn")  # nearly a name: it is not put right
    member.does_not_read(HIDDEN["officer"])
    member.visit(f"/search/?q={case.reference}")
    assert member.main.get_by_role("link", name=case.reference).count()


def no_file(member) -> None:
    for part in ("people", "tasks", "documents", "decisions", "history"):
        member.visit(f"/complaints/PC-80008-26/{part}/", status=403)
        member.does_not_read(*HIDDEN.values())
    member.visit("/complaints/")
    assert member.page.get_by_role("button", name="Export CSV").count() == 0
    assert send_export(member).status == 403


def send_export(visitor):
    """Post the form of the export by hand, whether or not the page has it."""
    token = visitor.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    return visitor.page.request.post(
        "/complaints/export/",
        form={"csrfmiddlewaretoken": token},
        headers={"Referer": visitor.page.url},
    )


def reveal(officer, case) -> None:
    """Identities open for one answer, with a reason, and that is in the history."""
    officer.visit(f"{case.get_absolute_url()}people/")
    officer.does_not_read(*HIDDEN.values())
    officer.page.get_by_text("Ask to see who these people are").click()
    officer.press("Reveal identities", wrong=True)
    officer.fill("Why you need to see who this is", "To write to the complainant.")
    officer.press("Reveal identities")
    officer.reads(HIDDEN["person"])
    officer.visit(f"{case.get_absolute_url()}people/")
    officer.does_not_read(*HIDDEN.values())


def a_file_without_names(officer, case) -> None:
    officer.visit("/complaints/")
    with officer.page.expect_download() as downloading:
        officer.page.get_by_role("button", name="Export CSV").click()
    text = downloading.value.path().read_text(encoding="utf-8-sig")
    assert any(case.reference in row for row in csv.reader(StringIO(text)))
    for name in ("said", "allegation", "person", "officer", "note", "reason"):
        assert HIDDEN[name] not in text
    assert "Plumtree" not in text
