"""What somebody may not see changes nothing that they are sent: not one byte.

Every hidden field of a case is given another value, one after another, and every
answer is compared with the answer before: page, list, search, export and API.
"""

import re
from datetime import date, datetime, timedelta
from difflib import unified_diff

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from audit import trail
from casework import guard
from complaints import events, search
from complaints.models import Note
from complaints.permissions import Sight
from tests.complaints.sending import signed_in
from tests.factories.accounts import client_with_token, fresh, user_with_role
from tests.factories.complaints import whole_case
from tests.factories.organisation import UnitFactory
from tests.factories.papers import DocumentFactory, NoteFactory

pytestmark = pytest.mark.django_db

CHANGED = "Zebulon"
# Structure rather than facts: which row belongs to which, and who may know of it.
STRUCTURE = frozenset(
    {"case", "allegation", "subject", "person", "report", "acts_for"}
    | {"confidentiality", "key", "stored_as"}
)
# Whether somebody can be told is procedure, which says what the case waits for; why
# they cannot is theirs.
PROCEDURE = frozenset({"untold_because"})
NOISE = (
    re.compile(rb'name="(csrfmiddlewaretoken|submission)" value="[^"]*"'),
    re.compile(rb"\b\d{1,2}:\d\d(:\d\d)?\b"),  # the time at which it was asked
    # Who is in the force is no case's secret.
    re.compile(
        rb'\n    <section aria-labelledby="officers">.*?>Cases</h2>\n  ', re.DOTALL
    ),
)


def answers(user, case, *, token, ends_at=1):
    """Everything this person can ask about cases, without what differs each time."""
    browser = signed_in(fresh(user))
    program = Client(headers={"authorization": f"Bearer {token}"})
    page = f"/complaints/{case.slug}/"
    of_case = f"/api/v1/cases/{case.slug}/"
    so_far = f"?before={ends_at}"  # a history grows by what is asked here
    asked = {
        "list": browser.get("/complaints/"),
        "filtered": browser.get(f"/complaints/?handler={CHANGED}"),
        "case": browser.get(page),
        "allegations": browser.get(f"{page}allegations/"),
        "people": browser.get(f"{page}people/"),
        "documents": browser.get(f"{page}documents/"),
        "decisions": browser.get(f"{page}decisions/"),
        "history": browser.get(f"{page}history/{so_far}"),
        "search": browser.get(f"/search/?q={CHANGED}"),
        "found": browser.get(f"/search/?q={case.reference}"),
        "API list": program.get("/api/v1/cases/"),
        "API case": program.get(of_case),
        "API subjects": program.get(f"{of_case}subjects/"),
        "API allegations": program.get(f"{of_case}allegations/"),
        "API history": program.get(f"{of_case}history/{so_far}"),
    }
    export = browser.post("/complaints/export/", {})
    if export.streaming:
        asked["CSV"] = export
    return {name: (each.status_code, quiet(each)) for name, each in asked.items()}


def quiet(answer) -> bytes:
    body = (
        b"".join(answer.streaming_content)
        if answer.streaming
        else bytes(answer.content)
    )
    for noise in NOISE:
        body = noise.sub(b"", body)
    return body


def told_apart(before: bytes, after: bytes) -> list[str]:
    """The lines in which two answers differ."""
    lines = unified_diff(
        before.decode().splitlines(), after.decode().splitlines(), n=0, lineterm=""
    )
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def another(row, field):
    """A value that the field does not have now, or None where there is none."""
    now = getattr(row, field.name)
    kind = field.get_internal_type()
    if field.choices:
        return next(
            (code for code, _ in field.flatchoices if code not in (now, "")), None
        )
    if kind == "EmailField":
        return "zebulon@changed.example"
    if kind in {"CharField", "TextField"}:
        return CHANGED[: field.max_length]
    if kind == "DateTimeField":
        return (now or datetime.fromisoformat("2026-09-02T12:00+00:00")) + timedelta(1)
    if kind == "DateField":
        return (now or date(2026, 9, 2)) - timedelta(days=1)
    if kind in {"BooleanField"}:
        return not now
    if kind in {"PositiveIntegerField", "PositiveSmallIntegerField"}:
        return (now or 0) + 1
    return None


def rows_of(case):
    allegation, subject = case.allegations.get(), case.subjects.get()
    complainant = case.complainants.get()
    return [
        *(case, allegation, subject, subject.member, complainant, complainant.person),
        *(allegation.outcomes.get(), case.assessments.get()),
        *(case.notes.get(), case.documents.get()),
    ]


def change_hidden(case, user) -> list[str]:
    """Give each field that this person may not see another value; which those were."""
    sight = Sight(case, fresh(user))
    changed = []
    for row in rows_of(case):
        row.refresh_from_db()
        for field in row._meta.concrete_fields:
            name = field.name
            if name in STRUCTURE or field.primary_key or sight.shows(row, name):
                continue
            if name in PROCEDURE and not getattr(row, name):
                continue
            value = another(row, field)
            if value is not None and _update(row, name, value):
                changed.append(f"{type(row).__name__}.{name}")
    case.refresh_from_db()
    with guard.writing("test"):
        search.index(case)
    return changed


