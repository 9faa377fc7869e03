"""The papers of a case: notes, documents, letters, and the record it was made from."""

from datetime import date

import factory

from complaints.models import Document, ImportBatch, LegacyRecord, Letter, Note
from tests.factories.accounts import user_with_role
from tests.factories.complaints import NOON, CaseFactory, Guarded


class NoteFactory(Guarded):
    class Meta:
        model = Note

    case = factory.SubFactory(CaseFactory)
    text = "Rang the complainant, no answer."
    by = factory.LazyFunction(lambda: user_with_role("cst-officer"))
    at = NOON


class DocumentFactory(Guarded):
    """A row only: there is no file behind it."""

    class Meta:
        model = Document

    case = factory.SubFactory(CaseFactory)
    name = "statement.txt"
    content_type = "text/plain"
    size = 120
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    stored_as = factory.Sequence(lambda n: f"none/{n}")
    scan = "clean"
    scanned_at = NOON
    by = factory.LazyFunction(lambda: user_with_role("cst-officer"))
    at = NOON


class LetterFactory(Guarded):
    class Meta:
        model = Letter

    case = factory.SubFactory(CaseFactory)
    kind = "outcome"
    dated_on = date(2026, 9, 23)
    by = factory.LazyFunction(lambda: user_with_role("cst-officer"))
    at = NOON


class LegacyRecordFactory(Guarded):
    class Meta:
        model = LegacyRecord

    case = factory.SubFactory(CaseFactory, origin="legacy")
    batch = factory.LazyFunction(
        lambda: ImportBatch.objects.create(source="tribune", mapping="", at=NOON)
    )
    source = "tribune"
    source_reference = factory.Sequence(lambda n: f"OLD-{n}")
    original = factory.LazyFunction(lambda: {"complaint_date": "31.02.2009"})
    mapped = factory.LazyFunction(lambda: {"received_on": None})
    faults = factory.LazyFunction(lambda: ["received_missing"])