def _update(row, name, value) -> bool:
    """Write past everything but the constraints; False where one forbids it."""
    try:
        with transaction.atomic(), guard.writing("test"):
            type(row).objects.filter(pk=row.pk).update(**{name: value})
    except DatabaseError:
        return False
    return True


@pytest.fixture
def case():
    unit = UnitFactory()
    made = whole_case(decided=True, determined=True, responsible_unit=unit)
    NoteFactory(case=made)
    DocumentFactory(case=made)
    trail.consulted(made, trail.SYSTEM)
    return made


@pytest.mark.parametrize(
    ("role", "fields"),
    [("mpa-member", 40), ("commander", 25), ("investigator", 20), ("pau-analyst", 7)],
)
def test_no_hidden_value_reaches_anybody(case, role, fields):
    unit = case.responsible_unit if role == "commander" else None
    user = user_with_role(role, unit)
    _, token = client_with_token(role, unit)
    ends_at = trail.entries()[0].pk + 1
    before = answers(user, case, token=token, ends_at=ends_at)
    assert before["list"][0] in (200, 403)

    changed = change_hidden(case, user)
    after = answers(user, case, token=token, ends_at=ends_at)

    assert len(changed) >= fields, changed
    shows_people = Sight(case, fresh(user)).identity
    assert ("Member.number" in changed) is not shows_people
    differing = {
        name: told_apart(before[name][1], after[name][1])
        for name in before
        if before[name] != after[name]
    }
    assert not differing, "\n".join(
        f"{name}: {line}" for name, lines in differing.items() for line in lines
    )


@pytest.mark.parametrize("role", ["mpa-member", "commander", "investigator"])
def test_why_somebody_cannot_be_told_reaches_nobody(case, role):
    unit = case.responsible_unit if role == "commander" else None
    user = user_with_role(role, unit)
    _, token = client_with_token(role, unit)
    complainant = case.complainants.get()
    assert _update(complainant, "untold_because", "Sleeps at a hostel.")
    ends_at = trail.entries()[0].pk + 1
    before = answers(user, case, token=token, ends_at=ends_at)
    assert "Complainant.untold_because" in change_hidden(case, user)
    assert answers(user, case, token=token, ends_at=ends_at) == before


def tell(case) -> dict[str, tuple]:
    """A change of every field and a refusal in the trail: {word told: (row, field)}."""
    subject, person = case.subjects.get(), case.complainants.get().person
    parts = {
        "": case,
        "allegation 1 ": case.allegations.get(),
        "subject 1 ": subject,
        "complainant 1 ": person,
    }
    told, changes = {}, {}
    for prefix, row in parts.items():
        for name in row.FIELD_CLASSES.keys() - STRUCTURE:
            word = f"{CHANGED}-{len(told)}."
            told[word] = row, name
            changes[f"{prefix}{name}"] = None, word
    by = user_with_role("cst-officer")
    trail.record(
        events.AMEND,
        kind=trail.Kind.ALTERATION,
        subject=case,
        by=by,
        changes=changes,
        reason=f"{CHANGED} reason",
    )
    trail.record_refusal(
        "case.start", subject=case, by=by, sentence=f"Only {CHANGED} sentence can."
    )
    return told


@pytest.mark.parametrize(
    "role", ["commander", "mpa-officer", "investigator", "pau-analyst", "champion"]
)
def test_a_history_shows_what_the_classes_show(case, role):
    unit = case.responsible_unit if role in {"commander", "champion"} else None
    user = user_with_role(role, unit)
    client, token = client_with_token(role, unit)
    told = tell(case)

    asked = answers(user, case, token=token, ends_at=trail.entries()[0].pk + 1)

    for reader, name in ((user, "history"), (client, "API history")):
        sight = Sight(case, fresh(reader))
        status, body = asked[name]
        text = body.decode()
        assert status == 200
        hidden = {
            word for word, (row, field) in told.items() if not sight.shows(row, field)
        }
        shown = {word for word in told if word in text}
        assert shown, name
        assert not shown & hidden, name
        for words in (f"{CHANGED} reason", f"{CHANGED} sentence"):
            assert (words in text) is sight.identity, (name, words)


def test_the_comparison_would_notice(case):
    """Somebody who may see it is sent something else: the test above can fail."""
    user = user_with_role("cst-officer")
    _, token = client_with_token("cst-officer")
    before = answers(user, case, token=token)
    with guard.writing("test"):
        Note.objects.filter(case=case).update(text=CHANGED)
        person = case.complainants.get().person
        type(person).objects.filter(pk=person.pk).update(surname=CHANGED)
        search.index(case)
    after = answers(user, case, token=token)
    differing = {name for name in before if before[name] != after[name]}
    assert differing >= {"people", "search", "CSV"}
